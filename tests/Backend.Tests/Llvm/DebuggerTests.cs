// What a person sees who debugs a program of Vale with gdb: lines of the source, functions by their names, locals of every kind.

using System.Diagnostics;
using Vale.Backend.Llvm;
using Vale.Compiler;
using Vale.Compiler.Inputs;
using Vale.Compiler.Lowering;
using Vale.Testing;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class DebuggerTests
{
    private const string Source = """
        struct Engine { power! int; }
        struct Ship { name str; fuel! int; ready bool; engine Engine; }
        interface Guest { func weigh(virtual self &Guest, ship &Ship) int; }
        struct Pilot { weight int; }
        impl Guest for Pilot;
        func weigh(self &Pilot, ship &Ship) int {
          sum = self.weight + ship.engine.power;
          return sum;
        }

        func burn<T>(ship &Ship, amount T) T {
          left = ship.fuel - 1;
          set ship.fuel = left;
          return amount;
        }

        exported func main() int {
          ships = [](3, (i) => { Ship("ship{i}", i * 10, i == 1, Engine(i + 7)) });
          second = &ships[1];
          distance = 2.5;
          ready = second.ready;
          far = 12345678901i64;
          pilot = Pilot(80);
          guest = &pilot;
          burn(second, far);
          weight = second.engine.power + weigh(guest, second);
          each = (by int) => {
            more = by + weight;
            more
          };
          return each(3) - weight;
        }
        """;

    [Fact]
    public void Lines_are_stepped_through_one_by_one()
    {
        var said = Gdb("break 19", "run", "next", "next", "next", "next");
        Contains(said, "19\t  second = &ships[1];", "20\t  distance = 2.5;", "21\t  ready = second.ready;", "22\t  far = 12345678901i64;", "23\t  pilot = Pilot(80);");
    }

    [Fact]
    public void Locals_of_every_kind_are_printed()
    {
        var said = Gdb("break 26", "run", "print distance", "print ready", "print far", "print second.object->fuel", "print second.object->ready",
            "print second.object->engine->power", "print *second.object->name->bytes@5", "print ships->length", "print ships->elements[2]->fuel", "print pilot->weight", "print *pilot");
        Contains(said, "$1 = 2.5", "$2 = true", "$3 = 12345678901", "$4 = 9", "$5 = true", "$6 = 8", "$7 = \"ship1\"", "$8 = 3", "$9 = 20", "$10 = 80", "weight = 80}");
    }

    [Fact]
    public void A_backtrace_names_functions_as_the_source_does()
    {
        var said = Gdb("break 8", "break 14", "break 28", "run", "backtrace", "continue", "backtrace", "print sum", "continue", "backtrace", "print by", "next", "print more");
        Contains(said, "burn", "amount=12345678901", "fleet.vale:14", "weigh (self=", "ship=", "fleet.vale:8", "main () at", "fleet.vale:26", "$1 = 88", "fleet.vale:28", "$2 = 3", "$3 = 99");
    }

    [Fact]
    public void What_is_told_is_well_formed() => Assert.DoesNotContain("warning", Gdb("break 20", "run").Replace("warning: Error disabling address space randomization", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private static void Contains(string said, params string[] parts)
    {
        foreach (var part in parts) Assert.True(said.Contains(part, StringComparison.Ordinal), $"'{part}' is not in what gdb says:\n{said}");
    }

    private static string Gdb(params string[] commands)
    {
        using var built = NativeProgram.Build(Program(), new LlvmOptions(OptLevel.O0, DebugFolder: "/nowhere"));
        File.WriteAllText(Path.Combine(built.Folder, "fleet.vale"), Source);
        var start = new ProcessStartInfo("gdb") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = built.Folder };
        foreach (var argument in new[] { "-q", "-batch", "-nx", "-ex", "directory " + built.Folder }) start.ArgumentList.Add(argument);
        foreach (var command in commands)
        {
            start.ArgumentList.Add("-ex");
            start.ArgumentList.Add(command);
        }
        start.ArgumentList.Add(built.Executable);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.GetAwaiter().GetResult();
    }

    private static IrProgram Program()
    {
        using var host = new CompilerHost();
        host.Apply([new SourceChange(new FileData("main", "", "fleet.vale"), "fleet.vale", Source)]);
        using var snapshot = host.Snapshot();
        return snapshot.Get(LoweringQueries.Program, default);
    }
}
