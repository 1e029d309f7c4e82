// The library that comes with the compiler: Vale text of our own, embedded. It is given to every database as
// ordinary source files of high durability, so that no edit of the user's makes any of it be looked at again.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Library;

/// <summary>A file of the embedded library.</summary>
public sealed record LibraryFile(FileData File, string Text);

/// <summary>The embedded library's files.</summary>
public static class EmbeddedLibrary
{
    /// <summary>The module of the builtins.</summary>
    public const string BuiltinModule = "v";

    private static readonly Lazy<ValueArray<LibraryFile>> s_files = new(Load);

    /// <summary>All files, in a fixed order.</summary>
    public static ValueArray<LibraryFile> Files => s_files.Value;

    /// <summary>True for a module that the compiler brings along.</summary>
    public static bool IsLibraryModule(string module) => module == BuiltinModule;

    // Resources are named library/MODULE/PACKAGE/NAME.vale (see the project file). A builtin package is one file, and
    // bears its name: v/builtins/arith.vale is package v.builtins.arith.
    private static ValueArray<LibraryFile> Load()
    {
        var assembly = typeof(EmbeddedLibrary).Assembly;
        var files = new List<LibraryFile>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith("library/", StringComparison.Ordinal)) continue;
            var steps = resource["library/".Length..].Split('/');
            var name = steps[^1];
            var package = string.Join('.', steps[1..^1].Append(name[..^".vale".Length]));
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            files.Add(new LibraryFile(new FileData(steps[0], package, name), reader.ReadToEnd()));
        }
        files.Sort(static (a, b) => string.CompareOrdinal(a.File.Package, b.File.Package));
        return files.ToValueArray();
    }
}
