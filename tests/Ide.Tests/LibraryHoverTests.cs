// What comes with the compiler tells what it is for: hovering over any of its functions and types shows a comment.

using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Ide;
using Xunit;

namespace Ide.Tests;

public sealed class LibraryHoverTests
{
    [Fact]
    public void Every_function_and_type_of_the_library_shows_a_comment()
    {
        using var host = new AnalysisHost();
        using var analysis = host.Snapshot();
        using var snapshot = host.Database.Snapshot();
        var silent = new List<string>();
        var shown = 0;
        foreach (var library in EmbeddedLibrary.Builtins.Concat(EmbeddedLibrary.Standard))
        {
            var file = host.FileId(library.File);
            foreach (var item in snapshot.Get(ItemQueries.ItemRanges, file).Items)
            {
                var data = snapshot.Lookup(ItemQueries.Denizens, item.Id);
                if (data.Kind is not (DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface) || IsHidden(data.Name)) continue;
                shown++;
                if (analysis.Hover(new FilePosition(file, item.Name.Start))?.Markdown.Contains("\n---\n", StringComparison.Ordinal) != true)
                    silent.Add($"{EmbeddedLibrary.Label(library.File)}: {data.Name}({data.Disambiguator})");
            }
        }
        Assert.True(silent.Count == 0, $"There is no comment on\n{string.Join('\n', silent)}");
        Assert.True(shown > 400, $"{shown} were looked at");
    }

    // Two underscores begin the names that are nobody else's, but for that of what a call of an object calls.
    private static bool IsHidden(string name) => name.StartsWith("__", StringComparison.Ordinal) && name != "__call";
}
