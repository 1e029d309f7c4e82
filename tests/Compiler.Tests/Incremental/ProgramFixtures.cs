// The programs of tests/programs as projects that a test may change, and their texts cut into tokens.

using System.Text;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Programs;

namespace Compiler.Tests.Incremental;

internal static class ProgramFixtures
{
    /// <summary>Every program, by name, as a fixture.</summary>
    public static IReadOnlyList<(string Name, Fixture Fixture)> All { get; } = [.. ProgramCase.All.Select(static program => (program.Name, Of(program)))];

    /// <summary>The fixture with another text in one of its files.</summary>
    public static Fixture With(this Fixture fixture, int file, string text)
    {
        var whole = new StringBuilder();
        for (var i = 0; i < fixture.Files.Count; i++) Append(whole, fixture.Files[i].Path, fixture.Files[i].Module, i == file ? text : fixture.Files[i].Text);
        return Fixture.Parse(whole.ToString());
    }

    /// <summary>Where the tokens of a text begin and end, spaces and comments included.</summary>
    public static List<TextRange> Tokens(string text)
    {
        var found = new List<TextRange>();
        Collect(new SyntaxNode(Parser.Parse(text).Tree), found);
        return found;
    }

    private static Fixture Of(ProgramCase program)
    {
        var whole = new StringBuilder();
        foreach (var root in program.Roots)
        {
            if (File.Exists(root.Path))
            {
                if (Path.GetExtension(root.Path) == ".vale") Append(whole, "/" + Path.GetFileName(root.Path), root.Name, File.ReadAllText(root.Path));
                continue;
            }
            foreach (var file in Directory.EnumerateFiles(root.Path, "*.vale", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Append(whole, "/" + Path.GetRelativePath(root.Path, file).Replace('\\', '/'), root.Name, File.ReadAllText(file));
        }
        return Fixture.Parse(whole.ToString());
    }

    private static void Append(StringBuilder whole, string path, string module, string text) =>
        whole.Append("//- ").Append(path).Append(" module=").Append(module).Append('\n').Append(text).Append('\n');

    private static void Collect(SyntaxNode node, List<TextRange> found)
    {
        if (node.IsToken) found.Add(node.Range);
        else
            foreach (var child in node.Children) Collect(child, found);
    }
}
