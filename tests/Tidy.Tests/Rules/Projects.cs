// Project files say what is special about a project and nothing else: versions and common properties stand in one place.

using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>The rules for project files, the solution and the package versions.</summary>
public static partial class Projects
{
    private static readonly string[] s_central =
        ["TargetFramework", "LangVersion", "Nullable", "ImplicitUsings", "TreatWarningsAsErrors", "AnalysisLevel", "EnforceCodeStyleInBuild", "NoWarn"];

    /// <summary>The solution lists every project, and no other.</summary>
    public static IEnumerable<Finding> InSolution(IEnumerable<TreeFile> files)
    {
        var all = files.ToList();
        var solution = all.Single(file => file.Path == "Vale.LanguageTools.sln");
        var listed = Listed().Matches(solution.Text).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToHashSet();
        var there = all.Where(file => file.Extension == ".csproj").Select(file => file.Path).ToHashSet();
        foreach (var path in there.Except(listed))
            yield return new(path, 0, "the solution does not list the project", $"dotnet sln add {path}");
        foreach (var path in listed.Except(there))
            yield return new(solution.Path, 0, $"the solution lists {path}, which is not there", $"dotnet sln remove {path}");
    }

    /// <summary>
    /// Package versions stand in Directory.Packages.props only, and each is used, but for the group labelled Pinned: versions of what other packages bring.
    /// </summary>
    public static IEnumerable<Finding> Versions(IEnumerable<TreeFile> files)
    {
        var all = files.ToList();
        var used = new HashSet<string>();
        foreach (var file in all.Where(file => file.Extension is ".csproj" or ".props" or ".targets"))
        {
            foreach (Match match in Package().Matches(file.Text))
            {
                used.Add(match.Groups[1].Value);
                if (match.Groups[2].Value.Contains("Version", StringComparison.Ordinal))
                    yield return new(file.Path, file.LineOf(match.Index), $"{match.Groups[1].Value} has a version of its own", "Give the version in Directory.Packages.props");
            }
            if (file.Extension != ".csproj") continue;
            foreach (var property in s_central)
                if (file.Text.IndexOf($"<{property}>", StringComparison.Ordinal) is var at and >= 0)
                    yield return new(file.Path, file.LineOf(at), $"{property} is set", "It stands in Directory.Build.props for all projects");
        }
        foreach (var file in all.Where(file => file.Path == "Directory.Packages.props"))
            foreach (Match match in Central().Matches(Pinned().Replace(file.Text, "")))
                if (!used.Contains(match.Groups[1].Value))
                    yield return new(file.Path, file.LineOf(match.Index), $"no project uses {match.Groups[1].Value}", "Remove its line");
    }

    [GeneratedRegex("= \"[^\"]+\", \"([^\"]+\\.csproj)\"")]
    private static partial Regex Listed();

    [GeneratedRegex("<PackageReference\\s+Include=\"([^\"]+)\"([^>]*)>")]
    private static partial Regex Package();

    [GeneratedRegex("<ItemGroup Label=\"Pinned\">.*?</ItemGroup>", RegexOptions.Singleline)]
    private static partial Regex Pinned();

    [GeneratedRegex("<PackageVersion\\s+Include=\"([^\"]+)\"")]
    private static partial Regex Central();
}
