// Formatting of a part: a selection, or what was just typed. `$` marks the places.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests.Format;

public sealed class FormatScopeTests
{
    private static (ParseResult File, int First, int Last) Read(string marked)
    {
        var first = marked.IndexOf('$', StringComparison.Ordinal);
        var text = marked.Remove(first, 1);
        var last = text.IndexOf('$', StringComparison.Ordinal);
        return last < 0 ? (Parser.Parse(text), first, first) : (Parser.Parse(text.Remove(last, 1)), first, last);
    }

    private static void Range(string marked, string after)
    {
        var (file, first, last) = Read(marked);
        var result = Formatter.FormatRange(file, new TextRange(first, last), new FormatOptions());
        Assert.Null(result.Fault);
        Formatted.EditsAreBlanks(result, file.Text);
        Assert.Equal(after, result.Apply(file.Text).ToString());
    }

    private static void Typed(string marked, string after)
    {
        var (file, at, _) = Read(marked);
        var result = Formatter.FormatTyped(file, at, file.Text[at - 1] is ' ' or '\t' ? '\n' : file.Text[at - 1], new FormatOptions());
        Assert.Null(result.Fault);
        Formatted.EditsAreBlanks(result, file.Text);
        Assert.Equal(after, result.Apply(file.Text).ToString());
    }

    [Fact]
    public void A_selection_formats_the_items_it_touches() =>
        Range("func a( ){ }\nfunc b( ){$ }\n  func c( )$ { }\nfunc d( ){ }\n", "func a( ){ }\nfunc b() { }\nfunc c() { }\nfunc d( ){ }\n");

    [Fact]
    public void A_selection_in_a_body_formats_the_statements_it_touches() =>
        Range("func a( ) {\n  x  = 1;\n   y  $= 2;\n z  =$ 3;\n  w  = 4;\n}\n", "func a( ) {\n  x  = 1;\n  y = 2;\n  z = 3;\n  w  = 4;\n}\n");

    [Fact]
    public void A_cursor_in_a_deeper_body_formats_its_statement() =>
        Range("func a( ) {\n  if  b  {\n c(  1 ,$2 );\n d( ) ;\n  }\n}\n", "func a( ) {\n  if  b  {\n    c(1, 2);\n d( ) ;\n  }\n}\n");

    [Fact]
    public void A_selection_of_members_formats_them() =>
        Range("struct  A {\n  x   int;\n y $  int;\n  z   int;\n}\n", "struct  A {\n  x   int;\n  y int;\n  z   int;\n}\n");

    [Fact]
    public void A_selection_of_everything_is_the_file() => Range("$func a( ){ }\n\n\n\n\nfunc b( ){ }$", "func a() { }\n\n\nfunc b() { }\n");

    [Fact]
    public void A_selection_between_items_changes_nothing_in_them() => Range("func a( ){ }\n\n$\n$\n\n\nfunc b( ){ }\n", "func a( ){ }\n\n\n\n\n\nfunc b( ){ }\n");

    [Fact]
    public void A_semicolon_formats_its_statement() =>
        Typed("func a( ) {\n  x  = 1;\n    y = f( 2 ,3 );$\n  z  = 1;\n}\n", "func a( ) {\n  x  = 1;\n  y = f(2, 3);\n  z  = 1;\n}\n");

    [Fact]
    public void A_semicolon_formats_its_item() => Typed("func a( ) { }\nimport  a . b ;$\n", "func a( ) { }\nimport a.b;\n");

    [Fact]
    public void A_brace_formats_what_it_ends() =>
        Typed("func a( ) {\n  x  = 1;\n  if  b {\n  c( );\n d( );\n    }$\n}\n", "func a( ) {\n  x  = 1;\n  if b {\n    c();\n    d();\n  }\n}\n");

    [Fact]
    public void A_brace_of_a_lambda_formats_its_block() =>
        Typed("func a( ) {\n  each( (x)=> {\n  c( );\n }$ );\n}\n", "func a( ) {\n  each( (x)=> {\n    c();\n  } );\n}\n");

    [Fact]
    public void A_brace_formats_its_item() => Typed("func z( ) { }\nfunc a( )  {\nb( );\n}$\n", "func z( ) { }\nfunc a() {\n  b();\n}\n");

    [Theory]
    [InlineData("func a() { // no;$\n}")]
    [InlineData("func a() { x = \"a;$b\"; }")]
    [InlineData("func a() { x = \"{a }$\"; }")]
    [InlineData("« };$ »")]
    public void Nothing_is_formatted_from_within_strings_and_comments(string text) => Typed(text, text.Replace("$", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("func a() {\n$\n}\n", "func a() {\n  \n}\n")]
    [InlineData("func a() {\n  if b {\n$  }\n}\n", "func a() {\n  if b {\n  }\n}\n")]
    [InlineData("func a() {\n  if b {\n$c();\n  }\n}\n", "func a() {\n  if b {\n    c();\n  }\n}\n")]
    [InlineData("func a() {\n  b();\n$\n}\n", "func a() {\n  b();\n  \n}\n")]
    [InlineData("func a() {\n  x = b +\n$c;\n}\n", "func a() {\n  x = b +\n    c;\n}\n")]
    [InlineData("func a() {\n  b(\n$\n", "func a() {\n  b(\n    \n")]
    [InlineData("func a() {\n      b((x) => {\n$\n", "func a() {\n      b((x) => {\n        \n")]
    [InlineData("func a() { }\n  $func b() { }\n", "func a() { }\nfunc b() { }\n")]
    [InlineData("func a() { }\n$\n", "func a() { }\n\n")]
    [InlineData("struct A {\n  x int;\n$y int;\n}\n", "struct A {\n  x int;\n  y int;\n}\n")]
    [InlineData("func a() {\n  x = \"\"\"\n$  y\"\"\";\n}\n", "func a() {\n  x = \"\"\"\n  y\"\"\";\n}\n")]
    public void A_new_line_is_indented(string marked, string after) => Typed(marked, after);

    [Fact]
    public void Any_place_of_a_file_can_be_formatted()
    {
        foreach (var (_, text) in Corpus.Files())
        {
            var file = Parser.Parse(text.Replace("  ", "   ", StringComparison.Ordinal));
            for (var at = 0; at <= file.Text.Length; at += 7)
            {
                foreach (var typed in "};\nx")
                    Formatted.EditsAreBlanks(Formatter.FormatTyped(file, at, typed, new FormatOptions()), file.Text);
                var part = Formatter.FormatRange(file, new TextRange(at, at + 40), new FormatOptions());
                Assert.Null(part.Fault);
                Formatted.EditsAreBlanks(part, file.Text);
            }
        }
    }
}
