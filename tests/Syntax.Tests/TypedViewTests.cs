// What the typed views answer about each construct.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests;

public sealed class TypedViewTests
{
    private static ItemSyntax Item(string text) => Parser.Parse(text).File.Items[0];

    private static FunctionSyntax Function(string text) => Item(text).Node.As<FunctionSyntax>()!.Value;

    private static T Expression<T>(string text) where T : struct, ISyntax<T> =>
        Function($"func f() {{ {text} }}").Body!.Value.Result!.Value.Node.As<T>()!.Value;

    private static T Statement<T>(string text) where T : struct, ISyntax<T> =>
        Function($"func f() {{ {text} }}").Body!.Value.Statements[0].Node.As<T>()!.Value;

    private static TypeSyntax Type(string text) => Function($"func f(x {text});").Header.Parameters!.Value.Parameters[0].Pattern!.Value.Type!.Value;

    private static RuleSyntax Rule(string text) => Function($"func f() where {text};").Header.Where!.Value.Rules[0];

    [Fact]
    public void A_function_tells_its_parts_and_where_they_are()
    {
        const string text = "pure extern(\"add\") func +<T, r'>(a T, virtual b &T) int where T Ref i'{ a }";
        var function = Function(text);
        var header = function.Header;
        Assert.Equal("+", header.Name!.Value.Text);
        Assert.Equal(text.IndexOf('+', StringComparison.Ordinal), header.Name.Value.Range.Start);
        Assert.True(header.HasAttribute(SyntaxKind.PureKeyword));
        Assert.True(header.HasAttribute(SyntaxKind.ExternKeyword));
        Assert.False(header.HasAttribute(SyntaxKind.ExportedKeyword));
        Assert.Equal("add", header.Attributes[1].ExternName!.Value.Value);
        Assert.Equal(2, header.GenericParameters!.Value.Parameters.Count);
        Assert.False(header.Parameters!.Value.Parameters[0].IsVirtual);
        Assert.True(header.Parameters!.Value.Parameters[1].IsVirtual);
        Assert.Equal("int", header.ReturnType!.Value.Node.Text);
        Assert.Equal(1, header.Where!.Value.Rules.Count);
        Assert.Equal("i", header.BodyRegion!.Value.Name!.Value.Text);
        Assert.Equal(text[..(text.IndexOf("i'{", StringComparison.Ordinal) + 2)], header.Node.Text);
        Assert.Equal("a", function.Body!.Value.Result!.Value.Node.Text);
        Assert.Null(Function("func f();").Body);
        Assert.Null(Function("func f();").Header.ReturnType);
    }

    [Fact]
    public void A_missing_name_is_null_and_takes_nothing_else_for_it()
    {
        Assert.Null(Function("func (a int) { }").Header.Name);
        Assert.Null(Item("struct { }").Name);
        Assert.Null(Item("import").Name);
        Assert.Equal("A", Item("struct A { }").Name!.Value.Text);
    }

    [Fact]
    public void Imports_tell_their_steps()
    {
        var all = Item("import a.b.c.*;").Node.As<ImportSyntax>()!.Value;
        Assert.Equal("a", all.ModuleName!.Value.Text);
        Assert.True(all.IsWildcard);
        Assert.Equal(["a", "b", "c", "*"], Enumerable.Range(0, all.StepCount).Select(i => all.Step(i)!.Value.Text));
        var one = Item("import a.B;").Node.As<ImportSyntax>()!.Value;
        Assert.Equal("B", one.Importee!.Value.Text);
        Assert.False(one.IsWildcard);
        Assert.Null(Item("import a;").Node.As<ImportSyntax>()!.Value.Importee);
    }

