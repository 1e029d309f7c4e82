// The tokens of one item as parallel arrays, reused from item to item: what each is, where it lies, and for brackets
// where their group ends. Trivia lies in a list of its own, so that the grammar steps over tokens only.

namespace Vale.Syntax;

internal sealed class TokenBuffer
{
    internal SyntaxKind[] Kinds = new SyntaxKind[256];
    internal int[] Starts = new int[256];
    internal int[] Ends = new int[256];

    /// <summary>For an opening bracket: the index of its closing one, or the complement of the index at which its group
    /// ends when nothing closes it. For a closing bracket: the index of its opening one, or -1.</summary>
    internal int[] Partners = new int[256];

    /// <summary>Whether the token is the first on its line.</summary>
    internal bool[] LineStarts = new bool[256];

    /// <summary>How many pieces of trivia come before the token.</summary>
    internal int[] TriviaBefore = new int[256];

    internal SyntaxKind[] TriviaKinds = new SyntaxKind[256];
    internal int[] TriviaStarts = new int[256];
    internal int[] TriviaEnds = new int[256];

    internal int Count { get; private set; }

    internal int TriviaCount { get; private set; }

    internal void Clear()
    {
        Count = 0;
        TriviaCount = 0;
    }

    internal int Add(SyntaxKind kind, int start, int end)
    {
        var index = Count;
        if (index == Kinds.Length)
        {
            var size = index * 2;
            Array.Resize(ref Kinds, size);
            Array.Resize(ref Starts, size);
            Array.Resize(ref Ends, size);
            Array.Resize(ref Partners, size);
            Array.Resize(ref LineStarts, size);
            Array.Resize(ref TriviaBefore, size);
        }
        Kinds[index] = kind;
        Starts[index] = start;
        Ends[index] = end;
        Partners[index] = -1;
        LineStarts[index] = false;
        TriviaBefore[index] = TriviaCount;
        Count = index + 1;
        return index;
    }

    internal void AddTrivia(SyntaxKind kind, int start, int end)
    {
        var index = TriviaCount;
        if (index == TriviaKinds.Length)
        {
            Array.Resize(ref TriviaKinds, index * 2);
            Array.Resize(ref TriviaStarts, index * 2);
            Array.Resize(ref TriviaEnds, index * 2);
        }
        TriviaKinds[index] = kind;
        TriviaStarts[index] = start;
        TriviaEnds[index] = end;
        TriviaCount = index + 1;
    }

    /// <summary>Adds the token that stands for the end, without the trivia before it, and takes it off the count.</summary>
    internal void Seal(int end)
    {
        var trivia = Count == 0 ? 0 : TriviaBefore[Count - 1];
        Add(SyntaxKind.EndOfFile, end, end);
        Count--;
        TriviaBefore[Count] = trivia;
    }
}
