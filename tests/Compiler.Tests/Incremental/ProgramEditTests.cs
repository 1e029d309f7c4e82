// Edits programs at random, always in the same way, and compares each answer with that of a database that never saw an edit.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Lowering;
using Vale.Testing;
using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Incremental;

public sealed class ProgramEditTests
{
    private const int EditsPerProgram = 4;

    // What editing puts in: words and signs that turn up in programs, whole statements, and half ones.
    private static readonly string[] s_insertions =
    [
        " ", "\n", ";", ",", ".", "(", ")", "{", "}", "[", "]", "&", "=", " = ", " == ", " + ", "!", "\"", "_", "^", "x", "ship", "3", "3i64", "1.5", "\"deep\"",
        "// words\n", " int", " str", " Ship", " set ", " and ", " if ", " else ", " while ", " return ", " func ", " struct ", " imm ", " import ", " exported ",
        "\nfunc added(x int) int { return x; }\n", "\nstruct Added { x int; }\n", "x = 3;", "set x = 4;", "drop(x);", "return 7;", "println(1);", "[a, b] = x;", "import main.hulls.*;\n",
    ];

    /// <summary>The programs by their first folder, so that a failure names a small group.</summary>
    public static TheoryData<string> Groups => new(ProgramFixtures.All.Select(static program => program.Name.Split('/')[0]).Distinct());

    [Fact]
    public void There_are_at_least_five_hundred_edits() => Assert.InRange(ProgramFixtures.All.Count * EditsPerProgram, 500, 10_000);

    [Theory]
    [MemberData(nameof(Groups))]
    public void After_every_edit_the_answer_is_that_of_a_cold_database(string group)
    {
        foreach (var (name, fixture) in ProgramFixtures.All.Where(program => program.Name.StartsWith(group + "/", StringComparison.Ordinal)))
        {
            var random = new Random(Seed(name));
            var now = fixture;
            using var database = new TestDatabase(now);
            database.Answer();
            for (var edit = 0; edit < EditsPerProgram; edit++)
            {
                var file = random.Next(now.Files.Count);
                now = now.With(file, Edit(now.Files[file].Text, random));
                database.Become(now);
                Edits.EqualsCold(database.Answer(), now);
                MustBeSound(database, now.Files[file].Text);
            }
        }
    }

    // What still compiles must be lowered to code in which every value is made, moved and dropped as the language says.
    private static void MustBeSound(TestDatabase database, string text)
    {
        if (database.Diagnostics().Any(static diagnostic => diagnostic.Severity == Severity.Error)) return;
        var faults = IrVerifier.Verify(database.Program());
        if (faults.Count > 0) throw new CheckFailedException($"The IR is not sound:\n{string.Join('\n', faults)}\nof\n{text}");
    }

    private static string Edit(string text, Random random)
    {
        var tokens = ProgramFixtures.Tokens(text);
        if (tokens.Count == 0) return s_insertions[random.Next(s_insertions.Length)];
        var index = random.Next(tokens.Count);
        var first = tokens[index];
        switch (random.Next(5))
        {
            case 0: // one token away
                return text.Remove(first.Start, first.End - first.Start);
            case 1: // several tokens away
                var last = tokens[Math.Min(tokens.Count - 1, index + random.Next(12))];
                return text.Remove(first.Start, last.End - first.Start);
            case 2: // another token in its place
                return text.Remove(first.Start, first.End - first.Start).Insert(first.Start, s_insertions[random.Next(s_insertions.Length)]);
            case 3: // something in a token's midst
                return text.Insert((first.Start + first.End) / 2, s_insertions[random.Next(s_insertions.Length)]);
            default: // something before it
                return text.Insert(first.Start, s_insertions[random.Next(s_insertions.Length)]);
        }
    }

    // The same in every run; string hash codes are not.
    private static int Seed(string name) => name.Aggregate(17, static (seed, c) => unchecked(seed * 31 + c));
}
