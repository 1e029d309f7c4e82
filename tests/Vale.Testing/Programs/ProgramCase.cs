// A program of tests/programs with what it is expected to do, read from its header. It knows no compiler.

using System.Text.Json;

namespace Vale.Testing.Programs;

/// <summary>A module of a program: its name and where it stands.</summary>
/// <param name="Name">As in <c>MODULE=PATH</c>.</param>
/// <param name="Path">A <c>.vale</c> file, a <c>.c</c> file or a directory; absolute.</param>
public sealed record ProgramRoot(string Name, string Path);

/// <summary>A program and its expectations. <c>tests/programs/README.md</c> describes the header.</summary>
public sealed record ProgramCase
{
    /// <summary>The path below tests/programs without its extension: what a test is called.</summary>
    public required string Name { get; init; }

    /// <summary>The file with the header; absolute.</summary>
    public required string HeaderFile { get; init; }

    /// <summary>What <c>--build</c> and <c>--run</c> are given.</summary>
    public required IReadOnlyList<ProgramRoot> Roots { get; init; }

    /// <summary>What main returns, in the form of <c>--print-result</c>; null when it returns nothing or the program halts.</summary>
    public string? Result { get; init; }

    /// <summary>All of standard output.</summary>
    public required string Stdout { get; init; }

    /// <summary>The exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Texts that standard error must contain; with none it must be empty.</summary>
    public required IReadOnlyList<string> StderrContains { get; init; }

    /// <summary>The program's arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Why the interpreter cannot run it; null when it can.</summary>
    public string? NativeOnly { get; init; }

    /// <summary>
    /// What of the system it asks by the standard library; null when nothing. The interpreter alone has none of it, the command line gives it.
    /// </summary>
    public string? AsksSystem { get; init; }

    /// <summary>What of memory it exercises, so that every test run watches it; null when only <c>./build.sh valgrind</c> does.</summary>
    public string? Memory { get; init; }

    /// <summary>Every program below tests/programs, by name.</summary>
    public static IReadOnlyList<ProgramCase> All { get; } = Find(Repository.PathOf("tests/programs"));

    /// <summary>The program of that name.</summary>
    public static ProgramCase Named(string name)
    {
        foreach (var program in All)
            if (program.Name == name) return program;
        throw new CheckFailedException($"There is no program tests/programs/{name}.");
    }

    /// <summary>Reads the programs below a directory.</summary>
    public static IReadOnlyList<ProgramCase> Find(string root)
    {
        var found = new List<ProgramCase>();
        Collect(new DirectoryInfo(root), "", found);
        found.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return found;
    }

    private static void Collect(DirectoryInfo directory, string prefix, List<ProgramCase> found)
    {
        var main = Path.Combine(directory.FullName, "main.vale");
        if (prefix.Length > 0 && File.Exists(main))
        {
            found.Add(Read(prefix[..^1], main, directory.FullName));
            return;
        }
        foreach (var file in directory.EnumerateFiles("*.vale"))
            found.Add(Read(prefix + Path.GetFileNameWithoutExtension(file.Name), file.FullName, null));
        foreach (var below in directory.EnumerateDirectories()) Collect(below, prefix + below.Name + "/", found);
    }

    private static ProgramCase Read(string name, string file, string? directory) =>
        Parse(name, file, directory, File.ReadAllText(file));

    /// <summary>Reads a header. One that is malformed or says nothing of what is expected fails.</summary>
    /// <param name="name">The program's name.</param>
    /// <param name="file">The file the text is of.</param>
    /// <param name="directory">The program's directory, or null when the file is all there is.</param>
    /// <param name="text">The file's text.</param>
    public static ProgramCase Parse(string name, string file, string? directory, string text)
    {
        string? result = null, native = null, system = null, json = null, memory = null;
        int? exit = null;
        var lines = new List<string>();
        var stderr = new List<string>();
        var modules = new List<ProgramRoot>();
        string[] arguments = [];
        var said = false;
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("//", StringComparison.Ordinal)) break;
            var words = line[2..].Trim();
            var colon = words.IndexOf(':');
            var key = colon < 0 ? "" : words[..colon];
            var value = colon < 0 ? "" : words[(colon + 1)..].TrimStart();
            if (key.StartsWith("expect-", StringComparison.Ordinal)) said = true;
            switch (key)
            {
                case "expect-result": result = value; break;
                case "expect-stdout": lines.Add(value); break;
                case "expect-stdout-json": json = JsonSerializer.Deserialize<string>(value); break;
                case "expect-exit": exit = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture); break;
                case "expect-stderr-contains": stderr.Add(value); break;
                case "args": arguments = JsonSerializer.Deserialize<string[]>(value)!; break;
                case "native-only": native = value; break;
                case "asks-system": system = value; break;
                case "memory": memory = value; break;
                case "module":
                    var parts = value.Split('=');
                    modules.Add(new ProgramRoot(parts[0], Path.Combine(directory ?? throw Malformed(name, "only a program in a directory has modules"), parts[1])));
                    break;
                default:
                    if (key.StartsWith("expect", StringComparison.Ordinal)) throw Malformed(name, $"no such line as '{key}'");
                    break;
            }
        }
        if (!said) throw Malformed(name, "it says nothing of what is expected");
        if (json is not null && lines.Count > 0) throw Malformed(name, "expect-stdout and expect-stdout-json exclude each other");

        var roots = new List<ProgramRoot>();
        if (directory is not null && modules.Count == 0) roots.Add(new ProgramRoot("main", directory));
        else roots.Add(new ProgramRoot("main", file));
        roots.AddRange(modules);
        if (directory is null && Path.ChangeExtension(file, ".c") is var c && File.Exists(c)) roots.Add(new ProgramRoot("main", c));

        return new ProgramCase
        {
            Name = name,
            HeaderFile = file,
            Roots = roots,
            Result = result,
            Stdout = json ?? string.Concat(lines.Select(line => line + "\n")),
            ExitCode = exit ?? (int.TryParse(result, out var number) ? number & 255 : 0),
            StderrContains = stderr,
            Arguments = arguments,
            NativeOnly = native,
            AsksSystem = system,
            Memory = memory,
        };
    }

    private static CheckFailedException Malformed(string name, string what) =>
        new($"The header of tests/programs/{name} is malformed: {what}. tests/programs/README.md says how it is written.");
}
