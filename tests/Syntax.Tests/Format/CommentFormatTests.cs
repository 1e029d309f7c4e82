// Comments stay where they were put, and nothing is put behind them on their line.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests.Format;

public sealed class CommentFormatTests
{
    [Theory]
    [InlineData("a();   // first\nb(); // second", "a(); // first\nb(); // second")]
    [InlineData("a();\n// about b\nb();", "a();\n// about b\nb();")]
    [InlineData("a();\n\n\n\n    // about b\n\n\n\nb();", "a();\n\n// about b\n\nb();")]
    [InlineData("// first\n\na();\n// last", "// first\n\na();\n// last")]
    [InlineData("if a { // why\nb(); }", "if a { // why\n  b();\n}")]
    [InlineData("if a { b(); // why\n}", "if a {\n  b(); // why\n}")]
    [InlineData("if a { b(); }\n// otherwise\nelse { c(); }", "if a {\n  b();\n}\n// otherwise\nelse {\n  c();\n}")]
    [InlineData("f(a, // the first\nb);", "f(\n  a, // the first\n  b\n);")]
    [InlineData("f(\n// all of them\na, b);", "f(\n  // all of them\n  a,\n  b\n);")]
    [InlineData("f(a, b\n// no more\n);", "f(\n  a,\n  b\n  // no more\n);")]
    [InlineData("f( « none » );g(« one » a, b « two »);", "f(« none »);\ng(« one » a, b « two »);")]
    [InlineData("f( ... ); ...\ng();", "f(...); ...\ng();")]
    [InlineData("x = a // one\n+ // two\nb;", "x = a // one\n  + // two\n    b;")]
    [InlineData("x = a « plus » + b;", "x = a « plus » + b;")]
    [InlineData("ships.each((s) => { // each\nsail(s); });", "ships.each((s) => { // each\n  sail(s);\n});")]
    [InlineData("ships // all\n.sorted() // by name\n.first();", "ships // all\n  .sorted() // by name\n  .first();")]
    [InlineData("while x { « nothing » }", "while x { « nothing » }")]
    [InlineData("f(); // a comment that is much longer than the line may be", "f(); // a comment that is much longer than the line may be")]
    [InlineData("ships.each((s) => { sail(s); // away\n});", "ships.each((s) => {\n  sail(s); // away\n});")]
    [InlineData("f(« one » « two » a, b);", "f(« one » « two » a, b);")]
    [InlineData("x = // the sum\na + b;", "x = // the sum\n  a + b;")]
    public void Within_bodies(string before, string after) => Formatted.Statements(before, after);

    [Theory]
    [InlineData("  // one\n\n\n\n\n// two\nfunc f() { } // three", "// one\n\n\n// two\nfunc f() { } // three")]
    [InlineData("struct Ship { // a ship\nfuel int; // tons\n// who\nmate str; }", "struct Ship { // a ship\n  fuel int; // tons\n  // who\n  mate str;\n}")]
    [InlineData("func f( // here\na int, « b » b int) // there\nint { }", "func f( // here\n  a int,\n  « b » b int\n) // there\n  int { }")]
    [InlineData("func f<T>(a T) // any\nwhere func drop(T)void // to let go\n{ }", "func f<T>(a T) // any\nwhere func drop(T)void // to let go\n{ }")]
    [InlineData("#!DeriveStructDrop // derived\nstruct Ship { }", "#!DeriveStructDrop // derived\nstruct Ship { }")]
    [InlineData("func  f(a List« of » <int>)  { }", "func  f(a List« of » <int>)  { }")]
    [InlineData("func  f(a List<int// of\n>)  { }", "func  f(a List<int// of\n>)  { }")]
    [InlineData("func f() ... { ... }", "func f() ... { ... }")]
    [InlineData("« one » func f() { }", "« one » func f() { }")]
    public void Around_and_in_items(string before, string after) => Formatted.Items(before, after);

    [Fact]
    public void Blanks_at_the_end_of_a_comment_go() => Assert.Equal("// one\nfunc f() {\n  // two\n  a(); // three\n}\n",
        Formatted.Text("// one  \nfunc f() {\n// two \t\na(); // three \n}\n"));

    [Fact]
    public void Lines_end_as_they_did()
    {
        Assert.Equal("// a\r\nfunc f() {\r\n  b();\r\n\r\n  c();\r\n}\r\n", Formatted.Text("// a\r\nfunc f() {\r\nb();\r\n\r\n\r\nc();\r\n}"));
        var source = new SourceText("func f() {\r\n\r\n   b();\r\n\r\n\r\n}\r\n");
        foreach (var edit in Formatter.Format(Parser.Parse(source), new FormatOptions()).Edits)
            Assert.False(Splits(source, edit.Start) || Splits(source, edit.End), "an edit splits a line end");
    }

    [Fact]
    public void Levels_are_tabs_or_as_many_spaces_as_are_asked_for()
    {
        const string source = "func f() {\n if a {\n b();\n }\n }\n";
        Assert.Equal("func f() {\n\tif a {\n\t\tb();\n\t}\n}\n", Formatted.Text(source, new FormatOptions(UseTabs: true)));
        Assert.Equal("func f() {\n    if a {\n        b();\n    }\n}\n", Formatted.Text(source, new FormatOptions(IndentSize: 4)));
    }

    private static bool Splits(SourceText text, int offset) => offset > 0 && offset < text.Length && text[offset - 1] == '\r' && text[offset] == '\n';
}
