// Which functions share an object file. The cut must stand still: an edit in one body may move no other function into
// another file, nor change the order in one, or files would be made again that nothing is new in.

using System.Numerics;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Llvm;

/// <summary>
/// Cuts a program into what is compiled at once. When optimising, that is a package: the optimiser sees all of it. Without, a
/// large package is cut further, so that an edit in it costs little and all processors have work.
/// </summary>
public static class CodegenUnits
{
    /// <summary>About how many instructions an object file holds at O0.</summary>
    public const int Instructions = 4000;

    /// <summary>
    /// The same program in other units. Where a function goes depends on its symbol and on the size of its package rounded up to
    /// the next power of two, so only a package that outgrows that is cut anew. Functions stand in the order of their symbols.
    /// </summary>
    public static IrProgram Of(IrProgram program, LlvmOptions options)
    {
        var units = new List<IrUnit>(program.Units.Length);
        foreach (var unit in program.Units) Cut(unit, options.Opt == OptLevel.O0 ? CountOf(unit) : 1, units);
        units.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return program with { Units = units.ToValueArray() };
    }

    private static int CountOf(IrUnit unit)
    {
        long size = 0;
        foreach (var function in unit.Functions) size += function.Instructions.Length;
        return (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp((size + Instructions - 1) / Instructions, 1, 1024));
    }

    private static void Cut(IrUnit unit, int count, List<IrUnit> into)
    {
        var functions = new IrFunction[unit.Functions.Length];
        unit.Functions.AsSpan().CopyTo(functions);
        Array.Sort(functions, static (a, b) => string.CompareOrdinal(a.Symbol, b.Symbol));
        if (count == 1)
        {
            into.Add(new IrUnit(unit.Name, ValueArray.Wrap(functions)));
            return;
        }
        var parts = new List<IrFunction>?[count];
        foreach (var function in functions) (parts[PartOf(function.Symbol, count)] ??= []).Add(function);
        // No package's name holds a tilde. The number of parts is in the name, so that no object of an earlier cut is taken for one of this.
        for (var i = 0; i < count; i++)
            if (parts[i] is { } part) into.Add(new IrUnit($"{unit.Name}~{count}.{i}", part.ToValueArray()));
    }

    private static int PartOf(string symbol, int count)
    {
        var builder = new FingerprintBuilder();
        builder.Add(symbol);
        return (int)(builder.Finish().Low & (ulong)(count - 1));
    }
}
