// How a file looks: where its namespace comes from, how it opens, how long it may get, what never stands in it.

using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>The shape of every file.</summary>
public static partial class Shape
{
    /// <summary>Files stay readable at one sitting; beyond this many lines they are split.</summary>
    public const int MaxLines = 700;

    // Static state that is meant, each with its reason.
    private static readonly Dictionary<string, string> s_meantState = new()
    {
        ["src/Queries/Runtime/Definition.cs"] = "numbers the queries of a process as they are defined; no answer depends on the number",
    };

    // Projects whose folders only sort the files of one public namespace, each with its reason.
    private static readonly Dictionary<string, string> s_oneNamespace = new()
    {
        ["src/Queries/Syntax"] = "a tree and its kinds, problems and typed views are one vocabulary; users write one using",
    };

    private static readonly string[] s_opensWithComment = [".cs", ".ts", ".c", ".h", ".vale", ".sh"];

    /// <summary>Namespace = root namespace of the project + folder.</summary>
    public static IEnumerable<Finding> NamespaceIsFolder(IEnumerable<TreeFile> files)
    {
        var all = files.ToList();
        var roots = all.Where(file => file.Extension == ".csproj")
            .Select(file => (file.Folder, Namespace: RootNamespace().Match(file.Text) is { Success: true } match
                ? match.Groups[1].Value
                : Path.GetFileNameWithoutExtension(file.Name)))
            .OrderByDescending(root => root.Folder.Length)
            .ToList();
        foreach (var file in SourceTree.CSharp(all))
        {
            var root = roots.FirstOrDefault(root => file.Path.StartsWith(root.Folder + "/", StringComparison.Ordinal));
            if (root.Namespace is null)
            {
                yield return new(file.Path, 0, "the file belongs to no project", "Put it below a project's folder");
                continue;
            }
            var steps = file.Folder[root.Folder.Length..].Replace('/', '.');
            var wanted = s_oneNamespace.ContainsKey(root.Folder) ? root.Namespace : root.Namespace + steps;
            var match = Namespace().Match(file.Code);
            if (match.Success && match.Groups[1].Value != wanted)
                yield return new(file.Path, file.LineOf(match.Index), $"the namespace is {match.Groups[1].Value}", $"By its folder it is {wanted}");
        }
    }

    /// <summary>A file opens with a sentence or two: why it exists, what it must not know.</summary>
    public static IEnumerable<Finding> OpensWithComment(IEnumerable<TreeFile> files)
    {
        foreach (var file in files)
        {
            var isScript = file.Extension.Length == 0 && file.Text.StartsWith("#!", StringComparison.Ordinal);
            if ((!s_opensWithComment.Contains(file.Extension) && !isScript) || IsCase(file)) continue;
            var first = file.Lines.FirstOrDefault(line => line.Trim().Length > 0 && !line.StartsWith("#!", StringComparison.Ordinal)) ?? "";
            var opens = file.Extension is ".sh" or ""
                ? first.StartsWith("# ", StringComparison.Ordinal)
                : first.StartsWith("// ", StringComparison.Ordinal) || first.StartsWith("/* ", StringComparison.Ordinal);
            if (!opens)
                yield return new(file.Path, 1, "the file does not say why it exists", "Open it with a comment of a sentence or two");
        }
    }

    /// <summary>One concept per file.</summary>
    public static IEnumerable<Finding> Length(IEnumerable<TreeFile> files)
    {
        foreach (var file in files)
            if (file.Extension is ".cs" or ".ts" or ".c" or ".h" or ".sh" or ".md" && file.Lines.Length > MaxLines)
                yield return new(file.Path, 0, $"{file.Lines.Length} lines", $"Split it by concept; {MaxLines} is the most");
    }

