// Shows that golden text fails when it differs, and that rewriting it gives C# that holds exactly the new text.

using Vale.Testing;
using Xunit;

namespace Testing.Tests;

public sealed class ExpectTests
{
    [Fact]
    public void Equal_texts_pass() => Expect.Equal("one\r\ntwo", """
        one
        two
        """);

    [Fact]
    public void Different_texts_fail_with_a_difference_by_lines()
    {
        if (Expect.Updates) return; // an updating run never fails here, it rewrites
        var failure = Assert.Throws<CheckFailedException>(() => Expect.Equal("one\nTWO\nthree", "one\ntwo\nthree"));

        Assert.Contains("  one\n- two\n+ TWO\n  three\n", failure.Message);
    }

    [Fact]
    public void A_golden_file_that_is_not_there_fails()
    {
        if (Expect.Updates) return;
        var failure = Assert.Throws<CheckFailedException>(() => Expect.EqualFile("text", "tests/no-such-file.txt"));

        Assert.Contains("does not exist", failure.Message);
    }

    [Fact]
    public void A_raw_literal_is_rewritten_at_its_own_column()
    {
        var rewriter = new SourceRewriter("""""
            a();
            Expect.Equal(text, """
                old
                """);
            b();
            """"");

        rewriter.Replace(2, "\"\"\"\n    old\n    \"\"\"", "new\n\n  text");

        Assert.Equal("""""
            a();
            Expect.Equal(text, """
                new

                  text
                """);
            b();
            """"", rewriter.Text);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("tab\there", "\"tab\\there\"")]
    [InlineData("say \"hi\"", "\"\"\"\n    say \"hi\"\n    \"\"\"")]
    [InlineData("\"\"\"\nx", "\"\"\"\"\n    \"\"\"\n    x\n    \"\"\"\"")]
    public void A_short_literal_becomes_the_plainest_that_holds_the_text(string text, string literal)
    {
        var rewriter = new SourceRewriter("f(\"old\");");

        rewriter.Replace(1, "\"old\"", text);

        Assert.Equal($"f({literal});", rewriter.Text);
    }

    [Fact]
    public void Several_literals_of_one_file_are_found_by_their_lines_as_they_were_compiled()
    {
        var rewriter = new SourceRewriter("f(\"old\");\ng(\"old\");\nh(\"old\");");

        rewriter.Replace(1, "\"old\"", "one\ntwo");
        rewriter.Replace(3, "\"old\"", "three");

        Assert.Equal("f(\"\"\"\n    one\n    two\n    \"\"\");\ng(\"old\");\nh(\"three\");", rewriter.Text);
    }

    [Theory]
    [InlineData("f(\"\"\"\n    x\n    \"\"\", \"\");", "\"\"", "f(\"\"\"\n    x\n    \"\"\", \"new\");")]
    [InlineData("f(\"say \\\"old\\\"\", \"old\");", "\"old\"", "f(\"say \\\"old\\\"\", \"new\");")]
    [InlineData("f(@\"\"\"old\"\"\", /* \"old\" */ '\"', \"old\"); // \"old\"", "\"old\"", "f(@\"\"\"old\"\"\", /* \"old\" */ '\"', \"new\"); // \"old\"")]
    public void Text_within_another_literal_or_a_comment_is_not_taken_for_the_literal(string source, string literal, string expected)
    {
        var rewriter = new SourceRewriter(source);

        rewriter.Replace(1, literal, "new");

        Assert.Equal(expected, rewriter.Text);
    }

    [Fact]
    public void One_literal_cannot_hold_two_texts()
    {
        var rewriter = new SourceRewriter("f(\"old\");");
        rewriter.Replace(1, "\"old\"", "one");

        Assert.Throws<CheckFailedException>(() => rewriter.Replace(1, "\"old\"", "two"));
    }

    [Theory]
    [InlineData("Golden")]
    [InlineData("\"a\" + \"b\"")]
    [InlineData("$\"{x}\"")]
    public void Only_a_literal_can_be_rewritten(string expression)
    {
        var rewriter = new SourceRewriter($"f({expression});");

        Assert.Throws<CheckFailedException>(() => rewriter.Replace(1, expression, "text"));
    }
}
