// What a test must be: there, running, and named by what it shows.

using System.Text.RegularExpressions;

namespace Tidy.Tests.Rules;

/// <summary>The rules for test projects.</summary>
public static partial class TestCode
{
    /// <summary>A class named as tests has tests, none is skipped, none is named "Test...".</summary>
    public static IEnumerable<Finding> Honest(IEnumerable<TreeFile> files)
    {
        foreach (var file in SourceTree.CSharp(files, "tests"))
        {
            if (TestClass().Match(file.Code) is { Success: true } named && !Attribute().IsMatch(file.Code) && !named.Value.Contains("static", StringComparison.Ordinal))
                yield return new(file.Path, file.LineOf(named.Index), $"{named.Groups[1].Value} holds no test", "Write one, or give the class another name");
            foreach (Match match in Skipped().Matches(file.Code))
                yield return new(file.Path, file.LineOf(match.Index), "a skipped test", "Repair what it shows, or delete it");
            foreach (Match match in Method().Matches(file.Code))
            {
                var name = match.Groups[1].Value;
                if (name.StartsWith("Test", StringComparison.OrdinalIgnoreCase))
                    yield return new(file.Path, file.LineOf(match.Groups[1].Index), $"the test's name is {name}", "Name it by what it shows");
            }
            foreach (Match match in Timing().Matches(file.Code))
                yield return new(file.Path, file.LineOf(match.Index), $"'{match.Value}' in an assertion", "Count events instead; a busy machine must not fail a test");
        }
    }

    [GeneratedRegex(@"^(?:public|internal)[\w ]*\bclass\s+(\w+Tests)\b", RegexOptions.Multiline)]
    private static partial Regex TestClass();

    [GeneratedRegex(@"\[\s*(?:Fact|Theory)\b")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\bSkip\s*=")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\[\s*(?:Fact|Theory)\b[^\]]*\](?:\s*\[[^\n]*\])*\s*public\s+(?:static\s+)?(?:async\s+)?[\w<>\[\]]+\s+(\w+)\s*\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"Assert\.[^;\n]*\b(?:Elapsed\w*|Stopwatch)\b")]
    private static partial Regex Timing();
}
