// --check and --run of a program that was checked or run before: the same words and the same result, without compiling.

using Xunit;

namespace Server.Tests.Cli;

public class KeptAnswerTests
{
    private const string Good = "exported func main() int { println(\"hi\"); return 7; }\n", Bad = "exported func main() int { return nonsense; }\n";

    private static (bool Kept, long Runs) Metrics(string error) => (error.Contains(".unchanged 1\n", StringComparison.Ordinal),
        error.Split('\n').Where(line => line.StartsWith("queries.runs ", StringComparison.Ordinal)).Select(line => long.Parse(line[13..])).Single());

    /// <summary>Runs the words without and with metrics, and shows whether the second run compiled.</summary>
    private static (Outcome First, bool Kept) Twice(Folder folder, params string[] words)
    {
        var first = folder.Run([.. words, "--cache-dir", "cache"]);
        var second = folder.Run([.. words, "--cache-dir", "cache"]);
        Assert.Equal((first.Code, first.Out, first.Error), (second.Code, second.Out, second.Error));
        var (kept, runs) = Metrics(folder.Run([.. words, "--cache-dir", "cache", "--stats"]).Error);
        Assert.Equal(kept, runs == 0);
        return (first, kept);
    }

    [Theory]
    [InlineData("human"), InlineData("json"), InlineData("sarif")]
    public void A_program_that_was_checked_is_not_compiled_again(string format)
    {
        using var folder = new Folder(("good.vale", Good), ("bad.vale", Bad));
        var (good, isKept) = Twice(folder, "--check", "good.vale", "--format", format);
        Assert.Equal((0, true), (good.Code, isKept));
        (var bad, isKept) = Twice(folder, "--check", "bad.vale", "--format", format);
        Assert.Equal((1, true), (bad.Code, isKept));
        Assert.Contains("nonsense", bad.Out);
    }

    [Fact]
    public void A_program_that_was_run_is_run_again_without_compiling()
    {
        using var folder = new Folder(("app.vale", "exported func main() int { i = 0; while i < numMainArgs() { println(getMainArg(i)); set i = i + 1; } return i; }\n"));
        Assert.Equal((2, "a\nb\n"), (folder.Run("--run", "app.vale", "--cache-dir", "cache", "--", "a", "b") is var first ? first.Code : 0, first.Out));
        // Arguments are the program's, not the compiler's: the answer holds for others.
        var second = folder.Run("--run", "app.vale", "--cache-dir", "cache", "--stats", "--print-result", "--", "c");
        Assert.Equal((1, "c\n"), (second.Code, second.Out));
        Assert.StartsWith("result: 1\n", second.Error);
        Assert.Equal((true, 0), Metrics(second.Error));
    }

    [Fact]
    public void A_program_with_errors_is_told_again_and_not_run()
    {
        using var folder = new Folder(("app.vale", Bad));
        var first = folder.Run("--run", "app.vale", "--cache-dir", "cache");
        var second = folder.Run("--run", "app.vale", "--cache-dir", "cache");
        Assert.Equal((1, "", first.Error), (second.Code, second.Out, second.Error));
        Assert.Contains("nonsense", first.Error);
    }

    [Fact]
    public void Warnings_are_told_whenever_a_program_is_run()
    {
        using var folder = new Folder(("app.vale", "struct S imm { s S; }\n" + Good));
        var first = folder.Run("--run", "app.vale", "--cache-dir", "cache");
        Assert.Contains("warning[", first.Error);
        Assert.Equal((7, "hi\n", first.Error), (folder.Run("--run", "app.vale", "--cache-dir", "cache") is var second ? second.Code : 0, second.Out, second.Error));
    }

    [Fact]
    public void Whatever_the_answer_depends_on_asks_anew()
    {
        using var folder = new Folder(("src/app.vale", Bad), ("src/other/other.vale", "func f() {}\n"));
        string[] check = ["--check", "app=src", "--cache-dir", "cache", "--stats"];
        Assert.False(Metrics(folder.Run(check).Error).Kept);
        Assert.True(Metrics(folder.Run(check).Error).Kept);
        foreach (var more in (string[][])[["--format", "json"], ["--color", "always"], ["--no-std"], ["--no-implicit-builtins"]])
            Assert.False(Metrics(folder.Run([.. check, .. more]).Error).Kept);
        folder.Add("src/other/other.vale", "func f() { }\n");
        Assert.False(Metrics(folder.Run(check).Error).Kept);
        folder.Add("src/more.vale", "func g() {}\n");
        Assert.False(Metrics(folder.Run(check).Error).Kept);
        File.Delete(folder.At("src/more.vale"));
        Assert.True(Metrics(folder.Run(check).Error).Kept);
        File.Move(folder.At("src/other/other.vale"), folder.At("src/other/named.vale"));
        Assert.False(Metrics(folder.Run(check).Error).Kept);
        Assert.False(Metrics(folder.Run([.. check, "--cache-size", "0"]).Error).Kept);
    }

    [Fact]
    public void A_damaged_answer_is_found_out()
    {
        using var folder = new Folder(("app.vale", Good));
        string[] run = ["--run", "app.vale", "--cache-dir", "cache", "--stats"];
        folder.Run(run);
        foreach (var entry in Directory.GetFiles(folder.At("cache"), "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(entry);
            bytes[^1] ^= 1;
            File.WriteAllBytes(entry, bytes);
        }
        var outcome = folder.Run(run);
        Assert.Equal((7, "hi\n", false), (outcome.Code, outcome.Out, Metrics(outcome.Error).Kept));
        Assert.Contains("\ncache.damaged 1\n", outcome.Error);
        Assert.True(Metrics(folder.Run(run).Error).Kept);
    }
}
