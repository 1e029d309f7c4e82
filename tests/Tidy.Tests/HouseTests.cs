// Holds the house's rules over the repository as it stands. Each failure names the file, the rule and what to do.

using Tidy.Tests.Rules;
using Xunit;

namespace Tidy.Tests;

public sealed class HouseTests
{
    private static IReadOnlyList<TreeFile> Files => SourceTree.Files;

    private static void None(IEnumerable<Finding> findings)
    {
        var all = findings.Select(finding => finding.ToString()).ToList();
        Assert.True(all.Count == 0, $"{all.Count} place(s) break the rule:\n{string.Join('\n', all)}");
    }

    [Fact]
    public void The_rules_see_the_repository() => Assert.Contains(Files, file => file.Path == "src/Queries/Runtime/IQueryKey.cs");

    [Fact]
    public void Projects_reference_only_what_stands_below_them() => None(Dependencies.ProjectReferences(Files));

    [Fact]
    public void Code_names_only_the_namespaces_its_folder_may_know() => None(Dependencies.Namespaces(Files));

    [Fact]
    public void The_query_engine_says_no_word_of_the_language() => None(Dependencies.RuntimeIsNeutral(Files));

    [Fact]
    public void Compiler_stages_ask_earlier_stages_only() => None(Dependencies.StageOrder(Files));

    [Fact]
    public void Namespaces_are_folders() => None(Shape.NamespaceIsFolder(Files));

    [Fact]
    public void Files_say_why_they_exist() => None(Shape.OpensWithComment(Files));

    [Fact]
    public void Files_stay_readable_at_one_sitting() => None(Shape.Length(Files));

    [Fact]
    public void Texts_are_plain() => None(Shape.PlainText(Files));

    [Fact]
    public void Nothing_is_left_unfinished_in_the_code() => None(Shape.Finished(Files));

    [Fact]
    public void Queries_and_emitters_keep_no_hidden_state() => None(Shape.NoHiddenState(Files));

    [Fact]
    public void Classes_of_tests_hold_running_tests_named_by_what_they_show() => None(TestCode.Honest(Files));

    [Fact]
    public void The_solution_lists_every_project() => None(Projects.InSolution(Files));

    [Fact]
    public void Package_versions_and_common_properties_stand_in_one_place() => None(Projects.Versions(Files));

    [Fact]
    public void Every_page_is_linked() => None(Docs.Linked(Files));

    [Fact]
    public void Every_link_leads_somewhere() =>
        None(Docs.LiveLinks(Files, path => Path.Exists(Path.Combine(SourceTree.Root, path))));

    [Fact]
    public void Every_diagnostic_has_its_page_and_every_page_its_diagnostic() => None(Docs.DiagnosticPages(Files));

    [Fact]
    public void The_glossary_explains_the_terms() => None(Docs.Glossary(Files));

    [Fact]
    public void No_text_names_a_place_only_one_machine_knows() => None(Docs.OnlyPublicPlaces(Files));
}
