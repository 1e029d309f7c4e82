// What the pieces of a program's text are. The golden texts are rewritten by ./build.sh update Ide.

using Vale.Ide.Tokens;
using Vale.Queries.Runtime;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class SemanticTokenTests
{
    [Fact]
    public void Declarations_and_uses_of_every_kind() => Tokens.Check(
        """
        //- /main.vale
        import harbour.Berth;
        import islands.*;
        // A ship at sea.
        exported struct Ship imm { guns int; }
        struct Crate<T> { content! T; } // not of the next

        func load<T>(crate &Crate<T>) &T
        where func drop(T)void {
          return crate.content;
        }
        exported func main() {
          ship = Ship(3);
          println("guns {ship.guns}");
        }
        //- /harbour.vale
        struct Berth { }
        //- /islands.vale
        """,
        """
        harbour namespace
        Berth struct
        islands namespace
        // A ship at sea. comment.documentation
        Ship struct.declaration.definition.exported
        guns property.declaration
        int type.defaultLibrary
        Crate struct.declaration.definition
        T typeParameter.declaration
        content property.declaration.mutable
        T typeParameter
        // not of the next comment
        load function.declaration.definition
        T typeParameter.declaration
        crate parameter.declaration
        Crate struct
        T typeParameter
        T typeParameter
        drop function.declaration.bound
        T typeParameter
        void type.defaultLibrary
        crate parameter
        content property.mutable
        main function.declaration.definition.exported
        ship variable.declaration
        Ship struct
        println function.defaultLibrary
        "guns  string
        ship variable
        guns property
        " string
        """);

    [Fact]
    public void Locals_that_are_set_and_owners_that_are_moved_are_told_apart() => Tokens.Check(
        """
        struct Ship { guns! int; }
        func sink(ship Ship) { }
        func main(count int, rest int) {
          x = rest;
          set count = x;
          ship = Ship(1);
          set ship.guns = 4;
          ship.arm();
          sink(ship);
          f = (s, n int) => { set x = n; s.guns };
        }
        func arm(ship &Ship) { }
        """,
        """
        Ship struct.declaration.definition
        guns property.declaration.mutable
        int type.defaultLibrary
        sink function.declaration.definition
        ship parameter.declaration
        Ship struct
        main function.declaration.definition
        count parameter.declaration.mutable
        int type.defaultLibrary
        rest parameter.declaration
        int type.defaultLibrary
        x variable.declaration
        rest parameter
        count parameter.mutable
        x variable
        ship variable.declaration
        Ship struct
        ship variable
        guns property.mutable
        ship variable
        arm method
        sink function
        ship variable.consuming
        f variable.declaration
        s parameter.declaration
        n parameter.declaration
        int type.defaultLibrary
        x variable
        n variable
        s variable
        guns property
        arm function.declaration.definition
        ship parameter.declaration
        Ship struct
        """);

    [Fact]
    public void Interfaces_bounds_and_what_comes_with_the_compiler() => Tokens.Check(
        """
        #!DeriveInterfaceDrop
        sealed interface Vessel { func speed(virtual self &Vessel, knots int) int; }
        struct Raft { }
        impl Vessel for Raft;
        func speed(self &Raft, knots int) int { return knots; }
        func race<T, N Int>(a &T) int
        where func speed(&T, int)int {
          return a.speed(N) + speed(a, 1);
        }
        extern func anchor() int;
        exported func main() int { raft = Raft(); return race<Raft, 3>(&raft) - anchor(); }
        """,
        """
        Vessel interface.declaration.definition
        speed method.declaration.abstract
        self parameter.declaration
        Vessel interface
        knots parameter.declaration
        int type.defaultLibrary
        int type.defaultLibrary
        Raft struct.declaration.definition
        Vessel interface
        Raft struct
        speed function.declaration.definition
        self parameter.declaration
        Raft struct
        knots parameter.declaration
        int type.defaultLibrary
        int type.defaultLibrary
        knots parameter
        race function.declaration.definition
        T typeParameter.declaration
        N typeParameter.declaration
        a parameter.declaration
        T typeParameter
        int type.defaultLibrary
        speed function.declaration.bound
        T typeParameter
        int type.defaultLibrary
        int type.defaultLibrary
        a parameter
        speed method.bound
        N typeParameter
        + operator.defaultLibrary
        speed function.bound
        a parameter
        anchor function.declaration.extern
        int type.defaultLibrary
        main function.declaration.definition.exported
        int type.defaultLibrary
        raft variable.declaration
        Raft struct
        race function
        Raft struct
        raft variable
        - operator.defaultLibrary
        anchor function.extern
        """);

    [Fact]
    public void All_of_a_small_file() => Tokens.Check(
        """"
        func main() int {
          « here
          and there » x = 3 + 4.5;
          a = """two
          lines""";
          return if not true { -1 } else { _ };
        }
        """",
        """"
        func keyword
        main function.declaration.definition
        int type.defaultLibrary
        « here\n  and there » comment
        x variable.declaration
        = operator
        3 number
        + operator
        4.5 number
        a variable.declaration
        = operator
        """two\n  lines""" string
        return keyword
        if keyword
        not keyword
        true keyword
        -1 number
        else keyword
        _ parameter
        """", all: true);

    [Fact]
    public void Broken_code_keeps_what_its_place_tells() => Tokens.Check(
        """
        func broken(ship &Shp, n) int {
          x = unknown(ship.guns);
          y = x.fire(n, z
        }
        import late.*;
        struct
        func after(a int) int { return a; }
        """,
        """
        broken function.declaration.definition
        ship parameter.declaration
        Shp type
        n parameter.declaration
        int type.defaultLibrary
        x variable.declaration
        unknown function
        ship variable
        guns property
        y variable.declaration
        x variable
        fire method
        n variable
        z variable
        late namespace
        after function.declaration.definition
        a parameter.declaration
        int type.defaultLibrary
        int type.defaultLibrary
        a parameter
        """);

    [Fact]
    public void Of_a_range_the_tokens_that_touch_it()
    {
        const string text = """
            func one() int { return 1; }
            func two() int { return 2; }
            func three() int { return 3; }
            """;
        using var editor = new Editor(Fixture.Parse(text));
        var second = text.IndexOf("func two", StringComparison.Ordinal);
        var range = new Vale.Syntax.TextRange(second + 5, second + 12);
        var found = editor.Ask(analysis => analysis.SemanticTokens(editor.File(0), range));
        Assert.Equal(["two", "int"], found.Select(token => text.Substring(token.Start, token.Length)));
        Assert.Equal(TokenModifiers.Declaration | TokenModifiers.Definition, found[0].Modifiers);
    }

    [Fact]
    public void An_edit_of_one_body_makes_the_tokens_of_one_item_anew()
    {
        const string text = "func one() int { return $01$0; }\nfunc two() int { return one(); }\nstruct Ship { guns int; }\n";
        var fixture = Fixture.Parse(text);
        using var editor = new Editor(fixture);
        editor.Ask(analysis => analysis.SemanticTokens(editor.File(0)).Count);
        var file = fixture.Files[0];
        editor.Host.Apply([new Vale.Ide.FileChange(new(file.Module, file.Package, file.Name), "main.vale", fixture.Edited("1 + 1").Files[0].Text)]);
        var ran = 0;
        using (editor.Host.Database.Events.Subscribe(seen => ran += seen is { Kind: QueryEventKind.WillExecute, Definition.Name: "ItemTokens" } ? 1 : 0))
            editor.Ask(analysis => analysis.SemanticTokens(editor.File(0)).Count);
        Assert.Equal(1, ran);
    }
}
