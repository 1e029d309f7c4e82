// Every problem the parser can find: the text, where it is marked, and the words a user reads.

using System.Runtime.CompilerServices;
using System.Text;
using Vale.Syntax;
using Vale.Testing;
using Xunit;

namespace Syntax.Tests;

public sealed class ProblemTests
{
    [Fact]
    public void Items()
    {
        Check("fn main() { }", """
            | fn main() { }
              ^^ expected-item: expected an item, found `fn`; write `func` instead of `fn`
            """);
        Check("blort\nfunc main() { }", """
            | blort
              ^^^^^ expected-item: expected an item, found `blort`; at the top level only `func`, `struct`, `interface`, `impl`, `import` and `export` can stand; move statements into a function
            | func main() { }
            """);
        Check("exported", """
            | exported
                      ^ expected-item: expected `func`, `struct`, `interface` or `impl` after the attributes; at the top level only `func`, `struct`, `interface`, `impl`, `import` and `export` can stand; move statements into a function
            """);
        Check("} func f() { }", """
            | } func f() { }
              ^ unexpected-close: this `}` closes nothing; remove it, or write the bracket it should close
            """);
        Check("func () { }", """
            | func () { }
                  ^ expected-function-name: expected the function's name before `(`; write a name, or one of the operators + - * / == != < > <= >= <=> ===
            """);
        Check("func f { }", """
            | func f { }
                    ^ expected-parameters: expected the parameters before `{`; write `(` and `)` around the parameters, even when there are none
            """);
        Check("func f() int\nfunc g() { }", """
            | func f() int
                          ^ expected-body: expected the function's body; write `{ ... }`, or `;` for a function that is extern or abstract
            | func g() { }
            """);
        Check("func f() int bool { }", """
            | func f() int bool { }
                           ^^^^ unexpected-token: did not expect `bool` here; remove it, or close what comes before it
            """);
        Check("func f(x) { }", """
            | func f(x) { }
                     ^ parameter-needs-type: parameter `x` needs a type; write the type after the name; only lambdas and functions of an interface or struct may leave it out
            """);
        Check("func f(a int b int) { }", """
            | func f(a int b int) { }
                           ^ expected-comma-or-close: expected `,` or the end of the list before `b`; separate the elements with `,`
            """);
        Check("func f(, a int) { }", """
            | func f(, a int) { }
                     ^ expected-pattern: expected a name, found `,`; write a name, `_`, or names in brackets as in `[a, b]`; a type comes after the name
            """);
        Check("func f(a int { }", """
            | func f(a int { }
                    ^ expected-close: this `(` is never closed; write `)` where it should end
            """);
        Check("func f<T Shape>() { }", """
            | func f<T Shape>() { }
                       ^^^^^ expected-rune-kind: `Shape` is not something a rune can stand for; write one of Ref, Kind, Int, Bool, Prot, RefList, Ownership, Mutability, Variability, Location, Region
            """);
        Check("func f<>() where { }", """
            | func f<>() where { }
                              ^ expected-rule: expected a rule, found `{`; write a rule such as `T Ref`, `func drop(T)void` or `implements(T, IShip)`
            """);
        Check("func f() where T Shape { }", """
            | func f() where T Shape { }
                               ^^^^^ expected-rune-kind: `Shape` is not something a rune can stand for; write one of Ref, Kind, Int, Bool, Prot, RefList, Ownership, Mutability, Variability, Location, Region
            """);
        Check("func f<T>(x T) func drop(T)void { }", """
            | func f<T>(x T) func drop(T)void { }
                             ^^^^ forgot-where: a function that must exist is a rule, not a return type; write `where` before this `func`
            """);
        Check("func f<3>() { }", """
            | func f<3>() { }
                     ^ expected-name: expected a name before `3`; write the name here
            """);
        Check("extern(4) func f();", """
            | extern(4) func f();
                     ^ expected-extern-name: expected a plain string: the builtin's name; write `extern("name")`
            """);
        Check("extern(\"a{b}\") func f();", """
            | extern("a{b}") func f();
                     ^^^^^^ expected-extern-name: expected a plain string: the builtin's name; write `extern("name")`
            """);
        Check("exported import a.b;", """
            | exported import a.b;
              ^^^^^^^^ unexpected-attribute: `import` takes no attributes; remove what stands before it
            """);
        Check("import a;", """
            | import a;
                      ^ expected-importee: expected what to import from `a`; write `import a.*;` for everything, or name one thing after a `.`
            """);
        Check("import a.;", """
            | import a.;
                       ^ expected-name: expected a name before `;`; write the name here
            """);
        Check("import a.b\nfunc f() { }", """
            | import a.b
                        ^ expected-semicolon: expected `;`; write `;` here
            | func f() { }
            """);
        Check("func f() { }\nimport a.b;", """
            | func f() { }
            | import a.b;
              ^^^^^^^^^^^ import-after-item: imports come before everything else in a file; move this import to the top
            """);
        Check("export int Number;", """
            | export int Number;
                        ^ expected-as: expected `as` and the exported name before `Number`; write `export Type as Name;`
            """);
        Check("export int as ;", """
            | export int as ;
                           ^ expected-name: expected a name before `;`; write the name here
            """);
        Check("impl I;", """
            | impl I;
                    ^ expected-for: expected `for` and the struct before `;`; write `impl Interface for Struct;`
            """);
        Check("impl I for ;", """
            | impl I for ;
                        ^ expected-type: expected a type, found `;`; write a type such as `int`, `&Ship` or `[]str`
            """);
        Check("struct { }", """
            | struct { }
                    ^ expected-name: expected a name before `{`; write the name here
            """);
        Check("struct A", """
            | struct A
                      ^ expected-members: expected the members of this struct; write `{` and `}` around the members, even when there are none
            """);
        Check("struct A { x int\n y bool; }", """
            | struct A { x int
                              ^ expected-semicolon: expected `;` before `y`; write `;` here
            |  y bool; }
            """);
        Check("struct A { ; }", """
            | struct A { ; }
                         ^ unneeded-semicolon: this `;` ends nothing; remove it
            """);
        Check("struct A { = int; }", """
            | struct A { = int; }
                         ^ expected-member-name: expected a member's name, found `=`; write a member as `name Type;`, or `name! Type;` when it may be set
            """);
        Check("struct A { x ..T; }", """
            | struct A { x ..T; }
                         ^ variadic-member-has-name: a member that stands for many has no name, but this one is called `x`; write `_ ..Type;`
            """);
        Check("struct A { x ; }", """
            | struct A { x ; }
                          ^ expected-type: expected a type, found `;`; write a type such as `int`, `&Ship` or `[]str`
            """);
        Check("interface I { x int; func f(virtual self &I); }", """
            | interface I { x int; func f(virtual self &I); }
                            ^ expected-member: expected a function of the interface, found `x`; only functions stand in an interface: write `func name(virtual self &Interface) ...;`
            """);
        Check("interface I;", """
            | interface I;
                         ^ expected-members: expected the members of this interface before `;`; write `{` and `}` around the members, even when there are none
            """);
    }