    /// <summary>Plain texts: line feeds, no tabs or blanks at line ends, a line break at the end, no pictures.</summary>
    public static IEnumerable<Finding> PlainText(IEnumerable<TreeFile> files)
    {
        foreach (var file in files)
        {
            if (file.Extension is ".sln" || file.Name is "LICENSE" || IsCase(file)) continue;
            if (file.Text.Contains('\r', StringComparison.Ordinal))
                yield return new(file.Path, 0, "carriage returns", "End lines with a line feed");
            if (file.Text.Length > 0 && file.Text[^1] != '\n')
                yield return new(file.Path, file.Lines.Length, "no line break at the end", "Add one");
            for (var i = 0; i < file.Lines.Length; i++)
            {
                var line = file.Lines[i];
                if (file.Extension is ".cs" && line.Contains('\t', StringComparison.Ordinal))
                    yield return new(file.Path, i + 1, "a tab", "Indent with four spaces");
                if (file.Extension is ".cs" or ".ts" or ".vale" or ".sh" && line.TrimEnd() != line)
                    yield return new(file.Path, i + 1, "blanks at the end of the line", "Remove them");
                if (Picture().IsMatch(line) && file.Extension is not ".cs")
                    yield return new(file.Path, i + 1, "an emoji", "Say it in words");
                if (line.StartsWith("<<<<<<< ", StringComparison.Ordinal) || line.StartsWith(">>>>>>> ", StringComparison.Ordinal))
                    yield return new(file.Path, i + 1, "two versions of a text, left by a merge", "Keep what holds of both");
            }
        }
    }

    /// <summary>Unfinished work is not left in the code.</summary>
    public static IEnumerable<Finding> Finished(IEnumerable<TreeFile> files)
    {
        foreach (var file in files)
        {
            if (file.Path.StartsWith("tests/Tidy.Tests/", StringComparison.Ordinal) || IsCase(file)) continue;
            foreach (Match match in Unfinished().Matches(file.Text))
                yield return new(file.Path, file.LineOf(match.Index), $"'{match.Value}'", "Finish it, or leave it out and say so where users read what is missing");
        }
    }

    /// <summary>State that outlives a call and is not a query's: it would make answers depend on history.</summary>
    public static IEnumerable<Finding> NoHiddenState(IEnumerable<TreeFile> files)
    {
        foreach (var file in SourceTree.CSharp(files, "src/Queries", "src/Backend"))
        {
            foreach (Match match in s_meantState.ContainsKey(file.Path) ? [] : StaticField().Matches(file.Code).AsEnumerable())
                yield return new(file.Path, file.LineOf(match.Index), $"mutable static state: {match.Value.Trim()}", "Make it an input, a query's value or a parameter");
            foreach (Match match in Async().Matches(file.Code))
                yield return new(file.Path, file.LineOf(match.Index), $"'{match.Value}'", "Queries and emitters are synchronous; callers bring the threads");
        }
    }

    // Texts that are a test's data, odd on purpose.
    private static bool IsCase(TreeFile file) =>
        file.Path.Contains("/cases/", StringComparison.OrdinalIgnoreCase) || file.Path.Contains("/corpus/", StringComparison.Ordinal);

    [GeneratedRegex("<RootNamespace>([^<]+)</RootNamespace>")]
    private static partial Regex RootNamespace();

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\p{Cs}{2}|[\u2600-\u27BF]")]
    private static partial Regex Picture();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|\bNotImplementedException\b")]
    private static partial Regex Unfinished();

    // A static field that can be set, or that begins as an empty collection and so is meant to grow. A thread's own slot ([ThreadStatic]) is marked as such.
    [GeneratedRegex(@"(?<!\[ThreadStatic\]\s*)^[ \t]*(?:(?:private|internal|public|protected)\s+)*static\s+(?:(?!readonly|class|partial|abstract|virtual|implicit|explicit|extern|unsafe|void|operator|event|ref|delegate|record|interface|struct|enum|async)[\w.<>\[\],? ]+?(?<!\boperator)\s+\w+\s*(?:=(?![>=])|;)|readonly\s+(?:(?:Concurrent)?(?:Dictionary|List|HashSet|Queue|Stack|SortedDictionary)<[^=]*>|StringBuilder)\s+\w+\s*=\s*(?:new\b[^{;]*;|\[\s*\]\s*;))", RegexOptions.Multiline)]
    private static partial Regex StaticField();

    [GeneratedRegex(@"\basync\b|\bawait\b")]
    private static partial Regex Async();
}
