// How statements and what they are made of are laid out.

using Vale.Syntax;
using Xunit;

namespace Syntax.Tests.Format;

public sealed class StatementFormatTests
{
    [Theory]
    [InlineData("x   =  3 ;y int = 4;", "x = 3;\ny int = 4;")]
    [InlineData("set   ship . hull  =  7 ;", "set ship.hull = 7;")]
    [InlineData("[ a,set b ] = ( 4 ,5 ) ;", "[a, set b] = (4, 5);")]
    [InlineData("ship Ship[ h , _ ] = 3;\nself . fuel = 7;", "ship Ship[h, _] = 3;\nself.fuel = 7;")]
    [InlineData("Ship[ h,[ e,f ] ] = ship;", "Ship[h, [e, f]] = ship;")]
    [InlineData("s Ship[h] = ship; empty Muta[ ] = m;", "s Ship[h] = ship;\nempty Muta[] = m;")]
    [InlineData("set& x = y; [ set& a ] = z;", "set&x = y;\n[set&a] = z;")]
    [InlineData("unlet   x; destruct   crew ; return   3;", "unlet x;\ndestruct crew;\nreturn 3;")]
    [InlineData("a();\n\n\n\n\nb();", "a();\n\nb();")]
    [InlineData("\n\na();\n\n", "a();")]
    [InlineData("block{f();}", "block { f(); }")]
    [InlineData("unsafe  pure  block\n{\nf();}", "unsafe pure block {\n  f();\n}")]
    public void Simple_statements(string before, string after) => Formatted.Statements(before, after);

    [Theory]
    [InlineData("if a{b();}", "if a { b(); }")]
    [InlineData("if a { b(); }else{c();}", "if a { b(); } else { c(); }")]
    [InlineData("if a { b(); }\nelse { c(); }", "if a {\n  b();\n} else {\n  c();\n}")]
    [InlineData("if a {\n b(); } else if c { d(); } else { e(); }", "if a {\n  b();\n} else if c {\n  d();\n} else {\n  e();\n}")]
    [InlineData("x = if n > 0 { 1 } else if n == 0 { 2 } else { 3 };", "x = if n > 0 {\n  1\n} else if n == 0 {\n  2\n} else {\n  3\n};")]
    [InlineData("if  ship = find(n);not ship.isEmpty(){ }", "if ship = find(n); not ship.isEmpty() { }", 44)]
    [InlineData("if captain.isAboard() and mate.isAboard() or isDrill { sail(); }",
        "if captain.isAboard()\n  and mate.isAboard()\n  or isDrill\n{\n  sail();\n}", 38)]
    [InlineData("while  i  < 10{f();}", "while i < 10 { f(); }")]
    [InlineData("pure  while true{ break ; }", "pure while true { break; }")]
    [InlineData("foreach   x in  list{ f(x); }", "foreach x in list { f(x); }")]
    [InlineData("parallel pure foreach [k,v] in & map { f(k); }", "parallel pure foreach [k, v] in &map {\n  f(k);\n}", 40)]
    [InlineData("xs = foreach x in list { x * 2 } ;", "xs = foreach x in list { x * 2 };")]
    public void Branches_and_loops(string before, string after, int width = 40) => Formatted.Statements(before, after, width);

    [Theory]
    [InlineData("list.each( x=>print(x) );", "list.each(x => print(x));")]
    [InlineData("list.each((x)=>{print(x);});", "list.each((x) => { print(x); });")]
    [InlineData("list.each({print(_);}); run(()=>5);", "list.each({ print(_); });\nrun(() => 5);")]
    [InlineData("list.each(&{ }); f = a=>b=>a + b;", "list.each(&{ });\nf = a => b => a + b;")]
    [InlineData("list.each((x) => { print(x + 1); print(x + 2); });", "list.each((x) => {\n  print(x + 1);\n  print(x + 2);\n});")]
    [InlineData("list.each((x) => {\nprint(x); });", "list.each((x) => {\n  print(x);\n});")]
    [InlineData("list.fold(start, &(sum, x) => {\nsum + x });", "list.fold(start, &(sum, x) => {\n  sum + x\n});")]
    [InlineData("run((x) => {\na(); }, (y) => { b(); });", "run(\n  (x) => {\n    a();\n  },\n  (y) => { b(); }\n);")]
    [InlineData("println(around(ship, &() => {\nsail(); }));", "println(around(ship, &() => {\n  sail();\n}));")]
    [InlineData("println(around(ship, &() => { sailAway(); return home; }));", "println(around(ship, &() => {\n  sailAway();\n  return home;\n}));")]
    [InlineData("first.second().third((x) => {\na(); });", "first.second().third((x) => {\n  a();\n});")]
    public void Lambdas(string before, string after) => Formatted.Statements(before, after);