    [Fact]
    public void Citizens_tell_their_members()
    {
        var tank = Item("#!DeriveStructDrop weakable struct Tank<T> imm where T Ref { fuel! int; cap []T; 0 bool; _ ..T; func f(&self) { } }").Node.As<StructSyntax>()!.Value;
        Assert.True(tank.HasAttribute(SyntaxKind.WeakableKeyword));
        Assert.True(tank.Attributes[0].IsMacro);
        Assert.True(tank.Attributes[0].IsMacroSuppressed);
        Assert.Equal("DeriveStructDrop", tank.Attributes[0].MacroName!.Value.Text);
        Assert.Equal(SyntaxKind.MutabilityType, tank.Mutability!.Value.Kind);
        Assert.Equal(SyntaxKind.ImmKeyword, tank.Mutability.Value.Node.As<WordTypeSyntax>()!.Value.Word);
        Assert.Equal(["fuel", "cap", "0", "_"], tank.Members.ToArray().Select(m => m.Name!.Value.Text));
        Assert.Equal([true, false, false, false], tank.Members.ToArray().Select(m => m.IsVarying));
        Assert.Equal([false, false, false, true], tank.Members.ToArray().Select(m => m.IsVariadic));
        Assert.Equal("[]T", tank.Members[1].Type!.Value.Node.Text);
        Assert.Equal("f", tank.Methods[0].Header.Name!.Value.Text);
        Assert.True(tank.Methods[0].Header.Parameters!.Value.Parameters[0].IsSelfBorrow);
        Assert.Equal("self", tank.Methods[0].Header.Parameters!.Value.Parameters[0].Self!.Value.Text);

        var face = Item("interface IShip { func a(virtual self &IShip); func b(&self); }").Node.As<InterfaceSyntax>()!.Value;
        Assert.Equal("IShip", face.Name!.Value.Text);
        Assert.Equal(2, face.Members.Count);

        var impl = Item("impl<T> IShip<T> for Tank<T>;").Node.As<ImplSyntax>()!.Value;
        Assert.Equal("IShip<T>", impl.Interface!.Value.Node.Text);
        Assert.Equal("Tank<T>", impl.Struct!.Value.Node.Text);
        Assert.Null(Item("impl for Tank;").Node.As<ImplSyntax>()!.Value.Interface);

        var export = Item("export []int as Ints;").Node.As<ExportAsSyntax>()!.Value;
        Assert.Equal("[]int", export.Type!.Value.Node.Text);
        Assert.Equal("Ints", export.Name!.Value.Text);
    }

    [Fact]
    public void Generic_parameters_tell_kind_attribute_region_and_default()
    {
        var list = Function("func f<T, N Int = 5, K Ref imm, r' ro = pool, t'U>();").Header.GenericParameters!.Value.Parameters.ToArray();
        Assert.Equal(["T", "N", "K", "r", "U"], list.Select(p => p.Name!.Value.Text));
        Assert.Equal([null, RuneKind.Int, RuneKind.Ref, RuneKind.Region, null], list.Select(p => p.Kind));
        Assert.Equal([false, false, false, true, false], list.Select(p => p.IsRegion));
        Assert.Equal([null, null, "imm", "ro", null], list.Select(p => p.Attribute?.Text));
        Assert.Equal([null, "5", null, "pool", null], list.Select(p => p.Default?.Node.Text));
        Assert.Equal("t", list[4].CoordRegion!.Value.Name!.Value.Text);
        Assert.Null(list[3].CoordRegion);
    }

