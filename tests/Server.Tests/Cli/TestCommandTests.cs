// --test through the front door: which functions are tests, that each runs by itself, and what is told of them.

using System.Text.Json;
using Xunit;

namespace Server.Tests.Cli;

public class TestCommandTests
{
    private const string Docks = """
        import stdlib.*;
        import stdlib.testsuite.*;
        func berths() int { return 3; }
        func test_berths() bool { return berths() == 3; }
        func test_sinks() {
          println("about to sink");
          berths() should_equal 4;
        }
        func test_none_left() int { return berths() - 3; }
        func test_divides() int { return 7 / (berths() - 3); }
        func test_is_false() bool { return false; }
        func test_helper(x int) int { return x; }
        func test_of_any<T>() { }
        func test_tells() str { return "nothing"; }
        func tests() { panic("not called"); }
        """;

    private static Folder Project() => new(
        ("src/main.vale", "import app.docks.*;\nexported func main() { panic(\"not called\"); }\nfunc test_root() { }\n"),
        ("src/docks/docks.vale", Docks));

    [Fact]
    public void Each_test_runs_by_itself_and_the_sum_is_told()
    {
        using var folder = Project();
        var outcome = folder.Run("--test", "app=src");

        Assert.Equal("", outcome.Error);
        Assert.Equal(1, outcome.Code);
        var lines = outcome.Out.Split('\n').Select(static line => line.Contains(" (", StringComparison.Ordinal) ? line[..line.IndexOf(" (", StringComparison.Ordinal)] : line).ToArray();
        Assert.Equal(["app.test_root ... ok", "app.docks.test_berths ... ok", "app.docks.test_sinks ... FAILED", "app.docks.test_none_left ... ok",
            "app.docks.test_divides ... FAILED", "app.docks.test_is_false ... FAILED"], lines[..6]);
        Assert.Contains("app.docks.test_sinks failed at src/docks/docks.vale:7\n    Check failed! Expected:\n    3\n    to equal:\n    4\n  it printed:\n    about to sink\n", outcome.Out);
        Assert.Contains("app.docks.test_divides failed at src/docks/docks.vale:10\n    division by zero\n", outcome.Out);
        Assert.Contains("app.docks.test_is_false failed at src/docks/docks.vale:11\n    it returned false or 1\n", outcome.Out);
        Assert.Contains("3 passed, 3 failed in ", outcome.Out);
    }

    [Fact]
    public void Natively_the_same_tests_pass_and_fail()
    {
        using var folder = Project();
        var outcome = folder.Run("--test", "app=src", "--build", "--output-dir", "out");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("3 passed, 3 failed in ", outcome.Out);
        Assert.Contains("app.docks.test_divides failed at src/docks/docks.vale:10\n    division by zero\n", outcome.Out);
        Assert.Contains("about to sink", outcome.Out);
        Assert.True(File.Exists(folder.At("out/test/main")));
        Assert.False(File.Exists(folder.At("out/main")));
    }

    [Fact]
    public void Those_whose_names_hold_a_text_run_alone()
    {
        using var folder = Project();
        var outcome = folder.Run("--test", "app=src", "--filter", "berth");

        Assert.Equal(0, outcome.Code);
        Assert.StartsWith("app.docks.test_berths ... ok (", outcome.Out);
        Assert.Contains("1 passed, 0 failed, 5 left out in ", outcome.Out);
    }

    [Fact]
    public void They_are_listed_with_their_places()
    {
        using var folder = Project();
        var outcome = folder.Run("--test", "app=src", "--list", "--filter", "s");

        Assert.Equal((0, "src/docks/docks.vale:4: app.docks.test_berths\nsrc/docks/docks.vale:5: app.docks.test_sinks\nsrc/docks/docks.vale:9: app.docks.test_none_left\n" +
            "src/docks/docks.vale:10: app.docks.test_divides\nsrc/docks/docks.vale:11: app.docks.test_is_false\n", ""),
            (outcome.Code, outcome.Out.Replace("src/main.vale:3: app.test_root\n", "", StringComparison.Ordinal), outcome.Error));
    }

    // Each waits for what never comes: for itself, for a program, and for what a program started that holds its output.
    private const string Endless = """
        import stdlib.*;
        import stdlib.command.*;
        import stdlib.collections.list.*;
        func sh(script str) Subprocess { return (Subprocess("sh", &List<str>().add("-c").add(script))).expect("sh is there"); }
        func test_a_turns() {
          println("turning");
          while true { }
        }
        func test_b_waits() { (sh("sleep 1000")).join(); }
        func test_c_listens() { (sh("sleep 1000 & sleep 1000")).capture_and_join(); }
        func test_d_leaves() { (sh("sleep 1000 >/dev/null 2>&1 & echo $! > left")).join(); }
        func test_e_is_quick() { }
        """;

