// Cuts a file into items and parses each; on a change, parses again only the items whose text changed. An item's tree
// depends on its text, its column and the text looked at beyond it, and on nothing else: reuse rests on that.

namespace Vale.Syntax;

internal static class FileParser
{
    internal static ParseResult Parse(SourceText text)
    {
        var run = new Run(text, text.Length);
        run.Lookahead.EnsureCapacity(64);
        var offset = 0;
        var lineStart = 0;
        while (offset < text.Length)
            run.Next(ref offset, ref lineStart);
        return run.Result();
    }

    internal static ParseResult Reparse(ParseResult old, SourceText text, TextEdit edit)
    {
        var children = old.Tree.Children;
        var run = new Run(text, 0);
        run.Children.EnsureCapacity(children.Length + 4);
        run.Lookahead.EnsureCapacity(children.Length + 4);

        // What was read without looking at the edited place stays.
        var kept = 0;
        var offset = 0;
        while (kept < children.Length && offset + children[kept].Width + old.Lookahead[kept] <= edit.Start)
            offset += children[kept++].Width;
        run.Keep(old, 0, kept);

        var lineStart = LineStart(text, offset);
        var oldLineStart = LineStart(old.Text, edit.End);
        var editEnd = edit.Start + edit.NewText.Length;
        var oldOffset = offset;
        var next = kept;
        while (offset < text.Length)
        {
            // Behind the edit, a boundary both versions share means that the rest is the same.
            var wanted = offset - edit.Delta;
            if (wanted >= edit.End)
            {
                while (next < children.Length && oldOffset < wanted)
                    oldOffset += children[next++].Width;
                var sameColumn = lineStart >= editEnd || offset - lineStart == oldOffset - oldLineStart;
                if (oldOffset == wanted && next < children.Length && sameColumn)
                {
                    run.Keep(old, next, children.Length);
                    break;
                }
            }
            run.Next(ref offset, ref lineStart);
        }
        return run.Result();
    }

    private static int LineStart(SourceText text, int offset) => text.AsSpan()[..offset].LastIndexOfAny('\n', '\r') + 1;

    private sealed class Run
    {
        private readonly SourceText _text;
        private readonly TokenBuffer _tokens = new();
        private readonly Lexer _lexer;
        private readonly TokenCache _trivia;
        private readonly int _expectedLength;
        private ItemParser? _parser;

        internal Run(SourceText text, int expectedLength)
        {
            _expectedLength = expectedLength;
            _text = text;
            _lexer = new Lexer(text.ToString(), _tokens);
            _trivia = new TokenCache(0);
        }

        internal List<GreenNode> Children { get; } = [];

        internal List<int> Lookahead { get; } = [];

        /// <summary>Takes over children of an earlier parse.</summary>
        internal void Keep(ParseResult old, int from, int to)
        {
            Children.AddRange(old.Tree.Children[from..to]);
            Lookahead.AddRange(old.Lookahead.AsSpan(from..to));
        }

        /// <summary>Reads the item or piece of trivia at <paramref name="offset"/>.</summary>
        internal void Next(ref int offset, ref int lineStart)
        {
            var kind = _lexer.Trivia(offset, ref lineStart, out var end, out var examined);
            if (kind != SyntaxKind.None)
            {
                Children.Add(_trivia.Get(kind, _text.AsSpan()[offset..end]));
            }
            else
            {
                end = _lexer.Item(offset, lineStart);
                examined = _lexer.Examined;
                _parser ??= new ItemParser(_text.ToString(), _tokens, _expectedLength);
                Children.Add(_parser.Item());
                var last = _text.AsSpan()[offset..end].LastIndexOfAny('\n', '\r');
                if (last >= 0)
                    lineStart = offset + last + 1;
            }
            Lookahead.Add(examined - end);
            offset = end;
        }

        internal ParseResult Result() => new(_text, GreenInner.Create(SyntaxKind.SourceFile, [.. Children]), [.. Lookahead]);
    }
}
