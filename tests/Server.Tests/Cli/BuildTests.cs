// --build through the front door, with the machine's LLVM and C compiler: what lies in the output directory, what the
// program does, and that a build that fails destroys nothing.

using Vale.Testing;
using Xunit;

namespace Server.Tests.Cli;

public class BuildTests
{
    private const string Hello = "exported func main() int { println(\"hi\"); return 7; }\n";

    private static string[] FilesIn(Folder folder, string name) => Directory.Exists(folder.At(name))
        ? Directory.GetFiles(folder.At(name), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.At(name), f)).Order(StringComparer.Ordinal).ToArray()
        : [];

    [Fact]
    public void The_program_the_headers_and_the_objects_are_written_and_the_program_runs()
    {
        using var folder = new Folder(("app.vale", Hello + "exported func twice(x int) int { return x * 2; }\n"));
        var outcome = folder.Run("--build", "app.vale", "--output-dir", "out", "--run");
        Assert.Equal((7, "hi\n", ""), (outcome.Code, outcome.Out, outcome.Error));
        var files = FilesIn(folder, "out");
        Assert.Contains("main", files);
        Assert.Contains("include/app/twice.h", files);
        // C has no function app_main: its main is the one that starts the program.
        Assert.DoesNotContain("include/app/main.h", files);
        Assert.DoesNotContain(files, f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_output_goes_beside_vale_json_unless_it_says_otherwise()
    {
        using var folder = new Folder(("p/vale.json", """{"modules": {"app": "."}}"""), ("p/app.vale", Hello),
            ("q/vale.json", """{"modules": {"app": "."}, "options": {"outputDir": "bin/debug"}}"""), ("q/app.vale", Hello));
        Assert.Equal(0, folder.Run("--build", "p").Code);
        Assert.Equal(0, folder.Run("--build", "q").Code);
        Assert.True(File.Exists(folder.At("p/build/main")));
        Assert.True(File.Exists(folder.At("q/bin/debug/main")));
    }

    [Theory]
    [InlineData("obj", "obj/app.o"), InlineData("llvm-ir", "llvm-ir/app.ll"), InlineData("asm", "asm/app.s"), InlineData("bytecode", "main.vbc")]
    public void Other_kinds_are_written_instead_of_a_program(string kind, string file)
    {
        using var folder = new Folder(("app.vale", Hello));
        var outcome = folder.Run("--build", "app.vale", "--emit", kind, "-o", "out");
        Assert.Equal((0, "", ""), (outcome.Code, outcome.Out, outcome.Error));
        Assert.Contains(file, FilesIn(folder, "out"));
        Assert.DoesNotContain("main", FilesIn(folder, "out"));
    }

    [Theory]
    [InlineData("-O0"), InlineData("-O3"), InlineData("--region=unsafe"), InlineData("--debug-info"), InlineData("--target-cpu=native"), InlineData("--jobs=1")]
    public void Every_setting_gives_the_same_program(string setting)
    {
        using var folder = new Folder(("app.vale", Hello));
        Assert.Equal((7, "hi\n"), (folder.Run("--build", "app.vale", "--run", setting) is var o ? o.Code : 0, o.Out));
    }

    [Fact]
    public void C_of_a_module_and_of_a_package_is_linked()
    {
        using var folder = new Folder(
            ("src/main.vale", "import app.inner.*;\nextern func one() int;\nexported func main() int { return one() + two(); }\n"),
            ("src/inner/two.vale", "extern func two() int;\n"),
            ("src/inner/native/two.c", "#include \"app/two.h\"\nValeInt app_two() { return 2; }\n"),
            ("one.c", "#include \"app/one.h\"\nValeInt app_one() { return 1; }\n"));
        var outcome = folder.Run("--build", "app=src", "app=one.c", "--run", "-o", "out");
        Assert.Equal((3, "", ""), (outcome.Code, outcome.Out, outcome.Error));
    }

    [Fact]
    public void C_that_does_not_compile_is_shown_as_the_compiler_says_it()
    {
        using var folder = new Folder(("app.vale", Hello), ("bad.c", "int f() { return nonsense; }\n"));
        var outcome = folder.Run("--build", "app=app.vale", "app=bad.c", "-o", "out");
        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("error[c-compiler]: `bad.c` does not compile\n", outcome.Error);
        Assert.Contains("nonsense", outcome.Error);
    }

    [Fact]
    public void An_extern_that_no_c_defines_is_told_with_what_to_do()
    {
        using var folder = new Folder(("app.vale", "extern func gone() int;\nexported func main() int { return gone(); }\n"));
        var outcome = folder.Run("--build", "app.vale", "-o", "out");
        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("error[link]: the program cannot be linked\n", outcome.Error);
        Assert.Contains("app_gone", outcome.Error);
        Assert.Contains("= help: an extern function needs C that defines it", outcome.Error);
    }

    [Fact]
    public void A_build_that_fails_leaves_the_earlier_program_whole()
    {
        using var folder = new Folder(("app.vale", Hello));
        Assert.Equal(0, folder.Run("--build", "app.vale", "-o", "out").Code);
        var before = File.ReadAllBytes(folder.At("out/main"));
        foreach (var broken in (string[])["exported func main() { y; }\n", "extern func gone() int;\nexported func main() int { return gone(); }\n"])
        {
            folder.Add("app.vale", broken);
            Assert.Equal(1, folder.Run("--build", "app.vale", "-o", "out").Code);
            Assert.Equal(before, File.ReadAllBytes(folder.At("out/main")));
            Assert.DoesNotContain(FilesIn(folder, "out"), f => f.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Objects_of_packages_that_are_gone_are_removed()
    {
        using var folder = new Folder(("src/main.vale", "import app.p.*;\nexported func main() int { return f(); }\n"), ("src/p/f.vale", "func f() int { return 4; }\n"));
        Assert.Equal(4, folder.Run("--build", "app=src", "-o", "out", "--run").Code);
        Assert.Contains("obj/app.p.o", FilesIn(folder, "out"));
        folder.Add("src/main.vale", "exported func main() int { return 5; }\n");
        Directory.Delete(folder.At("src/p"), recursive: true);
        Assert.Equal(5, folder.Run("--build", "app=src", "-o", "out", "--run").Code);
        Assert.DoesNotContain("obj/app.p.o", FilesIn(folder, "out"));
    }

    [Fact]
    public void The_same_sources_give_the_same_bytes()
    {
        using var folder = new Folder(("src/main.vale", Hello), ("src/p/f.vale", "exported func f(x int) int { return x * 3; }\n"), ("src/q/g.vale", "func g() {}\n"));
        Assert.Equal(0, folder.Run("--build", "app=src", "-o", "one", "--jobs", "1").Code);
        Assert.Equal(0, folder.Run("--build", "app=src", "-o", "two", "--jobs", "4").Code);
        foreach (var file in FilesIn(folder, "one").Where(f => f != "main"))
            Assert.Equal(File.ReadAllBytes(folder.At("one/" + file)), File.ReadAllBytes(folder.At("two/" + file)));
    }

    [Fact]
    public void A_program_gets_its_arguments_and_its_input_and_its_exit_code_is_ours()
    {
        using var folder = new Folder(("app.vale", "extern func readAll(want int) int;\nexported func main() int { return readAll(3); }\n"),
            ("read.c", "#include <stdio.h>\n#include \"app/readAll.h\"\nValeInt app_readAll(ValeInt want) { int n = 0; while (getchar() != EOF) n++; return n * 10 + want; }\n"));
        var outcome = folder.Run("ab"u8.ToArray(), ["--build", "app=app.vale", "app=read.c", "-o", "out", "--run"]);
        Assert.Equal(23, outcome.Code);
    }

    [Fact]
    public void An_output_directory_that_is_a_file_is_told()
    {
        using var folder = new Folder(("app.vale", Hello), ("out", "a file"));
        var outcome = folder.Run("--build", "app.vale", "-o", "out");
        Assert.Equal(2, outcome.Code);
        Assert.StartsWith("error[output-unwritable]: `$DIR/out` cannot be written to\n", outcome.Error);
    }

    [Fact]
    public void A_machine_without_a_c_compiler_is_told_what_to_install()
    {
        using var folder = new Folder(("app.vale", Hello));
        var outcome = folder.Run([], ["--build", "app.vale", "-o", "out"], ("CC", folder.At("no-such-compiler")));
        Assert.Equal(2, outcome.Code);
        Expect.Equal(outcome.Error, """
            error[no-c-compiler]: a C compiler is needed to link and was not found
              = why: `$DIR/no-such-compiler` cannot be started
              = help: install one: `sudo apt-get install gcc libc6-dev`; or interpret with `--run`, which needs none

            """);
    }

    [Fact]
    public void The_runtime_is_compiled_once()
    {
        using var folder = new Folder(("app.vale", Hello));
        Assert.Equal(0, folder.Run("--build", "app.vale", "-o", "one", "--cache-dir", "cache").Code);
        Assert.True(File.Exists(folder.At("one/obj/vale_runtime.c")));
        Assert.Equal(0, folder.Run("--build", "app.vale", "-o", "two", "--cache-dir", "cache").Code);
        Assert.Equal(File.ReadAllBytes(folder.At("one/obj/vale_runtime.o")), File.ReadAllBytes(folder.At("two/obj/vale_runtime.o")));
        Assert.False(File.Exists(folder.At("two/obj/vale_runtime.c")));
    }
}
