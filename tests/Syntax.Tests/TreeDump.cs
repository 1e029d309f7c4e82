// Writes a tree as nested parentheses, trivia left out, so that a test can show the shape of a construct in one line.

using System.Text;
using Vale.Syntax;

namespace Syntax.Tests;

/// <summary>Compact text of trees: <c>(Kind child child)</c>, tokens as written, problems as <c>!Code</c>.</summary>
internal static class TreeDump
{
    private static readonly string[] Suffixes = ["Expression", "Statement"];

    internal static string Of(GreenNode node)
    {
        var builder = new StringBuilder();
        Append(node, builder);
        return builder.ToString();
    }

    private static void Append(GreenNode node, StringBuilder into)
    {
        if (SyntaxFacts.IsTrivia(node.Kind))
            return;
        if (into.Length > 0 && into[^1] != '(')
            into.Append(' ');
        switch (node)
        {
            case GreenProblem problem:
                into.Append('!').Append(problem.Code);
                return;
            case GreenToken token:
                into.Append(token.Text.Replace("\n", "\\n", StringComparison.Ordinal));
                return;
        }
        into.Append('(').Append(Name(node.Kind));
        foreach (var child in node.Children)
            Append(child, into);
        into.Append(')');
    }

    private static string Name(SyntaxKind kind)
    {
        var name = kind.ToString();
        foreach (var suffix in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && kind is not (SyntaxKind.ExpressionStatement or SyntaxKind.BlockExpression or SyntaxKind.ErrorExpression or SyntaxKind.ErrorStatement))
                return name[..^suffix.Length];
        }
        return name;
    }
}
