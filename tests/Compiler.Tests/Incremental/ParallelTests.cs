// Checking by many threads at once, in any order, says what one thread says that goes from file to file.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Queries.Runtime.Values;
using Vale.Testing;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class ParallelTests
{
    public static TheoryData<int, int> ThreadsAndSeeds
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (var threads in new[] { 1, 2, 3, 8 })
                for (var seed = 1; seed <= 3; seed++) data.Add(threads, seed);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ThreadsAndSeeds))]
    public void Any_number_of_threads_in_any_order_find_the_same(int threads, int seed)
    {
        var project = Project();
        var expected = InOrder(project);
        Assert.True(expected.Count(static found => !found.IsEmpty) > 50, "the project has mistakes in many files");

        using var database = new TestDatabase(project);
        using var snapshot = database.Host.Snapshot();
        var files = Enumerable.Range(0, project.Files.Count).Select(database.File).ToArray();
        var order = Enumerable.Range(0, files.Length).ToArray();
        new Random(seed).Shuffle(order);
        var found = new ValueArray<Diagnostic>[files.Length];
        var next = -1;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            using var fork = snapshot.Fork();
            for (var at = Interlocked.Increment(ref next); at < order.Length; at = Interlocked.Increment(ref next))
                found[order[at]] = fork.Get(DiagnosticQueries.File, files[order[at]]);
        }, 16 << 20)).ToList();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        for (var i = 0; i < files.Length; i++) Assert.Equal(Show(expected[i]), Show(found[i]));
    }

    private static List<ValueArray<Diagnostic>> InOrder(Fixture project)
    {
        using var database = new TestDatabase(project);
        using var snapshot = database.Host.Snapshot();
        return [.. Enumerable.Range(0, project.Files.Count).Select(file => snapshot.Get(DiagnosticQueries.File, database.File(file)))];
    }

    private static string Show(ValueArray<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            text.Append(diagnostic.Code).Append(' ').Append(diagnostic.Place).Append(' ').Append(diagnostic.Message).Append(" | ").Append(diagnostic.Label)
                .Append(" | ").Append(diagnostic.Help).Append('\n');
            foreach (var label in diagnostic.Labels) text.Append("  ").Append(label.Place).Append(' ').Append(label.Text).Append('\n');
        }
        return text.ToString();
    }

    // Every program of the corpus in a package of its own: some hundred files, right ones and wrong ones.
    private static Fixture Project()
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var (_, fixture) in ProgramFixtures.All)
            foreach (var file in fixture.Files)
            {
                // A word that no program knows, so that there are mistakes to tell of in half of them.
                var mistake = number % 2 == 0 ? "" : $"\nfunc mistaken(x int) int {{ return nowhere{number}(x, \"a\") + weigh(x); }}\n";
                text.Append($"//- /main/p{number++}/x.vale\n").Append(file.Text).Append(mistake).Append('\n');
            }
        return Fixture.Parse(text.ToString());
    }
}
