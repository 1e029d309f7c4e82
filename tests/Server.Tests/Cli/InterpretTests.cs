// --run through the front door: the program's output, its exit code, and what is said when it does not start.

using Vale.Testing;
using Xunit;

namespace Server.Tests.Cli;

public class InterpretTests
{
    private static Outcome Run(string program, params string[] more)
    {
        using var folder = new Folder(("app.vale", program));
        return folder.Run(["--run", "app.vale", .. more]);
    }

    [Fact]
    public void The_output_is_the_programs_and_nothing_else()
    {
        var outcome = Run("exported func main() { print(\"a\"); println(\"é🚢\"); }");
        Assert.Equal((0, "aé🚢\n", ""), (outcome.Code, outcome.Out, outcome.Error));
    }

    [Theory]
    [InlineData("7", 7), InlineData("256 + 3", 3), InlineData("-1", 255)]
    public void The_int_of_main_is_the_exit_code(string value, int code) =>
        Assert.Equal(code, Run($"exported func main() int {{ return {value}; }}").Code);

    [Theory]
    [InlineData("int", "42", "42"), InlineData("bool", "3 < 4", "true"), InlineData("float", "0.1 + 0.2", "0.30000000000000004")]
    [InlineData("str", "\"a\\\"b\\né🚢\"", "\"a\\\"b\\né🚢\""), InlineData("i64", "5000000000i64", "5000000000")]
    public void The_result_is_the_last_line_of_the_error_stream(string type, string value, string shown)
    {
        var outcome = Run($"exported func main() {type} {{ println(\"x\"); return {value}; }}", "--print-result");
        Assert.Equal("x\n", outcome.Out);
        Assert.EndsWith($"result: {shown}\n", outcome.Error);
    }

    [Fact]
    public void A_main_that_returns_nothing_results_in_void() =>
        Assert.Equal("result: void\n", Run("exported func main() {}", "--print-result").Error);

    [Fact]
    public void A_panic_ends_with_exit_code_1_after_what_was_printed()
    {
        var outcome = Run("exported func main() { println(\"before\"); panic(\"no fuel\"); }", "--print-result");
        Assert.Equal(1, outcome.Code);
        Assert.Equal("before\n", outcome.Out);
        Assert.Contains("no fuel", outcome.Error);
        Assert.DoesNotContain("result:", outcome.Error);
    }

    [Fact]
    public void The_metrics_tell_what_was_made_and_that_nothing_was_leaked_or_used_after_its_end()
    {
        const string program = "struct Ship { n int; } exported func main() int { a = Ship(3); b = Ship(4); return a.n + b.n; }";
        using var folder = new Folder(("app.vale", program));
        Assert.Equal(0, folder.Run("--build", "app.vale", "--emit", "bytecode", "-o", "out").Code);
        foreach (var outcome in (Outcome[])[folder.Run("--run", "app.vale", "--stats"), folder.Run("--run", "out/main.vbc", "--stats")])
        {
            Assert.Equal(7, outcome.Code);
            Assert.Contains("vm.objects.made 2\nvm.objects.leaked 0\nvm.objects.used_after_free 0\n", outcome.Error);
            Assert.Matches("vm\\.instructions [1-9]", outcome.Error);
        }
    }

    [Fact]
    public void A_program_with_errors_does_not_run()
    {
        var outcome = Run("exported func main() { println(\"x\"); y; }");
        Assert.Equal(1, outcome.Code);
        Assert.Equal("", outcome.Out);
        Assert.Contains("error[", outcome.Error);
    }

    [Fact]
    public void A_program_without_main_says_what_is_missing()
    {
        var outcome = Run("func helper() {}");
        Assert.Equal(1, outcome.Code);
        Expect.Equal(outcome.Error, """
            error[no-main]: there is no main function to start with
              = why: no package exports a function `main` without parameters
              = help: write one: `exported func main() { ... }`

            """);
    }

    [Fact]
    public void Much_output_arrives_whole()
    {
        var outcome = Run("exported func main() { i = 0; while i < 20000 { println(i); set i = i + 1; } }");
        Assert.Equal(20000, outcome.Out.Split('\n').Length - 1);
        Assert.EndsWith("\n19999\n", outcome.Out);
    }

    [Fact]
    public void Bytecode_runs_without_the_sources()
    {
        using var folder = new Folder(("app.vale", "exported func main() int { println(\"from bytecode\"); return 9; }"));
        Assert.Equal(0, folder.Run("--build", "app.vale", "--emit", "bytecode", "-o", "out").Code);
        File.Delete(folder.At("app.vale"));
        var outcome = folder.Run("--run", "out/main.vbc", "--print-result");
        Assert.Equal((9, "from bytecode\n", "result: 9\n"), (outcome.Code, outcome.Out, outcome.Error));
    }

    [Fact]
    public void What_is_no_bytecode_is_refused()
    {
        using var folder = new Folder(("app.vbc", "exported func main() {}"), ("empty.vbc", ""));
        foreach (var file in (string[])["app.vbc", "empty.vbc", "none.vbc"])
        {
            var outcome = folder.Run("--run", file);
            Assert.Equal(2, outcome.Code);
            Assert.Contains($"`{file}`", outcome.Error);
            Assert.Contains("= help: ", outcome.Error);
        }
    }
}
