// How the work after an edit grows with the project: it does not. Queries are counted, never timed.

using System.Text;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class ScaleTests
{
    // A chain of functions, each calling the one before it, spread over files of one package.
    private static Fixture Project(int functions, int perFile, string body)
    {
        var text = new StringBuilder();
        for (var i = 0; i < functions; i++)
        {
            if (i % perFile == 0) text.Append($"//- /file{i / perFile}.vale module=main\n");
            text.Append($"func f{i}(x int) int {{ return {(i == 0 ? body : $"f{i - 1}(x + {i})")}; }}\n");
        }
        return Fixture.Parse(text.Append($"//- /main.vale\nexported func main() int {{ return f{functions - 1}(1); }}\n").ToString());
    }

    private static IReadOnlyList<string> RanAfterAnEditIn(int functions, int perFile)
    {
        using var database = new TestDatabase(Project(functions, perFile, "x"));
        database.Answer();
        database.Become(Project(functions, perFile, "x * 2"));
        database.ClearLog();
        database.Diagnostics();
        return database.Ran();
    }

    [Fact]
    public void An_edit_in_one_body_runs_the_same_queries_among_a_thousand_functions_as_among_ten() =>
        Assert.Equal(RanAfterAnEditIn(10, perFile: 10), RanAfterAnEditIn(1000, perFile: 10));

    [Fact]
    public void They_may_all_stand_in_one_file() =>
        Assert.Equal(RanAfterAnEditIn(10, perFile: 1000), RanAfterAnEditIn(1000, perFile: 1000));

    [Fact]
    public void Of_a_thousand_functions_one_is_lowered_again()
    {
        using var database = new TestDatabase(Project(1000, 100, "x"));
        database.Answer();

        Edits.CheckStep(database, Project(1000, 100, "x + x"), ran: ["Body f0", "Ir f0"], notRan: ["Ir f1", "Ir f2", "Ir f999", "Ir main", "Body f1", "Body main"]);
    }
}
