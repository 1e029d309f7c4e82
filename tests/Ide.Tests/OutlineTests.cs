// A file's outline as text: name, detail, kind and the two ranges of every entry.

using System.Text;
using Vale.Ide;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Ide.Tests;

public sealed class OutlineTests
{
    private static string Outline(string text)
    {
        using var editor = new Editor(Fixture.Parse(text));
        var shown = new StringBuilder();
        Show(editor.Ask(analysis => analysis.DocumentSymbols(editor.File(0))), editor.Fixture.Single.Text, "", shown);
        return shown.ToString();
    }

    private static void Show(IReadOnlyList<DocumentSymbol> symbols, string text, string indent, StringBuilder shown)
    {
        foreach (var symbol in symbols)
        {
            Assert.InRange(symbol.Focus.Start, symbol.Full.Start, symbol.Focus.End);
            Assert.InRange(symbol.Focus.End, symbol.Focus.Start, symbol.Full.End);
            shown.Append($"{indent}{symbol.Kind} {symbol.Name} {symbol.Detail}".TrimEnd()).Append($" @ `{text[symbol.Focus.Start..symbol.Focus.End]}`\n");
            Show(symbol.Children, text, indent + "  ", shown);
        }
    }

    [Fact]
    public void Items_and_their_members_are_listed_in_the_order_of_the_text() => Expect.Equal(
        Outline("""
            import hulls.*;
            struct Ship { guns! int; name str; }
            interface Floats { func sink(virtual self &Floats) int; }
            impl Floats for Ship;
            func arm(ship &Ship, more int) int { return more; }
            exported func main() { }
            """),
        """
            Struct Ship @ `Ship`
              Field guns int @ `guns`
              Field name str @ `name`
            Interface Floats @ `Floats`
              Method sink (virtual self &Floats) int @ `sink`
            Implementation impl Floats for Ship; @ `impl`
            Function arm (ship &Ship, more int) int @ `arm`
            Function main () @ `main`

            """);

    [Fact]
    public void Broken_items_do_not_take_the_others_away() => Expect.Equal(
        Outline("""
            func good() int { return 1; }
            func bad( { }
            struct { x int; }
            func alsoGood() { }
            """),
        """
            Function good () int @ `good`
            Function bad ( @ `bad`
            Function alsoGood () @ `alsoGood`

            """);

    [Fact]
    public void An_empty_file_has_no_outline() => Assert.Equal("", Outline(""));
}
