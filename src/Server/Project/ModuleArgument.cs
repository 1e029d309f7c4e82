// The words of the command line that name sources: MODULE=PATH, MODULE.PACKAGE=FILE.vale, or a bare PATH.
// It splits and checks the words; it does not look at the disk.

namespace Vale.Server.Project;

/// <summary>One source argument.</summary>
/// <param name="Module">The module, or null for a bare path, which names its own.</param>
/// <param name="Package">The package a single file is put into; empty for the root package.</param>
/// <param name="Path">The path as written.</param>
/// <param name="Written">The whole argument, for messages.</param>
public sealed record ModuleArgument(string? Module, string Package, string Path, string Written)
{
    /// <summary>Splits an argument. Throws <see cref="InputException"/> when it has no sense.</summary>
    public static ModuleArgument Parse(string argument)
    {
        var equals = argument.IndexOf('=');
        if (equals < 0 || argument.AsSpan(0, equals).Contains('/')) return new ModuleArgument(null, "", argument, argument);

        var name = argument[..equals];
        var path = argument[(equals + 1)..];
        if (path.Length == 0)
            throw Wrong($"`{argument}` names no path", "", $"write {(name.Length == 0 ? "MODULE" : name)}=PATH, where PATH is a .vale file, a .c file or a directory", argument);
        var dot = name.IndexOf('.');
        var module = dot < 0 ? name : name[..dot];
        var package = dot < 0 ? "" : name[(dot + 1)..];
        if (!IsName(module) || (dot >= 0 && !Array.TrueForAll(package.Split('.'), IsName)))
            throw Wrong($"`{name}` cannot be a module's name", "a name is letters, digits and underscores, and does not start with a digit", $"write for example app={path}", argument);
        if (package.Length != 0 && !path.EndsWith(".vale", StringComparison.Ordinal))
            throw Wrong($"`{argument}` gives a package to something that is no .vale file", "a directory's packages are its sub-directories", $"write {module}={path}", argument);
        return new ModuleArgument(module, package, path, argument);
    }

    /// <summary>True for a word that can name a module or a package.</summary>
    public static bool IsName(string word)
    {
        if (word.Length == 0 || char.IsAsciiDigit(word[0])) return false;
        foreach (var c in word)
            if (!char.IsLetterOrDigit(c) && c != '_') return false;
        return true;
    }

    private static InputException Wrong(string what, string why, string next, string argument) =>
        new(new InputProblem("module-argument", what, argument, why, next));
}
