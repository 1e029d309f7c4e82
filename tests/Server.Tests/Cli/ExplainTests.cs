// --explain and --dump about a place: what an edit of a line makes the engine do, and what is known of what stands there.

using Xunit;

namespace Server.Tests.Cli;

public class ExplainTests
{
    private const string Main = """
        import app.hulls.*;
        exported func main() int {
          boat = Boat(3);
          return boat.crew();
        }

        """;

    private const string Hulls = """
        struct Boat { crew int; }
        func crew(boat &Boat) int {
          println("asked");
          return boat.crew;
        }

        """;

    private static Folder Project() => new(("vale.json", """{"modules": {"app": "src"}}"""), ("src/main.vale", Main), ("src/hulls/hulls.vale", Hulls));

    [Fact]
    public void An_edit_of_a_body_is_traced_from_the_text_to_the_body()
    {
        using var folder = Project();
        var outcome = folder.Run("--explain", "src/hulls/hulls.vale:3");
        Assert.Equal(0, outcome.Code);
        Assert.StartsWith("src/hulls/hulls.vale:3: println(\"asked\");\n", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("FileText  app.hulls/hulls.vale    edited\n", outcome.Out, StringComparison.Ordinal);
        Assert.Matches(@"[├└│ ]+─ Body  func crew", outcome.Out);
        Assert.DoesNotContain("func main", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_a_signature_reaches_those_who_use_it()
    {
        using var folder = Project();
        var outcome = folder.Run("--explain", "src/hulls/hulls.vale:1");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("Body  func main", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_is_printed_of_what_stands_at_a_place()
    {
        using var folder = Project();
        var outcome = folder.Run("--dump", "solver", "src/main.vale:4:15");
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        Assert.StartsWith("Solving the call of crew(&Boat)", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--explain", "src/main.vale:99", "has no line 99")]
    [InlineData("--explain", "src/none.vale:1", "does not belong to the program")]
    [InlineData("--dump=itable", "src/main.vale:4", "there is no itable")]
    [InlineData("--dump=asm", "src/main.vale:4", "is not known of a place")]
    [InlineData("--dump=solver", "src/main.vale", "is known of a place")]
    public void What_cannot_be_told_is_said(string what, string place, string message)
    {
        using var folder = Project();
        var outcome = folder.Run(what, place);
        Assert.Equal(2, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}
