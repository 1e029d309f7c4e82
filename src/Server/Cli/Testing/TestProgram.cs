// From tests to a program that runs the one whose number it is given: Vale text, put beside the tests' own so that it goes
// the way of all sources. What a test's answer means is settled here; how it is run is not.

using System.Globalization;
using System.Text;
using Vale.Compiler;
using Vale.Compiler.Inputs;
using Vale.Compiler.Signatures;

namespace Vale.Server.Cli.Testing;

/// <summary>A test and where it stands.</summary>
/// <param name="Number">What the program calls it.</param>
/// <param name="File">The path, as the user named it.</param>
/// <param name="Range">The name's lines and columns, from 1.</param>
internal sealed record FoundTest(int Number, string Name, string Function, PackageData Package, TestVerdict Verdict, string File, TestRange Range);

/// <summary>Lines and columns from 1; the end is the place behind the last character.</summary>
internal readonly record struct TestRange(int Line, int Column, int EndLine, int EndColumn);

/// <summary>Writes the program.</summary>
internal static class TestProgram
{
    /// <summary>The module that the program starts in.</summary>
    public const string Module = "vale_tests";

    private const string Caller = "__vale_test_";

    /// <summary>In each package a function per test that gives 0 when it passed, and a main that calls one of them.</summary>
    public static List<SourceChange> Of(IReadOnlyList<FoundTest> tests)
    {
        var sources = new List<SourceChange>();
        var callers = new Dictionary<PackageData, StringBuilder>();
        var main = new StringBuilder("import v.builtins.mainargs.*;\nimport v.builtins.str.*;\n");
        var choice = new StringBuilder("exported func main() int {\n  which = getMainArg(0);\n");
        foreach (var test in tests)
        {
            if (!callers.TryGetValue(test.Package, out var text)) callers.Add(test.Package, text = new StringBuilder());
            var name = Caller + test.Number.ToString(CultureInfo.InvariantCulture);
            text.Append("func ").Append(name).Append("() int { ").Append(test.Verdict switch
            {
                TestVerdict.True => $"if {test.Function}() {{ return 0; }} return 1;",
                TestVerdict.Zero => $"return {test.Function}();",
                _ => $"{test.Function}(); return 0;",
            }).Append(" }\n");
            main.Append("import ").Append(test.Package).Append('.').Append(name).Append(";\n");
            choice.Append("  if which == \"").Append(test.Number).Append("\" { return ").Append(name).Append("(); }\n");
        }
        foreach (var (package, text) in callers)
            sources.Add(new SourceChange(new FileData(package.Module, package.Package, "(tests).vale"), $"(tests of {package})", text.ToString()));
        sources.Add(new SourceChange(new FileData(Module, "", "main.vale"), "(tests)", main.Append(choice).Append("  return 2;\n}\n").ToString()));
        return sources;
    }
}
