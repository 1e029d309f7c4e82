// The library that is part of the compiler is held to the same rules as programs.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Testing;
using Xunit;

namespace Compiler.Tests.Library;

public sealed class LibraryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_library_has_no_diagnostics(bool implicitBuiltins)
    {
        using var database = new TestDatabase(Fixture.Parse(""), new CompilerOptions(implicitBuiltins));

        var found = database.Ask(static snapshot => snapshot.Get(InputQueries.BuiltinPackages, default)
            .Concat(snapshot.Get(InputQueries.StandardPackages, default))
            .SelectMany(package => snapshot.Get(InputQueries.PackageFiles, package))
            .SelectMany(file => snapshot.Get(DiagnosticQueries.File, file)
                .Select(diagnostic => $"{snapshot.Get(InputQueries.FileLabel, file).Text}: {diagnostic.Code}: {diagnostic.Message}"))
            .ToList());

        Assert.Empty(found);
    }

    [Fact]
    public void The_library_is_there()
    {
        using var database = new TestDatabase("");

        Assert.NotEmpty(database.Ask(static snapshot => snapshot.Get(InputQueries.BuiltinPackages, default)));
        Assert.NotEmpty(database.Ask(static snapshot => snapshot.Get(InputQueries.StandardPackages, default)));
    }
}
