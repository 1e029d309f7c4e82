// A document as the formatter thinks of it: pieces of text, places where a line may break, and groups that break together.
// After Wadler's "A prettier printer" and Oppen's "Prettyprinting", as one flat list instead of a tree, so that it is
// measured and printed in time proportional to its length. It knows pieces, and nothing of the grammar.

using System.Runtime.InteropServices;

namespace Vale.Syntax;

/// <summary>What a step of a layout does.</summary>
internal enum LayoutOp : byte
{
    /// <summary>Prints the piece of that number.</summary>
    Piece,
    /// <summary>Prints the piece of that number behind the blanks it has in the source.</summary>
    Verbatim,
    /// <summary>A blank.</summary>
    Space,
    /// <summary>A blank, or a line end where its group is broken.</summary>
    Line,
    /// <summary>Nothing, or a line end where its group is broken.</summary>
    SoftLine,
    /// <summary>A blank, or a line end where its group is broken and what follows, up to the step of that number, does not fit.</summary>
    FillLine,
    /// <summary>A blank, or a line end where both its group and the earlier group of that number are broken.</summary>
    LineAfter,
    /// <summary>That many line ends.</summary>
    HardLine,
    /// <summary>That many line ends, and one level further in than the rest.</summary>
    HardLineWithin,
    /// <summary>Begins the group of that number.</summary>
    Open,
    /// <summary>Ends the innermost group.</summary>
    Close,
    /// <summary>Lines are one level further in from here, if the innermost group is broken.</summary>
    Indent,
    /// <summary>Ends the innermost indentation.</summary>
    Dedent,
}

/// <summary>One step; what <paramref name="Value"/> means depends on the operation.</summary>
internal readonly record struct LayoutStep(LayoutOp Op, int Value);

/// <summary>What breaks together.</summary>
internal struct LayoutGroup
{
    /// <summary>The step that ends it.</summary>
    internal int End;

    /// <summary>When the whole does not fit, but what comes up to and including this step does, only what follows is broken:
    /// <c>each((x) => {</c>. 0 for none.</summary>
    internal int Hug;

    /// <summary>It is broken whatever fits.</summary>
    internal bool Broken;

    /// <summary>What is being added stands behind <see cref="Hug"/>, where line ends do not break the group.</summary>
    internal bool InTail;

    /// <summary>Braces, which are broken by every line end within, even one in a string.</summary>
    internal bool IsBlock;

    /// <summary>It stays on one line, with all within.</summary>
    internal bool IsFlat;
}

/// <summary>A token or comment.</summary>
/// <param name="Token">Its text.</param>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Where it ends there, the blanks at a comment's end left out.</param>
/// <param name="Width">The columns of its first line; 0 for a comment at a line's end, which may stick out.</param>
/// <param name="LastWidth">The columns of its last line, or -1 when it has only one.</param>
internal readonly record struct Piece(GreenToken Token, int Start, int End, int Width, int LastWidth);

/// <summary>The blanks before a piece: line ends and then so many levels, or without line ends so many spaces.</summary>
/// <param name="Lines">The number of line ends; -1 for the blanks of the source.</param>
/// <param name="Indent">Levels after a line end, else spaces.</param>
internal readonly record struct Blanks(int Lines, int Indent)
{
    internal static readonly Blanks AsInSource = new(-1, 0);

    internal static readonly Blanks None = new(0, 0);

    internal static readonly Blanks One = new(0, 1);
}

/// <summary>A list of steps under construction.</summary>
internal sealed class Layout
{
    private readonly List<int> _open = [];

    internal List<LayoutStep> Steps { get; } = [];

    internal List<LayoutGroup> Groups { get; } = [];

    internal List<Piece> Pieces { get; } = [];

    internal void Clear()
    {
        Steps.Clear();
        Groups.Clear();
        Pieces.Clear();
        _open.Clear();
    }

    internal void Add(LayoutOp op, int value = 0) => Steps.Add(new LayoutStep(op, value));

    /// <summary>Adds a place that ends what the place <paramref name="before"/> begins; -1 for none.</summary>
    internal int AddFill(int before)
    {
        EndFill(before);
        Add(LayoutOp.FillLine);
        return Steps.Count - 1;
    }

    /// <summary>What the place <paramref name="fill"/> begins ends here; -1 for none.</summary>
    internal void EndFill(int fill)
    {
        if (fill >= 0)
            Steps[fill] = new LayoutStep(LayoutOp.FillLine, Steps.Count);
    }

    /// <summary>Adds line ends, which break every group they stand in.</summary>
    internal void AddLines(int count, bool within)
    {
        Add(within ? LayoutOp.HardLineWithin : LayoutOp.HardLine, count);
        BreakOpen(onlyBlocks: false);
    }

    internal int Open(bool isBlock = false, bool isFlat = false)
    {
        Add(LayoutOp.Open, Groups.Count);
        _open.Add(Groups.Count);
        Groups.Add(new LayoutGroup { IsBlock = isBlock, IsFlat = isFlat });
        return Groups.Count - 1;
    }

    internal void Close()
    {
        At(_open[^1]).End = Steps.Count;
        _open.RemoveAt(_open.Count - 1);
        Add(LayoutOp.Close);
    }

    /// <summary>What follows, braces with a group of their own, is the end that the group may be broken in alone.</summary>
    internal void BeginTail(int group)
    {
        ref var changed = ref At(group);
        changed.Hug = Steps.Count + 1;
        changed.InTail = true;
    }

    internal void EndTail(int group) => At(group).InTail = false;

    /// <summary>Breaks the groups that are open, but for those whose tail this is.</summary>
    /// <param name="onlyBlocks">Not what stands within the innermost braces.</param>
    internal void BreakOpen(bool onlyBlocks)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            ref var group = ref At(_open[i]);
            if (group.Broken)
                return; // And so is what had to be when it was broken.
            group.Broken = !group.InTail && (!onlyBlocks || group.IsBlock);
            onlyBlocks &= !group.Broken; // Braces over several lines are line ends to what they stand in.
        }
    }

    private ref LayoutGroup At(int group) => ref CollectionsMarshal.AsSpan(Groups)[group];
}
