// What has syntax problems stays as it is; what is around it is formatted.

using Xunit;

namespace Syntax.Tests.Format;

public sealed class BrokenCodeFormatTests
{
    [Theory]
    [InlineData("func a( ) {\n  x  = ;\n  y  = 2;\n}\nfunc b( ) { }\n", "func a() {\n  x  = ;\n  y = 2;\n}\nfunc b() { }\n")]
    [InlineData("func a( ) {\n  f( 1 ,\n  y  = 2;\n}\nfunc b( ) { }\n", "func a() {\n  f( 1 ,\n  y  = 2;\n}\nfunc b() { }\n")]
    [InlineData("func a( ) {\n  b( );\n\nfunc c( ) { }\n", "func a() {\n  b( );\n\nfunc c() { }\n")]
    [InlineData("struct A {\n  x   int\n  y   int;\n}\n", "struct A {\n  x   int\n  y int;\n}\n")]
    [InlineData("func a( x ) {\n  b( );\n}\nfunc c( ) { }\n", "func a( x ) {\n  b( );\n}\nfunc c() { }\n")]
    [InlineData("struct A { };\nfunc c( ) { }\n", "struct A { };\nfunc c() { }\n")]
    [InlineData("wat  wat\nfunc c( ) { }\n", "wat  wat\nfunc c() { }\n")]
    [InlineData("func a( ) {\n  if  x  {\n    y  = ;\n    z( );\n  } else  {\n  w( );\n}\n}\n", "func a() {\n  if x {\n    y  = ;\n    z();\n  } else {\n    w();\n  }\n}\n")]
    [InlineData("func a( ) {\n  b( )\n  c( );\n}\n", "func a() {\n  b( )\n  c();\n}\n")]
    public void Only_the_rest_is_formatted(string before, string after)
    {
        Assert.NotEmpty(Vale.Syntax.Parser.Parse(before).Problems);
        Assert.Equal(after, Formatted.Text(before));
    }
}
