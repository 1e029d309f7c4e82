// Which generation checks remain. In each program a line on which a check has to be made ends in `//!`; on every other line there
// must be none left. That the remaining ones still halt is shown by tests/programs/dead-references.

using Vale.Backend.Checks;
using Vale.Compiler;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Lowering;
using Vale.Testing;
using Xunit;

namespace Backend.Tests.Checks;

public sealed class CheckEliminationTests
{
    private const string Types = """
        exported struct Engine { power! int; }
        exported struct Ship { fuel! int; engine Engine; spare! Engine; }
        exported struct Dock { ship! Ship; }
        func renew(dock &Dock) { set dock.ship = Ship(2, Engine(1), Engine(1)); }
        func idle(x int) int { return x + 1; }

        """;

    [Fact]
    public void An_owner_in_scope_keeps_its_object_alive_whatever_is_called() => Check("""
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          borrow = &ship;
          renew(&dock);
          return borrow.fuel + borrow.engine.power;
        }
        """);

    [Fact]
    public void What_can_be_replaced_has_to_be_looked_at_after_a_call_that_may_free_its_type() => Check("""
        exported func main() int {
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          ship = &dock.ship;
          a = ship.fuel;
          b = idle(a) + ship.fuel;
          renew(&dock);
          c = ship.fuel; //!
          return a + b + c + ship.fuel;
        }
        """);

    [Fact]
    public void A_final_member_lives_as_long_as_the_object_that_a_local_owns() => Check("""
        func read(engine &Engine, dock &Dock) int {
          renew(dock);
          return engine.power;
        }
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          return read(&ship.engine, &dock);
        }
        """);

    [Fact]
    public void A_member_that_is_replaced_somewhere_does_not() => Check("""
        func read(engine &Engine, dock &Dock) int {
          renew(dock);
          return engine.power; //!
        }
        func change(ship &Ship) { set ship.spare = Engine(2); }
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          change(&ship);
          return read(&ship.spare, &dock);
        }
        """);

    [Fact]
    public void One_caller_that_promises_nothing_is_enough_for_a_check() => Check("""
        struct Pilot { ship! &Ship; }
        func read(ship &Ship) int {
          a = ship.fuel; //!
          return a + ship.fuel;
        }
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          pilot = Pilot(&ship);
          set pilot.ship = &ship;
          return read(&ship) + read(pilot.ship);
        }
        """);

    [Fact]
    public void Who_calls_an_exported_function_is_not_known() => Check("""
        exported func read(ship &Ship) int {
          a = ship.fuel; //!
          return a + ship.fuel;
        }
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          return read(&ship);
        }
        """);

    [Fact]
    public void A_loop_that_frees_nothing_looks_once_at_what_comes_from_outside() => Check("""
        exported func sum(ship &Ship, times int) int {
          total = 0;
          i = 0;
          if ship.fuel == 0 { return 0; } //!
          while i < times {
            set total = total + ship.fuel;
            set i = i + 1;
          }
          return total;
        }
        """);

    [Fact]
    public void A_loop_that_frees_looks_each_time() => Check("""
        exported func main() int {
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          ship = &dock.ship;
          total = 0;
          i = 0;
          while i < 3 {
            set total = total + ship.fuel; //!
            renew(&dock);
            set i = i + 1;
          }
          return total;
        }
        """);

    [Fact]
    public void Behind_a_branch_only_what_holds_on_both_ways_is_known() => Check("""
        exported func read(ship &Ship, first bool, dock &Dock) int {
          if first { println(ship.fuel); } //!
          a = ship.fuel; //!
          if first { renew(dock); }
          return a + ship.fuel; //!
        }
        """, ownChecks: 3);

    [Fact]
    public void Freeing_objects_of_another_type_ends_nothing() => Check("""
        func drops(engine Engine) { }
        exported func main() int {
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          ship = &dock.ship;
          drops(Engine(3));
          return ship.fuel;
        }
        """);

