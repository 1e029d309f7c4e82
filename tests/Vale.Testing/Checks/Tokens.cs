// The check of semantic tokens: all of a file's, as golden text.

using System.Runtime.CompilerServices;
using System.Text;
using Vale.Ide.Tokens;

namespace Vale.Testing.Checks;

/// <summary>A line per token: its text, its type, and its modifiers behind dots. Those of keywords, numbers and operators are told only where they are asked for.</summary>
public static class Tokens
{
    /// <summary>Passes when the tokens of the fixture's first file are the golden ones.</summary>
    public static void Check(
        string text,
        string expected,
        bool all = false,
        [CallerArgumentExpression(nameof(expected))] string literal = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        var tokens = editor.Ask(analysis => analysis.SemanticTokens(editor.File(0)));
        var program = fixture.Files[0].Text;
        var shown = new StringBuilder();
        var end = 0;
        foreach (var token in tokens)
        {
            if (token.Start < end) throw new CheckFailedException($"The token at {token.Start} begins before the one before it ends.");
            end = token.End;
            var plain = token.Type is TokenType.Keyword or TokenType.Number || token is { Type: TokenType.Operator, Modifiers: TokenModifiers.None };
            if (!all && plain) continue;
            if (shown.Length > 0) shown.Append('\n');
            shown.Append(program.AsSpan(token.Start, token.Length).ToString().ReplaceLineEndings("\\n")).Append(' ').Append(Camel(token.Type.ToString()));
            if (token.Modifiers != TokenModifiers.None)
                foreach (var modifier in token.Modifiers.ToString().Split(", ")) shown.Append('.').Append(Camel(modifier));
        }
        Expect.Equal(shown.ToString(), expected, literal, file, line);
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