    [Fact]
    public void Statements()
    {
        Body("x = 3\n y = 4;", """
            | func f() { x = 3
                              ^ expected-semicolon: expected `;` before `y`; write `;` here
            |  y = 4; }
            """);
        Body("f() g();", """
            | func f() { f() g(); }
                            ^ expected-semicolon: expected `;` before `g`; write `;` here
            """);
        Body("ship.fuel = 4;", """
            | func f() { ship.fuel = 4; }
                         ^^^^ forgot-set: changing an existing place needs `set`; write `set` before `ship`
            """);
        Body("x=4;", """
            | func f() { x=4; }
                          ^ need-whitespace-around-equals: `=` needs a blank on each side; write ` = `
            """);
        Body("set x=4;", """
            | func f() { set x=4; }
                              ^ need-whitespace-around-equals: `=` needs a blank on each side; write ` = `
            """);
        Body("set x;", """
            | func f() { set x; }
                              ^ expected-equals: expected ` = ` and the new value before `;`; write `set place = value`, with a blank on each side of `=`
            """);
        Body("[set] = f();", """
            | func f() { [set] = f(); }
                          ^^^ reserved-local-name: a local cannot be called `set`; choose another name
            """);
        Body("x = ;", """
            | func f() { x = ; }
                            ^ expected-expression: expected an expression, found `;`; write a value, a call, or another expression here
            """);
        Body("return;", """
            | func f() { return; }
                               ^ expected-expression: `return` needs a value; write the value, or `return ();` in a function that returns nothing
            """);
        Body("return 3", """
            | func f() { return 3 }
                                 ^ expected-semicolon: expected `;` before `}`; write `;` here
            """);
        Body("break", """
            | func f() { break }
                              ^ expected-semicolon: expected `;` before `}`; write `;` here
            """);
        Body("if { }", """
            | func f() { if { } }
                           ^ expected-condition: expected the condition of this `if` before `{`; write an expression before the `{`
            """);
        Body("if a", """
            | func f() { if a }
                             ^ expected-body: expected the body of this `if` before `}`; write `{ ... }` after the `if`
            """);
        Body("if a { } else b", """
            | func f() { if a { } else b }
                                      ^ expected-body: expected `{` or `if` after `else` before `b`; write `else { ... }` or `else if ... { ... }`
            """);
        Body("while { }", """
            | func f() { while { } }
                              ^ expected-condition: expected the condition of this `while` before `{`; write an expression before the `{`
            """);
        Body("while a", """
            | func f() { while a }
                                ^ expected-body: expected the body of this `while` before `}`; write `{ ... }` after the `while`
            """);
        Body("foreach x of xs { }", """
            | func f() { foreach x of xs { } }
                                  ^ expected-in: expected `in` before `of`; write `foreach x in xs { ... }`
            """);
        Body("foreach in xs { }", """
            | func f() { foreach in xs { } }
                                ^ expected-pattern: expected a name, found `in`; write a name, `_`, or names in brackets as in `[a, b]`; a type comes after the name
            """);
        Body("foreach x in { }", """
            | func f() { foreach x in { } }
                                     ^ expected-condition: expected what to walk through before `{`; write a collection or a range such as `0..10` after `in`
            """);
        Body("foreach x in xs", """
            | func f() { foreach x in xs }
                                        ^ expected-body: expected the body of this `foreach` before `}`; write `{ ... }` after the `foreach`
            """);
        Body("block 3", """
            | func f() { block 3 }
                              ^ expected-body: expected the body of this `block` before `3`; write `{ ... }` after the `block`
            """);
        Body("if a { };", """
            | func f() { if a { }; }
                                 ^ unneeded-semicolon: this `;` ends nothing; remove it
            """);
        Body(") f();", """
            | func f() { ) f(); }
                         ^ unexpected-close: this `)` closes nothing; remove it, or write the bracket it should close
            """);
        Body("] f();", """
            | func f() { ] f(); }
                         ^ unexpected-close: this `]` closes nothing; remove it, or write the bracket it should close
            """);
        Body(", f();", """
            | func f() { , f(); }
                         ^ expected-statement: expected a statement, found `,`; remove it, or write what it should apply to
            """);
        Body("=> 3;", """
            | func f() { => 3; }
                         ^^ expected-statement: expected a statement, found `=>`; remove it, or write what it should apply to
            """);
        Body("unlet 3;", """
            | func f() { unlet 3; }
                              ^ expected-name: expected a name before `3`; write the name here
            """);
        Body("destruct x", """
            | func f() { destruct x }
                                   ^ expected-semicolon: expected `;` before `}`; write `;` here
            """);
        Body("% 3;", """
            | func f() { % 3; }
                         ^ unexpected-character: `%` means nothing in Vale; remove the character
            """);
    }

