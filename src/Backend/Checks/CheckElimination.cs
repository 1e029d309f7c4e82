// Finds the generation checks that can never fail, over a whole program. It knows neither LLVM nor the machine: whoever
// reads the IR may leave such a check out. docs/architecture.md says what is analysed and why that is sound.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Checks;

/// <summary>How many generation checks there are, and how many of them can never fail.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Needless">Those that can never fail.</param>
public readonly record struct CheckCount(int Total, int Needless)
{
    /// <summary>Both.</summary>
    public static CheckCount operator +(CheckCount a, CheckCount b) => new(a.Total + b.Total, a.Needless + b.Needless);
}

/// <summary>
/// The analysis of one program. What holds of a function may rest on all functions it is called from and all it calls, so a
/// result is for this program alone. Safe to share between threads once it is made.
/// </summary>
public sealed class CheckElimination
{
    private readonly Dictionary<string, (IrFunction Function, CheckCount Count)> _results = [];

    private CheckElimination(ProgramFacts facts)
    {
        foreach (var analysis in facts.Analyses)
        {
            var result = Mark(analysis);
            _results.Add(analysis.Function.Symbol, result);
            Count += result.Count;
        }
    }

    /// <summary>The checks of the whole program.</summary>
    public CheckCount Count { get; }

    /// <summary>Analyses a program that the verifier of the IR has nothing to say against.</summary>
    public static CheckElimination Run(IrProgram program) => new(ProgramFacts.Solve(program));

    /// <summary>The function with its needless checks marked (see <see cref="IrOp.Check"/>); the same one when it has none.</summary>
    public IrFunction Function(string symbol) => _results[symbol].Function;

    /// <summary>The checks of one function.</summary>
    public CheckCount CountOf(string symbol) => _results[symbol].Count;

    private static (IrFunction Function, CheckCount Count) Mark(FunctionAnalysis analysis)
    {
        var function = analysis.Function;
        var count = new CheckCount();
        IrInstruction[]? marked = null;
        for (var i = 0; i < function.Instructions.Length; i++)
        {
            var it = function.Instructions[i];
            if (it.Op != IrOp.Check) continue;
            var isNeedless = analysis.IsNeedless(i);
            count += new CheckCount(1, isNeedless ? 1 : 0);
            if (!isNeedless) continue;
            marked ??= function.Instructions.AsSpan().ToArray();
            marked[i] = it with { Immediate = 1 };
        }
        return (marked is null ? function : function with { Instructions = ValueArray.Wrap(marked) }, count);
    }
}
