// How items and their headers are laid out.

using Xunit;

namespace Syntax.Tests.Format;

public sealed class ItemFormatTests
{
    [Theory]
    [InlineData("import   harbour . ships .* ;", "import harbour.ships.*;")]
    [InlineData("import\n  harbour.Crane;", "import harbour.Crane;")]
    [InlineData("export  []<mut>int  as\nInts ;", "export []<mut>int as Ints;")]
    [InlineData("impl< T>  ICallback<T ,int> for\n Filter <T>;", "impl<T> ICallback<T, int> for Filter<T>;")]
    [InlineData("impl ICargo for Crate where func drop(Crate)void, func weight(&Crate)int;",
        "impl ICargo\n  for Crate\n  where\n    func drop(Crate)void,\n    func weight(&Crate)int;")]
    [InlineData("struct  Ship{fuel int;}", "struct Ship { fuel int; }")]
    [InlineData("struct Ship\n{\n}", "struct Ship { }")]
    [InlineData("struct Ship {\n  fuel!int; mate &&Ship;\n\n\n\n  0 A;_ .. T; }", "struct Ship {\n  fuel! int;\n  mate &&Ship;\n\n  0 A;\n  _ ..T;\n}")]
    [InlineData("struct Ship { fuel int; crew List<Sailor>; depth int; }", "struct Ship {\n  fuel int;\n  crew List<Sailor>;\n  depth int;\n}")]
    [InlineData("weakable   struct Ship  imm where T Ref{ }", "weakable struct Ship imm where T Ref { }")]
    [InlineData("#!DeriveStructDrop struct Ship { }", "#!DeriveStructDrop\nstruct Ship { }")]
    [InlineData("sealed interface I{func a(&self);#X func b(virtual self &I)int{ 3 }}",
        "sealed interface I {\n  func a(&self);\n  #X\n  func b(virtual self &I) int { 3 }\n}")]
    [InlineData("interface I { func a(&self); }", "interface I { func a(&self); }")]
    [InlineData("interface ISilent {\n}", "interface ISilent { }")]
    public void Declarations(string before, string after) => Formatted.Items(before, after);

    [Theory]
    [InlineData("func main(){}", "func main() { }")]
    [InlineData("func f ( a int ,b &Ship ) int{ return a; }", "func f(a int, b &Ship) int { return a; }")]
    [InlineData("func f() int\n{\nreturn 3; }", "func f() int {\n  return 3;\n}")]
    [InlineData("func f() int { return 3333333333 + 444444444; }", "func f() int {\n  return 3333333333 + 444444444;\n}")]
    [InlineData("extern   func tide( hour int )int ;", "extern func tide(hour int) int;")]
    [InlineData("extern ( \"vale_tide\" )\nfunc tide() int;", "extern(\"vale_tide\")\nfunc tide() int;")]
    [InlineData("extern(\"vale_tide\")   func tide() int;", "extern(\"vale_tide\") func tide() int;")]
    [InlineData("abstract\nexported func f();", "abstract exported func f();")]
    [InlineData("func+(a Load,b Load)Load{ a }", "func +(a Load, b Load) Load { a }")]
    [InlineData("func <<T>(a &Box<T>, b &Box<T>) bool { true }", "func <<T>(a &Box<T>, b &Box<T>) bool {\n  true\n}")]
    [InlineData("func f<A,F>(f F)int where func(&F)A{ 3 }", "func f<A, F>(f F) int where func(&F)A {\n  3\n}", 39)]
    [InlineData("func f<A,F>(f F)int where func(&F)A{ 3 }", "func f<A, F>(f F) int where func(&F)A { 3 }", 43)]
    [InlineData("func f<F>(f F)\n  where func drop(F)void { }", "func f<F>(f F)\nwhere func drop(F)void { }")]
    [InlineData("func f<F>(f F) where func drop(F)void {\ng(); }", "func f<F>(f F) where func drop(F)void {\n  g();\n}")]
    [InlineData("func flee<F>(f F) where func drop(F)void {\ng(); }", "func flee<F>(f F)\nwhere func drop(F)void\n{\n  g();\n}")]
    [InlineData("func f<F>(f F)\nwhere func drop(F)void, func call(&F)int {\ng(); }",
        "func f<F>(f F)\nwhere\n  func drop(F)void,\n  func call(&F)int\n{\n  g();\n}", 38)]
    [InlineData("func f(captain Sailor, mate Sailor, cook Sailor) Crew { }",
        "func f(\n  captain Sailor,\n  mate Sailor,\n  cook Sailor\n) Crew { }")]
    [InlineData("func f<T>(ship &Ship<T>) HashMap<str, T, H> { }", "func f<T>(\n  ship &Ship<T>\n) HashMap<str, T, H> { }")]
    [InlineData("pure func f<r' ro,i'   rw>( a & r'Ship )i'List<Unit>  i'{ a }", "pure func f<r' ro, i' rw>(a &r'Ship) i'List<Unit> i'{ a }", 80)]
    [InlineData("func f(virtual  self   &I, Vec3[ x ]) { }", "func f(virtual self &I, Vec3[x]) { }", 60)]
    public void Functions(string before, string after, int width = 40) => Formatted.Items(before, after, width);