    [Fact]
    public void Expressions()
    {
        Body("a+b", """
            | func f() { a+b }
                          ^ need-whitespace-around-operator: `+` needs a blank on each side; write ` + `
            """);
        Body("a +b", """
            | func f() { a +b }
                           ^ need-whitespace-around-operator: `+` needs a blank on each side; write ` + `
            """);
        Body("a -5", """
            | func f() { a -5 }
                           ^ need-whitespace-around-operator: `-` needs a blank on each side; write ` - `
            """);
        Body("a<b", """
            | func f() { a<b }
                          ^ need-whitespace-around-operator: `<` needs a blank on each side; write ` < `
            """);
        Body("a + ", """
            | func f() { a +  }
                            ^ expected-expression: expected an expression, found `}`; write a value, a call, or another expression here
            """);
        Body("f(a b)", """
            | func f() { f(a b) }
                            ^ expected-comma-or-close: expected `,` or the end of the list before `b`; separate the elements with `,`
            """);
        Body("f(a,, b)", """
            | func f() { f(a,, b) }
                             ^ expected-expression: expected an expression, found `,`; write a value, a call, or another expression here
            """);
        Body("f(a, b;\n g();", """
            | func f() { f(a, b;
                          ^ expected-close: this `(` is never closed; write `)` where it should end
            |  g(); }
            """);
        Body("f(return 3)", """
            | func f() { f(return 3) }
                           ^^^^^^ statement-in-expression: `return` is a statement and cannot stand within an expression; put it on a line of its own
            """);
        Body("f(while)", """
            | func f() { f(while) }
                           ^^^^^ statement-in-expression: `while` is a statement and cannot stand within an expression; put it on a line of its own
            """);
        Body("a.", """
            | func f() { a. }
                           ^ expected-member: expected a member's name after `.` before `}`; write the name of a member or function, or remove the `.`
            """);
        Body("a.\n b = 3;", """
            | func f() { a.
                         ^ forgot-set: changing an existing place needs `set`; write `set` before `a`
            |  b = 3; }
            """);
        Body("a.b<int>", """
            | func f() { a.b<int> }
                            ^^^^^ template-arguments-on-member: a member cannot take template arguments; write the call's parentheses after them, or remove them
            """);
        Body("f()<int>()", """
            | func f() { f()<int>() }
                            ^ template-arguments-on-value: only a name can take template arguments; write them right after the function's or type's name; if `<` should compare, put a blank on each side
            """);
        Body("[1, 2]", """
            | func f() { [1, 2] }
                          ^ expected-array-size: expected `#` and the size, or nothing, in the array's brackets; found `1`; write `[#3]` for a fixed size, `[]` for a size chosen when running; a list of values is written `[#](a, b, c)`
            """);
        Body("[#]", """
            | func f() { [#] }
                            ^ expected-array-arguments: expected `(` after the array's brackets before `}`; write `[](size, function)`, `[#size](function)` or `[#](a, b, c)`
            """);
        Body("[5](f)", """
            | func f() { [5](f) }
                          ^ expected-array-size: expected `#` and the size, or nothing, in the array's brackets; found `5`; write `[#3]` for a fixed size, `[]` for a size chosen when running; a list of values is written `[#](a, b, c)`
            """);
        Body("x => ", """
            | func f() { x =>  }
                             ^ expected-expression: expected an expression, found `}`; write a value, a call, or another expression here
            """);
        Body("(a", """
            | func f() { (a }
                         ^ expected-close: this `(` is never closed; write `)` where it should end
            """);
        Body("a[3", """
            | func f() { a[3 }
                          ^ expected-close: this `[` is never closed; write `]` where it should end
            """);
        Body("f(a]", """
            | func f() { f(a] }
                          ^ expected-close: this `(` is never closed; write `)` where it should end
                            ^ unexpected-close: this `]` closes nothing; remove it, or write the bracket it should close
            """);
        Body("99999999999999999999", """
            | func f() { 99999999999999999999 }
                         ^^^^^^^^^^^^^^^^^^^^ integer-too-large: `99999999999999999999` does not fit in 64 bits; use a smaller number
            """);
        Body("3i65", """
            | func f() { 3i65 }
                         ^^^^ bad-integer-bits: `3i65` names a number of bits no integer has; write `i32` or `i64` after the number, or nothing
            """);
        Body("a ~ b", """
            | func f() { a ~ b }
                           ^ unexpected-character: `~` means nothing in Vale; remove the character
            """);
        Body("not", """
            | func f() { not }
                            ^ expected-expression: expected an expression, found `}`; write a value, a call, or another expression here
            """);
        Body("{ a", """
            | func f() { { a }
                       ^ expected-close: this `{` is never closed; write `}` where it should end
            """);
    }