    [Theory]
    [InlineData("f ( 1,\"two\" ,3.0, );", "f(1, \"two\", 3.0,);")]
    [InlineData("launch(captain, mate, crew, provisions, sails);", "launch(\n  captain,\n  mate,\n  crew,\n  provisions,\n  sails\n);")]
    [InlineData("launch(\n  a,\n  b\n);", "launch(a, b);")]
    [InlineData("f<List<int>,bool>(x);", "f<List<int>, bool>(x);")]
    [InlineData("f(g(aaaaaaaaaaaaaaa, bbbbbbbbbbbbb), ccccccccccccccc);", "f(\n  g(aaaaaaaaaaaaaaa, bbbbbbbbbbbbb),\n  ccccccccccccccc\n);")]
    [InlineData("list [ 4 ] ;grid[1] [2];", "list[4];\ngrid[1][2];")]
    [InlineData("x = [#](1, 2); y = [ ]int( n ); z = # [ # 3 ](f);", "x = [#](1, 2);\ny = []int(n);\nz = #[#3](f);")]
    [InlineData("x = [#](11111, 22222, 33333, 44444, 55555, 66666);", "x = [#](\n  11111, 22222, 33333, 44444, 55555,\n  66666\n);")]
    [InlineData("x = (1 ,);y = ( );z = ( 7 );", "x = (1,);\ny = ();\nz = (7);")]
    [InlineData("(factory . build) (3);{ 0 }( );", "(factory.build)(3);\n{ 0 }();")]
    [InlineData("x = 0 .. 5; y = lo..  hi;", "x = 0..5;\ny = lo..hi;")]
    [InlineData("x = & ship; y = && ship; z = ship &; w = inl   Ship( 7 );", "x = &ship;\ny = &&ship;\nz = ship&;\nw = inl Ship(7);")]
    [InlineData("grid . 2 . 1; list * . print(); path ./ ( \"sub\" );", "grid.2.1;\nlist*.print();\npath./(\"sub\");")]
    [InlineData("x = r' ship; 'quiet   launch(ship);", "x = r'ship;\n'quiet launch(ship);")]
    public void Calls_arrays_and_members(string before, string after) => Formatted.Statements(before, after);

    [Theory]
    [InlineData("x = a  +  b * 2\n- c;", "x = a + b * 2 - c;")]
    [InlineData("x = a   mod 2 == 0 and  not b;", "x = a mod 2 == 0 and not b;")]
    [InlineData("x = \"the ship \" + name + \" sails at \" + str(hour);", "x = \"the ship \" + name + \" sails at \"\n  + str(hour);")]
    [InlineData("x = isReady(ship) and isReady(crew) and isFair(weather);", "x = isReady(ship)\n  and isReady(crew)\n  and isFair(weather);")]
    [InlineData("x = compare(captain, mate, sailor, cook) >= 0;", "x = compare(\n  captain,\n  mate,\n  sailor,\n  cook\n) >= 0;")]
    [InlineData("x = (aaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb) * ccccccccccccccccc;", "x = (aaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb)\n  * ccccccccccccccccc;")]
    [InlineData("x = a.plus(b)  max  b.minus(a);", "x = a.plus(b) max b.minus(a);")]
    public void Operators(string before, string after) => Formatted.Statements(before, after);

    [Theory]
    [InlineData("a .b\n  .c()\n  .d;", "a.b.c().d;")]
    [InlineData("fleet.ships.sorted().first().captain.name();", "fleet.ships\n  .sorted()\n  .first()\n  .captain.name();")]
    [InlineData("x = builder.append(first).append(second).str();", "x = builder\n  .append(first)\n  .append(second)\n  .str();")]
    [InlineData("fleet.flagship.launch(captain, destination);", "fleet.flagship.launch(\n  captain,\n  destination\n);")]
    [InlineData("7 .plus(3);", "7 .plus(3);")]
    public void Chains(string before, string after) => Formatted.Statements(before, after);

    [Theory]
    [InlineData("x = \"a{ n  +  1 }b\";", "x = \"a{n + 1}b\";")]
    [InlineData("x = \"{list . map( y=>\"{ y }\" )}\";", "x = \"{list.map(y => \"{y}\")}\";")]
    [InlineData("x = \"\"\"\n   a  {  n }\n b\"\"\";", "x = \"\"\"\n   a  {n}\n b\"\"\";")]
    [InlineData("x = \"\"\"a{\\\n    n   +   1\n}\"\"\";", "x = \"\"\"a{\\\n    n   +   1\n}\"\"\";")]
    [InlineData("f(a + (if b { \"\nc\" } else { \"d\" }));", "f(\n    a\n      + (\n        if b {\n          \"\nc\"\n        } else {\n          \"d\"\n        }\n      )\n  );")]
    [InlineData("panic(\"there is no ship of that name in this harbour\");", "panic(\"there is no ship of that name in this harbour\");")]
    public void Strings(string before, string after)
    {
        // The last lines of a long string are its own.
        var text = Formatted.Text("func f() {\n" + before + "\n}\n", new Vale.Syntax.FormatOptions(42));
        Assert.Equal("func f() {\n  " + after + "\n}\n", text);
    }

    [Theory]
    [InlineData("println(map.get(42).get() + \" \" + (if map.get(43).isEmpty() { \"none\" }\nelse { \"some\" }) + \" \" + map.ContainsKey(51) + \" \" + empty.ContainsKey(51));")]
    [InlineData("& set\n\nrounds = rounds + 1;")]
    public void Formatting_twice_is_formatting_once(string statements)
    {
        foreach (var width in (int[])[20, 40, 60, 100]) Formatted.Text("func f() {\n" + statements + "\n}\n", new FormatOptions(width));
    }
}
