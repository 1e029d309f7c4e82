// The check of incrementality: after an edit, which queries ran and which did not, and that the answer is the one a cold
// database gives. It looks at the engine's events, never at a clock.

using System.IO.Enumeration;

namespace Vale.Testing.Checks;

/// <summary>
/// A pattern names queries as <see cref="TestDatabase.Ran"/> does, <c>*</c> standing for anything: <c>Body sail</c>, <c>Signature *</c>.
/// </summary>
public static class Edits
{
    /// <summary>
    /// Asks for everything, replaces the fixture's selection (between its two <c>$0</c>) by <paramref name="replacement"/> and asks again. Every
    /// pattern of <paramref name="ran"/> must match a query that ran again, no query that ran may match one of <paramref name="notRan"/>,
    /// and the answer must equal a cold database's.
    /// </summary>
    /// <returns>How many queries ran after the edit.</returns>
    public static int Check(string fixture, string replacement, string[] ran, string[] notRan)
    {
        var before = Fixture.Parse(fixture);
        using var database = new TestDatabase(before);
        database.Answer();
        return CheckStep(database, before.Edited(replacement), ran, notRan);
    }

    /// <summary>One step of a longer edit: the database becomes <paramref name="next"/> and is asked for everything.</summary>
    /// <returns>How many queries ran.</returns>
    public static int CheckStep(TestDatabase database, Fixture next, string[] ran, string[] notRan)
    {
        database.Become(next);
        database.ClearLog();
        var answer = database.Answer();
        var log = database.Ran();
        var count = database.RunCount();

        var missing = ran.Where(pattern => !log.Any(entry => Matches(pattern, entry))).ToList();
        var unwanted = notRan.Where(pattern => log.Any(entry => Matches(pattern, entry))).ToList();
        if (missing.Count > 0 || unwanted.Count > 0)
        {
            throw new CheckFailedException(
                $"should have run, but did not: {string.Join(", ", missing)}\nshould not have run, but did: {string.Join(", ", unwanted)}\n" +
                $"ran after the edit:\n  {string.Join("\n  ", log)}");
        }
        EqualsCold(answer, next);
        return count;
    }

    /// <summary>Passes when <paramref name="answer"/> is what a database that never saw an edit says of the same texts.</summary>
    public static void EqualsCold(string answer, Fixture texts)
    {
        using var cold = new TestDatabase(texts);
        var expected = cold.Answer();
        if (answer != expected)
            throw new CheckFailedException($"After the edit the answer is not a cold database's (- cold, + edited):\n{LineDiff.Of(expected, answer)}");
    }

    private static bool Matches(string pattern, string entry) => FileSystemName.MatchesSimpleExpression(pattern, entry, ignoreCase: false);
}
