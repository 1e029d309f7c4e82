// From the analysis' records to the protocol's.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Loop;
using Vale.Server.Project;
using Vale.Server.Protocol;
using Diagnostic = Vale.Server.Protocol.Diagnostic;
using Range = Vale.Server.Protocol.Range;
using DocumentSymbol = Vale.Server.Protocol.DocumentSymbol;
using SymbolKind = Vale.Server.Protocol.SymbolKind;

namespace Vale.Server.Convert;

/// <summary>Conversions of results.</summary>
internal static class ToProtocol
{
    private const string Source = "vale";

    /// <summary>The problems of one file that are shown; nobody reads more, and an editor would be slowed by them.</summary>
    public const int MostDiagnostics = 1000;

    /// <summary>
    /// The problems of a file, of an open one with the hints, and those that the program has there. Those of a closed one need not be found
    /// where they are <paramref name="kept"/>.
    /// </summary>
    public static Diagnostic[] Diagnostics(
        ReadContext context, FileId file, bool isOpen, IReadOnlyDictionary<FileId, List<Vale.Compiler.Diagnostics.Diagnostic>> ofProgram, WorkspaceProblems? kept = null)
    {
        var problems = kept is null || isOpen ? context.Analysis.Diagnostics(file) : kept.OfFiles.GetValueOrDefault(file) ?? [];
        if (isOpen && context.Analysis.UnusedNames(file, soon: !context.IsAllChecked) is { Count: > 0 } hints) problems = [.. problems, .. hints];
        if (ofProgram.TryGetValue(file, out var more)) problems = [.. problems, .. more];
        return Diagnostics(context, problems);
    }

    /// <summary>Problems as the client takes them: the first <see cref="MostDiagnostics"/>, and how many there are beyond.</summary>
    public static Diagnostic[] Diagnostics(ReadContext context, IReadOnlyList<Vale.Compiler.Diagnostics.Diagnostic> problems)
    {
        if (problems.Count == 0) return [];
        var shown = Math.Min(problems.Count, MostDiagnostics);
        var result = new Diagnostic[shown < problems.Count ? shown + 1 : shown];
        for (var i = 0; i < shown; i++) result[i] = Diagnostic(context, problems[i]);
        if (shown < problems.Count)
        {
            var next = problems[shown].Place;
            result[shown] = new Diagnostic(
                context.Range(next.File, next.Range), DiagnosticSeverity.Information, "more-problems", Source,
                $"{problems.Count - shown} more problems from here on are not shown", null, null);
        }
        return result;
    }

    /// <summary>
    /// One problem. An editor shows the message alone, so what the caret says and what to do next are further lines of it.
    /// </summary>
    public static Diagnostic Diagnostic(ReadContext context, Vale.Compiler.Diagnostics.Diagnostic problem)
    {
        var message = problem.Message;
        if (problem.Label.Length > 0 && problem.Label != problem.Message) message += "\n" + problem.Label;
        if (problem.Help.Length > 0) message += "\nhelp: " + problem.Help;

        DiagnosticRelatedInformation[]? related = null;
        if (context.Client.RelatedInformation && !problem.Labels.IsEmpty)
        {
            related = new DiagnosticRelatedInformation[problem.Labels.Length];
            for (var i = 0; i < related.Length; i++)
                related[i] = new DiagnosticRelatedInformation(context.Location(problem.Labels[i].Place), problem.Labels[i].Text);
        }
        return new Diagnostic(
            context.Range(problem.Place.File, problem.Place.Range),
            Severity(problem.Severity),
            problem.Code,
            Source,
            message,
            context.Client.DiagnosticTags ? Tags(problem.Tags) : null,
            related)
        {
            CodeDescription = context.Client.CodeDescriptions && HelpPages.Uri(problem.Code) is { } page ? new CodeDescription(page) : null,
        };
    }

    /// <summary>Problems with files themselves, which know lines and columns from 1, or 0 for the whole file.</summary>
    public static Diagnostic[] Diagnostics(IReadOnlyList<InputProblem> problems)
    {
        var result = new Diagnostic[problems.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var problem = problems[i];
            var message = problem.What;
            if (problem.Why.Length > 0) message += ": " + problem.Why;
            if (problem.Next.Length > 0) message += "\nhelp: " + problem.Next;
            var start = new Position(Math.Max(problem.Line - 1, 0), Math.Max(problem.Column - 1, 0));
            result[i] = new Diagnostic(new Range(start, start), DiagnosticSeverity.Error, problem.Code, Source, message, null, null);
        }
        return result;
    }

    /// <summary>A declaration as a location.</summary>
    public static Location Location(ReadContext context, NavigationTarget target) =>
        context.Location(new FileRange(target.File, target.Focus));

    /// <summary>A declaration as a link.</summary>
    public static LocationLink Link(ReadContext context, NavigationTarget target) => new(
        context.Uri(target.File),
        context.Range(target.File, target.Full),
        context.Range(target.File, target.Focus));

