// URIs and paths, as different editors write them.

using Vale.Compiler.Inputs;
using Vale.Server.Convert;
using Xunit;

namespace Server.Tests.Protocol;

public class DocumentUriTests
{
    [Theory]
    [InlineData("file:///projects/a/b.vale", "/projects/a/b.vale")]
    [InlineData("FILE:///projects/a/b.vale", "/projects/a/b.vale")]
    [InlineData("file://localhost/projects/b.vale", "/projects/b.vale")]
    [InlineData("file:/projects/b.vale", "/projects/b.vale")]
    [InlineData("file:///a%20b/%C3%A9%e2%82%ac.vale", "/a b/\u00e9\u20ac.vale")]
    [InlineData("file:///a/./b/../c.vale", "/a/c.vale")]
    [InlineData("file:///a/100%/%zz.vale", "/a/100%/%zz.vale")]
    [InlineData("file:///a/b%3A%23.vale", "/a/b:#.vale")]
    [InlineData("file:///a/b.vale?query#part", "/a/b.vale")]
    [InlineData("file://server/share/b.vale", null)]
    [InlineData("file:relative", null)]
    [InlineData("file:", null)]
    [InlineData("file:///a%00b", null)]
    [InlineData("untitled:Untitled-1", null)]
    [InlineData("", null)]
    public void Uris_become_paths(string uri, string? path) => Assert.Equal(path, DocumentUri.ToPath(uri));

    [Theory]
    [InlineData("/projects/a/b.vale", "file:///projects/a/b.vale")]
    [InlineData("/a b/\u00e9\u20ac\U0001F600.vale", "file:///a%20b/%C3%A9%E2%82%AC%F0%9F%98%80.vale")]
    [InlineData("/a/100%/#?:[].vale", "file:///a/100%25/%23%3F%3A%5B%5D.vale")]
    public void Paths_become_uris_that_lead_back(string path, string uri)
    {
        Assert.Equal(uri, DocumentUri.FromPath(path));
        Assert.Equal(path, DocumentUri.ToPath(uri));
    }

    [Fact]
    public void Two_spellings_of_one_uri_have_one_key()
    {
        Assert.Equal(DocumentUri.Key("file:///c%3A/x.vale"), DocumentUri.Key("file:///c:/x.vale"));
        Assert.Equal("untitled:Untitled-1", DocumentUri.Key("untitled:Untitled-1"));
    }

    [Fact]
    public void Library_uris_name_module_package_and_file()
    {
        Assert.Equal(new FileData("v", "builtins.arith", "arith.vale"), LibraryUri.Parse("vale-library:/v/builtins/arith/arith.vale"));
        Assert.Equal(new FileData("stdlib", "", "std.vale"), LibraryUri.Parse("vale-library:/stdlib//std.vale"));
        Assert.Null(LibraryUri.Parse("vale-library:/v"));
        Assert.Null(LibraryUri.Parse("file:///v/x/y"));
    }
}
