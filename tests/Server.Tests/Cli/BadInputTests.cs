// Input that is broken, hostile or just very large: a clear answer and the right exit code, never a crash or a hang.

using System.Text;
using Vale.Server.Cli;
using Xunit;

namespace Server.Tests.Cli;

public class BadInputTests
{
    private const int Many = 10_000;

    public static TheoryData<string, string> Nested()
    {
        static string Times(string text) => new StringBuilder().Insert(0, text, Many).ToString();
        return new()
        {
            { "parentheses", $"exported func main() int {{ return {Times("(")}1{Times(")")}; }}" },
            { "parentheses that are never closed", $"exported func main() int {{ return {Times("(")}" },
            { "brackets", $"exported func main() {{ x = {Times("[")}{Times("]")}; }}" },
            { "braces", $"exported func main() {{ {Times("{ ")}{Times("}")} }}" },
            { "braces that are never closed", $"exported func main() {{ {Times("{ ")}" },
            { "closing brackets", Times(")]}>") },
            { "blocks", $"exported func main() {{ {Times("block { ")}{Times("}")} }}" },
            { "ifs", $"exported func main() {{ {Times("if true { ")}{Times("}")} }}" },
            { "else ifs", $"exported func main() {{ if true {{ }} {Times("else if false { } ")} }}" },
            { "calls", $"func f(x int) int {{ return x; }}\nexported func main() int {{ return {Times("f(")}1{Times(")")}; }}" },
            { "operators", $"exported func main() int {{ return 1{Times(" + 1")}; }}" },
            { "nots", $"exported func main() bool {{ return {Times("not ")}true; }}" },
            { "borrows", $"exported func main() {{ x = {Times("&")}y; }}" },
            { "members", $"exported func main() {{ x = y{Times(".z")}; }}" },
            { "types", $"func f(x {Times("List<")}int{Times(">")}) {{ }}" },
            { "lambdas", $"exported func main() {{ {Times("x = { ")}{Times("};")} }}" },
            { "interpolations", $"exported func main() {{ println({Times("\"{")}1{Times("}\"")}); }}" },
            { "imports", Times("import a.") + "*;" },
        };
    }

    [Theory]
    [MemberData(nameof(Nested))]
    public void Ten_thousand_nested(string what, string program)
    {
        using var folder = new Folder(("app.vale", program));
        var outcome = folder.Run("--check", "app.vale");
        Assert.True(outcome.Code is 0 or 1, $"{what}: {outcome.Code}\n{outcome.Error[..Math.Min(2000, outcome.Error.Length)]}");
        Assert.Equal(outcome.Code == 1, outcome.Out.Contains("error["));
        if (outcome.Code == 0) Assert.True(folder.Run("--run", "app.vale").Code <= 1);
    }

    [Theory]
    [InlineData("exported func main() { println(\"", 'x', "\"); }", 0)]
    [InlineData("", '@', "", 1)]
    [InlineData("exported func main() { x = ", '1', "; }", 1)]
    public void A_line_of_fifty_megabytes(string before, char filler, string after, int code)
    {
        using var folder = new Folder(("app.vale", before + new string(filler, 50_000_000) + after));
        var outcome = folder.Run("--check", "app.vale");
        Assert.True(outcome.Code == code, outcome.Error[..Math.Min(2000, outcome.Error.Length)]);
        Assert.True(outcome.Out.Length < 1_000_000, "the line itself is not repeated");
    }

    [Fact]
    public void Every_problem_of_input_ends_with_exit_code_2_and_a_next_step()
    {
        using var folder = new Folder(("good.vale", "exported func main() {}\n"), ("one/a.vale", ""), ("two/b.vale", ""), ("vale.json", "{"));
        folder.Add("latin1.vale", [(byte)'x', 0xE9]);
        File.CreateSymbolicLink(folder.At("loop.vale"), folder.At("loop.vale"));
        string[][] lines =
        [
            ["--check", "missing.vale"], ["--check", "app=missing"], ["--check", "latin1.vale"], ["--check", "loop.vale"],
            ["--check", "app=one", "app=two"], ["--check"], ["--check", "."], ["--run", "app=missing.vale"], ["--build", "app=missing.vale"],
            ["--dump", "tree", "missing.vale"], ["--stats", "missing.vale"], ["--explain", "missing.vale"], ["--check", "app=good.vale/x"],
        ];
        foreach (var line in lines)
        {
            var outcome = folder.Run(line);
            Assert.True(outcome.Code == 2, string.Join(' ', line) + "\n" + outcome.Error);
            Assert.Equal("", outcome.Out);
            Assert.StartsWith("error[", outcome.Error);
            Assert.Contains("= help: ", outcome.Error);
        }
    }

    [Fact]
    public void All_problems_of_input_are_told_at_once()
    {
        using var folder = new Folder();
        folder.Add("latin1.vale", [(byte)'x', 0xE9]);
        var outcome = folder.Run("--check", "a=missing.vale", "b=gone.vale", "c=latin1.vale");
        Assert.Equal(3, outcome.Error.Split("error[").Length - 1);
    }

    [Fact]
    public void Strange_but_valid_text_is_no_fault()
    {
        string[] texts = ["", "\0", "\uFEFF\uFEFF", "\r", "\r\n\r\n", "\u2028", "\t\v\f", "func", "\"", "\"{", "\"\"\"", "/*", "…", "🚢", "exported func main() { println(\"\0\"); }"];
        foreach (var text in texts)
        {
            using var folder = new Folder(("app.vale", text));
            Assert.InRange(folder.Run("--check", "app.vale").Code, 0, 1);
        }
    }

    [Fact]
    public void An_exception_nobody_expected_becomes_a_report_and_exit_code_3()
    {
        using var folder = new Folder();
        var error = new MemoryStream();
        var terminal = new Terminal(Stream.Null, new Broken(), error, false, false, 80, folder.Path, false, _ => null);
        Assert.Equal(3, FrontDoor.Run(["--help"], terminal));
        var report = Encoding.UTF8.GetString(error.ToArray());
        Assert.StartsWith("error[internal]: vale-ls failed; this is a fault of vale-ls, not of your program\n", report);
        Assert.Contains("version:   0.", report);
        Assert.Contains("verb:      help\n", report);
        Assert.Contains("queries:   none were running\n", report);
        Assert.Contains("the output is broken", report);
    }

    private sealed class Broken : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("the output is broken");
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("the output is broken");
    }
}
