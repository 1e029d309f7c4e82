// Shows what marks under code point at, and that marks and results which differ in any way fail.

using Vale.Testing;
using Xunit;

namespace Testing.Tests;

public sealed class AnnotationTests
{
    private static IEnumerable<string> Read(string text) =>
        Annotations.In(text).Select(mark => $"{text[mark.Start..mark.End]}: {mark.Text}");

    [Fact]
    public void Carets_mark_the_columns_above_them()
    {
        Assert.Equal(["fuel: error: unknown name"], Read("""
            x = fuel + 1;
              //^^^^ error: unknown name
            """));
    }

    [Fact]
    public void Several_marks_share_a_line_and_several_lines_follow_one_line_of_code()
    {
        Assert.Equal(["fuel: first", "tank: second", "1: third", ";: fourth"], Read("""
            x = fuel +            tank + 1;
              //^^^^ first        ^^^^ second
                                       //^ third
                                        //^ fourth
            """));
    }

    [Fact]
    public void An_exclamation_mark_is_an_empty_place()
    {
        var mark = Assert.Single(Annotations.In("""
            foo(1
               //! expected )
            """));

        Assert.Equal((5, 5, "expected )"), (mark.Start, mark.End, mark.Text));
    }

    [Fact]
    public void Angles_mark_from_the_comments_own_column()
    {
        Assert.Equal(["func: item"], Read("func a() {}\n//<< item"));
    }

    [Fact]
    public void A_bar_continues_the_words_above()
    {
        Assert.Equal(["fuel: unknown\ndid you mean full?"], Read("""
            x = fuel;
              //^^^^ unknown
              //| did you mean full?
            """));
    }

    [Fact]
    public void Ordinary_comments_are_no_marks()
    {
        Assert.Empty(Annotations.In("x = 1; // 2 ^ 3\n// plain\n//- header\n/// doc"));
    }

    [Fact]
    public void A_mark_beyond_its_line_fails()
    {
        var failure = Assert.Throws<CheckFailedException>(() => Annotations.In("ab\n  //^^^ what"));

        Assert.Contains("beyond the line", failure.Message);
    }

    [Fact]
    public void Equal_marks_and_results_pass()
    {
        var fixture = Fixture.Parse("x = fuel;\n  //^^^^ unknown");

        Marks.Match(fixture, [(0, new Annotation(4, 8, "unknown"))]);
    }

    [Theory]
    [InlineData(4, 8, "known")]
    [InlineData(4, 7, "unknown")]
    [InlineData(3, 8, "unknown")]
    public void A_result_with_other_words_or_another_place_fails_both_ways(int start, int end, string words)
    {
        var fixture = Fixture.Parse("x = fuel;\n  //^^^^ unknown");

        var failure = Assert.Throws<CheckFailedException>(() => Marks.Match(fixture, [(0, new Annotation(start, end, words))]));

        Assert.Contains("marked, but not found: /main.vale:1 `fuel` unknown", failure.Message);
        Assert.Contains("found, but not marked: /main.vale:1", failure.Message);
    }

    [Fact]
    public void A_mark_nothing_answers_fails()
    {
        var fixture = Fixture.Parse("x = fuel;\n  //^^^^ unknown");

        Assert.Throws<CheckFailedException>(() => Marks.Match(fixture, []));
    }

    [Fact]
    public void An_answer_given_twice_must_be_marked_twice()
    {
        var fixture = Fixture.Parse("x = fuel;\n  //^^^^ unknown");
        var answer = (0, new Annotation(4, 8, "unknown"));

        Assert.Throws<CheckFailedException>(() => Marks.Match(fixture, [answer, answer]));
    }

    [Fact]
    public void The_report_shows_the_file_as_it_would_be_marked()
    {
        var fixture = Fixture.Parse("x = fuel;\n");

        var failure = Assert.Throws<CheckFailedException>(() => Marks.Match(fixture, [(0, new Annotation(4, 8, "unknown"))]));

        Assert.Contains("x = fuel;\n  //^^^^ unknown", failure.Message);
    }

    [Theory]
    [InlineData("abc defg\n  //^^^^ x")]
    [InlineData("abc defg\n//<< y\n  //^^^^ x")]
    [InlineData("abc\n //! x\n //| more")]
    public void Rendering_marks_gives_text_that_reads_back_to_the_same_marks(string text)
    {
        var marks = Annotations.In(text);

        Assert.Equal(marks, Annotations.In(Annotations.Render(text, marks)));
    }
}
