// Texts no one should write: nesting without end, chains without end, lines without end. The parser must stay within
// its stack, its memory and its time, and say what is wrong.

using System.Text;
using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

public sealed class RobustnessTests
{
    [Theory]
    [InlineData("(", ")")]
    [InlineData("{", "}")]
    [InlineData("f(", ")")]
    [InlineData("not ", "")]
    [InlineData("x => ", "")]
    [InlineData("if a { ", " }")]
    [InlineData("foreach x in xs { ", " }")]
    [InlineData("block { ", " }")]
    [InlineData("if a { } else ", "")]
    [InlineData("[#](", ")")]
    [InlineData("\"{", "}\"")]
    [InlineData("set a = ", "")]
    [InlineData("destruct ", "")]
    public void A_hundred_thousand_nested_constructs_are_one_clear_problem(string open, string close)
    {
        const int depth = 100_000;
        var body = string.Concat(Enumerable.Repeat(open, depth)) + "y" + string.Concat(Enumerable.Repeat(close, depth));
        var result = Shape.Parse($"func f() {{ {body} }}\nfunc g() {{ 3 }}\n");
        Assert.Contains(result.Problems, p => p.Code == SyntaxProblemCode.NestingTooDeep);
        Assert.Equal("(Function (FunctionHeader func g (ParameterList ())) (Block { (ExpressionStatement (Integer 3)) }))", TreeDump.Of(result.File.Items[1].Node.Green));
    }

    [Theory]
    [InlineData("List<", ">")]
    [InlineData("[]", "")]
    [InlineData("&", "")]
    [InlineData("(", ")")]
    [InlineData("func(int)", "")]
    [InlineData("r'", "")]
    public void A_hundred_thousand_nested_types_are_one_clear_problem(string open, string close)
    {
        const int depth = 100_000;
        var type = string.Concat(Enumerable.Repeat(open, depth)) + "int" + string.Concat(Enumerable.Repeat(close, depth));
        var result = Shape.Parse($"func f(x {type}) {{ }}\nfunc g() {{ }}\n");
        Assert.Contains(result.Problems, p => p.Code == SyntaxProblemCode.NestingTooDeep);
        Assert.Equal(2, result.File.Items.Count);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("A[", "]")]
    public void A_hundred_thousand_nested_patterns_are_one_clear_problem(string open, string close)
    {
        const int depth = 100_000;
        var pattern = string.Concat(Enumerable.Repeat(open, depth)) + "a" + string.Concat(Enumerable.Repeat(close, depth));
        var result = Shape.Parse($"func f() {{ {pattern} = 3; }}");
        Assert.Contains(result.Problems, p => p.Code == SyntaxProblemCode.NestingTooDeep);
    }

    [Theory]
    [InlineData("a", " + a")]
    [InlineData("a", " and a")]
    [InlineData("a", ".b")]
    [InlineData("a", ".b()")]
    [InlineData("a", "()")]
    [InlineData("a", "[0]")]
    [InlineData("a", "..b")]
    [InlineData("a", "..b()")]
    [InlineData("a..b", "()")]
    [InlineData("a", " -1")]
    public void A_chain_of_a_hundred_thousand_is_one_clear_problem(string start, string link)
    {
        var result = Shape.Parse($"func f() {{ {start}{string.Concat(Enumerable.Repeat(link, 100_000))}; }}\nfunc g() {{ }}\n");
        Assert.Contains(result.Problems, p => p.Code == SyntaxProblemCode.NestingTooDeep);
        Assert.Equal(2, result.File.Items.Count);
    }

    [Fact]
    public void A_chain_of_a_thousand_is_fine()
    {
        var result = Shape.Parse($"func f() {{ a{string.Concat(Enumerable.Repeat(" + a", 1000))}; b{string.Concat(Enumerable.Repeat(".c()", 900))} }}");
        Assert.Empty(result.Problems);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("<")]
    [InlineData(")")]
    [InlineData("}")]
    [InlineData("]")]
    [InlineData(">")]
    [InlineData("func ")]
    [InlineData("func f() ")]
    [InlineData("func f() {")]
    [InlineData("struct A {")]
    [InlineData("interface I { func f(")]
    [InlineData("\"")]
    [InlineData("\"{")]
    [InlineData("\\\"\n")]
    [InlineData("a\"\n")]
    [InlineData("[)")]
    [InlineData("exported ")]
    [InlineData("a = ")]
    [InlineData("set ")]
    [InlineData("foreach ")]
    [InlineData("« ")]
    [InlineData("#")]
    [InlineData("x.")]
    public void A_million_of_anything_prints_back(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Shape.Parse(text);
        Shape.Parse("func f() { " + text);
    }

    [Fact]
    public void Brackets_that_open_by_the_million_and_close_by_the_million_take_time_in_proportion()
    {
        Shape.Parse("func f() { " + new string('[', 1_000_000) + new string(')', 1_000_000));
        Shape.Parse("func f() { " + new string('(', 1_000_000) + new string(']', 1_000_000) + "}");
    }

    [Fact]
    public void A_line_of_fifty_million_characters_is_read()
    {
        const int length = 50_000_000;
        var builder = new StringBuilder(length + 64).Append("func f() { x = \"").Append('a', length).Append("\"; }");
        var result = Shape.Parse(builder.ToString());
        Assert.Empty(result.Problems);
        Assert.Equal(new LineColumn(0, length), result.Text.Lines.Position(length));
        builder.Clear().Append("func ").Append('a', length).Append("() { }");
        Assert.Empty(Shape.Parse(builder.ToString()).Problems);
    }

    [Fact]
    public void Equality_and_hash_of_the_deepest_trees_stay_within_the_stack()
    {
        var text = $"func f() {{ {new string('(', 100_000)}a{new string(')', 100_000)}; b{string.Concat(Enumerable.Repeat(" + (b", 3000))} }}";
        var one = Shape.Parse(text).Tree;
        var two = Shape.Parse(text).Tree;
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.True(one.Equals(two));
        Assert.NotEmpty(SyntaxProblems.Of(one));
    }
}
