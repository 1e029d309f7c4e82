// Which stretch of a file a selection or a typed character means: whole statements, members or items, with the blanks that
// come before the first.

namespace Vale.Syntax;

internal static class FormatScope
{
    /// <summary>From the first to the last statement, member or item that a selection touches; deeper when it lies within the
    /// braces of one.</summary>
    internal static TextRange Of(GreenNode tree, TextRange range)
    {
        var scope = range;
        var (node, offset) = (tree, 0);
        while (true)
        {
            var (first, last) = (-1, -1);
            var (inner, innerOffset, touched) = ((GreenNode?)null, 0, 0);
            var at = offset;
            var pieceEnd = offset;
            foreach (var child in node.Children)
            {
                var end = at + child.Width;
                if (IsUnit(child.Kind) && end >= range.Start && at <= range.End)
                {
                    if (first < 0)
                        first = pieceEnd;
                    last = end;
                    touched++;
                    (inner, innerOffset) = (child, at);
                }
                if (child.Kind != SyntaxKind.Whitespace)
                    pieceEnd = end;
                at = end;
            }
            if (touched == 0)
                return scope;
            scope = new TextRange(Math.Min(first, range.Start), Math.Max(last, range.End));
            if (touched > 1 || Body(inner!, innerOffset, range) is not { } body)
                return scope;
            (node, offset) = body;
            scope = range;
        }
    }

    /// <summary>What ends with the <c>;</c> or <c>}</c> before a place, with the blanks before it; null when none is there.</summary>
    internal static TextRange? EndingAt(GreenNode tree, int end, char typed)
    {
        var (node, offset) = (tree, 0);
        TextRange? found = null;
        var pieceEnd = 0;
        while (node is not GreenToken)
        {
            GreenNode? inner = null;
            var at = offset;
            foreach (var child in node.Children)
            {
                if (at < end && end <= at + child.Width)
                {
                    inner = child;
                    break;
                }
                at += child.Width;
                if (child.Kind != SyntaxKind.Whitespace && child.Width > 0)
                    pieceEnd = at;
            }
            if (inner is null)
                return null;
            if (at + inner.Width == end && (IsUnit(inner.Kind) || (found is null && inner.Kind == SyntaxKind.Block)))
                found = new TextRange(IsUnit(inner.Kind) ? pieceEnd : at, end);
            (node, offset) = (inner, at);
        }
        return node.Kind == (typed == ';' ? SyntaxKind.Semicolon : SyntaxKind.CloseCurly) ? found : null;
    }

    private static bool IsUnit(SyntaxKind kind) =>
        SyntaxFacts.IsItem(kind) || SyntaxFacts.IsStatement(kind) || kind is SyntaxKind.StructMember or SyntaxKind.VariadicMember;

    /// <summary>The innermost braces of a node within which a range lies, as long as only one leads to the next.</summary>
    private static (GreenNode, int)? Body(GreenNode node, int offset, TextRange range)
    {
        while (true)
        {
            if (node.Kind is SyntaxKind.Block or SyntaxKind.StructBody or SyntaxKind.InterfaceBody)
                return range.Start > offset && range.End < offset + node.Width ? (node, offset) : null;
            GreenNode? next = null;
            var at = offset;
            foreach (var child in node.Children)
            {
                if (at <= range.Start && range.End <= at + child.Width && child is not GreenToken && child.Width > 0)
                {
                    next = child;
                    break;
                }
                at += child.Width;
            }
            if (next is null)
                return null;
            (node, offset) = (next, at);
        }
    }
}
