// Full renderings, as a terminal shows them. The marks in the sources are the places the made-up diagnostics speak of.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Syntax;
using Vale.Queries.Runtime.Values;
using Vale.Server.Project;
using Vale.Server.Render;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Render;

/// <summary>Files whose marks <c>«text»</c> become ranges: the first of a file is number 0.</summary>
internal sealed class Sources : ISourceViews
{
    private readonly List<SourceView> _views = [];
    private readonly List<List<TextRange>> _ranges = [];

    public Sources Add(string label, string marked)
    {
        var text = new StringBuilder();
        var ranges = new List<TextRange>();
        var open = new Stack<(int Start, int Index)>();
        foreach (var c in marked)
        {
            if (c == '«')
            {
                open.Push((text.Length, ranges.Count));
                ranges.Add(default);
            }
            else if (c == '»')
            {
                var (start, index) = open.Pop();
                ranges[index] = new TextRange(start, text.Length);
            }
            else
            {
                text.Append(c);
            }
        }
        _views.Add(new SourceView(label, text.ToString()));
        _ranges.Add(ranges);
        return this;
    }

    public FileRange At(int file, int range) => new(new FileId(file), _ranges[file][range]);

    public SourceView? Find(FileId file) => file.Index < _views.Count ? _views[file.Index] : null;
}

public class HumanRendererTests
{
    private static string Render(Sources sources, params Diagnostic[] diagnostics) =>
        new HumanRenderer(sources, colored: false, width: 80).Render(diagnostics);

    private static Diagnostic Error(FileRange place, string message, string label = "", string help = "", params DiagnosticLabel[] labels) =>
        new("some-code", Severity.Error, place, message, label, labels.ToValueArray(), help);

    [Fact]
    public void A_problem_shows_its_place_its_line_and_the_next_step()
    {
        var s = new Sources().Add("src/main.vale", "exported func main() {\n  x = «fuel» + 1;\n}\n");
        var text = Render(s, Error(s.At(0, 0), "nothing is called `fuel` here", "unknown", "did you mean `full`?"));
        Expect.Equal(text, """
            error[some-code]: nothing is called `fuel` here
             --> src/main.vale:2:7
              |
            2 |   x = fuel + 1;
              |       ^^^^ unknown
              |
              = help: did you mean `full`?

            1 error

            """);
    }

    [Fact]
    public void Every_place_is_shown_with_what_it_has_to_do_with_it()
    {
        var s = new Sources()
            .Add("src/main.vale", "import hulls.*;\n\nfunc main() {\n  a = 3;\n  x = «ship»(«true», «4»);\n}\n")
            .Add("src/hulls.vale", "\n\n\n\n\n\n\n\n\nfunc «ship»(a «int», b int) int { a }\n");
        var text = Render(s, Error(s.At(0, 0), "`ship` takes other arguments", "no overload fits", "give an int first",
            new(s.At(0, 1), "this is a bool"), new(s.At(0, 2), "this one fits"), new(s.At(1, 1), "an int is wanted here"), new(s.At(1, 0), "declared here")));
        Expect.Equal(text, """
            error[some-code]: `ship` takes other arguments
              --> src/main.vale:5:7
               |
             5 |   x = ship(true, 4);
               |       ^^^^ ----  - this one fits
               |       |    |
               |       |    this is a bool
               |       no overload fits
               |
              ::: src/hulls.vale:10:13
               |
            10 | func ship(a int, b int) int { a }
               |      ----   --- an int is wanted here
               |      |
               |      declared here
               |
               = help: give an int first

            1 error

            """);
    }

    [Fact]
    public void Lines_far_apart_have_a_gap_between_them_and_near_ones_do_not()
    {
        var s = new Sources().Add("a.vale", "«one»\ntwo\n«three»\n4\n5\n6\n«seven»\n«eight»\n");
        var text = Render(s, Error(s.At(0, 3), "spread", "here", "", new(s.At(0, 0), "first"), new(s.At(0, 1), ""), new(s.At(0, 2), "before")));
        Expect.Equal(text, """
            error[some-code]: spread
             --> a.vale:8:1
              |
            1 | one
              | --- first
            2 | two
            3 | three
              | -----
            ...
            7 | seven
              | ----- before
            8 | eight
              | ^^^^^ here

            1 error

            """);
    }