    [Fact]
    public void Strings()
    {
        Check("func f() { x = \"abc;\n}\n\nfunc g() { }", """
            | func f() { x = "abc;
                             ^ unterminated-string: this string is never closed; write `"` where it should end
            | }
            |
            | func g() { }
            """);
        Body("\"a {b\"", """
            | func f() { "a {b" }
                       ^ expected-close: this `{` is never closed; write `}` where it should end
                         ^ unterminated-string: this string is never closed; write `"` where it should end
                            ^ unterminated-interpolation: this `{` begins an expression in the string that is never closed; write `}` after the expression, or `\{` for the character
                              ^ unexpected-token: did not expect `"` here; remove it, or close what comes before it
            """);
        Body("\"a {}\"", """
            | func f() { "a {}" }
                             ^ expected-expression: expected an expression, found `}`; write a value, a call, or another expression here
            """);
        Body("\"a {b; c}\"", """
            | func f() { "a {b; c}" }
                         ^ unterminated-string: this string is never closed; write `"` where it should end
                            ^ unterminated-interpolation: this `{` begins an expression in the string that is never closed; write `}` after the expression, or `\{` for the character
                                  ^ expected-item: expected an item, found `"`; at the top level only `func`, `struct`, `interface`, `impl`, `import` and `export` can stand; move statements into a function
            """);
        Body("\"\\u12\"", """
            | func f() { "\u12" }
                          ^^^^ bad-unicode-escape: `\u12` is no unicode escape; write `\u` and four hexadecimal digits, such as `\u00e9`
            """);
        Check("func f() { }\n« never closed", """
            | func f() { }
            | « never closed
              ^ unterminated-comment: this comment is never closed; write `»` where it should end
            """);
    }

