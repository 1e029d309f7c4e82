// What readers are given: every page can be reached, no link is dead, every diagnostic has its page, every term its entry,
// and no text leads to a place that only one machine knows.

using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>The rules for pages and for what may be named in any text.</summary>
public static partial class Docs
{
    /// <summary>Where the diagnostic codes stand.</summary>
    public const string Registry = "src/Queries/Compiler/Diagnostics/DiagnosticCodes.cs";

    /// <summary>Where the parser's problems are named; their codes are these names, in kebab case.</summary>
    public const string SyntaxRegistry = "src/Queries/Syntax/Problems/SyntaxProblemCode.cs";

    /// <summary>Where their pages stand.</summary>
    public const string Pages = "docs/diagnostics/";

    private static readonly string[] s_publicHosts =
    [
        "github.com", "raw.githubusercontent.com", "vale.dev", "verdagon.dev", "microsoft.github.io", "learn.microsoft.com", "schemas.microsoft.com",
        "json.schemastore.org", "json-schema.org", "www.apache.org", "apache.org", "llvm.org", "dot.net", "dotnet.microsoft.com", "docs.oasis-open.org",
        "spec.commonmark.org", "www.debian.org", "www.jsonrpc.org", "example.com", "xunit.net", "code.visualstudio.com", "en.wikipedia.org", "unicode.org", "www.unicode.org", "www.w3.org",
        // Every machine's own.
        "127.0.0.1",
    ];

    /// <summary>The terms every reader of the code meets.</summary>
    public static readonly string[] Terms =
        ["denizen", "rune", "templata", "coord", "kind", "prototype", "bound", "itable", "edge", "memo", "revision", "durability"];

    /// <summary>Every page below docs is linked from another text.</summary>
    public static IEnumerable<Finding> Linked(IEnumerable<TreeFile> files)
    {
        var all = files.ToList();
        var reached = new HashSet<string>();
        foreach (var file in all.Where(file => file.Extension == ".md"))
            foreach (var (target, _) in Links(file))
                if (target != file.Path) reached.Add(target);
        foreach (var page in all.Where(file => file.Extension == ".md" && file.Path.StartsWith("docs/", StringComparison.Ordinal)))
            // A diagnostic's page is reached by its code, which every rendering shows.
            if (!reached.Contains(page.Path) && !(page.Folder + "/" == Pages && page.Name != "README.md"))
                yield return new(page.Path, 0, "no page links here", "Link it from docs/architecture.md or from the page a reader comes from");
    }

    /// <summary>A link to a file of the repository leads somewhere.</summary>
    public static IEnumerable<Finding> LiveLinks(IEnumerable<TreeFile> files, Func<string, bool> exists)
    {
        foreach (var file in files.Where(file => file.Extension == ".md"))
            foreach (var (target, line) in Links(file))
                if (!exists(target))
                    yield return new(file.Path, line, $"the link leads to {target}, which is not there", "Correct it");
    }

    /// <summary>A code has a page, a page has a code, and the page begins with the code's name.</summary>
    public static IEnumerable<Finding> DiagnosticPages(IEnumerable<TreeFile> files)
    {
        var all = files.ToList();
        var codes = new Dictionary<string, int>();
        var registry = all.Find(file => file.Path == Registry);
        if (registry is not null)
            foreach (Match match in Code().Matches(registry.Text))
                codes.TryAdd(match.Groups[1].Value, registry.LineOf(match.Index));
        if (all.Find(file => file.Path == SyntaxRegistry) is { } syntax)
            foreach (Match match in EnumMember().Matches(syntax.Text))
                codes.TryAdd(Upper().Replace(match.Groups[1].Value, static upper => "-" + upper.Value.ToLowerInvariant())[1..], syntax.LineOf(match.Index));
        var pages = all.Where(file => file.Folder + "/" == Pages && file.Extension == ".md" && file.Name != "README.md")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name));
        foreach (var (code, line) in codes)
        {
            if (!pages.TryGetValue(code, out var page))
                yield return new(Registry, line, $"'{code}' has no page", $"Write {Pages}{code}.md; docs/adding-a-diagnostic.md says how");
            else if (page.Lines[0] != $"# {code}")
                yield return new(page.Path, 1, "the title is not the code", $"Begin with `# {code}`");
        }
        foreach (var (code, page) in pages)
            if (!codes.ContainsKey(code))
                yield return new(page.Path, 0, $"no diagnostic has the code '{code}'", $"Remove the page, or add the code to {Registry}");
        foreach (var file in SourceTree.CSharp(all, "src"))
            foreach (Match match in RawCode().Matches(file.Text))
                if (!codes.ContainsKey(match.Groups[1].Value))
                    yield return new(file.Path, file.LineOf(match.Index), $"the code '{match.Groups[1].Value}' is not in the registry", $"Name it in {Registry} and use that");
    }

    /// <summary>The glossary explains every term of the field that the code uses.</summary>
    public static IEnumerable<Finding> Glossary(IEnumerable<TreeFile> files)
    {
        var glossary = files.FirstOrDefault(file => file.Path == "docs/glossary.md");
        if (glossary is null)
        {
            yield return new("docs/glossary.md", 0, "there is no glossary", "Write it");
            yield break;
        }
        foreach (var term in Terms)
            if (!glossary.Text.Contains($"**{term}**", StringComparison.OrdinalIgnoreCase))
                yield return new(glossary.Path, 0, $"'{term}' is not explained", $"Add an entry that begins with **{term}**");
    }

    /// <summary>No text names a host or a path that only the place of its making knows.</summary>
    public static IEnumerable<Finding> OnlyPublicPlaces(IEnumerable<TreeFile> files)
    {
        foreach (var file in files)
        {
            if (file.Path.StartsWith("tests/Tidy.Tests/", StringComparison.Ordinal)) continue;
            foreach (Match match in Host().Matches(file.Text))
                if (!s_publicHosts.Contains(match.Groups[1].Value) && file.Name != "package-lock.json")
                    yield return new(file.Path, file.LineOf(match.Index), $"the host {match.Groups[1].Value}", "Leave it out, or, when every reader can reach it, add it to the list in tests/Tidy.Tests/Rules/Docs.cs");
            foreach (Match match in LocalPath().Matches(file.Text))
                yield return new(file.Path, file.LineOf(match.Index), $"the path {match.Value}", "Name files from the repository's root");
        }
    }

    private static IEnumerable<(string Target, int Line)> Links(TreeFile file)
    {
        foreach (Match match in Link().Matches(file.Text))
        {
            // Code is no link, though `[](f)` looks like one.
            if (!match.Groups[1].Success) continue;
            var target = match.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith('#') || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var path = target.Split('#')[0];
            var steps = new List<string>(file.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
            foreach (var step in path.Split('/'))
            {
                if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
                else if (step is not ("." or "" or "..")) steps.Add(step);
            }
            yield return (string.Join('/', steps), file.LineOf(match.Index));
        }
    }

    [GeneratedRegex(@"```[\s\S]*?```|`[^`\n]*`|\[[^\]\n]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("\"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"^    ([A-Z]\w+),$", RegexOptions.Multiline)]
    private static partial Regex EnumMember();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();

    [GeneratedRegex("new Diagnostic\\(\\s*\"([a-z0-9-]+)\"")]
    private static partial Regex RawCode();

    [GeneratedRegex(@"https?://([\w.-]+)")]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<![\w.])/(?:work/(?:main|rooms|shared|\.\w+)|root|home/\w+|tmp/vale)\b/?[\w./-]*")]
    private static partial Regex LocalPath();
}