    [Fact]
    public void A_range_over_lines_is_shown_by_its_ends()
    {
        var s = new Sources().Add("a.vale", "func f() {\n  «while true {\n    a();\n    b();\n  }»\n}\n");
        Expect.Equal(Render(s, Error(s.At(0, 0), "this never ends", "no way out")), """
            error[some-code]: this never ends
             --> a.vale:2:3
              |
            2 |   while true {
              |   ^^^^^^^^^^^^
            ...
            5 |   }
              |   ^ no way out

            1 error

            """);
    }

    [Fact]
    public void Tabs_and_wide_characters_keep_the_carets_in_place()
    {
        var s = new Sources()
            .Add("a.vale", "\tx\t= «\"船\"» + «é» + «🚢» + «e\u0301»;\n");
        var text = Render(s, Error(s.At(0, 3), "mixed", "combining", "", new(s.At(0, 0), "wide"), new(s.At(0, 1), "narrow"), new(s.At(0, 2), "emoji")));
        Expect.Equal(text, """
            error[some-code]: mixed
             --> a.vale:1:21
              |
            1 |     x   = "船" + é + 🚢 + é;
              |           ----   -   --   ^ combining
              |           |      |   |
              |           |      |   emoji
              |           |      narrow
              |           wide

            1 error

            """);
    }

    [Fact]
    public void What_could_drive_the_terminal_or_deceive_the_reader_is_replaced()
    {
        var s = new Sources().Add("a\u001b.vale", "x = «\"\u001b[2J\u202e\u0007\"»;\n");
        Expect.Equal(Render(s, Error(s.At(0, 0), "bad \u001b[31m text\nin two lines", "a\u0007b", "first\nsecond")), """
            error[some-code]: bad �[31m text in two lines
             --> a�.vale:1:5
              |
            1 | x = "�[2J��";
              |     ^^^^^^^^ a�b
              |
              = help: first
                      second

            1 error

            """);
    }

    [Fact]
    public void A_problem_at_the_end_of_the_file_has_a_caret_behind_it()
    {
        var s = new Sources().Add("a.vale", "func f() {«»");
        Expect.Equal(Render(s, Error(s.At(0, 0), "`}` is missing", "it belongs here")), """
            error[some-code]: `}` is missing
             --> a.vale:1:11
              |
            1 | func f() {
              |           ^ it belongs here

            1 error

            """);
        s = new Sources().Add("a.vale", "func f() {\n«»");
        Expect.Equal(Render(s, Error(s.At(0, 0), "`}` is missing", "it belongs here")), """
            error[some-code]: `}` is missing
             --> a.vale:2:1
              |
            2 |
              | ^ it belongs here

            1 error

            """);
        s = new Sources().Add("empty.vale", "«»");
        Expect.Equal(Render(s, Error(s.At(0, 0), "nothing here")), """
            error[some-code]: nothing here
             --> empty.vale:1:1
              |
            1 |
              | ^

            1 error

            """);
    }

    [Fact]
    public void A_long_line_is_cut_around_the_place()
    {
        var filler = string.Join(" + ", Enumerable.Range(0, 40));
        var s = new Sources()
            .Add("a.vale", $"«start» = {filler};\nmiddle = {filler} + «here» + {filler};\nend = {filler} + «last»;\n");
        Expect.Equal(Render(s, Error(s.At(0, 0), "at the start", "s"), Error(s.At(0, 1), "in the middle", "m"), Error(s.At(0, 2), "at the end", "e")), """
            error[some-code]: at the start
             --> a.vale:1:1
              |
            1 | start = 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14...
              | ^^^^^ s

            error[some-code]: in the middle
             --> a.vale:2:200
              |
            2 | ... + 36 + 37 + 38 + 39 + here + 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + ...
              |                           ^^^^ m

            error[some-code]: at the end
             --> a.vale:3:197
              |
            3 | ...27 + 28 + 29 + 30 + 31 + 32 + 33 + 34 + 35 + 36 + 37 + 38 + 39 + last;
              |                                                                     ^^^^ e

            3 errors

            """);
        var wide = new FileRange(new FileId(0), new TextRange(0, s.At(0, 1).Range.Start - 12));
        Expect.Equal(Render(s, Error(wide, "longer than the window", "all")), """
            error[some-code]: longer than the window
             --> a.vale:1:1
              |
            1 | start = 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14...
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            2 | middle = 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 1...
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ all

            1 error

            """);
        var two = new Sources().Add("a.vale", $"«start» = {filler} + «end»;\n");
        var text = Render(two, Error(two.At(0, 0), "one of two is out of sight", "seen", "", new DiagnosticLabel(two.At(0, 1), "not seen")));
        Expect.Equal(text, """
            error[some-code]: one of two is out of sight
             --> a.vale:1:1
              |
            1 | start = 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14...
              | ^^^^^ seen
              |
              = note: a.vale:1:199: not seen

            1 error

            """);
    }