    [Fact]
    public void Types_tell_their_parts()
    {
        var weak = Type("&&r'A<int>").Node.As<InterpretedTypeSyntax>()!.Value;
        Assert.Equal(SyntaxKind.AmpersandAmpersand, weak.Ownership!.Value.Kind);
        Assert.Equal("r", weak.Region!.Value.Name!.Value.Text);
        Assert.Equal(["int"], weak.Inner!.Value.Node.As<CallTypeSyntax>()!.Value.Arguments.ToArray().Select(a => a.Node.Text));
        Assert.Null(Type("'A").Node.As<InterpretedTypeSyntax>()!.Value.Ownership);
        Assert.Null(Type("'A").Node.As<InterpretedTypeSyntax>()!.Value.Region!.Value.Name);

        var fixedArray = Type("[#N]<imm, vary>(int, bool)").Node.As<StaticArrayTypeSyntax>()!.Value;
        Assert.Equal("N", fixedArray.Size!.Value.Node.Text);
        Assert.Equal("imm", fixedArray.Mutability!.Value.Node.Text);
        Assert.Equal("vary", fixedArray.Variability!.Value.Node.Text);
        Assert.Equal(2, fixedArray.Element!.Value.Node.As<TupleTypeSyntax>()!.Value.Members.Count);
        Assert.False(fixedArray.HasImmutableMark);
        var array = Type("#[]int").Node.As<RuntimeArrayTypeSyntax>()!.Value;
        Assert.True(array.HasImmutableMark);
        Assert.Null(array.Mutability);
        Assert.Equal("int", array.Element!.Value.Node.Text);
        Assert.Null(Parser.Parse("func f(x [#]int);").File.Node.First<FunctionSyntax>()!.Value.Header.Parameters!.Value.Parameters[0].Pattern!.Value.Type!.Value.Node.As<StaticArrayTypeSyntax>()!.Value.Size);

        var prototype = Type("func add(int, int)bool").Node.As<PrototypeTypeSyntax>()!.Value;
        Assert.Equal("add", prototype.Name!.Value.Text);
        Assert.Equal(2, prototype.Parameters.Count);
        Assert.Equal("bool", prototype.ReturnType!.Value.Node.Text);
        Assert.Null(Type("func(int)bool").Node.As<PrototypeTypeSyntax>()!.Value.Name);
        Assert.True(Type("7").Node.As<IntegerTypeSyntax>()!.Value.TryGetValue(out var seven) && seven == 7);
        Assert.True(Type("true").Node.As<BoolTypeSyntax>()!.Value.Value);
        Assert.Equal("a", Type("\"a\"").Node.As<StringTypeSyntax>()!.Value.Literal!.Value.Value);
        Assert.Equal("r", Type("r'").Node.As<RegionTypeSyntax>()!.Value.Name!.Value.Text);
        Assert.Equal("int", Type("int").Node.As<NameTypeSyntax>()!.Value.Name.Text);
        var rune = Type("A<K Ref imm>").Node.As<CallTypeSyntax>()!.Value.Arguments[0].Node.As<TypedRuneTypeSyntax>()!.Value;
        Assert.Equal("K", rune.Rune!.Value.Text);
        Assert.Equal(RuneKind.Ref, rune.Kind);
    }

    [Fact]
    public void Rules_tell_their_parts()
    {
        var equals = Rule("T Ref = Ref[own, _]").Node.As<EqualsRuleSyntax>()!.Value;
        var left = equals.Left!.Value.Node.As<TypedRuneRuleSyntax>()!.Value;
        Assert.Equal("T", left.Rune!.Value.Text);
        Assert.Equal(RuneKind.Ref, left.Kind);
        var right = equals.Right!.Value.Node.As<ComponentsRuleSyntax>()!.Value;
        Assert.Equal(RuneKind.Ref, right.Kind);
        Assert.Equal(2, right.Components.Count);
        Assert.Null(Rule("_ Kind").Node.As<TypedRuneRuleSyntax>()!.Value.Rune);
        var call = Rule("implements(A, I)").Node.As<CallRuleSyntax>()!.Value;
        Assert.Equal("implements", call.Name!.Value.Text);
        Assert.Equal(2, call.Arguments.Count);
        Assert.Equal("drop", Rule("func drop(T)void").AsType!.Value.Node.As<PrototypeTypeSyntax>()!.Value.Name!.Value.Text);
    }

