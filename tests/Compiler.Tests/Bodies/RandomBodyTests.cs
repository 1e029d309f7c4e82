// Bodies put together at random from moves, borrows, branches and loops. Most are refused; each that is not must run to its end with its
// memory in balance, and every ship that was built must have been dropped exactly once.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Lowering;
using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;

namespace Compiler.Tests.Bodies;

public sealed class RandomBodyTests
{
    private const string Head = """
        struct Log { built! int; ended! int; }
        #!DeriveStructDrop
        struct Ship { log &Log; fuel! int; }
        struct Dock { left! Ship; right Ship; }
        func drop(self Ship) {
          [log, _] = self;
          set log.ended = log.ended + 1;
        }
        func build(log &Log) Ship {
          set log.built = log.built + 1;
          return Ship(log, 3);
        }
        func sink(ship Ship) bool { return true; }
        func pass(ship Ship) Ship { return ship; }
        func see(ship &Ship) bool { return ship.fuel > 2; }

        """;

    private static readonly string[] s_conditions =
        ["yes", "not yes", "a.see()", "sink(a)", "sink(build(log))", "yes and sink(a)", "see(&b) or sink(b)", "see(&build(log))", "x = build(log); x.see()", "build(log).fuel > 1"];

    private static readonly string[] s_statements =
    [
        "sink(a);", "sink(b);", "sink(build(log));", "see(&a);", "b.see();", "set a = build(log);", "set b = pass(a);", "set b = a;", "set a = pass(pass(b));", "c = pass(a);",
        "c = build(log);", "build(log);", "_ = build(log);", "d = Dock(build(log), build(log));", "d = Dock(a, b);", "[e, f] = Dock(build(log), pass(build(log)));",
        "set Dock(build(log), build(log)).left = build(log);", "set a.fuel = 4;", "drop(a);", "set b = if yes { build(log) } else { pass(build(log)) };",
        "c = if yes { a } else { b };", "sink(unlet b);", "c = &a; c.see();", "x = set a = build(log);", "x = build(log).fuel + build(log).fuel;",
    ];

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_accepted_keeps_its_memory_in_balance(int seed)
    {
        var random = new Random(seed);
        var accepted = 0;
        using var database = new TestDatabase(Fixture.Parse(""));
        for (var i = 0; i < 300; i++)
        {
            var text = Program(random);
            database.Become(Fixture.Parse(text));
            if (database.Diagnostics().Any(static diagnostic => diagnostic.Severity == Severity.Error)) continue;
            accepted++;
            try
            {
                var program = database.Program();
                Assert.Empty(IrVerifier.Verify(program));
                var run = ProgramRunner.InVm(new CompiledProgram(program, []), []);
                Assert.Equal("", run.Stderr);
                Assert.Equal("balanced\n", run.Stdout);
            }
            catch (Exception failure)
            {
                throw new CheckFailedException($"{failure.Message}\nof\n{text}");
            }
        }
        Assert.InRange(accepted, 30, 300);
    }

    private static string Program(Random random)
    {
        var text = new StringBuilder(Head);
        text.Append("func voyage(log &Log, yes bool, a Ship, b Ship) int {\n  rounds = 0;\n");
        Statements(text, random, random.Next(1, 6), depth: 0, inLoop: false);
        text.Append("""
              return rounds;
            }
            exported func main() {
              log = Log(0, 0);
              voyage(&log, true, build(&log), build(&log));
              voyage(&log, false, build(&log), build(&log));
              if log.built == log.ended { println("balanced"); } else { println("built {log.built}, ended {log.ended}"); }
            }

            """);
        return text.ToString();
    }

    private static void Statements(StringBuilder text, Random random, int count, int depth, bool inLoop)
    {
        for (var i = 0; i < count; i++)
        {
            switch (depth < 3 ? random.Next(10) : 0)
            {
                case 7 or 8:
                    Block(text, random, "if " + Pick(random, s_conditions), depth, inLoop);
                    if (random.Next(2) == 0) Block(text, random, "else", depth, inLoop);
                    break;
                case 9:
                    text.Append("while rounds < 3 {\n  set rounds = rounds + 1;\n");
                    Statements(text, random, random.Next(1, 4), depth + 1, inLoop: true);
                    text.Append("}\n");
                    break;
                case 6 when random.Next(3) == 0:
                    Block(text, random, "block", depth, inLoop);
                    break;
                case 5 when depth > 0 && i == count - 1:
                    text.Append(inLoop && random.Next(2) == 0 ? "break;\n" : "return rounds;\n");
                    break;
                default:
                    text.Append(Pick(random, s_statements)).Append('\n');
                    break;
            }
        }
    }

    private static void Block(StringBuilder text, Random random, string head, int depth, bool inLoop)
    {
        text.Append(head).Append(" {\n");
        Statements(text, random, random.Next(0, 3), depth + 1, inLoop);
        text.Append("}\n");
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
