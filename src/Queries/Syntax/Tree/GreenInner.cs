// A node with children, and the zero-width mark that lets a tree carry its own problems, so that moving an item moves
// its problems without touching them.

namespace Vale.Syntax;

/// <summary>A node of the grammar with its children in text order.</summary>
internal sealed class GreenInner : GreenNode
{
    private readonly GreenNode[] _children;

    private GreenInner(SyntaxKind kind, GreenNode[] children, int width, int hash, ushort height, bool problems)
        : base(kind, width, hash, height, problems) => _children = children;

    public override int ChildCount => _children.Length;

    public override ReadOnlySpan<GreenNode> Children => _children;

    public override GreenNode Child(int index) => _children[index];

    /// <summary>A node of the given children; takes ownership of the array.</summary>
    internal static GreenInner Create(SyntaxKind kind, GreenNode[] children)
    {
        var width = 0;
        var hash = (int)kind * 31;
        var height = 0;
        var problems = false;
        foreach (var child in children)
        {
            width += child.Width;
            hash = Combine(hash, child.GetHashCode());
            height = Math.Max(height, child.Height);
            problems |= child.ContainsProblems;
        }
        return new GreenInner(kind, children, width, hash, (ushort)Math.Min(height + 1, ushort.MaxValue), problems);
    }
}

/// <summary>A zero-width mark in a tree that carries a problem found there.</summary>
public sealed class GreenProblem : GreenNode
{
    internal GreenProblem(SyntaxProblemCode code, int delta, int length, string? found, string? expected)
        : base(SyntaxKind.Problem, 0, Hash(code, delta, length, found, expected), height: 1, containsProblems: true)
    {
        Code = code;
        Delta = delta;
        Length = length;
        Found = found;
        Expected = expected;
    }

    /// <summary>What is wrong.</summary>
    public SyntaxProblemCode Code { get; }

    /// <summary>Where the problem begins, relative to the mark; it may be negative.</summary>
    public int Delta { get; }

    /// <summary>How many UTF-16 units it covers; 0 when something is missing at a point.</summary>
    public int Length { get; }

    /// <summary>The text that was found, when the message names it.</summary>
    public string? Found { get; }

    /// <summary>What was expected, or another text the message names.</summary>
    public string? Expected { get; }

    private protected override bool ShallowEquals(GreenNode other) =>
        other is GreenProblem p && p.Code == Code && p.Delta == Delta && p.Length == Length && p.Found == Found && p.Expected == Expected;

    private static int Hash(SyntaxProblemCode code, int delta, int length, string? found, string? expected)
    {
        var hash = Combine(Combine((int)code, delta), length);
        hash = Combine(hash, found is null ? 0 : GreenToken.HashText(found));
        return Combine(hash, expected is null ? 0 : GreenToken.HashText(expected));
    }
}