    [Fact]
    public void Statements_tell_their_parts()
    {
        var let = Statement<LetStatementSyntax>("x int = 3;");
        Assert.Equal("x", let.Pattern!.Value.Name!.Value.Text);
        Assert.Equal("int", let.Pattern.Value.Type!.Value.Node.Text);
        Assert.Equal("3", let.Value!.Value.Node.Text);
        var pattern = Statement<LetStatementSyntax>("[set a, _, self.b] = e;").Pattern!.Value;
        Assert.Null(pattern.Name);
        var elements = pattern.Destructure!.Value.Elements.ToArray();
        Assert.Equal(["a", "_", "b"], elements.Select(e => e.Name!.Value.Text));
        Assert.True(elements[0].IsSet);
        Assert.True(elements[1].IsIgnored);
        Assert.True(elements[2].IsConstructingMember);
        Assert.Null(Statement<LetStatementSyntax>("Vec[a] = e;").Pattern!.Value.Name);

        var loop = Statement<WhileStatementSyntax>("pure while x = f(); x { }");
        Assert.True(loop.IsPure);
        Assert.Equal(2, loop.Condition!.Value.Statements.Count);
        Assert.Equal("x", loop.Condition.Value.Result!.Value.Node.Text);
        Assert.Equal("3", Statement<ReturnStatementSyntax>("return 3;").Value!.Value.Node.Text);

        var body = Function("func f() { a; b }").Body!.Value;
        Assert.True(body.Statements[0].HasSemicolon);
        Assert.Equal("b", body.Result!.Value.Node.Text);
        Assert.Null(Function("func f() { a; }").Body!.Value.Result);
        Assert.Null(Function("func f() { return 3; }").Body!.Value.Result);
    }