    [Fact]
    public void Types()
    {
        Check("func f(x &) { }", """
            | func f(x &) { }
                        ^ expected-type: expected a type, found `)`; write a type such as `int`, `&Ship` or `[]str`
            """);
        Check("func f(x List<int) { }", """
            | func f(x List<int) { }
                           ^ expected-close: this `<` is never closed; write `>` where it should end
            """);
        Check("func f(x [5]int) { }", """
            | func f(x [5]int) { }
                        ^ expected-array-size: expected `#` and the size, or nothing, in the array's brackets; found `5`; write `[#3]` for a fixed size, `[]` for a size chosen when running; a list of values is written `[#](a, b, c)`
            """);
        Check("func f(x [#]int) { }", """
            | func f(x [#]int) { }
                         ^ expected-array-size: expected `#` and the size, or nothing, in the array's brackets; found `]`; write `[#3]` for a fixed size, `[]` for a size chosen when running; a list of values is written `[#](a, b, c)`
            """);
        Check("func f(x #[]<mut>int) { }", """
            | func f(x #[]<mut>int) { }
                       ^ conflicting-mutability: the array says twice whether it is mutable: `#` and `<mut>`; keep one of the two
            """);
        Check("func f(x A<3.5>) { }", """
            | func f(x A<3.5>) { }
                         ^^^ float-in-type: `3.5` cannot stand in a type; use an integer
            """);
        Check("func f(x A<\"{a}\">) { }", """
            | func f(x A<"{a}">) { }
                         ^^^^^ interpolated-string-in-type: a string in a type cannot hold an expression; write the text itself, with `\{` for a brace
            """);
        Check("func f(x #int) { }", """
            | func f(x #int) { }
                       ^ unexpected-token: did not expect `#` here; remove it, or close what comes before it
                        ^^^ expected-comma-or-close: expected `,` or the end of the list before `int`; separate the elements with `,`
            """);
        Check("func f(x func int) { }", """
            | func f(x func int) { }
                               ^ expected-parameters: expected the parameters before `)`; write `(` and `)` around the parameters, even when there are none
            """);
        Check("func f(x func() { }", """
            | func f(x func() { }
                    ^ expected-close: this `(` is never closed; write `)` where it should end
                             ^ expected-type: expected a type, found `{`; write a type such as `int`, `&Ship` or `[]str`
            """);
        Check("func f(x *int) { }", """
            | func f(x *int) { }
                       ^ expected-pattern: expected a name, found `*`; write a name, `_`, or names in brackets as in `[a, b]`; a type comes after the name
            """);
    }

