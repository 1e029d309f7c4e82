// What vale.json can say, and what is answered where it says something else.

using System.Text.Json;
using Vale.Server.Project;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Project;

public class ProjectFileTests
{
    private static string Problem(string text)
    {
        var p = Assert.Throws<InputException>(() => ProjectFile.Parse(text, "vale.json")).Problem;
        return $"{p.Line}:{p.Column} {p.Code}: {p.What} ({p.Why}); {p.Next}";
    }

    [Fact]
    public void Everything_a_file_can_say_is_read()
    {
        var file = ProjectFile.Parse("""
            {
              "$schema": "vale.schema.json",
              "modules": {"app": "src", "tools": ["tools", "x.vale"]},
              "dependencies": {"lib": "../lib/src"},
              "options": {"opt": "O3", "region": "unsafe", "outputDir": "out", "noStd": true, "noImplicitBuiltins": false, "debugInfo": true}
            }
            """, "vale.json");
        Assert.Equal(
            [new("app", "src", 3, 22, false), new("tools", "tools", 3, 39, false), new("tools", "x.vale", 3, 48, false), new("lib", "../lib/src", 4, 27, true)],
            file.Roots);
        Assert.Equal(new ProjectOptions("O3", "unsafe", "out", true, false, true), file.Options);
    }

    [Fact]
    public void Broken_json_is_told_by_line_and_column() => Expect.Equal(Problem("{\n  \"modules\": {\"app\": src}\n}"),
        "2:22 project-file-syntax: `vale.json` is not JSON ('s' is an invalid start of a value); correct the JSON at this place");

    [Fact]
    public void An_end_too_early_is_told() => Expect.Equal(Problem("{\"modules\": {\"app\": \"src\"}"),
        "1:27 project-file-syntax: `vale.json` is not JSON (Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed); correct the JSON at this place");

    [Fact]
    public void A_misspelt_key_is_answered_with_the_one_meant() => Expect.Equal(Problem("{\n  \"module\": {}\n}"),
        "2:3 project-file-unknown: `module` is not a known key (a vale.json knows modules, dependencies, options, $schema); did you mean `modules`?");

    [Fact]
    public void A_misspelt_option_is_answered_with_the_one_meant() => Expect.Equal(Problem("""{"modules": {"a": "b"}, "options": {"outputDirectory": "x"}}"""),
        "1:37 project-file-unknown: `outputDirectory` is not a known option (`options` knows opt, region, outputDir, noStd, noImplicitBuiltins, debugInfo); remove it");

    [Fact]
    public void A_wrong_value_says_what_is_right() => Expect.Equal(Problem("""{"modules": {"a": "b"}, "options": {"opt": "02"}}"""),
        "1:44 project-file-unknown: `02` is not a known value of `opt` (`opt` knows O0, O1, O2, O3); did you mean `O2`?");

    [Fact]
    public void A_value_of_the_wrong_kind_says_what_it_is() => Expect.Equal(Problem("""{"modules": {"a": 3}}"""),
        "1:19 project-file-shape: the path of module `a` must be a string (here it is a number); write it in double quotes");

    [Fact]
    public void A_module_in_both_lists_is_a_conflict() => Expect.Equal(Problem("""{"modules": {"a": "x"}, "dependencies": {"a": "y"}}"""),
        "1:42 module-twice: module `a` stands under both `modules` and `dependencies` (); remove one of the two");

    [Fact]
    public void A_module_written_twice_is_told() => Expect.Equal(Problem("""{"modules": {"a": "x", "a": "y"}}"""),
        "1:24 module-twice: module `a` stands twice in modules (); a module with several paths takes a list: `\"a\": [\"x\", \"y.vale\"]`");

    [Fact]
    public void A_file_without_modules_is_told() => Expect.Equal(Problem("{}"),
        "1:1 project-file-empty: `vale.json` names no module (); add one: `\"modules\": {\"NAME\": \"src\"}`");

    [Fact]
    public void The_schema_knows_the_same_keys_as_the_reader()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("editors/vscode/schemas/vale.schema.json")));
        var properties = schema.RootElement.GetProperty("properties");
        foreach (var key in properties.EnumerateObject()) Assert.DoesNotContain("project-file-unknown", Outcome($$"""{"{{key.Name}}": 0}"""));
        foreach (var option in properties.GetProperty("options").GetProperty("properties").EnumerateObject())
            Assert.DoesNotContain("known option", Outcome($$$"""{"options": {"{{{option.Name}}}": 0}}"""));
        Assert.Contains("modules, dependencies, options", Outcome("""{"x": 0}"""));
        Assert.Equal(4, properties.EnumerateObject().Count());
        Assert.Equal(6, properties.GetProperty("options").GetProperty("properties").EnumerateObject().Count());

        static string Outcome(string text)
        {
            try
            {
                ProjectFile.Parse(text, "vale.json");
                return "";
            }
            catch (InputException e)
            {
                return $"{e.Problem.Code} {e.Problem.What} {e.Problem.Why}";
            }
        }
    }
}
