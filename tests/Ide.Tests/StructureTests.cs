// What of a file can be folded, what a selection grows to, and what a part of a name finds.

using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class StructureTests
{
    private const string Project = """
        import hulls.*;
        import sails.*;

        // A ship
        // of the line.
        struct Ship {
          guns int;
          crew int;
        }

        func build(
          guns int,
          crew int
        ) Ship {
          return Ship(guns, crew);
        }

        exported func main() { x = (3 + 4) * 5; }
        """;

    [Fact]
    public void Imports_comments_and_whatever_stands_between_brackets_can_be_folded()
    {
        using var editor = new Editor(Fixture.Parse(Project));
        var text = editor.Fixture.Single.Text;
        var folds = editor.Ask(analysis => analysis.FoldingRanges(editor.File(0)))
            .Select(fold => $"{fold.Kind} {Line(text, fold.Range.Start)}-{Line(text, fold.Range.End)}");
        Assert.Equal(["Imports 0-1", "Comment 3-4", "Region 5-8", "Region 10-13", "Region 13-15"], folds);
    }

    private static int Line(string text, int offset) => text.AsSpan(0, offset).Count('\n');

    [Fact]
    public void A_selection_grows_from_the_name_to_the_file()
    {
        using var editor = new Editor(Fixture.Parse(Project));
        var text = editor.Fixture.Single.Text;
        var at = text.IndexOf("4) * 5", StringComparison.Ordinal);
        var grown = editor.Ask(analysis => analysis.SelectionRanges(new Vale.Ide.FilePosition(editor.File(0), at)))
            .Select(range => text[range.Start..range.End]).ToList();
        Assert.Equal(["4", "3 + 4", "(3 + 4)", "(3 + 4) * 5", "x = (3 + 4) * 5;"], grown.Take(5));
        Assert.Equal(text.Trim(), grown[^1].Trim());
        for (var i = 1; i < grown.Count; i++) Assert.Contains(grown[i - 1], grown[i], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ship", "Ship", "shipyard", "flagship", "scheme_hip")]
    [InlineData("SHIPYARD", "shipyard")]
    [InlineData("xyz")]
    public void Letters_in_order_find_a_symbol_and_the_closest_stands_first(string query, params string[] names)
    {
        using var editor = new Editor(Fixture.Parse("""
            //- /main.vale
            func scheme_hip() { }
            func flagship() { }
            func shipyard() { }
            //- /hulls.vale
            struct Ship { }
            """));
        Assert.Equal(names, editor.Ask(analysis => analysis.WorkspaceSymbols(query)).Select(symbol => symbol.Name));
    }

    [Fact]
    public void The_librarys_symbols_are_found_apart_from_the_programs()
    {
        using var editor = new Editor(Fixture.Parse("""
            //- /main.vale
            func println(ship int) { }
            """));
        var found = editor.Ask(analysis => analysis.LibrarySymbols("println"));
        Assert.Contains(found, symbol => symbol is { Name: "println", Container: "v.builtins.print" });
        Assert.DoesNotContain(found, symbol => symbol.Container == "main");
        Assert.Single(editor.Ask(analysis => analysis.WorkspaceSymbols("println")));
        Assert.Contains(editor.Ask(analysis => analysis.LibrarySymbols("hashmap")), symbol => symbol.Container.StartsWith("stdlib.", StringComparison.Ordinal));
    }
}