    [Theory]
    [InlineData("func f(a Map< str,List< Pair<int ,&Ship>>>,b && Ship,c pre & Ship) { }", "func f(a Map<str, List<Pair<int, &Ship>>>, b &&Ship, c pre &Ship) { }")]
    [InlineData("func f(a [ # 3 ] <imm ,vary> int,b # [ ]int, c [] [ ]str) { }", "func f(a [#3]<imm, vary>int, b #[]int, c [][]str) { }")]
    [InlineData("func f(a (int ,bool),b ( ), c func( int,&Ship ) bool, d func  launch(&Ship)void) { }",
        "func f(a (int, bool), b (), c func(int, &Ship)bool, d func launch(&Ship)void) { }")]
    [InlineData("func f<T   Ref=int,N Int = 5,r'  ro = x,K Ref   imm>(x HashMap<K  Ref imm>) { }", "func f<T Ref = int, N Int = 5, r' ro = x, K Ref imm>(x HashMap<K Ref imm>) { }")]
    [InlineData("func f() where A   Ref = Ref [ own,Kind[mut] ],M Mutability = any ( mut ,imm ), exists( func +(A,A)A ) { }",
        "func f() where A Ref = Ref[own, Kind[mut]], M Mutability = any(mut, imm), exists(func +(A, A)A) { }")]
    [InlineData("func f(a & &Ship, b 'Ship, c &r'Ship) { }", "func f(a & &Ship, b 'Ship, c &r'Ship) { }")]
    public void Types_and_rules(string before, string after) => Formatted.Items(before, after, 120);

    [Theory]
    [InlineData("\n\n\nfunc a() { }\nfunc b() { }\n\n\n\n\n\nfunc c() { }\n\n\n", "func a() { }\nfunc b() { }\n\n\nfunc c() { }")]
    [InlineData("struct A { } struct B { }", "struct A { }\nstruct B { }")]
    [InlineData("  import a.b;\n\timport a.c;", "import a.b;\nimport a.c;")]
    public void Items_keep_up_to_two_empty_lines_between_them(string before, string after) => Formatted.Items(before, after);

    [Fact]
    public void An_empty_file_stays_empty()
    {
        Assert.Equal("", Formatted.Text(""));
        Assert.Equal("", Formatted.Text(" \n\n"));
        Assert.Equal("// alone\n", Formatted.Text("\n // alone  "));
    }

    [Fact]
    public void A_byte_order_mark_stays() => Assert.Equal("\uFEFFfunc f() { }\n", Formatted.Text("\uFEFF\n func f() {}"));
}
