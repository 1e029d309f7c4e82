// No text makes the compiler fail: every program of tests/programs, cut off at every token and with every token left out, gets an answer,
// and every diagnostic of it points into the text.

using Vale.Compiler.Diagnostics;
using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class CutTests
{
    public static TheoryData<string> Folders =>
        [.. ProgramCase.All.Where(static program => File.Exists(program.Roots[0].Path)).Select(static program => program.Name.Split('/')[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_cut_of_every_program_gets_an_answer(string folder)
    {
        foreach (var program in ProgramCase.All)
        {
            if (!program.Name.StartsWith(folder + "/", StringComparison.Ordinal) || !File.Exists(program.Roots[0].Path)) continue;
            var text = File.ReadAllText(program.Roots[0].Path);
            using var database = new TestDatabase(Fixture.Parse(text));
            foreach (var (start, end) in Tokens(text))
            {
                Ask(database, program.Name, text[..start]);
                Ask(database, program.Name, text.Remove(start, end - start));
            }
        }
    }

    private static void Ask(TestDatabase database, string name, string text)
    {
        try
        {
            database.Become(Fixture.Parse(text));
            foreach (var diagnostic in database.Diagnostics())
            {
                Inside(diagnostic.Place);
                foreach (var label in diagnostic.Labels)
                    if (database.IndexOf(label.Place.File) >= 0) Inside(label.Place);
                Assert.False(string.IsNullOrWhiteSpace(diagnostic.Message), $"{diagnostic.Code} has no message");
            }
            database.Answer();
        }
        catch (Exception failure)
        {
            throw new CheckFailedException($"{name}: {failure.Message}\n{Failures.Top(failure)}\nthe text:\n{text}");
        }

        void Inside(FileRange place)
        {
            Assert.Equal(0, database.IndexOf(place.File));
            Assert.InRange(place.Range.Start, 0, place.Range.End);
            Assert.InRange(place.Range.End, place.Range.Start, text.Length);
        }
    }

    // Words, numbers, and every other character that is no blank: near enough to tokens, and it cuts inside of strings too.
    private static IEnumerable<(int Start, int End)> Tokens(string text)
    {
        var at = text.IndexOf("\n\n", StringComparison.Ordinal) is var body and >= 0 ? body : 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var start = at++;
            if (char.IsLetterOrDigit(text[start]))
                while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
            yield return (start, at);
        }
    }
}
