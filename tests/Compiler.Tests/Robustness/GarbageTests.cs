// Shows that no text, however broken, makes the compiler throw: it answers with diagnostics.

using Compiler.Tests.Incremental;
using Vale.Testing;
using Xunit;

namespace Compiler.Tests.Robustness;

public sealed class GarbageTests
{
    private static readonly string[] s_words =
    [
        "func", "struct", "interface", "impl", "for", "import", "export", "exported", "extern", "abstract", "virtual", "imm", "mut", "where", "if", "else", "while",
        "foreach", "in", "return", "break", "set", "and", "or", "not", "true", "false", "block", "destruct", "unlet", "pure", "linear", "weakable", "#!DeriveStructDrop",
        "main", "self", "x", "y", "Ship", "fuel", "int", "str", "bool", "float", "void", "__Never", "println", "panic", "drop", "0", "3", "2147483648", "9i64", "1.5", "\"deep\"",
        "\"{", "}\"", "(", ")", "{", "}", "[", "]", "<", ">", ",", ";", ".", "..", "=", " = ", " == ", "===", " + ", " - ", "*", "/", "&", "&&", "!", "^", "#", "@", "'", "_", ":",
        "// words\n", "\n", "\n", "\n", "«", "»", "\\", "\u00e9", "\ud83d", "\0", "%", "`", "->", "=>", "==",
    ];

    [Fact]
    public void Random_words_give_diagnostics_and_nothing_worse()
    {
        var random = new Random(20261121);
        using var database = new TestDatabase("");
        for (var soup = 0; soup < 1500; soup++)
        {
            var text = Soup(random, random.Next(1, 60));
            database.Become(database.Fixture.With(0, text));
            Show(database, text);
        }
    }

    // Half-sensible: a body of random words within a program, which gets further into the compiler.
    [Fact]
    public void Random_bodies_give_diagnostics_and_nothing_worse()
    {
        var random = new Random(20261122);
        using var database = new TestDatabase("");
        for (var soup = 0; soup < 1500; soup++)
        {
            var text = "struct Ship { fuel! int; next &Ship; }\nfunc Ship() Ship { self.fuel = 3; " + Soup(random, random.Next(1, 12)) +
                " }\nfunc f(x int, y Ship, z &Ship, w str) int { " + Soup(random, random.Next(1, 40)) + " }\nexported func main() { " + Soup(random, random.Next(1, 20)) + " }";
            database.Become(database.Fixture.With(0, text));
            Show(database, text);
        }
    }

    // Every diagnostic must be about a place that is there, and say something.
    private static void Show(TestDatabase database, string text)
    {
        try
        {
            foreach (var diagnostic in database.Diagnostics())
            {
                var index = database.IndexOf(diagnostic.Place.File);
                Assert.InRange(index, 0, database.Fixture.Files.Count - 1);
                var length = database.Fixture.Files[index].Text.Length;
                Assert.InRange(diagnostic.Place.Range.Start, 0, length);
                Assert.InRange(diagnostic.Place.Range.End, diagnostic.Place.Range.Start, length);
                Assert.NotEmpty(diagnostic.Message);
            }
        }
        catch (Exception e)
        {
            throw new CheckFailedException($"{e.Message}\n{e.StackTrace}\nwith the text\n{text}");
        }
    }

    private static string Soup(Random random, int words)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < words; i++)
        {
            text.Append(s_words[random.Next(s_words.Length)]);
            if (random.Next(4) > 0) text.Append(' ');
        }
        return text.ToString();
    }
}
