// Headers and struct definitions: what may stand in them, and what is derived.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Signatures;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("struct A { b B; } struct B { x int; }", null)]
    [InlineData("struct A { a &A; }", null)]
    [InlineData("struct A imm { x int; s str; b B; } struct B imm { y float; }", null)]
    [InlineData("struct A imm { a A; }", "immutable-holds-itself")]
    [InlineData("struct A imm { b B; } struct B { }", "mutable-member-of-immutable")]
    [InlineData("struct A imm { x! int; }", "varying-member-of-immutable")]
    [InlineData("struct A { x int; x int; }", "duplicate-name")]
    [InlineData("struct A { x Nope; }", "unknown-type")]
    [InlineData("struct A { } struct A { }", "duplicate-denizen")]
    [InlineData("struct A { } func A(x int) A { return A(); }", null)]
    [InlineData("struct A { x int; } func A(x int) A { return A(x); }", "duplicate-function")]
    [InlineData("struct A { } func drop(a A) { [] = a; }", "duplicate-function")]
    [InlineData("#!DeriveStructDrop struct A { x int; } func drop(a A) { [_] = a; }", null)]
    [InlineData("func f(x int) { } func f(x int) int { return 3; }", "duplicate-function")]
    [InlineData("func f(x int) { } func f(x str) { }", null)]
    [InlineData("func f(x int, x int) { }", "duplicate-name")]
    [InlineData("func f(_ int, _ int) { }", null)]
    [InlineData("struct A { x int; y int; } func f(A[x, y]) int { return x + y; }", null)]
    [InlineData("func f() int;", "missing-body")]
    [InlineData("extern func f() int;", null)]
    [InlineData("extern func f() int { return 3; }", "extern-with-body")]
    [InlineData("extern func f<T>(x T) int;", "generic-extern")]
    [InlineData("extern(\"vale_runtime_sized_array_len\") func size<M Mutability, E>(arr &[]<M>E) int;", null)]
    [InlineData("extern(\"vale_runtime_sized_array_len\") func size<M Mutability, E>(arr &[]<M>E, x int) int;", "generic-extern")]
    [InlineData("func f(x Nope) { }", "unknown-type")]
    [InlineData("func f() Nope { panic() }", "unknown-type")]
    public void A_declaration_stands_or_falls_by_itself(string program, string? code) =>
        Diagnostics.CheckCode(program + "\nexported func main() { }", code);

    [Theory]
    [InlineData("exported func main() { }", null)]
    [InlineData("exported func main() int { return 3; }", null)]
    [InlineData("exported func main(x int) { }", "main-with-parameters")]
    [InlineData("func main(x int) { }", null)]
    [InlineData("exported func f() { } exported func f(x int) { }", "duplicate-export")]
    public void Exports_are_what_C_can_call(string program, string? code) => Diagnostics.CheckCode(program, code);

    [Fact]
    public void A_body_is_checked_also_when_its_header_has_an_unknown_type() => Diagnostics.Check("""
        func f(x Nope) int {
               //^^^^ error: no type is called `Nope`
          y = x + 1;
          return "three";
               //^^^^^^^ error: the function returns `int`, not `str`
        }
        """);
}