    [Fact]
    public void A_method_may_free_what_any_of_its_overrides_frees() => Check("""
        interface Guest { func visit(virtual self &Guest, dock &Dock); }
        struct Friend { }
        impl Guest for Friend;
        func visit(self &Friend, dock &Dock) { println(dock.ship.fuel); }
        struct Thief { }
        impl Guest for Thief;
        func visit(self &Thief, dock &Dock) { renew(dock); }
        func receive(guest &Guest, dock &Dock) int {
          ship = &dock.ship;
          guest.visit(dock);
          return ship.fuel; //!
        }
        exported func main() int {
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          return receive(&Friend(), &dock) + receive(&Thief(), &dock);
        }
        """);

    [Fact]
    public void What_a_lambda_captured_from_a_living_scope_is_alive_in_it() => Check("""
        func twice<F>(f &F) int where func(&F)int { return f() + f(); }
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          return twice(&() => { ship.fuel });
        }
        """);

    [Fact]
    public void A_result_that_was_looked_at_needs_no_further_look() => Check("""
        func first(dock &Dock) &Ship { return &dock.ship; }
        exported func main() int {
          dock = Dock(Ship(1, Engine(1), Engine(1)));
          return first(&dock).fuel;
        }
        """);

    [Fact]
    public void A_result_that_may_be_of_a_dead_object_does() => Check("""
        struct Pilot { ship! &Ship; }
        func of(pilot &Pilot) &Ship { return pilot.ship; }
        exported func main() int {
          ship = Ship(1, Engine(1), Engine(1));
          pilot = Pilot(&ship);
          set pilot.ship = &ship;
          return of(&pilot).fuel; //!
        }
        """);

    [Fact]
    public void An_element_that_an_array_owns_is_alive_until_its_type_is_freed() => Check("""
        func sum(ships &[]Ship) int {
          total = 0;
          foreach ship in ships { set total = total + ship.fuel + ship.engine.power; }
          last = &ships[0];
          set ships[0] = Ship(1, Engine(1), Engine(1));
          return total + last.fuel; //!
        }
        exported func main() int {
          ships = [](3, (i) => { Ship(i, Engine(i), Engine(i)) });
          return sum(&ships);
        }
        """);

    private static void Check(string text, int ownChecks = 1)
    {
        var program = Compile(Types + text);
        var result = CheckElimination.Run(program);
        var lines = (Types + text).Split('\n');
        var first = Types.Count(static c => c == '\n') + 1;
        HashSet<int> expected = [], found = [];
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].TrimEnd().EndsWith("//!", StringComparison.Ordinal)) expected.Add(i + 1);
        var own = 0;
        foreach (var position in program.Positions)
        {
            if (position.Path != "main.vale" || position.FirstLine < first) continue;
            var function = result.Function(position.FunctionSymbol);
            for (var i = 0; i < function.Instructions.Length; i++)
            {
                if (function.Instructions[i].Op != IrOp.Check) continue;
                own++;
                if (function.Instructions[i].Immediate == 0) found.Add(position.FirstLine + function.Lines[i]);
            }
        }
        Assert.Equal(expected.Order().Select(line => $"{line}: {lines[line - 1].Trim()}"), found.Order().Select(line => $"{line}: {lines[line - 1].Trim()}"));
        Assert.True(own >= ownChecks, $"there were {own} checks to begin with");
        Assert.True(result.Count.Total >= own && result.Count.Needless <= result.Count.Total);
    }

    private static IrProgram Compile(string text)
    {
        using var host = new CompilerHost();
        host.Apply([new SourceChange(new FileData("main", "", "main.vale"), "main.vale", text)]);
        using var snapshot = host.Snapshot();
        foreach (var diagnostic in snapshot.Get(DiagnosticQueries.Program, default))
            if (diagnostic.Severity == Severity.Error) throw new CheckFailedException($"{diagnostic.Code}: {diagnostic.Message}");
        return snapshot.Get(LoweringQueries.Program, default);
    }
}
