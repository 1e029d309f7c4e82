// One string is a small project: files behind headers, a cursor or a selection, marks under the code.
// It knows the layout of modules and packages, and nothing of the compiler.

using System.Text;

namespace Vale.Testing;

/// <summary>A file of a fixture.</summary>
/// <param name="Path">As its header names it: <c>/hulls/cargo/crate.vale</c>.</param>
/// <param name="Module">The module it belongs to.</param>
/// <param name="Package">The package's steps below the module, joined by dots; empty for the module's root package.</param>
/// <param name="Name">The file's own name.</param>
/// <param name="Text">The text, without headers and without cursor marks; the annotations stay in it, as the comments they are.</param>
/// <param name="Annotations">The marks that stand under its code.</param>
public sealed record FixtureFile(string Path, string Module, string Package, string Name, string Text, IReadOnlyList<Annotation> Annotations)
{
    /// <summary>The dotted form imports use: <c>hulls.cargo</c>.</summary>
    public string PackageName => Package.Length == 0 ? Module : Module + "." + Package;
}

/// <summary>A place of the fixture: a cursor when both offsets are equal, else a selection.</summary>
/// <param name="File">The index of the file in <see cref="Fixture.Files"/>.</param>
/// <param name="Start">UTF-16 offset in its text.</param>
/// <param name="End">UTF-16 offset, not before <paramref name="Start"/>.</param>
public readonly record struct FixtureRange(int File, int Start, int End);

/// <summary>
/// A small project written as one string.
/// <code>
/// //- /main.vale
/// import hulls.cargo.*;
/// exported func main() { load$0(3); }
/// //- /hulls/cargo/crate.vale
/// func load(n int) { }
///    //^^^^ def
/// </code>
/// <c>/NAME.vale</c> is a file of module NAME's root package; <c>/MODULE/STEP/STEP/file.vale</c> one of package
/// MODULE.STEP.STEP; <c>module=NAME</c> behind the path says the module, and then every directory is a step.
/// A string without headers is the one file <c>/main.vale</c>.
/// <c>$0</c> is the cursor; two of them in one file hold a selection.
/// </summary>
public sealed class Fixture
{
    private const string Header = "//- ";
    private const string Cursor = "$0";

    private Fixture(IReadOnlyList<FixtureFile> files, FixtureRange? selection)
    {
        Files = files;
        Selection = selection;
    }

    /// <summary>The files in the order they are written.</summary>
    public IReadOnlyList<FixtureFile> Files { get; }

    /// <summary>The cursor (an empty range) or the selection; null when the fixture has none.</summary>
    public FixtureRange? Selection { get; }

    /// <summary>The cursor's or selection's place, or a failure that says the fixture lacks one.</summary>
    public FixtureRange RequireSelection() =>
        Selection ?? throw new CheckFailedException("This check needs a cursor: put $0 into the fixture.");

    /// <summary>The one file of a fixture that has only one.</summary>
    public FixtureFile Single => Files.Count == 1
        ? Files[0]
        : throw new CheckFailedException($"This check takes a fixture of one file; it has {Files.Count}.");

    /// <summary>Every annotation, with the index of its file.</summary>
    public IEnumerable<(int File, Annotation Annotation)> Annotations
    {
        get
        {
            for (var file = 0; file < Files.Count; file++)
                foreach (var annotation in Files[file].Annotations)
                    yield return (file, annotation);
        }
    }

    /// <summary>The fixture whose selection has been replaced by <paramref name="replacement"/>; it has no selection any more.</summary>
    public Fixture Edited(string replacement)
    {
        var at = RequireSelection();
        var files = Files.ToArray();
        var file = files[at.File];
        var text = string.Concat(file.Text.AsSpan(0, at.Start), replacement, file.Text.AsSpan(at.End));
        files[at.File] = file with { Text = text, Annotations = Testing.Annotations.In(text) };
        return new Fixture(files, null);
    }

    /// <summary>Reads a fixture. A malformed one fails the test with the reason.</summary>
    public static Fixture Parse(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var parts = Split(text);
        var files = new List<FixtureFile>();
        FixtureRange? selection = null;
        foreach (var (header, body) in parts)
        {
            var (path, module) = ReadHeader(header);
            var (plain, range) = TakeCursors(body, files.Count, path);
            if (range is not null)
            {
                if (selection is not null) throw new CheckFailedException("The fixture has $0 in more than one file.");
                selection = range;
            }
            var file = Place(path, module, plain);
            if (files.Exists(other => other.Path == file.Path && other.Module == file.Module))
                throw new CheckFailedException($"The fixture has {file.Path} twice.");
            files.Add(file);
        }
        return new Fixture(files, selection);
    }

    private static List<(string Header, string Body)> Split(string text)
    {
        var parts = new List<(string, string)>();
        if (!text.StartsWith(Header, StringComparison.Ordinal) && !text.Contains("\n" + Header, StringComparison.Ordinal))
        {
            parts.Add(("/main.vale", text));
            return parts;
        }
        string? header = null;
        var body = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                if (header is not null) parts.Add((header, body.ToString()));
                else if (body.ToString().Trim().Length > 0)
                    throw new CheckFailedException("The fixture has text before its first //- header.");
                header = line[Header.Length..].Trim();
                body.Clear();
            }
            else
            {
                body.Append(line).Append('\n');
            }
        }
        // The last line of the string had no line break of its own; an empty one is the text's last break.
        if (body.Length > 0) body.Length--;
        parts.Add((header!, body.ToString()));
        return parts;
    }

    private static (string Path, string? Module) ReadHeader(string header)
    {
        var words = header.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? module = null;
        if (words.Length == 0 || !words[0].StartsWith('/') || words[0].EndsWith('/'))
            throw new CheckFailedException($"A fixture's header names a path that begins with a slash: `//- {header}`.");
        foreach (var word in words.AsSpan(1))
        {
            if (!word.StartsWith("module=", StringComparison.Ordinal) || word.Length == "module=".Length)
                throw new CheckFailedException($"A fixture's header takes module=NAME and nothing else: `{word}`.");
            module = word["module=".Length..];
        }
        return (words[0], module);
    }

    private static FixtureFile Place(string path, string? module, string text)
    {
        var steps = path[1..].Split('/');
        var name = steps[^1];
        var directories = steps[..^1];
        if (module is null)
        {
            module = directories.Length > 0 ? directories[0] : System.IO.Path.GetFileNameWithoutExtension(name);
            directories = directories.Length > 0 ? directories[1..] : directories;
        }
        return new FixtureFile(path, module, string.Join('.', directories), name, text, Testing.Annotations.In(text));
    }

    private static (string Text, FixtureRange? Range) TakeCursors(string body, int file, string path)
    {
        var first = body.IndexOf(Cursor, StringComparison.Ordinal);
        if (first < 0) return (body, null);
        body = body.Remove(first, Cursor.Length);
        var second = body.IndexOf(Cursor, first, StringComparison.Ordinal);
        if (second < 0) return (body, new FixtureRange(file, first, first));
        body = body.Remove(second, Cursor.Length);
        if (body.Contains(Cursor, StringComparison.Ordinal))
            throw new CheckFailedException($"{path} has more than two $0.");
        return (body, new FixtureRange(file, first, second));
    }
}
