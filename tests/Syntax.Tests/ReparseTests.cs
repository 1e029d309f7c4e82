// Parsing after an edit gives the tree that parsing from scratch gives, and keeps the items the edit did not touch.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

public sealed class ReparseTests
{
    private static readonly string[] Snippets =
    [
        "", " ", "\n", "x", "3", "(", ")", "{", "}", "[", "]", "<", ">", ";", ",", ".", "..", "...", "=", " = ", "==", "=>", "\"", "\"\"\"", "'",
        "#", "&", "«", "»", "//", "\\", "func ", "\nfunc g() { }\n", "\nstruct S { x int; }\n", "exported ", "where ", "if ", "set ", "return ",
        "/", "!", "-", "\r\n", "\r", "func", "import a.*;", "\n}\n", "\n\"\n", "{\n", "-1", "…", "\nfunc", "extern(\"x\") ", "interface I {\n",
    ];

    public static TheoryData<string> Names => Corpus.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void After_random_edits_the_tree_is_that_of_parsing_from_scratch(string name)
    {
        var random = new Random(20240607 + name.Length);
        for (var round = 0; round < 12; round++)
        {
            var result = Parser.Parse(Corpus.Text(name));
            for (var step = 0; step < 25; step++)
            {
                var start = random.Next(result.Text.Length + 1);
                var end = Math.Min(result.Text.Length, start + (random.Next(3) == 0 ? random.Next(30) : random.Next(2)));
                var edit = new TextEdit(start, end, Snippets[random.Next(Snippets.Length)]);
                result = Check(result, edit, name);
            }
        }
    }

    [Fact]
    public void After_random_edits_of_short_texts_the_tree_is_that_of_parsing_from_scratch()
    {
        var random = new Random(7);
        for (var round = 0; round < 1500; round++)
        {
            var result = Parser.Parse("");
            for (var step = 0; step < 14; step++)
            {
                var start = random.Next(result.Text.Length + 1);
                var end = Math.Min(result.Text.Length, start + (random.Next(4) == 0 ? random.Next(8) : 0));
                result = Check(result, new TextEdit(start, end, Snippets[random.Next(Snippets.Length)]), "short text");
            }
        }
    }

    [Fact]
    public void An_edit_in_one_item_keeps_the_others_by_reference()
    {
        var result = Parser.Parse(Corpus.Text("statements.vale"));
        var at = result.Text.ToString().IndexOf("total = 0", StringComparison.Ordinal);
        var next = Parser.Reparse(result, new TextEdit(at, at, "grand_"));
        var changed = 0;
        Assert.Equal(result.Tree.ChildCount, next.Tree.ChildCount);
        for (var i = 0; i < next.Tree.ChildCount; i++)
        {
            if (!ReferenceEquals(result.Tree.Child(i), next.Tree.Child(i)))
                changed++;
        }
        Assert.Equal(1, changed);
    }

    [Fact]
    public void An_edit_between_items_keeps_all_of_them()
    {
        var result = Parser.Parse("func f() { }\n\nfunc g() { }\n");
        var next = Parser.Reparse(result, new TextEdit(13, 13, "// a comment\n"));
        Assert.Same(result.File.Items[0].Node.Green, next.File.Items[0].Node.Green);
        Assert.Same(result.File.Items[1].Node.Green, next.File.Items[1].Node.Green);
        Assert.Equal(27, next.File.Items[1].Node.Offset);
    }

    [Fact]
    public void A_new_text_without_an_edit_is_compared_with_the_old()
    {
        var result = Parser.Parse("func f() { }\nfunc g() { 1 }\n");
        Assert.Same(result, Parser.Reparse(result, new SourceText("func f() { }\nfunc g() { 1 }\n")));
        var next = Parser.Reparse(result, new SourceText("func f() { }\nfunc g() { 2 }\n"));
        Assert.Same(result.File.Items[0].Node.Green, next.File.Items[0].Node.Green);
        Assert.True(next.Tree.Equals(Parser.Parse("func f() { }\nfunc g() { 2 }\n").Tree));
    }

    [Fact]
    public void A_header_compares_equal_while_the_body_changes()
    {
        var one = Parser.Parse("func f(a int) int { a }").File.Items[0].Node.As<FunctionSyntax>()!.Value;
        var two = Parser.Parse("// moved\nfunc f(a int) int { a + 1 }").File.Items[0].Node.As<FunctionSyntax>()!.Value;
        Assert.NotEqual(one.Node.Green, two.Node.Green);
        Assert.Equal(one.Header.Node.Green, two.Header.Node.Green);
    }

    [Fact]
    public void The_problems_of_an_item_do_not_move_with_it()
    {
        var one = Parser.Parse("func f() { x = ; }");
        var two = Parser.Parse("// moved\nfunc f() { x = ; }");
        var first = one.File.Items[0].Node.Green;
        var second = two.File.Items[0].Node.Green;
        Assert.Equal(SyntaxProblems.Of(first), SyntaxProblems.Of(second));
        Assert.Equal(one.Problems[0].Moved(9), two.Problems[0]);
    }

    private static ParseResult Check(ParseResult old, TextEdit edit, string name)
    {
        var next = Parser.Reparse(old, edit);
        var scratch = Parser.Parse(next.Text);
        if (!next.Tree.Equals(scratch.Tree))
        {
            Assert.Fail($"{name}: {edit} of {old.Text}\n--- gives ---\n{TreeDump.Of(next.Tree)}\n--- from scratch ---\n{TreeDump.Of(scratch.Tree)}");
        }
        Assert.Equal(scratch.Lookahead, next.Lookahead);
        Assert.Equal(next.Text.ToString(), next.Tree.ToString());
        Assert.Equal(scratch.Problems, next.Problems);
        return next;
    }
}
