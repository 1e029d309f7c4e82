// Shows that the cost of an edit does not grow with the project: the queries that run after it are counted, and are the same ones in a
// project of ten functions and of a thousand.

using System.Text;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class ScaleTests
{
    [Fact]
    public void An_edit_in_one_body_runs_as_many_queries_in_a_file_of_a_thousand_functions_as_in_one_of_ten() =>
        Assert.Equal(RunsAfterAnEdit(files: 1, functions: 10), RunsAfterAnEdit(files: 1, functions: 1000));

    [Fact]
    public void An_edit_in_one_body_runs_as_many_queries_in_ten_files_of_a_hundred_functions_as_in_ten_of_one() =>
        Assert.Equal(RunsAfterAnEdit(files: 10, functions: 10), RunsAfterAnEdit(files: 10, functions: 1000));

    [Fact]
    public void An_edit_in_one_body_runs_as_many_queries_in_a_package_of_two_hundred_files_as_in_one_of_two() =>
        Assert.Equal(RunsAfterAnEdit(files: 2, functions: 10), RunsAfterAnEdit(files: 200, functions: 1000));

    [Fact]
    public void The_queries_that_run_are_those_of_the_edited_function_and_what_is_made_of_it() => Expect.Equal(RunsAfterAnEdit(files: 1, functions: 10), """
        Body 1
        BodySites 1
        Callees 1
        DenizenProblems 1
        FileDiagnostics 1
        FirstLines 1
        HasBody 1
        Instance 1
        Ir 1
        IrProgram 1
        ItemMap 1
        ItemRanges 1
        Items 1
        Parse 1
        TypedBody 1
        """);

    [Fact]
    public void A_new_function_makes_no_more_queries_run_among_a_thousand_than_among_ten() =>
        Assert.Equal(RunsAfterANewFunction(10), RunsAfterANewFunction(1000));

    [Fact]
    public void A_new_struct_member_makes_no_more_queries_run_among_a_thousand_than_among_ten() =>
        Assert.Equal(RunsAfterANewMember(10), RunsAfterANewMember(1000));

    // What ran after an edit in the body of one function: each query's name and how often.
    private static string RunsAfterAnEdit(int files, int functions) => Runs(Project(files, functions, "1"), Project(files, functions, "2"));

    private static string RunsAfterANewFunction(int functions) =>
        Runs(Project(1, functions, "1"), Project(1, functions, "1", "func added(x int) int { return x; }"));

    private static string RunsAfterANewMember(int functions) =>
        Runs(Project(1, functions, "1", "struct Ship { fuel int; }\nfunc build() Ship { return Ship(3); }"),
            Project(1, functions, "1", "struct Ship { fuel int; masts int; }\nfunc build() Ship { return Ship(3); }"));

    private static string Runs(Fixture before, Fixture after)
    {
        using var database = new TestDatabase(before);
        database.Answer();
        database.Become(after);
        database.ClearLog();
        var answer = database.Answer();

        var runs = database.Ran().GroupBy(static entry => entry.Split(' ')[0])
            .Select(static group => $"{group.Key} {group.Count()}");
        Edits.EqualsCold(answer, after);
        return string.Join('\n', runs);
    }

    // Every function calls the one before it; the middle one adds `summand`.
    private static Fixture Project(int files, int functions, string summand, string more = "")
    {
        var texts = new StringBuilder[files];
        for (var i = 0; i < files; i++) texts[i] = new StringBuilder($"//- /main/file{i}.vale\n");
        texts[0].Append("exported func main() int { return f").Append(functions - 1).Append("(1); }\n");
        texts[0].Append(more).Append('\n');
        for (var i = 0; i < functions; i++)
        {
            var value = i == 0 ? "x" : $"f{i - 1}(x)";
            texts[i % files].Append($"func f{i}(x int) int {{ return {value} + {(i == functions / 2 ? summand : "0")}; }}\n");
        }
        return Fixture.Parse(string.Concat(texts.Select(static text => text.ToString())));
    }
}
