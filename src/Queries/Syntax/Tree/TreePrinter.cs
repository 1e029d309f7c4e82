// A tree as text, for those who look into the parser. The form is for eyes, not for parsers.

using System.Text;

namespace Vale.Syntax;

/// <summary>Prints trees.</summary>
public static class TreePrinter
{
    /// <summary>The nodes with their offsets, a line each, indented as they are nested; or the tokens alone.</summary>
    /// <param name="depth">How deep the root is indented.</param>
    // With a stack of its own: the tree may be as deep as the program is nested.
    public static string Print(SyntaxNode root, bool tokensOnly = false, int depth = 0)
    {
        var text = new StringBuilder();
        var pending = new Stack<(SyntaxNode Node, int Depth)>();
        pending.Push((root, depth));
        var children = new List<SyntaxNode>();
        while (pending.TryPop(out var at))
        {
            var node = at.Node;
            var isToken = node.Green.ChildCount == 0 && SyntaxFacts.IsToken(node.Green.Kind);
            if (isToken || !tokensOnly)
            {
                text.Append(' ', 2 * (tokensOnly ? 1 : Math.Min(at.Depth, 100))).Append(node.Green.Kind).Append(' ').Append(node.Offset).Append("..").Append(node.Range.End);
                if (isToken) text.Append(' ').Append(Quoted(node.Text));
                text.Append('\n');
            }
            children.Clear();
            foreach (var child in node.Children) children.Add(child);
            for (var i = children.Count - 1; i >= 0; i--) pending.Push((children[i], at.Depth + 1));
        }
        return text.ToString();
    }

    private static string Quoted(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c == '\n') result.Append("\\n");
            else if (c == '\r') result.Append("\\r");
            else if (c == '\t') result.Append("\\t");
            else if (c is '"' or '\\') result.Append('\\').Append(c);
            else result.Append(char.IsControl(c) ? '\uFFFD' : c);
        }
        return result.Append('"').ToString();
    }
}
