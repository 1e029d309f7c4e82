// What the standard library asks the system for: a program does the same in the virtual machine as natively.

using Vale.Testing.Programs;
using Xunit;

namespace Server.Tests.Cli;

public class SystemExternsTests
{
    public static TheoryData<string, string, string> Programs() => new()
    {
        {
            "files and directories", "", """
            import stdlib.path.*;
            import stdlib.collections.list.*;
            func told(result Result<void, FileError>) str {
              if result.is_ok() { (result).expect("well"); return "well"; }
              return str(&(result).expect_err("not well"));
            }
            exported func main() int {
              home = Path("island");
              println(told(home.CreateDir(false)) + ", " + told(home.CreateDir(true)) + ", " + told(home.CreateDir(false)));
              file = &home / "hull.txt";
              file.writeString("plank\n");
              println(file.readAsString() + str(file.is_file()) + str(home.is_dir()) + str(file.is_dir()));
              foreach child in &home.iterdir() { println(child.name()); }
              println(told(home.RemoveDir()));
              println(told((&home / "none").RemoveFile()));
              gone = told(home.RemoveDirAll());
              println(gone + " " + str(home.exists()));
              println(Path("none").readAsString());
              return 0;
            }
            """
        },
        {
            "input", "  42 x-7\nqé", """
            import stdlib.stdin.*;
            exported func main() int {
              println(str(stdinReadInt()) + " " + str(stdinReadInt()) + " " + str(getch()) + " " + str(stdinReadInt()));
              key = getch();
              while key >= 0 {
                print(str(key) + " ");
                set key = getch();
              }
              println(str(getch()));
              return 3;
            }
            """
        },
        {
            "programs that say much on both sides", "", """
            import stdlib.command.*;
            import stdlib.collections.list.*;
            func sh(script str) Subprocess { return (Subprocess("sh", &List<str>().add("-c").add(script))).expect("sh is there"); }
            exported func main() int {
              // Nobody takes its errors meanwhile, and it waits for the end of its input.
              both = sh("head -c 300000 /dev/zero | tr '\\0' x >&2; cat; echo done");
              both.handle.write_stdin("in ");
              print(both.read_all_stdout());
              errors = 0;
              more = both.read_stderr(70000).len();
              while more > 0 {
                set errors = errors + more;
                set more = both.read_stderr(70000).len();
              }
              println(str(errors));
              println(str((both).join()));
              // It writes before it has read all.
              cat = sh("cat");
              text = "0123456789abcdef";
              foreach turn in 0..14 { set text = text + text; }
              cat.handle.write_stdin(text);
              result = (cat).capture_and_join();
              println(str(result.stdout.len()) + " " + str(result.return_code));
              println(str((sh("kill -9 $$")).join()));
              missing = Subprocess("/no/such/program");
              println((missing).expect_err("it is not there"));
              return 0;
            }
            """
        },
        {
            "a claim about a file that is not there", "", """
            import stdlib.path.*;
            exported func main() int { println(Path("none").resolve().name()); return 0; }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_does_the_same_in_the_machine_as_natively(string what, string input, string program)
    {
        using var folder = new Folder(("app.vale", "import stdlib.*;\n" + program));
        var bytes = System.Text.Encoding.UTF8.GetBytes(input);
        var native = folder.Run(bytes, ["--build", "app.vale", "--run"]);
        var machine = folder.Run(bytes, ["--run", "app.vale"]);

        Assert.True(native.Code == machine.Code && native.Out == machine.Out, $"{what}: native {native.Code}\n{native.Out}{native.Error}\nmachine {machine.Code}\n{machine.Out}{machine.Error}");
        Assert.NotEqual("", native.Out + native.Error);
        // Only the machine knows where C was called from.
        Assert.StartsWith(native.Error.TrimEnd('\n'), machine.Error);
    }

    public static TheoryData<string> SystemPrograms => [.. ProgramCase.All.Where(static program => program.AsksSystem is not null).Select(static program => program.Name)];

    [Theory]
    [MemberData(nameof(SystemPrograms))]
    public void A_program_that_asks_the_system_does_what_its_header_says_in_the_machine(string name)
    {
        var program = ProgramCase.Named(name);
        using var folder = new Folder();
        var run = folder.Run(["--run", $"main={program.HeaderFile}", "--print-result", "--", .. program.Arguments]);
        var result = run.Error.LastIndexOf("result: ", StringComparison.Ordinal);
        Assert.True(result >= 0, run.Error);
        new ProgramRun("--run", run.Code, run.Out, run.Error[..result], run.Error[(result + "result: ".Length)..].TrimEnd('\n')).MustBe(program);
    }

    [Fact]
    public void A_library_of_the_users_own_keeps_its_own_C()
    {
        using var folder = new Folder(("app.vale", "import stdlib.os.*;\nexported func main() int { if IsWindows() { return 1; } return 0; }"),
            ("lib/os/os.vale", "extern func IsWindows() bool;"), ("lib/os/native/os.c", "#include <stdint.h>\nint8_t stdlib_IsWindows(void) { return 1; }"));

        Assert.Equal(1, folder.Run("--build", "app.vale", "stdlib=lib", "--run").Code);
        Assert.Contains("stdlib_IsWindows is written in C", folder.Run("--run", "app.vale", "stdlib=lib").Error);
    }
}
