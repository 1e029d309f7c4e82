// Who may know whom: between projects, between namespaces, and between the compiler's stages.

using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>The arrows of the house. docs/architecture.md draws them.</summary>
public static partial class Dependencies
{
    private static readonly Dictionary<string, string[]> s_projects = new()
    {
        ["Vale.Queries.Runtime"] = [],
        ["Vale.Syntax"] = [],
        ["Vale.Compiler"] = ["Vale.Queries.Runtime", "Vale.Syntax"],
        ["Vale.Ide"] = ["Vale.Compiler"],
        ["Vale.Backend"] = ["Vale.Compiler"],
        ["Vale.Server"] = ["Vale.Ide", "Vale.Backend"],
    };

    // Which namespaces a folder's code may name, besides its own.
    private static readonly (string Folder, string[] Namespaces)[] s_namespaces =
    [
        ("src/Queries/Runtime", ["Vale.Queries.Runtime"]),
        ("src/Queries/Syntax", ["Vale.Syntax"]),
        ("src/Queries/Compiler", ["Vale.Compiler", "Vale.Queries.Runtime", "Vale.Syntax"]),
        ("src/Queries/Ide", ["Vale.Ide", "Vale.Compiler", "Vale.Queries.Runtime", "Vale.Syntax"]),
        ("src/Backend", ["Vale.Backend", "Vale.Compiler.Lowering", "Vale.Queries.Runtime.Values"]),
    ];

    /// <summary>The compiler's stages, earlier to later.</summary>
    public static readonly string[] Stages =
        ["Inputs", "Parse", "Items", "Names", "Types", "Solver", "Signatures", "Calls", "Impls", "Bodies", "Instantiation", "Lowering", "Diagnostics"];

    private static readonly string[] s_wireNamespaces = ["System.Text.Json", "System.IO.Pipelines", "System.Net"];

    /// <summary>A source project references only the projects below it, and no package that is not its own business.</summary>
    public static IEnumerable<Finding> ProjectReferences(IEnumerable<TreeFile> files)
    {
        foreach (var file in files.Where(file => file.Extension == ".csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(file.Name);
            foreach (Match match in ProjectReference().Matches(file.Text))
            {
                var target = Path.GetFileNameWithoutExtension(match.Groups[1].Value.Replace('\\', '/'));
                var line = file.LineOf(match.Index);
                if (s_projects.TryGetValue(name, out var allowed) && !allowed.Contains(target))
                    yield return new(file.Path, line, $"{name} must not reference {target}", "Move what is needed to a room both may know");
                if (target == "Vale.Server" && file.Path.StartsWith("src/", StringComparison.Ordinal))
                    yield return new(file.Path, line, "nothing below Server may know it", "Hand Server what it needs as a parameter");
            }
            if (!file.Path.StartsWith("src/", StringComparison.Ordinal)) continue;
            if (!s_projects.ContainsKey(name))
                yield return new(file.Path, 0, $"the project {name} has no place in the house", "Make it a folder of an existing project, or add its arrows here and to docs/architecture.md");
            foreach (Match match in PackageReference().Matches(file.Text))
                if (name != "Vale.Server")
                    yield return new(file.Path, file.LineOf(match.Index), $"{name} uses the package {match.Groups[1].Value}", "Only Server and tests take packages; the rooms below stand on the base library");
        }
    }

    /// <summary>Code names only the namespaces its folder may know.</summary>
    public static IEnumerable<Finding> Namespaces(IEnumerable<TreeFile> files)
    {
        foreach (var (folder, allowed) in s_namespaces)
        {
            foreach (var file in SourceTree.CSharp(files, folder))
            {
                foreach (Match match in HouseName().Matches(file.Code))
                {
                    var name = match.Value;
                    if (!allowed.Any(space => name == space || name.StartsWith(space + ".", StringComparison.Ordinal)))
                        yield return new(file.Path, file.LineOf(match.Index), $"{folder} must not know {name}", $"It may know {string.Join(", ", allowed)} only");
                }
                foreach (var wire in s_wireNamespaces)
                    if (file.Code.IndexOf(wire, StringComparison.Ordinal) is var at and >= 0)
                        yield return new(file.Path, file.LineOf(at), $"{wire} is used below Server", "JSON, pipes and sockets live in src/Server only; answer with plain records");
            }
        }
    }

    /// <summary>The query engine could serve any language: it says no word of Vale, not even in a comment.</summary>
    public static IEnumerable<Finding> RuntimeIsNeutral(IEnumerable<TreeFile> files)
    {
        foreach (var file in SourceTree.CSharp(files, "src/Queries/Runtime"))
            foreach (Match match in ValeWord().Matches(file.Text))
                yield return new(file.Path, file.LineOf(match.Index), $"the engine says '{match.Value}'", "Speak of keys, values and queries; the language belongs above");
    }

    /// <summary>A stage names earlier stages only; Diagnostics may name all, and no stage names it.</summary>
    public static IEnumerable<Finding> StageOrder(IEnumerable<TreeFile> files)
    {
        const string root = "src/Queries/Compiler/";
        foreach (var file in SourceTree.CSharp(files, root[..^1]))
        {
            var below = file.Path[root.Length..];
            var slash = below.IndexOf('/');
            if (slash < 0) continue; // the compiler's own front knows all its stages
            var own = Array.IndexOf(Stages, below[..slash]);
            if (own < 0)
            {
                if (below[..slash] is not "Library")
                    yield return new(file.Path, 0, $"'{below[..slash]}' is not a stage", $"The stages are {string.Join(", ", Stages)}");
                continue;
            }
            foreach (Match match in StageName().Matches(file.Code))
            {
                var other = Array.IndexOf(Stages, match.Groups[1].Value);
                if (other > own)
                    yield return new(file.Path, file.LineOf(match.Index), $"stage {Stages[own]} names the later stage {Stages[other]}", "Ask an earlier stage, or move what is shared down to the earlier one");
            }
        }
    }

    [GeneratedRegex("<ProjectReference\\s+Include=\"([^\"]+)\"")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("<PackageReference\\s+Include=\"([^\"]+)\"")]
    private static partial Regex PackageReference();

    [GeneratedRegex(@"\bVale\.(?:Queries\.Runtime|Syntax|Compiler|Ide|Backend|Server|Testing)(?:\.[A-Z]\w*)*")]
    private static partial Regex HouseName();

    [GeneratedRegex(@"\bVale\b(?!\.Queries\b)|\b(?:denizen|templata|prototype|itable|compiler|LSP)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex ValeWord();

    [GeneratedRegex(@"\bVale\.Compiler\.([A-Z]\w*)")]
    private static partial Regex StageName();
}
