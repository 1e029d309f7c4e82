// How far a line that was just begun is indented: one level more than the line on which the innermost open bracket stands.
// It asks the tokens and not the shape of the tree, since what is being typed is rarely complete.

namespace Vale.Syntax;

internal static class TypedIndent
{
    /// <summary>The edit that indents the line of <paramref name="offset"/>; null when there is nothing to do, and in strings and
    /// comments.</summary>
    internal static TextEdit? At(ParseResult file, int offset, FormatOptions options)
    {
        var text = file.Text.AsSpan();
        var line = text[..offset].LastIndexOfAny('\n', '\r') + 1;
        if (line == 0)
            return null;
        var content = line;
        while (content < text.Length && text[content] is ' ' or '\t')
            content++;

        var open = new Stack<int>();
        var last = SyntaxKind.None;
        var at = 0;
        if (!Scan(file.Tree, line, ref at, open, ref last, text))
            return null;
        var indent = "";
        if (open.TryPeek(out var bracket))
        {
            var start = text[..bracket].LastIndexOfAny('\n', '\r') + 1;
            var end = start;
            while (text[end] is ' ' or '\t')
                end++;
            indent = text[start..end].ToString();
            var closes = content < text.Length && text[content] is '}' or ')' or ']';
            if (!closes)
                indent += Level(options);
            if (!closes && IsUnfinished(last))
                indent += Level(options);
        }
        return text[line..content].SequenceEqual(indent) ? null : new TextEdit(line, content, indent);
    }

    private static string Level(FormatOptions options) => options.UseTabs ? "\t" : new string(' ', options.IndentSize);

    /// <summary>Whether a statement cannot end with this.</summary>
    private static bool IsUnfinished(SyntaxKind last) => last is SyntaxKind.Equal or SyntaxKind.Arrow or SyntaxKind.Plus or SyntaxKind.Minus
        or SyntaxKind.Star or SyntaxKind.Slash or SyntaxKind.AndKeyword or SyntaxKind.OrKeyword or SyntaxKind.Less or SyntaxKind.Greater
        or SyntaxKind.EqualEqual or SyntaxKind.BangEqual or SyntaxKind.LessEqual or SyntaxKind.GreaterEqual or SyntaxKind.Dot;

    /// <summary>Notes the brackets that are open at <paramref name="until"/>, and the last token before it.</summary>
    /// <returns>Whether a token may begin there: not within a string or a comment.</returns>
    private static bool Scan(GreenNode node, int until, ref int at, Stack<int> open, ref SyntaxKind last, ReadOnlySpan<char> text)
    {
        foreach (var child in node.Children)
        {
            if (at >= until)
                return true;
            if (child.Kind == SyntaxKind.SourceFile || (SyntaxFacts.IsItem(child.Kind) && at + child.Width < until && IsClosed(child, text, at)))
            {
                at += child.Width;
                last = SyntaxKind.None;
                continue;
            }
            if (child is not GreenToken)
            {
                if (!Scan(child, until, ref at, open, ref last, text))
                    return false;
                continue;
            }
            var end = at + child.Width;
            if (end > until && child.Kind is SyntaxKind.StringText or SyntaxKind.ChevronComment)
                return false;
            switch (child.Kind)
            {
                case SyntaxKind.OpenCurly or SyntaxKind.OpenParen or SyntaxKind.OpenSquare or SyntaxKind.InterpolationOpen:
                    open.Push(at);
                    break;
                case SyntaxKind.CloseCurly or SyntaxKind.CloseParen or SyntaxKind.CloseSquare or SyntaxKind.InterpolationClose:
                    open.TryPop(out _);
                    break;
            }
            if (!SyntaxFacts.IsTrivia(child.Kind))
                last = child.Kind;
            at = end;
        }
        return true;
    }

    private static bool IsClosed(GreenNode item, ReadOnlySpan<char> text, int at) =>
        !item.ContainsProblems && text[at + item.Width - 1] is '}' or ';';
}
