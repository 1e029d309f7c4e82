// A build after a build: what is counted is what was done, never how long it took.

using Xunit;

namespace Server.Tests.Cli;

public class IncrementalBuildTests
{
    private const string Main = "import app.a.*;\nimport app.b.*;\nexported func main() int { println(\"sum \" + str(one() + two())); return one(); }\n";

    private static Folder Project() => new(("src/main.vale", Main), ("src/a/a.vale", "func one() int { return 1; }\nfunc more() int { return 10; }\n"),
        ("src/b/b.vale", "import app.a.*;\nfunc two() int { return one() + more(); }\n"));

    /// <summary>Builds <c>src</c> and gives the metrics.</summary>
    private static Dictionary<string, long> Build(Folder folder, params string[] more)
    {
        var outcome = folder.Run(["--build", "app=src", "-o", "out", "--cache-dir", "cache", "--stats", .. more]);
        Assert.True(outcome.Code == 0, outcome.Error);
        var metrics = new Dictionary<string, long>();
        foreach (var line in outcome.Error.Split('\n'))
            if (line.Split(' ') is [var name, var value] && long.TryParse(value, out var number)) metrics[name] = number;
        return metrics;
    }

    private static (long Emitted, long Linked) Work(Dictionary<string, long> metrics) => (metrics["units.emitted"], metrics["link.runs"]);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    /// <summary>Runs what lies there, without a build.</summary>
    private static int RunProgram(Folder folder)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(folder.At("out/main")) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    [Fact]
    public void Nothing_changed_nothing_is_done()
    {
        using var folder = Project();
        var first = Build(folder);
        Assert.Equal((first["units.total"], 1), Work(first));
        Assert.Equal(1, first["c.compiled"]);
        var times = Directory.GetFiles(folder.At("out"), "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        var second = Build(folder);
        Assert.Equal((0, 0), Work(second));
        Assert.Equal((1, 0, 1, 0), (second["build.unchanged"], second["queries.runs"], second["cache.hits"], second["cache.written.bytes"]));
        Assert.Equal(times, Directory.GetFiles(folder.At("out"), "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void An_unchanged_program_is_run_and_its_warnings_are_told_again()
    {
        using var folder = new Folder(("app.vale", "struct S imm { s S; }\nexported func main() int { return 5; }\n"));
        string[] words = ["--build", "app.vale", "--run", "--cache-dir", "cache"];
        var first = folder.Run(words);
        Assert.Contains("warning[", first.Error);
        Assert.Equal(first.Error, folder.Run(words).Error);
        var third = folder.Run([.. words, "--stats"]);
        Assert.Equal(5, third.Code);
        Assert.StartsWith(first.Error, third.Error);
        Assert.Contains("\nbuild.unchanged 1\n", third.Error);
        // In colour it is another text.
        Assert.Contains("\u001b[", folder.Run([.. words, "--color", "always"]).Error);
    }

    [Fact]
    public void An_edit_of_one_body_emits_one_unit_and_links()
    {
        using var folder = Project();
        Build(folder);
        folder.Add("src/a/a.vale", "func one() int { return 3; }\nfunc more() int { return 10; }\n");
        var metrics = Build(folder);
        Assert.Equal((1, 1), Work(metrics));
        Assert.Equal(metrics["units.total"] - 1, metrics["units.reused"]);
        Assert.Equal(0, metrics["c.compiled"]);
        Assert.Equal(3, RunProgram(folder));
    }

    [Fact]
    public void An_edit_of_one_body_in_a_large_package_emits_a_part_of_it()
    {
        static string Source(int changed) => string.Concat(Enumerable.Range(0, 150).Select(i =>
            $"func f{i}(n int) int {{ x = n; {string.Concat(Enumerable.Repeat($"set x = x * 3 + {(i == 7 ? changed : i)}; ", 12))} return x; }}\n"))
            + $"exported func main() int {{ return ({string.Join(" + ", Enumerable.Range(0, 150).Select(i => $"f{i}(1)"))}) mod 100; }}\n";
        using var folder = new Folder(("src/main.vale", Source(0)));
        var first = Build(folder);
        Assert.True(first["units.total"] > 3);
        folder.Add("src/main.vale", Source(1));
        Assert.Equal((1, 1), Work(Build(folder)));
    }

    [Fact]
    public void A_comment_is_no_reason_to_emit_or_link()
    {
        using var folder = Project();
        Build(folder);
        folder.Add("src/b/b.vale", "import app.a.*;\nfunc two() int { return one() + more(); } // eleven\n");
        Assert.Equal((0, 0), Work(Build(folder)));
    }

    [Fact]
    public void Moving_code_emits_nothing_but_where_it_stands()
    {
        using var folder = Project();
        Build(folder);
        folder.Add("src/b/b.vale", "import app.a.*;\n\n\nfunc two() int { return one() + more(); }\n");
        Assert.Equal((1, 1), Work(Build(folder)));
    }

    [Fact]
    public void Going_back_to_an_earlier_text_only_links()
    {
        using var folder = Project();
        Build(folder);
        var before = File.ReadAllText(folder.At("src/a/a.vale"));
        folder.Add("src/a/a.vale", before.Replace("return 1;", "return 2;", StringComparison.Ordinal));
        Build(folder);
        folder.Add("src/a/a.vale", before);
        Assert.Equal((0, 1), Work(Build(folder)));
        Assert.Equal(1, RunProgram(folder));
    }

    [Fact]
    public void A_lost_or_damaged_output_is_made_whole_again()
    {
        using var folder = Project();
        Build(folder);
        foreach (var file in (string[])["out/main", "out/obj/app.a.o", "out/include/ValeBuiltins.h"])
        {
            var whole = File.ReadAllBytes(folder.At(file));
            File.Delete(folder.At(file));
            Assert.Equal(0, Work(Build(folder)).Emitted);
            Assert.Equal(whole, File.ReadAllBytes(folder.At(file)));
            var time = File.GetLastWriteTimeUtc(folder.At(file));
            File.WriteAllBytes(folder.At(file), [.. whole[..^1], (byte)~whole[^1]]);
            File.SetLastWriteTimeUtc(folder.At(file), time);
            Build(folder);
            Assert.Equal(whole, File.ReadAllBytes(folder.At(file)));
        }
    }

    [Theory]
    [InlineData("-O1"), InlineData("--region=unsafe"), InlineData("--debug-info"), InlineData("--target-cpu=native")]
    public void Other_settings_emit_anew_and_the_first_ones_are_still_there(string setting)
    {
        using var folder = Project();
        Build(folder);
        var other = Build(folder, setting);
        Assert.Equal(other["units.total"], other["units.emitted"]);
        Assert.Equal(0, Work(Build(folder)).Emitted);
    }

    [Fact]
    public void A_new_a_moved_and_a_lost_file_are_noticed()
    {
        using var folder = Project();
        Build(folder);
        folder.Add("src/c/c.vale", "exported func three() int { return 3; }\n");
        Assert.Equal(1, Build(folder)["link.runs"]);
        Assert.True(File.Exists(folder.At("out/obj/app.c.o")));
        Directory.Delete(folder.At("src/c"), recursive: true);
        Build(folder);
        Assert.False(File.Exists(folder.At("out/obj/app.c.o")));
        File.Delete(folder.At("src/a/a.vale"));
        Assert.Equal(1, folder.Run("--build", "app=src", "-o", "out", "--cache-dir", "cache").Code);
    }

    [Fact]
    public void C_is_compiled_again_when_it_or_what_it_includes_changed()
    {
        using var folder = new Folder(("src/main.vale", "extern func one() int;\nexported func main() int { return one(); }\n"), ("src/native/one.c", "#include \"app/one.h\"\n#include \"value of one.h\"\nValeInt app_one() { return VALUE; }\n"),
            ("src/native/value of one.h", "#define VALUE 1\n"));
        Assert.Equal(2, Build(folder)["c.compiled"]);
        Assert.Equal((0, 1), (Build(folder)["link.runs"], RunProgram(folder)));
        folder.Add("src/native/value of one.h", "#define VALUE 2\n");
        Assert.Equal(1, Build(folder)["c.compiled"]);
        Assert.Equal(2, RunProgram(folder));
        folder.Add("src/native/one.c", "#include \"app/one.h\"\n#include \"value of one.h\"\nValeInt app_one() { return VALUE + 5; }\n");
        Assert.Equal(1, Build(folder)["c.compiled"]);
        Assert.Equal(7, RunProgram(folder));
        folder.Add("src/main.vale", "extern func one() int;\nexported func main() int { return one() + 1; }\n");
        Assert.Equal(0, Build(folder)["c.compiled"]);
        Assert.Equal(8, RunProgram(folder));
    }

    [Fact]
    public void Another_c_compiler_builds_anew()
    {
        using var folder = Project();
        folder.Add("cc", "#!/bin/sh\nexec cc \"$@\"\n");
        SetMode(folder.At("cc"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] words = ["--build", "app=src", "-o", "out", "--cache-dir", "cache", "--stats"];
        string Run() => folder.Run([], words, ("CC", folder.At("cc"))).Error;
        Build(folder);
        Assert.Contains("\nlink.runs 1\n", Run());
        Assert.Contains("\nlink.runs 0\n", Run());
        File.SetLastWriteTimeUtc(folder.At("cc"), DateTime.UtcNow.AddDays(-1));
        Assert.Contains("\nlink.runs 1\n", Run());
    }

    [Fact]
    public void Any_damage_to_the_cache_costs_work_and_nothing_else()
    {
        using var folder = Project();
        Build(folder);
        var entries = Directory.GetFiles(folder.At("cache"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "usage").ToArray();
        Action<string>[] damages =
        [
            static path => File.WriteAllBytes(path, []),
            static path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]),
            static path => { var bytes = File.ReadAllBytes(path); bytes[^1] ^= 4; File.WriteAllBytes(path, bytes); },
            static path => { var bytes = File.ReadAllBytes(path); bytes[9] ^= 1; File.WriteAllBytes(path, bytes); },
            static path => { File.Delete(path); Directory.CreateDirectory(path); },
        ];
        foreach (var damage in damages)
        {
            foreach (var entry in entries)
                if (File.Exists(entry)) damage(entry);
            var metrics = Build(folder);
            Assert.Equal(metrics["units.total"], metrics["units.emitted"]);
            Assert.Equal(0, metrics["cache.hits"]);
            Assert.Equal(1, RunProgram(folder));
            Assert.Equal(1, Build(folder)["build.unchanged"]);
        }
    }

    [Fact]
    public void A_cache_that_cannot_be_written_costs_work_and_nothing_else()
    {
        using var folder = Project();
        folder.Add("no-directory", "a file");
        foreach (var cache in (string[])["no-directory", "/proc/vale-cache"])
            for (var i = 0; i < 2; i++)
            {
                var metrics = Build(folder, "--cache-dir", cache);
                Assert.Equal((metrics["units.total"], 1), Work(metrics));
                Assert.Equal((0, 0), (metrics["cache.hits"], metrics["cache.written.bytes"]));
            }
    }

    [Fact]
    public void A_cache_that_may_only_be_read_is_read()
    {
        using var folder = Project();
        Build(folder);
        var folders = Directory.GetDirectories(folder.At("cache")).Append(folder.At("cache")).ToArray();
        foreach (var each in folders) SetMode(each, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Equal(1, Build(folder)["build.unchanged"]);
            folder.Add("src/a/a.vale", "func one() int { return 4; }\nfunc more() int { return 10; }\n");
            Assert.Equal((1, 1), Work(Build(folder)));
            Assert.Equal(4, RunProgram(folder));
        }
        finally
        {
            foreach (var each in folders) SetMode(each, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Without_a_cache_everything_is_done_and_nothing_kept()
    {
        using var folder = Project();
        for (var i = 0; i < 2; i++)
        {
            var metrics = Build(folder, "--cache-size", "0");
            Assert.Equal((metrics["units.total"], 1), Work(metrics));
        }
        Assert.False(Directory.Exists(folder.At("cache")));
    }

    [Theory]
    [InlineData("bytecode", "main.vbc"), InlineData("asm", "asm/app.s"), InlineData("llvm-ir", "llvm-ir/app.ll"), InlineData("obj", "obj/app.o")]
    public void Every_kind_of_output_is_made_once(string kind, string file)
    {
        using var folder = Project();
        Build(folder, "--emit", kind);
        Assert.Equal(1, Build(folder, "--emit", kind)["build.unchanged"]);
        File.Delete(folder.At("out/" + file));
        Assert.DoesNotContain("build.unchanged", Build(folder, "--emit", kind));
        Assert.True(File.Exists(folder.At("out/" + file)));
    }

    [Fact]
    public void Several_builds_of_one_output_at_once_leave_one_whole_program()
    {
        using var folder = Project();
        folder.Add("other/main.vale", "exported func main() int { return 9; }\n");
        Parallel.For(0, 6, i =>
        {
            var outcome = folder.Run("--build", i % 2 == 0 ? "app=src" : "app=other", "-o", "out", "--cache-dir", "cache");
            Assert.True(outcome.Code == 0, outcome.Error);
        });
        Assert.Contains(RunProgram(folder), (int[])[1, 9]);
        Build(folder);
        Assert.Equal(1, RunProgram(folder));
        Assert.Equal(1, Build(folder)["build.unchanged"]);
    }
}
