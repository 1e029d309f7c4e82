// --fmt: files are read, formatted and written back whole, each on its own; no program is made of them. How text is laid out
// is Vale.Syntax's concern, which files are meant is this one's.

using Vale.Server.Project;
using Vale.Syntax;

namespace Vale.Server.Cli;

/// <summary>Formats files.</summary>
internal static class Fmt
{
    private sealed record Found(string Path, string Label);

    public static int Run(CommandLine line, Terminal terminal)
    {
        var options = new FormatOptions(line.LineWidth);
        if (line.Paths is ["-"]) return Stream(line, terminal, options);

        var problems = new List<InputProblem>();
        var files = Files(line.Paths, terminal.WorkingDirectory, problems);
        var changed = 0;
        var faults = 0;
        foreach (var file in files)
        {
            var (text, problem) = SourceReader.Read(file.Path, file.Label);
            if (problem is not null)
            {
                problems.Add(problem);
                continue;
            }
            var (formatted, fault) = Format(text!, file.Label, options, terminal);
            if (fault) faults++;
            if (formatted == text) continue;
            changed++;
            try
            {
                if (!line.Verify) Write(file.Path, formatted);
                terminal.Write(file.Label + "\n");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(new InputProblem("file-unwritable", $"`{file.Label}` cannot be written", file.Label, e.Message, "check that this user may write it and its folder"));
            }
        }
        if (problems.Count > 0)
        {
            FrontDoor.TellProblems(problems, line.Color, terminal);
            return ExitCode.WrongInput;
        }
        if (faults > 0) return ExitCode.Fault;
        if (line.Verify && changed > 0)
        {
            terminal.Error.Write($"{changed} of {Count(files.Count)} not formatted\n");
            return ExitCode.ProgramErrors;
        }
        terminal.Error.Write(line.Verify ? $"{Count(files.Count)} formatted\n" : $"formatted {Count(files.Count)}, changed {changed}\n");
        return ExitCode.Good;
    }

    private static string Count(int files) => files == 1 ? "1 file" : $"{files} files";

    private static int Stream(CommandLine line, Terminal terminal, FormatOptions options)
    {
        using var bytes = new MemoryStream();
        terminal.Input.CopyTo(bytes);
        var (text, problem) = SourceReader.Decode(bytes.ToArray(), "stdin");
        if (problem is not null) throw new InputException(problem);
        var (formatted, fault) = Format(text!, "stdin", options, terminal);
        if (!line.Verify) terminal.Write(formatted);
        return fault ? ExitCode.Fault : line.Verify && formatted != text ? ExitCode.ProgramErrors : ExitCode.Good;
    }

    private static (string Text, bool Fault) Format(string text, string label, FormatOptions options, Terminal terminal)
    {
        var parsed = Parser.Parse(text);
        var result = Formatter.Format(parsed, options);
        if (result.Fault is not null) terminal.Error.Write($"{label}: {result.Fault}; please report this\n");
        if (parsed.Problems.Count > 0)
            terminal.Error.Write($"{label}:{parsed.Text.Lines.LineOf(parsed.Problems[0].Start) + 1}: has syntax problems; what they are in is left as it is\n");
        return (result.Apply(parsed.Text).ToString(), result.Fault is not null);
    }

    /// <summary>Puts a new text into the place of a file, which keeps its byte order mark, its mode, and its links.</summary>
    private static void Write(string path, string text)
    {
        path = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        var mark = new byte[3];
        bool marked;
        using (var old = File.OpenRead(path)) marked = old.ReadAtLeast(mark, 3, throwOnEndOfStream: false) == 3 && mark.AsSpan().SequenceEqual("\uFEFF"u8);
        var temporary = AtomicFile.NewTemporary(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                if (marked) stream.Write("\uFEFF"u8);
                stream.Write(Terminal.Utf8.GetBytes(text));
            }
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            AtomicFile.Finish(temporary, path);
        }
        finally
        {
            AtomicFile.Discard(temporary);
        }
    }

    // ---------- Which files

    private static List<Found> Files(IReadOnlyList<string> paths, string workingDirectory, List<InputProblem> problems)
    {
        var files = new List<Found>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (paths.Count == 0) paths = OfProject(workingDirectory);
        foreach (var written in paths)
        {
            var full = Path.GetFullPath(written, workingDirectory);
            // MODULE=PATH, as other verbs are given it.
            var path = !Path.Exists(full) && ModuleArgument.Parse(written) is { Module: not null } argument ? argument.Path : written;
            full = Path.GetFullPath(path, workingDirectory);
            if (Directory.Exists(full)) Walk(full, Path.TrimEndingDirectorySeparator(path), files, seen, problems);
            else if (!File.Exists(full)) problems.Add(SourceReader.Missing(full, path));
            else if (!full.EndsWith(".vale", StringComparison.Ordinal))
                problems.Add(new InputProblem("file-kind", $"`{path}` is no .vale file", path, "", "only Vale is formatted"));
            else if (seen.Add(full)) files.Add(new Found(full, path));
        }
        return files;
    }

    /// <summary>The paths of the modules that the nearest project consists of, without what it depends on.</summary>
    private static List<string> OfProject(string workingDirectory)
    {
        if (ProjectFile.FindNearest(workingDirectory) is not { } project)
        {
            throw new InputException(new("no-project", "there is nothing to format", "", $"no file was named, and neither `{workingDirectory}` nor a folder above it has a vale.json",
                "name files or directories, as in `vale-ls --fmt src`"));
        }
        var label = Path.GetRelativePath(workingDirectory, project);
        var (text, problem) = SourceReader.Read(project, label);
        if (problem is not null) throw new InputException(problem);
        var paths = new List<string>();
        foreach (var root in ProjectFile.Parse(text!, label).Roots)
        {
            var full = Path.GetFullPath(root.Path, Path.GetDirectoryName(project)!);
            if (!root.IsDependency && !full.EndsWith(".c", StringComparison.Ordinal)) paths.Add(Path.GetRelativePath(workingDirectory, full));
        }
        return paths;
    }

    private static void Walk(string folder, string label, List<Found> files, HashSet<string> seen, List<InputProblem> problems)
    {
        FileSystemInfo[] children;
        try
        {
            children = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new InputProblem("directory-unreadable", $"the directory `{label}` cannot be read", label, e.Message, $"give it: chmod u+rx '{label}'"));
            return;
        }
        Array.Sort(children, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var child in children)
        {
            if (child.Name[0] == '.') continue;
            var childLabel = label == "." ? child.Name : Path.Combine(label, child.Name);
            if ((child.Attributes & FileAttributes.Directory) == 0)
            {
                if (child.Name.EndsWith(".vale", StringComparison.Ordinal) && seen.Add(child.FullName)) files.Add(new Found(child.FullName, childLabel));
            }
            else if (child.LinkTarget is null)
            {
                // What a link leads to is formatted where it stands.
                Walk(child.FullName, childLabel, files, seen, problems);
            }
        }
    }
}
