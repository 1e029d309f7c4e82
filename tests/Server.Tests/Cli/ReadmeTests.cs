// Runs the commands that README.md shows, on a copy of the samples, and compares what it says they print. An updating run
// (UPDATE_EXPECT=1) writes the answers into the page.

using System.Text;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Cli;

public class ReadmeTests
{
    private const string Page = "README.md", Prompt = "$ ./vale-ls ";

    [Fact]
    public void Every_command_of_the_readme_prints_what_the_readme_says()
    {
        using var folder = new Folder();
        foreach (var file in Directory.GetFiles(Repository.PathOf("samples"), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Repository.PathOf("."), file);
            if (!name.Contains("/build/")) folder.Add(name, File.ReadAllBytes(file));
        }

        var page = new StringBuilder();
        var lines = File.ReadAllText(Repository.PathOf(Page)).Split('\n');
        var commands = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            page.Append(lines[i]).Append(i + 1 < lines.Length ? "\n" : "");
            if (!lines[i].StartsWith(Prompt, StringComparison.Ordinal)) continue;
            commands++;
            // What the launcher says at a first start is shown, but comes from the script.
            for (; lines[i + 1].StartsWith("vale-ls: ", StringComparison.Ordinal); i++) page.Append(lines[i + 1]).Append('\n');
            while (lines[i + 1] != "```") i++;
            var outcome = folder.Run(CommandAt(page.ToString()));
            Assert.InRange(outcome.Code, 0, 1);
            page.Append(outcome.Error).Append(outcome.Out);
        }
        Assert.True(commands >= 5, "README.md shows the commands a newcomer starts with");
        Expect.EqualFile(page.ToString(), Page);
    }

    private static string[] CommandAt(string page)
    {
        var start = page.LastIndexOf(Prompt, StringComparison.Ordinal) + Prompt.Length;
        return page[start..page.IndexOf('\n', start)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
