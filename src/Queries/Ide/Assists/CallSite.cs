// A call as it is written, found by the name that a problem points at.

using Vale.Syntax;

namespace Vale.Ide.Assists;

/// <summary>A call.</summary>
/// <param name="Arguments">What is given, what stands before the dot first.</param>
/// <param name="IsMethod">It is written behind a dot.</param>
internal sealed record CallSite(SyntaxNode Node, string Name, TextRange NameRange, IReadOnlyList<ExpressionSyntax> Arguments, bool IsMethod)
{
    /// <summary>The parentheses around the arguments, or null.</summary>
    public TextRange? Parentheses { get; init; }

    /// <summary>The call whose name stands at a range; null when none does.</summary>
    public static CallSite? At(AssistContext context, TextRange name)
    {
        var path = context.Around(name);
        for (var i = path.Count - 1; i >= 0; i--)
            if (Of(path[i]) is { } call && call.NameRange == name) return call;
        return null;
    }

    /// <summary>A node as a call; null when it is none.</summary>
    public static CallSite? Of(SyntaxNode node)
    {
        if (node.As<CallExpressionSyntax>() is { Callee: { } callee } call && callee.Node.As<NameExpressionSyntax>() is { } named)
            return new CallSite(node, named.Name.Text, named.Name.Range, [.. call.Arguments.ToArray()], false) { Parentheses = call.ArgumentList?.Node.Range };
        if (node.As<MethodCallExpressionSyntax>() is { Name: { } name, Subject: { } subject } method)
            return new CallSite(node, name.Text, name.Range, [subject, .. method.Arguments.ToArray()], true) { Parentheses = method.ArgumentList?.Node.Range };
        return null;
    }
}