    /// <summary>Places to go to, as links where the client takes them.</summary>
    public static DefinitionResult Targets(ReadContext context, IReadOnlyList<NavigationTarget> targets, bool asLinks)
    {
        if (asLinks)
        {
            var links = new LocationLink[targets.Count];
            for (var i = 0; i < links.Length; i++) links[i] = Link(context, targets[i]);
            return new DefinitionResult(links, null);
        }
        var locations = new Location[targets.Count];
        for (var i = 0; i < locations.Length; i++) locations[i] = Location(context, targets[i]);
        return new DefinitionResult(null, locations);
    }

    /// <summary>Items of a hierarchy.</summary>
    public static HierarchyItem[] Hierarchy(ReadContext context, IReadOnlyList<Vale.Ide.Hierarchy.HierarchyItem> items)
    {
        var result = new HierarchyItem[items.Count];
        for (var i = 0; i < result.Length; i++) result[i] = Hierarchy(context, items[i]);
        return result;
    }

    /// <summary>An item of a hierarchy.</summary>
    public static HierarchyItem Hierarchy(ReadContext context, Vale.Ide.Hierarchy.HierarchyItem item) => new(
        Named(item.Name), Kind(item.Kind), context.Uri(item.Target.File), context.Range(item.Target.File, item.Target.Full),
        context.Range(item.Target.File, item.Target.Focus), item.Detail.Length == 0 ? null : item.Detail);

    /// <summary>Ranges of a file.</summary>
    public static Range[] Ranges(ReadContext context, FileId file, IReadOnlyList<Vale.Syntax.TextRange> ranges)
    {
        var result = new Range[ranges.Count];
        for (var i = 0; i < result.Length; i++) result[i] = context.Range(file, ranges[i]);
        return result;
    }

    /// <summary>An outline as a tree.</summary>
    public static DocumentSymbol[] Symbols(LineTable lines, IReadOnlyList<Vale.Ide.DocumentSymbol> symbols)
    {
        var result = new DocumentSymbol[symbols.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var symbol = symbols[i];
            result[i] = new DocumentSymbol(
                Named(symbol.Name),
                symbol.Detail.Length == 0 ? null : symbol.Detail,
                Kind(symbol.Kind),
                lines.Range(symbol.Full),
                lines.Range(symbol.Focus),
                symbol.Children.Count == 0 ? null : Symbols(lines, symbol.Children));
        }
        return result;
    }

    /// <summary>An outline as a list, each entry with the name it stands under.</summary>
    public static SymbolInformation[] FlatSymbols(ReadContext context, FileId file, IReadOnlyList<Vale.Ide.DocumentSymbol> symbols)
    {
        var result = new List<SymbolInformation>();
        Add(symbols, null);
        return [.. result];

        void Add(IReadOnlyList<Vale.Ide.DocumentSymbol> level, string? container)
        {
            foreach (var symbol in level)
            {
                result.Add(new SymbolInformation(Named(symbol.Name), Kind(symbol.Kind), context.Location(new FileRange(file, symbol.Full)), container));
                Add(symbol.Children, symbol.Name);
            }
        }
    }

    /// <summary>Clients refuse an empty name, which an unfinished declaration has.</summary>
    private static string Named(string name) => name.Length == 0 ? "(no name)" : name;

    /// <summary>The protocol's number of a kind.</summary>
    public static int Kind(Vale.Ide.SymbolKind kind) => kind switch
    {
        Vale.Ide.SymbolKind.Function => SymbolKind.Function,
        Vale.Ide.SymbolKind.Struct => SymbolKind.Struct,
        Vale.Ide.SymbolKind.Interface => SymbolKind.Interface,
        Vale.Ide.SymbolKind.Implementation => SymbolKind.Class,
        Vale.Ide.SymbolKind.Import => SymbolKind.Namespace,
        Vale.Ide.SymbolKind.Export => SymbolKind.Constant,
        Vale.Ide.SymbolKind.Field => SymbolKind.Field,
        Vale.Ide.SymbolKind.Method => SymbolKind.Method,
        _ => SymbolKind.Constant,
    };

    private static int Severity(Severity severity) => severity switch
    {
        Vale.Compiler.Diagnostics.Severity.Error => DiagnosticSeverity.Error,
        Vale.Compiler.Diagnostics.Severity.Warning => DiagnosticSeverity.Warning,
        Vale.Compiler.Diagnostics.Severity.Information => DiagnosticSeverity.Information,
        _ => DiagnosticSeverity.Hint,
    };

    private static int[]? Tags(DiagnosticTags tags)
    {
        if (tags == DiagnosticTags.None) return null;
        var result = new List<int>(2);
        if ((tags & DiagnosticTags.Unnecessary) != 0) result.Add(DiagnosticTag.Unnecessary);
        if ((tags & DiagnosticTags.Deprecated) != 0) result.Add(DiagnosticTag.Deprecated);
        return [.. result];
    }
}
