// Random edits of real programs: after each one, a database that lived through all of them says what a cold one says. The seeds are
// fixed, so that a failure can be repeated; its message has the text.

using Vale.Testing;
using Vale.Testing.Checks;
using Vale.Testing.Programs;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class RandomEditTests
{
    private static readonly string[] s_pieces =
    [
        "", " ", "\n", "x", "1", "\"s\"", "(", ")", "{", "}", "[", "]", ";", "=", "&", "set ", "return ", "while true { }", "if true { 1 } else { 2 }",
        "func f() int { return 3; }\n", "struct S { a int; }\n", "import a.b.*;\n", ".", ",", "!", "+", "main()", "// c\n", "drop(", "exported ",
    ];

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_database_that_lived_through_edits_answers_like_a_cold_one(int seed)
    {
        var random = new Random(seed);
        var programs = ProgramCase.All.Where(static program => program.Roots.Count == 1 && File.Exists(program.Roots[0].Path)).ToList();
        var text = File.ReadAllText(programs[random.Next(programs.Count)].HeaderFile);
        var other = File.ReadAllText(programs[random.Next(programs.Count)].HeaderFile);
        using var database = new TestDatabase(Fixture.Parse(text));
        for (var step = 0; step < 60; step++)
        {
            text = Edit(text, other, random);
            if (text.Length > 6000) text = text[..3000];
            var next = Fixture.Parse(text.Replace("$0", "", StringComparison.Ordinal));
            try
            {
                database.Become(next);
                Edits.EqualsCold(database.Answer(), next);
            }
            catch (Exception failure)
            {
                throw new CheckFailedException($"seed {seed}, step {step}: {failure.Message}\n{Failures.Top(failure)}\nthe text:\n{text}");
            }
        }
    }

    private static string Edit(string text, string other, Random random)
    {
        var start = random.Next(text.Length + 1);
        var length = Math.Min(text.Length - start, random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(8), _ => random.Next(40) });
        var piece = random.Next(4) == 0 && other.Length > 0
            ? other.Substring(random.Next(other.Length) is var from ? from : 0, Math.Min(other.Length - from, random.Next(60)))
            : s_pieces[random.Next(s_pieces.Length)];
        return string.Concat(text.AsSpan(0, start), piece, text.AsSpan(start + length));
    }
}
