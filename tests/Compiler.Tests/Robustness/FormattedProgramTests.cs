// A program means the same when it is formatted: it has the same problems, none where it had none.

using Compiler.Tests.Incremental;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Programs;
using Xunit;

namespace Compiler.Tests.Robustness;

public sealed class FormattedProgramTests
{
    [Fact]
    public void Programs_have_the_same_problems_when_they_are_formatted()
    {
        // One database for all, so that the library is compiled once.
        using var database = new TestDatabase("");
        IEnumerable<string> Codes(string text)
        {
            database.Become(database.Fixture.With(0, text));
            return database.Diagnostics().Select(diagnostic => $"{diagnostic.Severity} {diagnostic.Code}").ToList();
        }

        var changed = 0;
        foreach (var program in ProgramCase.All)
        {
            var parsed = Parser.Parse(File.ReadAllText(program.HeaderFile));
            foreach (var width in (int[])[FormatOptions.DefaultLineWidth, 50])
            {
                var result = Formatter.Format(parsed, new FormatOptions(width));
                if (result.Edits.Count == 0) continue;
                changed++;
                Assert.True(Codes(parsed.Text.ToString()).SequenceEqual(Codes(result.Apply(parsed.Text).ToString())), $"{program.Name} at {width} columns");
            }
        }
        Assert.True(changed > 100, "formatting changes programs");
    }
}
