// What must hold of every text, good, mangled or broken: formatting keeps what is read, is done after one time, never fails,
// and does not depend on the blanks there were.

using System.Globalization;
using Vale.Syntax;
using Vale.Testing;
using Xunit;

namespace Syntax.Tests.Format;

public sealed class FormatCorpusTests
{
    private static readonly string[] Folders = ["tests/Syntax.Tests/corpus", "tests/programs", "src/Queries/Compiler/Library", "samples"];

    public static TheoryData<string> Names => Corpus.Names();

    private static IEnumerable<(string Name, string Text)> Files()
    {
        foreach (var folder in Folders)
        {
            foreach (var path in Directory.GetFiles(Repository.PathOf(folder), "*.vale", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                yield return (Path.GetRelativePath(Repository.Root, path), File.ReadAllText(path));
        }
        foreach (var path in Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var blocks = File.ReadAllText(path).Split("```");
            for (var i = 1; i < blocks.Length; i += 2)
            {
                if (blocks[i].StartsWith("vale", StringComparison.Ordinal))
                    yield return ($"{Path.GetRelativePath(Repository.Root, path)}, block {i / 2 + 1}", blocks[i][blocks[i].IndexOf('\n', StringComparison.Ordinal)..]);
            }
        }
    }

    [Fact]
    public void Every_program_keeps_its_tokens_and_comments_and_is_done_after_one_time()
    {
        var files = Files().Concat(Corpus.AllFiles()).ToList();
        Assert.True(files.Count > 400, "the programs are found");
        foreach (var (name, text) in files)
        {
            Formatted.Text(text, name: name);
            Formatted.Text(text, new FormatOptions(LineWidth: 40, IndentSize: 4), name);
        }
    }

    [Fact]
    public void Blanks_within_lines_and_how_far_lines_are_indented_change_nothing()
    {
        var random = new Random(20261121);
        foreach (var (name, text) in Files())
        {
            if (Parser.Parse(text).Problems.Count > 0)
                continue;
            var once = Formatted.Text(text, name: name);
            var mangled = Mangle(once, random);
            Assert.True(once == Formatted.Text(mangled, name: name), $"{name}: other blanks are formatted otherwise:\n{mangled}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_cut_at_any_token_is_formatted_as_far_as_it_goes(string name)
    {
        var text = Corpus.Text(name);
        var tokens = Corpus.Tokens(Parser.Parse(text));
        for (var i = 0; i < tokens.Count; i++)
            Formatted.Text(i % 4 == 0 ? text[tokens[i].Start..] : text[..tokens[i].Start], name: name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_without_any_one_of_its_tokens_is_formatted_as_far_as_it_goes(string name)
    {
        var text = Corpus.Text(name);
        foreach (var token in Corpus.Tokens(Parser.Parse(text)))
            Formatted.Text(text.Remove(token.Start, token.Length), name: name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_with_a_stray_character_anywhere_is_formatted_as_far_as_it_goes(string name)
    {
        var text = Corpus.Text(name);
        const string strays = "(){}[]<>;,.=\"'#&«»\\…%\n\0é";
        var at = 0;
        foreach (var token in Corpus.Tokens(Parser.Parse(text)))
            Formatted.Text(text.Insert(token.Start, strays[at++ % strays.Length].ToString()), name: name);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("f(", ")")]
    [InlineData("not ", "")]
    [InlineData("if a { ", " }")]
    [InlineData("x => ", "")]
    [InlineData("xs.each((x) => { ", " })")]
    public void Deep_nesting_is_formatted_within_the_stack(string open, string close)
    {
        const int depth = 400;
        var body = string.Concat(Enumerable.Repeat(open, depth)) + "y" + string.Concat(Enumerable.Repeat(close, depth));
        Formatted.Text($"func f() {{ {body} }}\n");
        Formatted.Text($"func f() {{ a{string.Concat(Enumerable.Repeat(" + a", 1500))}; b{string.Concat(Enumerable.Repeat(".c()", 900))} }}\n");
    }

    [Fact]
    public void Programs_damaged_at_random_keep_their_tokens_and_comments_and_are_done_after_one_time()
    {
        string[] bits = ["(", ")", "{", "}", "[", "<", ">", ";", ",", ".", " = ", "\"", "'", "&", " « c » ", " // c\n", "\n", "\n\n", "...", "if ", "else ", "func ", "set ", "-5", "..", "=>", "\"{", "\"\"\""];
        var random = new Random(20261121);
        var files = Files().Select(file => file.Text).Where(text => text.Length is > 10 and < 4000).ToList();
        var rounds = int.Parse(Environment.GetEnvironmentVariable("VALE_FORMAT_DAMAGED") ?? "3000", CultureInfo.InvariantCulture);
        for (var i = 0; i < rounds; i++)
        {
            var text = files[random.Next(files.Count)];
            for (var damage = random.Next(1, 5); damage > 0; damage--)
            {
                var at = random.Next(text.Length - 4);
                text = random.Next(2) == 0 ? text.Remove(at, random.Next(1, 4)) : text.Insert(at, bits[random.Next(bits.Length)]);
            }
            var parsed = Parser.Parse(text);
            var options = new FormatOptions(LineWidth: 20 + i % 3 * 40);
            var result = Formatter.Format(parsed, options);
            Formatted.EditsAreBlanks(result, parsed.Text);
            var formatted = result.Apply(parsed.Text).ToString();
            Assert.True(result.Fault is null, $"{result.Fault}:\n{text}");
            Assert.True(Formatted.Pieces(formatted).SequenceEqual(Formatted.Pieces(text)), $"tokens or comments differ:\n{text}\n---\n{formatted}");
            var again = Formatter.Format(Parser.Parse(formatted), options);
            Assert.True(again.Edits.Count == 0, $"{options}: formatting twice is not formatting once:\n{text}\n--- then\n{formatted}\n--- then\n{again.Apply(new SourceText(formatted))}");
        }
    }

    /// <summary>Other blanks where there are blanks within lines, and another indentation of lines within items.</summary>
    private static string Mangle(string text, Random random)
    {
        var result = new System.Text.StringBuilder();
        void Walk(SyntaxNode node, bool inString)
        {
            foreach (var child in node.Children)
            {
                if (!child.IsToken)
                    Walk(child, inString || child.Kind == SyntaxKind.StringExpression);
                else if (child.Kind != SyntaxKind.Whitespace || inString || node.Kind == SyntaxKind.SourceFile)
                    result.Append(child.Text);
                else if (child.Text.Contains('\n'))
                    result.Append(string.Concat(Enumerable.Repeat('\n', child.Text.Count(c => c == '\n')))).Append(' ', random.Next(1, 12));
                else
                    result.Append(' ', random.Next(1, 6));
            }
        }
        Walk(new SyntaxNode(Parser.Parse(text).Tree), inString: false);
        return result.ToString();
    }
}
