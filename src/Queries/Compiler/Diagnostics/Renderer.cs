// From facts to words. Each family of problems has its part in a file of its own; here is what they share: places,
// types, lists and the choice of the part.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Diagnostics;

/// <summary>Turns problems into diagnostics.</summary>
internal sealed partial class Renderer(QueryContext db)
{
    /// <summary>The words for a problem.</summary>
    public Diagnostic Render(Problem problem) =>
        RenderNames(problem) ?? RenderSignatures(problem) ?? RenderGenerics(problem) ?? RenderImpls(problem) ?? RenderArrays(problem) ?? RenderValues(problem) ?? RenderCalls(problem) ?? RenderFlow(problem) ??
        throw new InvalidOperationException($"No words for {problem.GetType().Name}.");

    /// <summary>Where an anchor stands now.</summary>
    public FileRange Place(Anchor anchor) => new(anchor.File, ItemQueries.Resolve(db, anchor));

    private string Show(Coord type) => "`" + TypeQueries.Display(db, type) + "`";

    private string Show(KindId kind) => "`" + TypeQueries.Display(db, kind) + "`";

    private string Show(ValueArray<Coord> types)
    {
        if (types.IsEmpty) return "no arguments";
        var texts = new List<string>();
        foreach (var type in types) texts.Add(TypeQueries.Display(db, type));
        return "`(" + string.Join(", ", texts) + ")`";
    }

    private string Show(TemplataId templata) => "`" + TypeQueries.Display(db, templata) + "`";

    private string Show(FunctionId function) => "`" + SignatureText.Of(db, db.Get(SignatureQueries.Header, function)) + "`";

    private bool IsPlaceholder(Coord type) =>
        !WellKnownKinds.IsWellKnown(type.Kind) && db.Lookup(TypeQueries.Kinds, type.Kind) is PlaceholderKind;

    private static string DidYouMean(ValueArray<string> near) => near.Length switch
    {
        0 => "",
        1 => $"did you mean `{near[0]}`?",
        _ => "did you mean " + string.Join(", ", near.Take(near.Length - 1).Select(static name => $"`{name}`")) + $" or `{near[^1]}`?",
    };

    private static string Or(string help, string otherwise) => help.Length > 0 ? help : otherwise;

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private Diagnostic Make(
        string code, Problem problem, string message, string label = "", string help = "",
        Severity severity = Severity.Error, DiagnosticTags tags = DiagnosticTags.None, params ReadOnlySpan<(Anchor Where, string Text)> labels)
    {
        var rendered = new List<DiagnosticLabel>(labels.Length);
        foreach (var (where, text) in labels) rendered.Add(new DiagnosticLabel(Place(where), text));
        return new Diagnostic(code, severity, Place(problem.Where), message, label, rendered.ToValueArray(), help, tags);
    }
}
