// A leaf with text. Tokens with fixed text exist once per process as immutable constants.

using System.Runtime.InteropServices;

namespace Vale.Syntax;

/// <summary>A token or a piece of trivia: a kind and the text as written.</summary>
public sealed class GreenToken : GreenNode
{
    private static readonly GreenToken?[] FixedTokens = MakeFixed();

    internal GreenToken(SyntaxKind kind, string text)
        : this(kind, text, HashText(text))
    {
    }

    internal GreenToken(SyntaxKind kind, string text, int textHash)
        : base(kind, text.Length, Combine(textHash, (int)kind), height: 1, containsProblems: false) => Text = text;

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override void AppendText(System.Text.StringBuilder into) => into.Append(Text);

    /// <summary>The one token of a kind that is always written the same way, else null.</summary>
    internal static GreenToken? Fixed(SyntaxKind kind) => FixedTokens[(int)kind];

    internal static int HashText(ReadOnlySpan<char> text)
    {
        var hash = 0x811C9DC5u + (uint)text.Length;
        var quads = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var quad in quads)
        {
            var mixed = (quad ^ hash) * 0x9E3779B97F4A7C15ul;
            hash = (uint)(mixed >> 32) ^ (uint)mixed;
        }
        foreach (var c in text[(quads.Length * 4)..])
            hash = (hash ^ c) * 0x01000193u;
        return (int)(hash ^ (hash >> 15));
    }

    private protected override bool ShallowEquals(GreenNode other) =>
        base.ShallowEquals(other) && string.Equals(Text, ((GreenToken)other).Text, StringComparison.Ordinal);

    private static GreenToken?[] MakeFixed()
    {
        var tokens = new GreenToken?[(int)SyntaxKind.Error + 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (SyntaxFacts.Text((SyntaxKind)i) is { } text)
                tokens[i] = new GreenToken((SyntaxKind)i, text);
        }
        tokens[(int)SyntaxKind.FuncKeyword] = new GreenToken(SyntaxKind.FuncKeyword, "func");
        return tokens;
    }
}
