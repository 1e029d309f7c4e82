// What can be said at one place of a body while it is checked: for editors, which ask about text that is still being
// written. A check with a probe is no query: nothing of it is kept.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

/// <summary>A name that can be used at the place.</summary>
/// <param name="Type">Its type, as a use there would find it: what a lambda borrows is a borrow.</param>
/// <param name="HoldsValue">False when what it held was moved away.</param>
/// <param name="IsParameter">It is a parameter of the function or lambda.</param>
public readonly record struct ProbedLocal(string Name, Coord Type, bool HoldsValue, bool IsParameter);

/// <summary>What stands before the dot.</summary>
/// <param name="Value">Its type as the first argument of a call.</param>
/// <param name="Container">Its type as what a member is taken from.</param>
/// <param name="Owned">The type it would have if it were moved, as in <c>(x).f()</c>; null where that says nothing else.</param>
/// <param name="Subject">The place of what stands before the dot, from the body's start.</param>
/// <param name="Struct">The struct that declares the members, or null.</param>
public sealed record ProbedReceiver(Coord Value, Coord Container, Coord? Owned, TextRange Subject, DenizenId? Struct, ValueArray<StructMember> Members);

/// <summary>A call around the place.</summary>
/// <param name="Syntax">Its argument list; offsets count from the body's start.</param>
/// <param name="Name">What is called; <c>__call</c> for a value.</param>
/// <param name="Arguments">The types of all its arguments, an error where one is not known. What is called, or stands before the dot, is the first.</param>
/// <param name="IsOfReceiver">The first argument stands before the list.</param>
/// <param name="Written">The generic arguments written, or null.</param>
/// <param name="Lambda">What is called, where it is a lambda written in this body.</param>
public sealed record ProbedCall(
    ArgumentListSyntax Syntax, string Name, ValueArray<Coord> Arguments, bool IsOfReceiver, ProbedGenerics? Written, LambdaExpressionSyntax? Lambda);

/// <summary>Looks at one place of a body. Single use.</summary>
public sealed class BodyProbe
{
    private readonly List<SyntaxNode> _path = [];
    private readonly Dictionary<int, List<ProbedLocal>> _around = [];
    private readonly List<ProbedCall> _calls = [];
    // Where the argument list begins that alone matters, or -1.
    private readonly int _list;

    /// <summary>Looks at the token at an offset of a body, which is checked in the place of the function's own.</summary>
    /// <param name="body">The block.</param>
    /// <param name="offset">From its start.</param>
    public BodyProbe(GreenNode body, int offset) : this(body, offset, -1)
    {
    }

    private BodyProbe(GreenNode body, int offset, int list)
    {
        Body = body;
        Offset = offset;
        _list = list;
        var node = new SyntaxNode(body);
        while (true)
        {
            _path.Add(node);
            SyntaxNode? next = null;
            foreach (var child in node.Children)
                if (child.Range.Contains(offset)) next = child;
            if (next is not { } inner) break;
            node = inner;
        }
    }

    /// <summary>Looks at one call alone.</summary>
    /// <param name="body">The block.</param>
    /// <param name="list">Where the call's argument list begins, from the block's start.</param>
    public static BodyProbe ForCall(GreenNode body, int list) => new(body, list, list);

    /// <summary>What is checked.</summary>
    public GreenNode Body { get; }

    /// <summary>The place.</summary>
    public int Offset { get; }

    /// <summary>The nodes that hold the place, the body first and the token last.</summary>
    public IReadOnlyList<SyntaxNode> Path => _path;

    /// <summary>The names that can be used there, the nearest first; shadowed ones are left out.</summary>
    public IReadOnlyList<ProbedLocal> Locals { get; private set; } = [];

    /// <summary>What stands before the dot, where the place is the name behind one.</summary>
    public ProbedReceiver? Receiver { get; private set; }

    /// <summary>The type that is wanted there, where what stands around it says one; an argument's parameter is left to whoever knows the candidates.</summary>
    public Coord? Expected { get; private set; }

    /// <summary>The place is, as it stands, an argument: of the innermost of <see cref="Calls"/>.</summary>
    public bool IsArgument { get; private set; }

    /// <summary>The calls whose argument lists hold the place, the innermost first.</summary>
    public IReadOnlyList<ProbedCall> Calls => _calls;

    /// <summary>What the destructuring at the place takes apart.</summary>
    public ValueArray<StructMember> TakenApart { get; private set; } = [];

    /// <summary>A loop is around the place, in the same function.</summary>
    public bool IsInLoop { get; private set; }

    /// <summary>Nothing better will be seen.</summary>
    internal bool IsDone { get; private set; }

    internal bool Touches(TextRange range) => range.Contains(Offset);

    internal void SeeScope(List<ProbedLocal> locals, bool isInLoop)
    {
        if (IsDone) return;
        Locals = locals;
        IsInLoop = isInLoop;
    }

    internal void SeeName(Coord? expected, bool isArgument)
    {
        if (IsDone) return;
        (Expected, IsArgument, IsDone) = (expected, isArgument, true);
    }

    // A lambda may be checked for several lists of types: one that says more is kept.
    internal void SeeReceiver(ProbedReceiver receiver, Coord? expected, bool isArgument)
    {
        if (Receiver is { Value.IsError: false }) return;
        (Receiver, Expected, IsArgument, IsDone) = (receiver, expected, isArgument, !receiver.Value.IsError);
    }

    internal void SeeCall(ProbedCall call)
    {
        for (var i = 0; i < _calls.Count; i++)
            if (_calls[i].Syntax.Node.Range == call.Syntax.Node.Range)
            {
                if (Knows(call) > Knows(_calls[i])) _calls[i] = call;
                return;
            }
        IsDone |= call.Syntax.Node.Offset == _list;
        _calls.Add(call);
        _calls.Sort(static (a, b) => a.Syntax.Node.Width.CompareTo(b.Syntax.Node.Width));
    }

    /// <summary>Whether a call with that argument list is of interest.</summary>
    internal bool Wants(SyntaxNode list) => _list >= 0 ? list.Offset == _list : list.Offset < Offset && Offset < list.End;

    internal void SeeTakenApart(ValueArray<StructMember> members) => TakenApart = members;

    /// <summary>What a lambda around the place sees of the function it is written in.</summary>
    internal void Enter(LambdaExpressionSyntax lambda, List<ProbedLocal> around) => _around.TryAdd(lambda.Node.Offset, around);

    internal bool HasEntered(SyntaxNode lambda) => _around.ContainsKey(lambda.Offset);

    internal IReadOnlyList<ProbedLocal> Around(LambdaExpressionSyntax lambda) => _around.TryGetValue(lambda.Node.Offset, out var locals) ? locals : [];

    private static int Knows(ProbedCall call)
    {
        var known = 0;
        foreach (var argument in call.Arguments)
            if (!argument.IsError) known++;
        return known;
    }
}

/// <summary>The generic arguments written at a probed call.</summary>
public sealed class ProbedGenerics
{
    internal ProbedGenerics(Calls.IWrittenArguments written) => Written = written;

    /// <summary>What they mean; of use while the state they were read in holds.</summary>
    public Calls.IWrittenArguments Written { get; }
}
