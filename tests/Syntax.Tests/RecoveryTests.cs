// What is left unfinished does not take what follows with it: the next statement and the next item are read as if
// nothing had happened.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData("func a(")]
    [InlineData("func a(x int")]
    [InlineData("func a<")]
    [InlineData("func a<T")]
    [InlineData("func a()")]
    [InlineData("func a() int")]
    [InlineData("func a() where")]
    [InlineData("func a() {")]
    [InlineData("func a() { x = ")]
    [InlineData("func a() { x = 3")]
    [InlineData("func a() { if x {")]
    [InlineData("func a() { if x { f(")]
    [InlineData("func a() { f(1, [2, (3")]
    [InlineData("func a() { x = \"abc")]
    [InlineData("func a() { x = \"abc {y")]
    [InlineData("func a() { x = y.")]
    [InlineData("func a() {\n  foreach x in")]
    [InlineData("func a() {\n  return")]
    [InlineData("func a() { } }")]
    [InlineData("func a() { ) ] }")]
    [InlineData("struct A")]
    [InlineData("struct A {")]
    [InlineData("struct A {\n  x int;\n  y")]
    [InlineData("struct A<T")]
    [InlineData("interface I {")]
    [InlineData("interface I {\n  func f(")]
    [InlineData("interface I {\n  func f();")]
    [InlineData("impl A for")]
    [InlineData("impl")]
    [InlineData("import a.")]
    [InlineData("import")]
    [InlineData("export int as")]
    [InlineData("exported = 3")]
    [InlineData("blort")]
    [InlineData("x = 3;")]
    [InlineData("%%%")]
    public void The_items_after_an_unfinished_one_are_read(string unfinished)
    {
        const string rest = "\n\nfunc b(n int) int {\n  return n;\n}\n\nexported struct C { x int; }\n#!DeriveStructDrop\nstruct D { }\nimpl I for D;\n";
        var result = Shape.Parse(unfinished + rest);
        var clean = Parser.Parse(rest);
        var found = result.File.Items.ToArray();
        var wanted = clean.File.Items.ToArray();
        Assert.True(found.Length > wanted.Length);
        for (var i = 1; i <= wanted.Length; i++)
            Assert.Equal(wanted[^i].Node.Green, found[^i].Node.Green);
        Assert.NotEmpty(result.Problems);
        Assert.All(result.Problems, p => Assert.True(p.Start <= unfinished.Length));
    }

    [Theory]
    [InlineData("x = ")]
    [InlineData("x = 3")]
    [InlineData("f()")]
    [InlineData("f(1, 2")]
    [InlineData("x.")]
    [InlineData("set x = 3")]
    [InlineData("set x =")]
    [InlineData("return 3")]
    [InlineData("a +")]
    [InlineData("a b c d")]
    [InlineData(")")]
    [InlineData("f() ]")]
    [InlineData("%")]
    [InlineData("if")]
    [InlineData("if x")]
    [InlineData("while x")]
    [InlineData("=")]
    public void The_statement_after_an_unfinished_one_is_read(string unfinished)
    {
        var result = Shape.Parse($"func f() {{\n  {unfinished};\n  done = g(1);\n  last(2)\n}}");
        var statements = result.File.Items[0].Node.As<FunctionSyntax>()!.Value.Body!.Value.Statements.ToArray();
        Assert.Equal("last(2)", statements[^1].Node.Text);
        Assert.Equal("done = g(1);", statements[^2].Node.Text);
    }

    [Theory]
    [InlineData("x = 3")]
    [InlineData("f()")]
    [InlineData("set x = 3")]
    [InlineData("x.y()")]
    [InlineData("return 3")]
    [InlineData("break")]
    [InlineData("x = \"a\"")]
    [InlineData("destruct x")]
    public void A_missing_semicolon_costs_no_statement(string unfinished)
    {
        var result = Shape.Parse($"func f() {{\n  {unfinished}\n  done = g(1);\n  last(2)\n}}");
        Assert.Equal(SyntaxProblemCode.ExpectedSemicolon, Assert.Single(result.Problems).Code);
        var statements = result.File.Items[0].Node.As<FunctionSyntax>()!.Value.Body!.Value.Statements.ToArray();
        Assert.Equal([unfinished, "done = g(1);", "last(2)"], statements.Select(s => s.Node.Text));
    }

    [Fact]
    public void Members_after_an_unfinished_one_are_read()
    {
        var result = Shape.Parse("struct A {\n  x int\n  y\n  z bool;\n}\ninterface I {\n  x int;\n  func f(;\n  func g(virtual self &I);\n}\n");
        var members = result.File.Items[0].Node.As<StructSyntax>()!.Value.Members.ToArray();
        Assert.Equal("z", members[^1].Name!.Value.Text);
        Assert.Equal("bool", members[^1].Type!.Value.Node.Text);
        var functions = result.File.Items[1].Node.As<InterfaceSyntax>()!.Value.Members.ToArray();
        Assert.Equal("g", functions[^1].Header.Name!.Value.Text);
    }
}
