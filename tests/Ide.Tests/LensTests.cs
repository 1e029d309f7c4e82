// Lenses above declarations and what they count. The golden texts are rewritten by ./build.sh update Ide.

using Vale.Ide;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class LensTests
{
    [Fact]
    public void Functions_types_and_the_start_of_the_program() => Reading.Lenses(
        """
        //- /main.vale
        interface Vessel { func speed(virtual self &Vessel) int; }
        struct Raft { }
        struct Boat { }
        impl Vessel for Raft;
        impl Vessel for Boat;
        func speed(self &Raft) int { return 3; }
        func speed(self &Boat) int { return 4; }
        func race(a &Vessel) int { return a.speed() + a.speed(); }
        exported func main() int { return race(&Raft()) + race(&Boat()); }
        func main(a int) { }
        //- /other.vale
        import main.*;
        func again() int { return race(&Boat()); }
        """,
        """
        Vessel: 4 references
        Vessel: 2 implementations
        speed: 2 references
        speed: 2 implementations
        Raft: 3 references
        Boat: 4 references
        speed: 0 references
        speed: 0 references
        race: 3 references
        main: run
        main: 0 references
        main: 0 references
        """);

    [Fact]
    public void Something_generic_counts_the_types_it_is_used_with_through_what_else_is_generic() => Reading.Lenses(
        """
        struct Crate<T> { content T; }
        func open<T>(crate &Crate<T>) &T { return crate.content; }
        func look<T>(crate &Crate<T>) &T { return open(crate); }
        func twice<T>(x &T) int { return if true { twice<T>(x) } else { 3 }; }
        exported func main() {
          rum = Crate("rum");
          look(&rum);
          look(&rum);
          gold = Crate(3);
          open(&gold);
          twice(&rum);
        }
        """,
        """
        Crate: 4 references
        Crate: instantiations <int> <str>
        open: 2 references
        open: instantiations <int> <str>
        look: 2 references
        look: instantiations <str>
        twice: 2 references
        twice: instantiations <Crate<str>>
        main: run
        main: 0 references
        """);

    [Fact]
    public void A_lens_runs_one_test() => Reading.Lenses(
        """
        //- /hulls/docks/checks.vale
        func test_floats() bool { return helper(3); }
        func test_helper(n int) bool { return n == 3; }
        func helper(n int) bool { return test_helper(n); }
        """,
        """
        test_floats: run test hulls.docks.test_floats
        test_floats: 0 references
        test_helper: 1 references
        helper: 1 references
        """);

    [Fact]
    public void What_is_switched_off_is_not_shown()
    {
        using var editor = new Editor(Fixture.Parse("interface Vessel { }\nfunc same<T>(x &T) &T { return x; }\nexported func main() { }\n"));
        Assert.Empty(editor.Ask(analysis => analysis.CodeLenses(editor.File(0), new CodeLensOptions(false, false, false, false))));
        Assert.Single(editor.Ask(analysis => analysis.CodeLenses(editor.File(0), new CodeLensOptions(false, false, Run: true, false))));
    }
}
