// Checks of the shape of trees: one line of source, one line of tree. Golden text is rewritten by UPDATE_EXPECT=1.

using System.Runtime.CompilerServices;
using Vale.Syntax;
using Vale.Testing;
using Xunit;

namespace Syntax.Tests;

internal static class Shape
{
    /// <summary>Parses, and checks what must hold for every text.</summary>
    internal static ParseResult Parse(string text)
    {
        var result = Parser.Parse(text);
        Assert.Equal(text, result.Tree.ToString());
        Assert.True(result.Tree.Height <= GreenNode.MaxHeight);
        return result;
    }

    /// <summary>The tree of the items.</summary>
    internal static void Items(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Expect.Equal(Inner(TreeDump.Of(Parse(source).Tree)), expected, literal, file, line);

    /// <summary>The tree of the statements in a function's body.</summary>
    internal static void Statements(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var body = Parse($"func f() {{ {source} }}").File.Items[0].Node.As<FunctionSyntax>()!.Value.Body!.Value;
        var parts = new List<string>();
        foreach (var child in body.Node.Children)
        {
            if (!SyntaxFacts.IsTrivia(child.Kind) && child.Kind is not (SyntaxKind.OpenCurly or SyntaxKind.CloseCurly))
                parts.Add(TreeDump.Of(child.Green));
        }
        Expect.Equal(string.Join(" ", parts), expected, literal, file, line);
    }

    /// <summary>The tree of one expression without problems.</summary>
    internal static void Expression(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var result = Parse($"func f() {{ x = {source}; }}");
        Assert.Empty(result.Problems);
        var body = result.File.Items[0].Node.As<FunctionSyntax>()!.Value.Body!.Value;
        var let = body.Statements[0].Node.As<LetStatementSyntax>()!.Value;
        Expect.Equal(TreeDump.Of(let.Value!.Value.Node.Green), expected, literal, file, line);
    }

    /// <summary>The tree of a type, parsed as a parameter's type, without problems.</summary>
    internal static void Type(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var result = Parse($"func f(x {source}) {{ }}");
        Assert.Empty(result.Problems);
        var header = result.File.Items[0].Node.As<FunctionSyntax>()!.Value.Header;
        Expect.Equal(TreeDump.Of(header.Parameters!.Value.Parameters[0].Pattern!.Value.Type!.Value.Node.Green), expected, literal, file, line);
    }

    /// <summary>The tree of a rule of a where clause, without problems.</summary>
    internal static void Rule(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var result = Parse($"func f() where {source} {{ }}");
        Assert.Empty(result.Problems);
        var rules = result.File.Items[0].Node.As<FunctionSyntax>()!.Value.Header.Where!.Value.Rules;
        Assert.Equal(1, rules.Count);
        Expect.Equal(TreeDump.Of(rules[0].Node.Green), expected, literal, file, line);
    }

    /// <summary>The tree of a let's pattern, without problems.</summary>
    internal static void Pattern(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var result = Parse($"func f() {{ {source} = e; }}");
        Assert.Empty(result.Problems);
        var body = result.File.Items[0].Node.As<FunctionSyntax>()!.Value.Body!.Value;
        var let = body.Statements[0].Node.As<LetStatementSyntax>()!.Value;
        Expect.Equal(TreeDump.Of(let.Pattern!.Value.Node.Green), expected, literal, file, line);
    }

    private static string Inner(string dump) => dump.StartsWith("(SourceFile ", StringComparison.Ordinal) ? dump["(SourceFile ".Length..^1] : dump;
}
