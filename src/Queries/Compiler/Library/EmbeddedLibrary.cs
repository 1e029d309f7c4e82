// The library that comes with the compiler: Vale text of our own, embedded. It is given to every database as
// ordinary source files of high durability, so that no edit of the user's makes any of it be looked at again. The
// builtins are seen everywhere; the standard library is seen where it is imported, and costs nothing where it is not.

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

    /// <summary>The module of the standard library, which a user's module of that name replaces whole.</summary>
    public const string StandardModule = "stdlib";

    /// <summary>What to call the file of <see cref="StandardC"/>.</summary>
    public const string StandardCName = "stdlib.c";

    private static readonly Lazy<ValueArray<byte>> s_standardC = new(static () => ReadC($"library/{StandardModule}/native/{StandardCName}"));
    private static readonly Lazy<ValueArray<LibraryFile>> s_builtins = new(static () => Load(BuiltinModule));
    private static readonly Lazy<ValueArray<LibraryFile>> s_standard = new(static () => Load(StandardModule));

    /// <summary>The files of the builtins, in a fixed order.</summary>
    public static ValueArray<LibraryFile> Builtins => s_builtins.Value;

    /// <summary>The files of the standard library, in a fixed order; those of one package are neighbours.</summary>
    public static ValueArray<LibraryFile> Standard => s_standard.Value;

    /// <summary>The C that defines the extern functions of the standard library; programs that call any are linked with it.</summary>
    public static ValueArray<byte> StandardC => s_standardC.Value;

    /// <summary>True for the C name of a function that <see cref="StandardC"/> may define: one of the module <c>stdlib</c>.</summary>
    public static bool IsStandardC(string name) => name.StartsWith(StandardModule + "_", StringComparison.Ordinal);

    /// <summary>True for the module that the compiler brings along and nobody can replace: the builtins'.</summary>
    public static bool IsLibraryModule(string module) => module == BuiltinModule;

    /// <summary>What messages call a file: its path below the library's modules.</summary>
    public static string Label(FileData file)
    {
        var folder = file.Module + "/" + file.Package.Replace('.', '/');
        if (IsLibraryModule(file.Module)) return folder + ".vale";
        return (file.Package.Length == 0 ? file.Module : folder) + "/" + file.Name;
    }

    // Resources are named library/MODULE/FOLDER/NAME.vale (see the project file). A builtin package is one file, and
    // bears its name: v/builtins/arith.vale is package v.builtins.arith. Elsewhere the folder is the package.
    private static ValueArray<LibraryFile> Load(string module)
    {
        var prefix = $"library/{module}/";
        var assembly = typeof(EmbeddedLibrary).Assembly;
        var files = new List<LibraryFile>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(prefix, StringComparison.Ordinal) || !resource.EndsWith(".vale", StringComparison.Ordinal)) continue;
            var steps = resource[prefix.Length..].Split('/');
            var name = steps[^1];
            var package = string.Join('.', IsLibraryModule(module) ? steps[..^1].Append(name[..^".vale".Length]) : steps[..^1]);
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            files.Add(new LibraryFile(new FileData(module, package, name), reader.ReadToEnd()));
        }
        files.Sort(static (a, b) =>
        {
            var package = string.CompareOrdinal(a.File.Package, b.File.Package);
            return package != 0 ? package : string.CompareOrdinal(a.File.Name, b.File.Name);
        });
        return files.ToValueArray();
    }

    private static ValueArray<byte> ReadC(string resource)
    {
        using var stream = typeof(EmbeddedLibrary).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ValueArray.Wrap(bytes);
    }
}