    [Fact]
    public void A_line_of_fifty_megabytes_is_cut_like_any_other()
    {
        var s = new Sources().Add("a.vale", new string('x', 25_000_000) + "«here»" + new string('y', 25_000_000));
        Expect.Equal(Render(s, Error(s.At(0, 0), "long", "this")), """
            error[some-code]: long
             --> a.vale:1:25000001
              |
            1 | ...xxxxxxxxxxxxxxxxxxxxxxxhereyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
              |                           ^^^^ this

            1 error

            """);
    }

    [Fact]
    public void A_place_without_text_leaves_the_message()
    {
        var nowhere = new FileRange(new FileId(7), new TextRange(0, 1));
        Expect.Equal(Render(new Sources(), Error(nowhere, "no file", "label", "do something")), """
            error[some-code]: no file
              = note: label
              = help: do something

            1 error

            """);
    }

    [Fact]
    public void Severities_are_counted_apart()
    {
        var s = new Sources().Add("a.vale", "«a» «b» «c»\n");
        Diagnostic Of(Severity severity, int i) => new("code", severity, s.At(0, i), "m", "x", [], "");
        Expect.Equal(Render(s, Of(Severity.Error, 0), Of(Severity.Warning, 1), Of(Severity.Warning, 2)), """
            error[code]: m
             --> a.vale:1:1
              |
            1 | a b c
              | ^ x

            warning[code]: m
             --> a.vale:1:3
              |
            1 | a b c
              |   ^ x

            warning[code]: m
             --> a.vale:1:5
              |
            1 | a b c
              |     ^ x

            1 error, 2 warnings

            """);
        Assert.Equal("1 note, 2 hints", HumanRenderer.Count([Of(Severity.Hint, 0), Of(Severity.Information, 0), Of(Severity.Hint, 1)]));
    }

    [Fact]
    public void Colours_are_roles_and_leave_the_text_as_it_is()
    {
        var s = new Sources().Add("a.vale", "«x» = «y»;\n");
        var diagnostic = Error(s.At(0, 0), "message", "here", "help", new DiagnosticLabel(s.At(0, 1), "there"));
        var colored = new HumanRenderer(s, colored: true, width: 80).Render([diagnostic]);
        Assert.Contains("\e[1;31merror[some-code]\e[0m", colored);
        Assert.Contains("\e[1;31m^\e[0m", colored);
        Assert.Contains("\e[1;34m-\e[0m", colored);
        static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimEnd()));
        Assert.Equal(Render(s, diagnostic), Trimmed(System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9;]*m", "")));
    }

    [Fact]
    public void Very_many_problems_are_cut_and_counted()
    {
        var s = new Sources().Add("a.vale", "«a»\n");
        var text = Render(s, Enumerable.Range(0, HumanRenderer.MostShown + 5).Select(i => Error(s.At(0, 0), "m" + i)).ToArray());
        Assert.EndsWith("... and 5 more, not shown\n505 errors\n", text);
    }

    [Fact]
    public void The_order_is_by_file_and_place_and_repetitions_go()
    {
        var s = new Sources().Add("b.vale", "«x» «y»\n").Add("a.vale", "«z»\n");
        var sorted = DiagnosticOrder.Sort([Error(s.At(0, 1), "3"), Error(s.At(0, 0), "2"), Error(s.At(1, 0), "1"), Error(s.At(0, 0), "2")], s);
        Assert.Equal(["1", "2", "3"], sorted.Select(d => d.Message));
    }

    [Fact]
    public void A_problem_of_input_has_the_same_form()
    {
        var text = new HumanRenderer(new Sources(), false, 80).Render(new InputProblem("code", "what", "vale.json", "why", "next", 3, 7));
        Expect.Equal(text, """
            error[code]: what
             --> vale.json:3:7
              = why: why
              = help: next

            """);
    }
}
