// Shows how one string becomes a small project, and that a malformed one fails instead of showing something else.

using Vale.Testing;
using Xunit;

namespace Testing.Tests;

public sealed class FixtureTests
{
    [Fact]
    public void A_string_without_headers_is_one_file_of_module_main()
    {
        var file = Fixture.Parse("exported func main() {}\n").Single;

        Assert.Equal(("/main.vale", "main", "", "main.vale"), (file.Path, file.Module, file.Package, file.Name));
        Assert.Equal("exported func main() {}\n", file.Text);
    }

    [Fact]
    public void A_path_names_module_packages_and_file()
    {
        var fixture = Fixture.Parse("""
            //- /main.vale
            one
            //- /hulls/cargo/light/crate.vale
            two
            //- /src/deep/thing.vale module=app
            three
            """);

        Assert.Equal(["main", "hulls.cargo.light", "app.src.deep"], fixture.Files.Select(file => file.PackageName));
        Assert.Equal(["one\n", "two\n", "three"], fixture.Files.Select(file => file.Text));
    }

    [Fact]
    public void One_mark_is_a_cursor()
    {
        var fixture = Fixture.Parse("//- /a.vale\nx\n//- /b.vale\nshi$0p(3)");

        Assert.Equal(new FixtureRange(1, 3, 3), fixture.Selection);
        Assert.Equal("ship(3)", fixture.Files[1].Text);
    }

    [Fact]
    public void Two_marks_hold_a_selection_that_an_edit_replaces()
    {
        var fixture = Fixture.Parse("func a() int { return $01$0; }");

        Assert.Equal(new FixtureRange(0, 22, 23), fixture.Selection);
        Assert.Equal("func a() int { return 1 + 1; }", fixture.Edited("1 + 1").Single.Text);
    }

    [Theory]
    [InlineData("text\n//- /a.vale\n", "before its first")]
    [InlineData("//- a.vale\n", "begins with a slash")]
    [InlineData("//- /a.vale colour=red\n", "module=NAME")]
    [InlineData("//- /a.vale\n//- /a.vale\n", "twice")]
    [InlineData("//- /a.vale\n$0\n//- /b.vale\n$0", "more than one file")]
    [InlineData("$0 $0 $0", "more than two")]
    public void A_malformed_fixture_says_what_is_wrong(string text, string reason)
    {
        var failure = Assert.Throws<CheckFailedException>(() => Fixture.Parse(text));

        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public void A_check_that_needs_a_cursor_says_so()
    {
        var failure = Assert.Throws<CheckFailedException>(() => Fixture.Parse("func a() {}").RequireSelection());

        Assert.Contains("$0", failure.Message);
    }
}