    [Fact]
    public void Expressions_tell_their_parts()
    {
        Assert.True(Expression<IntegerExpressionSyntax>("-7i64").TryGetValue(out var seven, out var bits));
        Assert.Equal((-7L, 64), (seven, bits));
        Assert.Equal(4.25, Expression<FloatExpressionSyntax>("4.25").Value);
        Assert.True(Expression<BoolExpressionSyntax>("true").Value);
        Assert.Equal("a\n\"é", Expression<StringExpressionSyntax>("\"a\\n\\\"\\u00e9\"").Value);
        var parts = Expression<StringExpressionSyntax>("\"a{b}c\"");
        Assert.True(parts.IsInterpolated);
        Assert.Null(parts.Value);
        Assert.Equal(["a", null, "c"], parts.Parts.ToArray().Select(p => p.DecodedText));
        Assert.Equal("b", parts.Parts[1].Expression!.Value.Node.Text);
        Assert.True(Expression<StringExpressionSyntax>("\"\"\"a\"\"\"").IsLong);

        var sum = Expression<BinaryExpressionSyntax>("a mod b");
        Assert.Equal(("a", "mod", "b"), (sum.Left!.Value.Node.Text, sum.Operator!.Value.Text, sum.Right!.Value.Node.Text));
        var weak = Expression<AugmentExpressionSyntax>("&&a.b");
        Assert.Equal(SyntaxKind.AmpersandAmpersand, weak.Mark!.Value.Kind);
        Assert.Equal("a.b", weak.Inner!.Value.Node.Text);
        Assert.Equal(SyntaxKind.Ampersand, Expression<AugmentExpressionSyntax>("a&").Mark!.Value.Kind);

        var call = Expression<CallExpressionSyntax>("f<int>(a, b)");
        Assert.Equal("f", call.Callee!.Value.Node.As<NameExpressionSyntax>()!.Value.Name.Text);
        Assert.Equal(1, call.Callee.Value.Node.As<NameExpressionSyntax>()!.Value.TypeArguments!.Value.Arguments.Count);
        Assert.Equal(2, call.Arguments.Count);
        var method = Expression<MethodCallExpressionSyntax>("a.b<int>(c)");
        Assert.Equal(("a", "b"), (method.Subject!.Value.Node.Text, method.Name!.Value.Text));
        Assert.Equal(1, method.TypeArguments!.Value.Arguments.Count);
        Assert.Equal("c", method.Arguments[0].Node.Text);
        Assert.False(method.IsMap);
        Assert.True(Expression<MethodCallExpressionSyntax>("a*.b()").IsMap);
        Assert.Equal("*", Expression<MethodCallExpressionSyntax>("a.*(b)").Name!.Value.Text);
        Assert.False(Expression<MethodCallExpressionSyntax>("a.*(b)").IsMap);
        Assert.Equal("0", Expression<MemberExpressionSyntax>("a.0").Name!.Value.Text);
        Assert.Equal(2, Expression<IndexExpressionSyntax>("a[i, j]").Arguments.Count);
        Assert.Equal("n", Expression<RangeExpressionSyntax>("0..n").To!.Value.Node.Text);

        var lambda = Expression<LambdaExpressionSyntax>("(x, y int) => x");
        Assert.Equal(2, lambda.Parameters!.Value.Parameters.Count);
        Assert.Null(lambda.Block);
        Assert.Equal("x", lambda.Expression!.Value.Node.Text);
        Assert.Null(Expression<LambdaExpressionSyntax>("{ _ }").Parameters);
        Assert.NotNull(Expression<LambdaExpressionSyntax>("{ _ }").Block);

        var values = Expression<ArrayExpressionSyntax>("#[#](1, 2)");
        Assert.True(values.HasImmutableMark && values.IsStatic && values.HasElementArguments);
        var sized = Expression<ArrayExpressionSyntax>("[#3]int(f)");
        Assert.Equal(("3", "int"), (sized.Size!.Value.Node.Text, sized.ElementType!.Value.Node.Text));
        Assert.False(sized.HasElementArguments);
        Assert.False(Expression<ArrayExpressionSyntax>("[](n, f)").IsStatic);

        var ladder = Expression<IfExpressionSyntax>("if a { 1 } else if b { 2 } else { 3 }");
        Assert.Equal("1", ladder.Then!.Value.Result!.Value.Node.Text);
        Assert.Equal("3", ladder.Else!.Value.If!.Value.Else!.Value.Block!.Value.Result!.Value.Node.Text);
        var each = Expression<ForeachExpressionSyntax>("parallel pure foreach x in xs { x }");
        Assert.True(each.IsParallel && each.IsPure);
        Assert.Equal("x", each.Pattern!.Value.Name!.Value.Text);
        Assert.Equal("xs", each.Iterable!.Value.Result!.Value.Node.Text);
        var block = Expression<BlockExpressionSyntax>("unsafe pure block { 3 }");
        Assert.True(block.IsUnsafe && block.IsPure);
        var set = Expression<SetExpressionSyntax>("set a.b = 3");
        Assert.Equal(("a.b", "3"), (set.Target!.Value.Node.Text, set.Value!.Value.Node.Text));
        Assert.Equal("a", Expression<UnletExpressionSyntax>("unlet a").Name!.Value.Text);
        Assert.Equal("r", Expression<TransmigrateExpressionSyntax>("r'a").Region!.Value.Text);
        Assert.Equal("a", Expression<ParenthesizedExpressionSyntax>("(a)").Inner!.Value.Node.Text);
        Assert.Equal(1, Expression<TupleExpressionSyntax>("(a,)").Elements.Count);
    }

    [Fact]
    public void The_innermost_node_at_an_offset_is_found()
    {
        const string text = "func f() { a.bc(d) }";
        var root = new SyntaxNode(Parser.Parse(text).Tree);
        Assert.Equal("bc", root.Innermost(text.IndexOf("bc", StringComparison.Ordinal) + 1)!.Value.Text);
        Assert.Equal("(", root.Innermost(text.IndexOf("(d", StringComparison.Ordinal))!.Value.Text);
        Assert.Null(root.Innermost(text.Length));
    }
}
