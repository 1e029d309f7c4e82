// What control reaches: statements behind something that never comes back are told as such, and need no return.

using Vale.Testing.Checks;
using Xunit;

namespace Compiler.Tests.Bodies;

public sealed class ReachabilityTests
{
    [Theory]
    [InlineData("return 3; println(4);", "unreachable-code")]
    [InlineData("panic(); println(4);", "unreachable-code")]
    [InlineData("while true { } println(4);", "unreachable-code")]
    [InlineData("while true { break; println(4); } return 3;", "unreachable-code")]
    [InlineData("if true { return 3; } else { return 4; } println(4);", "unreachable-code")]
    [InlineData("block { return 3; } println(4);", "unreachable-code")]
    [InlineData("return 3;", null)]
    [InlineData("3", null)]
    [InlineData("panic();", null)]
    [InlineData("panic(\"no\")", null)]
    [InlineData("while true { }", null)]
    [InlineData("if true { return 3; } else { panic(); }", null)]
    [InlineData("if true { 3 } else { 4 }", null)]
    [InlineData("if true { 3 } else { panic() }", null)]
    [InlineData("x = if true { 3 } else { return 4; }; return x;", null)]
    [InlineData("println(str(panic()));", null)]
    [InlineData("while true { break; }", "missing-return")]
    [InlineData("while 3 > 2 { }", "missing-return")]
    [InlineData("if true { return 3; }", "missing-return")]
    [InlineData("if true { return 3; } else { }", "missing-return")]
    [InlineData("", "missing-return")]
    [InlineData("println(3);", "missing-return")]
    public void A_function_that_returns_an_int_comes_to_its_end_with_one(string body, string? code) =>
        Diagnostics.CheckCode("func f() int { " + body + " }\nexported func main() { println(f()); }", code);
}