    [Fact]
    public void Too_deep()
    {
        var problem = Assert.Single(Parser.Parse($"func f() {{ {new string('(', 600)}a{new string(')', 600)} }}").Problems);
        var words = SyntaxProblems.Describe(problem);
        Expect.Equal($"{words.Code}: {words.Message}; {words.Help}", "nesting-too-deep: this nests too deep, or is too long a chain, to be read; name parts of it with locals or functions of their own");
    }

    [Fact]
    public void Every_code_is_shown_by_a_text_above()
    {
        var source = File.ReadAllText(Repository.PathOf("tests/Syntax.Tests/ProblemTests.cs"));
        foreach (var code in Enum.GetValues<SyntaxProblemCode>())
        {
            if (code != SyntaxProblemCode.None)
                Assert.Contains($"{SyntaxProblems.Kebab(code)}: ", source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_code_has_words()
    {
        foreach (var code in Enum.GetValues<SyntaxProblemCode>())
        {
            if (code == SyntaxProblemCode.None)
                continue;
            var words = SyntaxProblems.Describe(new SyntaxProblem(code, 0, 0, "found", "expected"));
            Assert.Matches("^[a-z]+(-[a-z]+)*$", words.Code);
            Assert.NotEmpty(words.Message);
            Assert.NotEmpty(words.Help);
        }
    }

    private static void Body(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Check($"func f() {{ {source} }}", expected, literal, file, line);

    /// <summary>The text with each problem's marks and words below its line.</summary>
    private static void Check(string source, string expected,
        [CallerArgumentExpression(nameof(expected))] string literal = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var result = Shape.Parse(source);
        Assert.NotEmpty(result.Problems);
        var builder = new StringBuilder();
        for (var i = 0; i < result.Text.Lines.Count; i++)
        {
            var start = result.Text.Lines.Start(i);
            var content = source.AsSpan(start, result.Text.Lines.End(i) - start);
            builder.Append(content.IsEmpty ? "\n|" : "\n| ").Append(content);
            foreach (var problem in result.Problems)
            {
                if (result.Text.Lines.LineOf(problem.Start) != i)
                    continue;
                var words = SyntaxProblems.Describe(problem);
                builder.Append("\n  ").Append(' ', problem.Start - start)
                    .Append('^', Math.Max(1, Math.Min(problem.End, result.Text.Lines.End(i)) - problem.Start))
                    .Append(' ').Append(words.Code).Append(": ").Append(words.Message).Append("; ").Append(words.Help);
            }
        }
        Expect.Equal(builder.ToString(1, builder.Length - 1), expected, literal, file, line);
    }
}
