// Shows that the checks can fail: a missing mark, a wrong mark, a query that should not have run, an answer that is not a cold one.

using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Testing.Tests;

public sealed class CheckTests
{
    private const string Clean = "exported func main() int {\n  return 3;\n}\n";
    private const string Broken = "exported func main() int {\n  return fuel;\n}\n";

    [Fact]
    public void A_clean_program_has_no_marks() => Diagnostics.Check(Clean);

    [Fact]
    public void A_diagnostic_without_a_mark_fails()
    {
        var failure = Assert.Throws<CheckFailedException>(() => Diagnostics.Check(Broken));

        Assert.Contains("found, but not marked: /main.vale:2 `fuel`", failure.Message);
    }

    [Fact]
    public void A_mark_without_a_diagnostic_fails()
    {
        var failure = Assert.Throws<CheckFailedException>(() =>
            Diagnostics.Check("exported func main() int {\n  return 3;\n       //^ error: unknown name\n}\n"));

        Assert.Contains("marked, but not found", failure.Message);
    }

    [Fact]
    public void A_code_must_be_the_only_one_found()
    {
        Diagnostics.CheckCode(Clean, null);

        Assert.Throws<CheckFailedException>(() => Diagnostics.CheckCode(Broken, null));
        Assert.Throws<CheckFailedException>(() => Diagnostics.CheckCode(Clean, "unknown-name"));
        Assert.Throws<CheckFailedException>(() => Diagnostics.CheckCode(Broken, "type-mismatch"));
    }

    [Fact]
    public void An_edit_of_one_body_runs_that_body_again()
    {
        var count = Edits.Check(
            "func a() int { return $01$0; }\nexported func main() int { return a(); }\n", "2",
            ran: ["Parse main.vale", "Body a"], notRan: ["Body main", "Signature *"]);

        Assert.True(count > 0);
    }

    [Theory]
    [InlineData("Body main", "Signature b", "should have run, but did not: Body main")]
    [InlineData("Body a", "Parse *", "should not have run, but did: Parse *")]
    public void A_wrong_log_fails(string ran, string notRan, string what)
    {
        var failure = Assert.Throws<CheckFailedException>(() => Edits.Check(
            "func a() int { return $01$0; }\nexported func main() int { return a(); }\n", "2", [ran], [notRan]));

        Assert.Contains(what, failure.Message);
    }

    [Fact]
    public void An_answer_that_is_not_a_cold_databases_fails() =>
        Assert.Throws<CheckFailedException>(() => Edits.EqualsCold("something else", Fixture.Parse(Clean)));

    [Fact]
    public void A_database_becomes_another_project()
    {
        using var database = new TestDatabase("//- /main.vale\nimport hulls.*;\nexported func main() int { return hull(); }\n//- /hulls.vale\nfunc hull() int { return 3; }\n");
        database.Answer();

        var next = Fixture.Parse("//- /main.vale\nexported func main() int { return 4; }\n//- /masts.vale\nfunc mast() int { return 3; }\n");
        database.Become(next);

        Edits.EqualsCold(database.Answer(), next);
    }

    [Fact]
    public void Everything_that_is_asked_first_runs_and_nothing_runs_twice()
    {
        using var database = new TestDatabase(Clean);
        database.Answer();
        Assert.Contains("Body main", database.Ran());

        database.ClearLog();
        database.Answer();

        Assert.Equal(0, database.RunCount());
    }
}