    [Theory]
    [InlineData]
    [InlineData("--build", "--output-dir", "out")]
    public void A_test_that_takes_too_long_fails_and_the_others_go_on(params string[] natively)
    {
        using var folder = new Folder(("app.vale", Endless));
        var outcome = folder.Run(["--test", "app.vale", "--timeout", "0.5", .. natively]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("app.test_a_turns failed at app.vale:", outcome.Out);
        Assert.Contains("\n    it took longer than 0.5 seconds\n", outcome.Out);
        // Natively, what it printed may still lie in the process.
        if (natively.Length == 0) Assert.Contains("  it printed:\n    turning\n", outcome.Out);
        Assert.Contains("\napp.test_b_waits ... FAILED (", outcome.Out);
        Assert.Contains("\napp.test_c_listens ... FAILED (", outcome.Out);
        Assert.Contains("\napp.test_d_leaves ... ok (", outcome.Out);
        Assert.Contains("\napp.test_e_is_quick ... ok (", outcome.Out);
        Assert.Contains("\n2 passed, 3 failed in ", outcome.Out);
    }

    [Theory]
    [InlineData]
    [InlineData("--build", "--output-dir", "out")]
    public void What_a_test_left_running_ends_with_it(params string[] natively)
    {
        using var folder = new Folder(("app.vale", Endless));
        var outcome = folder.Run(["--test", "app.vale", "--filter", "leaves", .. natively]);

        Assert.Equal(0, outcome.Code);
        var left = File.ReadAllText(folder.At("left")).Trim();
        Assert.True(SpinWait.SpinUntil(() => IsGone(left), TimeSpan.FromSeconds(30)), $"{left} still runs");
    }

    // What was killed may still be listed until whoever inherited it looks.
    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    [Fact]
    public void Programs_are_told_what_took_too_long()
    {
        using var folder = new Folder(("app.vale", "func test_turns() { while true { } }"));
        using var json = JsonDocument.Parse(folder.Run("--test", "app.vale", "--timeout", "0.2", "--format", "json").Out);

        var test = Assert.Single(json.RootElement.GetProperty("tests").EnumerateArray());
        Assert.Equal(("failed", 124, "it took longer than 0.2 seconds"),
            (test.GetProperty("outcome").GetString(), test.GetProperty("exitCode").GetInt32(), test.GetProperty("message").GetString()));
        Assert.Equal(1, test.GetProperty("failedAt").GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("-1"), InlineData("soon"), InlineData("1e9"), InlineData("NaN")]
    public void A_time_limit_is_a_number_of_seconds(string limit)
    {
        using var folder = new Folder(("app.vale", "func test_it() { }"));
        var outcome = folder.Run("--test", "app.vale", "--timeout", limit);
        Assert.Equal(2, outcome.Code);
        Assert.Contains($"`{limit}` is not a value of `--timeout`", outcome.Error);
    }

    [Theory]
    [InlineData("list = List<int>();\n  println(list.get(3));", 6, "index 3 is out of bounds: the []int holds 0")]
    [InlineData("println(2);\n  println(clamp(1, 8, 3));", 6, "clamp() between 8 and 3, which is less")]
    [InlineData("println(lshift(7i64 / i64(len(\"\")), 3));", 5, "division by zero")]
    public void A_halt_in_the_library_is_told_by_the_call_that_led_there(string body, int line, string message)
    {
        using var folder = new Folder(("app.vale", $"import stdlib.*;\nimport stdlib.math.*;\nimport stdlib.collections.list.*;\nfunc test_it() {{\n  {body}\n}}\n"));
        Assert.Contains($"app.test_it failed at app.vale:{line}\n    {message}\n", folder.Run("--test", "app.vale").Out);
    }

    [Fact]
    public void Programs_are_told_as_json()
    {
        using var folder = Project();
        var outcome = folder.Run("--test", "app=src", "--filter", "sinks", "--format", "json");

        Assert.Equal(1, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Out);
        var test = Assert.Single(json.RootElement.GetProperty("tests").EnumerateArray());
        Assert.Equal("app.docks.test_sinks", test.GetProperty("name").GetString());
        Assert.Equal("failed", test.GetProperty("outcome").GetString());
        Assert.Equal(("src/docks/docks.vale", 7), (test.GetProperty("failedAt").GetProperty("file").GetString(), test.GetProperty("failedAt").GetProperty("line").GetInt32()));
        Assert.Equal("about to sink\n", test.GetProperty("stdout").GetString());
        Assert.Equal(5, test.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("count").GetProperty("failed").GetInt32());
    }

    [Fact]
    public void Programs_in_packages_of_tests_are_tests_each()
    {
        const string suite = """
            import stdlib.testsuite.*;
            exported func main() {
              suite = TestSuite();
              suite.test("keel", { 1 should_equal WANTED; });
              (suite).finish();
            }
            """;
        using var folder = new Folder(("src/hull/test/hull.vale", suite.Replace("WANTED", "1")), ("src/mast/test/mast.vale", suite.Replace("WANTED", "2")),
            ("src/main.vale", "exported func main() { }"));
        var outcome = folder.Run("--test", "app=src");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("app.hull.test ... ok", outcome.Out);
        Assert.Contains("app.mast.test ... FAILED", outcome.Out);
        Assert.Contains("app.mast.test failed at src/mast/test/mast.vale:4", outcome.Out);
    }

    [Fact]
    public void A_program_with_errors_or_without_tests_runs_none()
    {
        using var folder = new Folder(("bad.vale", "func test_it() { nothing(); }"), ("none.vale", "exported func main() { println(3); }"));

        var bad = folder.Run("--test", "bad.vale");
        Assert.Equal((1, ""), (bad.Code, bad.Out));
        Assert.Contains("error[unknown-function]", bad.Error);
        var none = folder.Run("--test", "none.vale");
        Assert.Equal(0, none.Code);
        Assert.Contains("there are no tests", none.Out);
    }

    [Fact]
    public void Builtins_need_not_be_seen_by_the_files_that_are_tested()
    {
        using var folder = new Folder(("app.vale", "func test_it() int { return 0; }"));
        Assert.Equal(0, folder.Run("--test", "--no-implicit-builtins", "app.vale").Code);
    }
}
