// Arrays of every kind of element, through everything that can be done with one: made in each way, pushed to, popped from, set,
// walked through, taken apart, migrated, dropped into, held by structs, tuples, arrays and optional values. What a program
// must print is worked out here, from how an element shows; the interpreter and the machine code must both print it, and
// neither may lose or misuse memory.

using System.Text;
using Vale.Testing.Programs;
using Xunit;

namespace Backend.Tests;

public sealed class ElementKindTests
{
    /// <summary>A kind of element.</summary>
    /// <param name="Type">As Vale writes it.</param>
    /// <param name="Make">The expression of element number <c>$</c>.</param>
    /// <param name="Show">The expression of its text, <c>x</c> being the element, or a borrow of one that is owned.</param>
    /// <param name="Text">The same, for element number n.</param>
    /// <param name="Owned">Whether an element has one owner.</param>
    /// <param name="Immutable">Whether immutable arrays can hold it.</param>
    /// <param name="Prelude">What main begins with.</param>
    private sealed record Kind(string Type, string Make, string Show, Func<int, string> Text, bool Owned = false, bool Immutable = false, string Prelude = "");

    private const string Declarations = """
        struct Ship { n int; }
        weakable struct Buoy { n int; }
        struct Leg imm { n int; name str; }
        interface Flies { func fuel(virtual self &Flies) int; }
        impl Flies for Ship;
        func fuel(self &Ship) int { self.n }
        func makeFlies(n int) Flies { Ship(n) }
        interface Shape imm { func sides(virtual self Shape) int; }
        impl Shape for Leg;
        func sides(self Leg) int { self.n }
        func makeShape(n int) Shape { Leg(n, "") }
        func makeOpt(n int) Opt<int> {
          if n mod 2 == 0 { return None<int>(); }
          return Some<int>(n);
        }

        """;

    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["int"] = new("int", "($)", "str(x)", n => $"{n}", Immutable: true),
        ["i64"] = new("i64", "i64($) * 10000000000i64", "str(x)", n => $"{n * 10000000000}", Immutable: true),
        ["bool"] = new("bool", "($ mod 2 == 1)", "str(x)", n => n % 2 == 1 ? "true" : "false", Immutable: true),
        ["float"] = new("float", "float($) + 0.5", "str(x)", n => $"{n}.5", Immutable: true),
        ["str"] = new("str", "(\"s\" + str($))", "x", n => $"s{n}", Immutable: true),
        ["imm struct"] = new("Leg", "Leg($, \"leg\" + str($))", "str(x.n) + x.name", n => $"{n}leg{n}", Immutable: true),
        ["imm interface"] = new("Shape", "makeShape($)", "str(x.sides())", n => $"{n}", Immutable: true),
        ["imm array"] = new("#[]int", "#[]int($ mod 4, (k) => { k + 1 })", "str(x.len())", n => $"{n % 4}", Immutable: true),
        ["struct"] = new("Ship", "Ship($)", "str(x.n)", n => $"{n}", Owned: true),
        ["interface"] = new("Flies", "makeFlies($)", "str(x.fuel())", n => $"{n}", Owned: true),
        ["array"] = new("[]int", "[]($ mod 4, (k) => { k + 1 })", "str(x.len())", n => $"{n % 4}", Owned: true),
        ["static array"] = new("[#2]Ship", "[#](Ship($), Ship($ + 1))", "str(x[0].n) + \"+\" + str(x[1].n)", n => $"{n}+{n + 1}", Owned: true),
        ["tuple"] = new("(int, Ship)", "($, Ship($))", "str(x.0) + \"/\" + str(x.1.n)", n => $"{n}/{n}", Owned: true),
        ["optional"] = new("Opt<int>", "makeOpt($)", "str(x.isEmpty())", n => n % 2 == 0 ? "true" : "false", Owned: true),
        ["borrow"] = new("&Ship", "&fleet[$ mod 10]", "str(x.n)", n => $"{n % 10 * 3}", Prelude: "  fleet = [](10, (k) => { Ship(k * 3) });\n"),
        ["weak"] = new("&&Buoy", "&&buoys[$ mod 10]", "str(lock(x).get().n)", n => $"{n % 10 * 3}", Prelude: "  buoys = [](10, (k) => { Buoy(k * 3) });\n"),
        ["weak of the dead"] = new("&&Buoy", "&&Buoy($)", "str(lock(x).isEmpty())", _ => "true"),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Arrays_of_it_do_everything_in_the_interpreter_and_as_machine_code(string name)
    {
        var kind = Kinds[name];
        var expected = new StringBuilder();
        var text = Write(kind, expected);
        var file = Path.Combine(Directory.CreateTempSubdirectory("vale-elements-").FullName, "main.vale");
        try
        {
            File.WriteAllText(file, $"// expect-result: 0\n{text}");
            var program = ProgramCase.Parse($"elements/{name}", file, null, File.ReadAllText(file)) with { Stdout = expected.ToString() };
            var compiled = ProgramSources.Compile(program);
            var native = ProgramRunner.Natively(compiled, [], watched: true);
            native.MustBe(program);
            var interpreted = ProgramRunner.InVm(compiled, []);
            interpreted.MustBe(program);
            ProgramRun.MustAgree(interpreted, native);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, true);
        }
    }

    private static string Write(Kind kind, StringBuilder expected)
    {
        var shown = kind.Owned ? "&" : "";
        var text = new StringBuilder(Declarations);
        text.Append($$"""
            func show(x {{shown}}{{kind.Type}}) str { {{kind.Show}} }
            struct Holder { items []{{kind.Type}}; count int; }
            struct One { it! {{kind.Type}}; }
            func walk(a &[]{{kind.Type}}) {
              i = 0;
              while i < a.len() {
                print(show(a[i]) + ",");
                set i = i + 1;
              }
              println("");
            }
            func passed(a []{{kind.Type}}) []{{kind.Type}} { a }

            exported func main() int {

            """).Append(kind.Prelude);
        string Make(string n) => kind.Make.Replace("$", n, StringComparison.Ordinal);
        void Expect(string line) => expected.Append(line).Append('\n');
        string Walked(params int[] numbers) => string.Concat(numbers.Select(n => kind.Text(n) + ","));
        string Dropped(params int[] numbers) => string.Concat(numbers.Select(n => $"<{kind.Text(n)}>"));

        text.Append($$"""
              a = Array<mut, {{kind.Type}}>(4);
              a.push({{Make("1")}});
              a.push({{Make("2")}});
              a.push({{Make("3")}});
              println("{a.len()} of {a.capacity()} " + show(a[1]));
              old = set a[0] = {{Make("9")}};
              println("set " + show({{shown}}old));
              last = a.pop();
              println("pop " + show({{shown}}last));
              walk(&a);
              b = Array<mut, {{kind.Type}}>(6);
              b.push({{Make("0")}});
              migrate(passed(a), &b);
              walk(&b);
              drop_into(b, &(x) => { print("<" + show({{shown}}x) + ">"); });
              println("");
              c = Array<mut, {{kind.Type}}>(3, (i) => { {{Make("i")}} });
              walk(&c);
              s = [#3]((i) => { {{Make("(i * 5)")}} });
              println("static " + show(s[2]) + " " + show(s.0));
              [t1, t2] = [#]({{Make("4")}}, {{Make("5")}});
              println("apart " + show({{shown}}t1) + " " + show({{shown}}t2));
              drop_into(s, &(x) => { print("<" + show({{shown}}x) + ">"); });
              println("");
              h = Holder(c, 3);
              walk(&h.items);
              [items, count] = h;
              two = (items, {{Make("6")}});
              println("tuple " + show({{shown}}two.1) + " " + show(two.0[count - 1]));
              one = One({{Make("7")}});
              was = set one.it = {{Make("8")}};
              println("field " + show({{shown}}was) + " " + show({{shown}}one.it));
              nested = [](2, (i) => { [](i + 1, (j) => { {{Make("(i + j)")}} }) });
              println("nested " + show(nested[1][1]));
              some = Some<{{kind.Type}}>({{Make("3")}});
              println("some " + show({{shown}}some.value));

            """);
        Expect($"3 of 4 {kind.Text(2)}");
        Expect($"set {kind.Text(1)}");
        Expect($"pop {kind.Text(3)}");
        Expect(Walked(9, 2));
        Expect(Walked(0, 9, 2));
        Expect(Dropped(2, 9, 0));
        Expect(Walked(0, 1, 2));
        Expect($"static {kind.Text(10)} {kind.Text(0)}");
        Expect($"apart {kind.Text(4)} {kind.Text(5)}");
        Expect(Dropped(10, 5, 0));
        Expect(Walked(0, 1, 2));
        Expect($"tuple {kind.Text(6)} {kind.Text(2)}");
        Expect($"field {kind.Text(7)} {kind.Text(8)}");
        Expect($"nested {kind.Text(2)}");
        Expect($"some {kind.Text(3)}");
        // A borrow of an element that is a weak reference is a borrow of its object.
        if (kind.Type[..2] != "&&")
        {
            text.Append("  foreach x in &nested[1] { print(show(x) + \";\"); }\n  println(\"\");\n");
            Expect($"{kind.Text(1)};{kind.Text(2)};");
        }
        if (kind.Immutable)
        {
            text.Append($$"""
                  im = #[]{{kind.Type}}(3, (i) => { {{Make("i")}} });
                  same = im;
                  println("imm " + show(im[1]) + " " + show(same[2]) + " {im.len()}");
                  is = #[#2]((i) => { {{Make("(i + 1)")}} });
                  println("imm static " + show(is[1]) + " {is.len()}");
                  foreach x in im { print(show(x) + ";"); }
                  println("");
                  drop_into(im, &(x) => { print("<" + show(x) + ">"); });
                  println("");

                """);
            Expect($"imm {kind.Text(1)} {kind.Text(2)} 3");
            Expect($"imm static {kind.Text(2)} 2");
            Expect($"{kind.Text(0)};{kind.Text(1)};{kind.Text(2)};");
            Expect(Dropped(2, 1, 0));
        }
        return text.Append("  return 0;\n}\n").ToString();
    }
}
