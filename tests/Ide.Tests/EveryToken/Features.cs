// Every feature of Analysis, with how it is asked at a place. A test holds that none is missing.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Assists;
using Vale.Ide.Completion;
using Vale.Ide.Facts;
using Vale.Ide.Lenses;
using Vale.Syntax;
using Vale.Testing;
using Vale.Testing.Checks;

namespace Ide.Tests.EveryToken;

/// <summary>A question an editor asks.</summary>
/// <param name="Names">The methods of <see cref="Analysis"/> that it goes through.</param>
/// <param name="Stride">How many tokens it goes on by when not everything is asked: 1 asks it at every token. Those that take long go on further.</param>
internal sealed record Feature(string[] Names, int Stride, Action<AskedPlace> Ask);

internal static class Features
{
    /// <summary>Asked once for each text, at its beginning.</summary>
    public static readonly Feature[] OfFiles =
    [
        new([nameof(Analysis.Prepare), nameof(Analysis.PrepareCompletions)], 1, static at =>
        {
            at.Analysis.Prepare(at.File);
            at.Analysis.PrepareCompletions();
        }),
        new([nameof(Analysis.Files), nameof(Analysis.Text), nameof(Analysis.LibraryUri)], 1, static at =>
        {
            Require(at.Analysis.Files().Contains(at.File), "the file is one of all");
            Require(at.Analysis.Text(at.File) == at.Text && at.Analysis.LibraryUri(at.File) is null, "the file has its text");
        }),
        new([nameof(Analysis.SyntaxDiagnostics)], 1, static at => at.Holds(at.Analysis.SyntaxDiagnostics(at.File), "a syntax problem")),
        new([nameof(Analysis.Diagnostics)], 1, static at => at.Holds(at.Analysis.Diagnostics(at.File), "a problem")),
        new([nameof(Analysis.UnusedNames)], 1, static at =>
        {
            var all = at.Analysis.UnusedNames(at.File);
            at.Holds(all, "an unused name");
            Require(at.Analysis.UnusedNames(at.File, soon: true).All(all.Contains), "what is told soon is told later");
        }),
        new([nameof(Analysis.ProgramDiagnostics)], 1, static at =>
        {
            // Told only of programs that are right so far.
            foreach (var file in at.Analysis.Files())
                if (at.Analysis.Diagnostics(file).Count > 0) return;
            at.Holds(at.Analysis.ProgramDiagnostics(), "a problem of the program");
        }),
        new([nameof(Analysis.ProblemsKey), nameof(Analysis.WriteProblems), nameof(Analysis.ReadProblems)], 1, static at =>
        {
            Require(at.Analysis.ProblemsKey() == at.Analysis.ProblemsKey(), "a state has one name");
            if (at.Analysis.WriteProblems() is not { } bytes) return;
            var read = at.Analysis.ReadProblems(bytes);
            var were = at.Analysis.Diagnostics(at.File).Select(static problem => (problem.Code, problem.Message, problem.Place));
            Require(read is not null && (read.OfFiles.GetValueOrDefault(at.File) ?? []).Select(static problem => (problem.Code, problem.Message, problem.Place)).SequenceEqual(were),
                "problems are read as they were written");
        }),
        new([nameof(Analysis.SemanticTokens)], 1, static at =>
        {
            var all = at.Analysis.SemanticTokens(at.File);
            Require(all.SequenceEqual(at.Analysis.SemanticTokens(at.File, at.All)), "the tokens of all of a file are its tokens");
            foreach (var token in all) at.Holds(new TextRange(token.Start, token.End), "a token");
        }),
        new([nameof(Analysis.InlayHints)], 1, static at =>
        {
            foreach (var hint in at.Analysis.InlayHints(at.File, at.All, Reading.AllHints, whole: true)) at.Holds(new TextRange(hint.Offset, hint.Offset), "a hint");
        }),
        new([nameof(Analysis.CodeLenses), nameof(Analysis.Instantiations)], 1, static at =>
        {
            foreach (var lens in at.Analysis.CodeLenses(at.File, new CodeLensOptions()))
            {
                at.Holds(lens.Range, "a lens");
                at.Analysis.Instantiations(new FilePosition(at.File, lens.Range.Start));
            }
        }),
        new([nameof(Analysis.DocumentLinks)], 1, static at =>
        {
            foreach (var link in at.Analysis.DocumentLinks(at.File)) at.Holds(link.Range, "a link");
        }),
        new([nameof(Analysis.DocumentSymbols)], 1, static at => at.Holds(at.Analysis.DocumentSymbols(at.File), "a symbol")),
        new([nameof(Analysis.FoldingRanges)], 1, static at =>
        {
            foreach (var fold in at.Analysis.FoldingRanges(at.File)) at.Holds(fold.Range, "a fold");
        }),
        new([nameof(Analysis.FormatDocument)], 1, static at => at.Holds(at.Analysis.FormatDocument(at.File, new FormatOptions()).Edits, "a formatting")),
    ];

    /// <summary>Asked at every place of a text.</summary>
    public static readonly Feature[] OfPlaces =
    [
        new([nameof(Analysis.Hover)], 1, static at =>
        {
            if (at.Analysis.Hover(at.Position) is { } hover) at.Holds(hover.Range, "a hover");
        }),
        new([nameof(Analysis.GotoDefinition)], 1, static at => at.Holds(at.Analysis.GotoDefinition(at.Position), "a definition")),
        new([nameof(Analysis.GotoTypeDefinition)], 1, static at => at.Holds(at.Analysis.GotoTypeDefinition(at.Position), "a type's definition")),
        new([nameof(Analysis.GotoImplementation)], 1, static at => at.Holds(at.Analysis.GotoImplementation(at.Position), "an implementation")),
        new([nameof(Analysis.References)], 4, static at =>
        {
            foreach (var use in at.Analysis.References(at.Position, withDeclaration: true)) at.Holds(use, "a use");
        }),
        new([nameof(Analysis.DocumentHighlights)], 1, static at =>
        {
            foreach (var highlight in at.Analysis.DocumentHighlights(at.Position)) at.Holds(highlight.Range, "a highlight");
        }),
        new([nameof(Analysis.SelectionRanges)], 1, static at =>
        {
            foreach (var range in at.Analysis.SelectionRanges(at.Position)) at.Holds(range, "a selection");
        }),
        new([nameof(Analysis.SignatureHelp)], 4, static at => at.Analysis.SignatureHelp(at.Position)),
        new([nameof(Analysis.Completions), nameof(Analysis.CompletionDetail)], 16, Complete),
        new([nameof(Analysis.PrepareRename), nameof(Analysis.Rename)], 8, static at =>
        {
            if (at.Analysis.PrepareRename(at.Position) is not { } prepared) return;
            at.Holds(prepared.Range, "a name");
            if (at.Analysis.Rename(at.Position, "freshName7") is { } renamed) at.Holds(renamed.Edit, "a renaming");
        }),
        new([nameof(Analysis.Assists)], 8, static at => Assist(at, new TextRange(at.Offset, at.Offset), 1)),
        new([nameof(Analysis.Assists)], 8, static at => Assist(at, at.Token, 1)),
        new([nameof(Analysis.FormatTyped)], 4, static at =>
        {
            if (at.Offset > 0) at.Holds(at.Analysis.FormatTyped(at.Position, at.Text[at.Offset - 1], new FormatOptions()).Edits, "a formatting");
        }),
        new([nameof(Analysis.FormatRanges)], 4, static at => at.Holds(at.Analysis.FormatRanges(at.File, [at.Token], new FormatOptions()).Edits, "a formatting")),
        new([nameof(Analysis.SemanticTokens)], 4, static at =>
        {
            foreach (var token in at.Analysis.SemanticTokens(at.File, at.Token)) at.Holds(new TextRange(token.Start, token.End), "a token");
        }),
        new([nameof(Analysis.InlayHints)], 4, static at =>
        {
            foreach (var hint in at.Analysis.InlayHints(at.File, at.Token, Reading.AllHints, whole: false)) at.Holds(new TextRange(hint.Offset, hint.Offset), "a hint");
        }),
        new([nameof(Analysis.Instantiations)], 4, static at => at.Analysis.Instantiations(at.Position)),
        new([nameof(Analysis.PrepareCallHierarchy), nameof(Analysis.IncomingCalls), nameof(Analysis.OutgoingCalls)], 2, static at =>
        {
            if (at.Analysis.PrepareCallHierarchy(at.Position) is not { Count: > 0 } items) return;
            at.Holds(items, "a function");
            at.Holds(at.Analysis.IncomingCalls(at.Position), "a caller");
            at.Holds(at.Analysis.OutgoingCalls(at.Position), "a callee");
        }),
        new([nameof(Analysis.PrepareTypeHierarchy), nameof(Analysis.Supertypes), nameof(Analysis.Subtypes)], 2, static at =>
        {
            if (at.Analysis.PrepareTypeHierarchy(at.Position) is not { Count: > 0 } items) return;
            at.Holds(items, "a type");
            at.Holds(at.Analysis.Supertypes(at.Position), "a type above");
            at.Holds(at.Analysis.Subtypes(at.Position), "a type below");
        }),
        new([nameof(Analysis.WorkspaceSymbols), nameof(Analysis.LibrarySymbols)], 16, static at =>
        {
            var word = at.Text[at.Token.Start..Math.Min(at.Token.End, at.Token.Start + 20)];
            foreach (var symbol in at.Analysis.WorkspaceSymbols(word)) at.Holds(symbol.Target.File, symbol.Target.Focus, "a symbol");
            foreach (var symbol in at.Analysis.LibrarySymbols(word)) at.Holds(symbol.Target.File, symbol.Target.Focus, "a symbol of the library");
        }),
        new([nameof(Analysis.Show)], 8, static at =>
        {
            foreach (var kind in Enum.GetValues<FactKind>()) at.Analysis.Show(at.Position, kind);
        }),
        new([nameof(Analysis.Lowered)], 16, static at => at.Analysis.Lowered(at.Position)),
    ];

    /// <summary>What of <see cref="Analysis"/> asks nothing about a place or a text: how it is shared and ended, and what is told of the engine's own keys.</summary>
    public static readonly string[] Plumbing =
    [
        nameof(Analysis.Fork), nameof(Analysis.Cancel), "get_" + nameof(Analysis.GivesWay), "set_" + nameof(Analysis.GivesWay), nameof(Analysis.Dispose), nameof(Analysis.NameOf), nameof(Analysis.PlaceOf), nameof(Analysis.DependenciesOf),
    ];

    private static void Complete(AskedPlace at)
    {
        var list = at.Analysis.Completions(at.Position, new CompletionOptions(true));
        if (list.Items.Count == 0) return;
        at.Holds(list.Replace, "a completion");
        Require(list.Replace.Start <= at.Offset && at.Offset <= list.Replace.End, "a completion replaces what the cursor is at");
        foreach (var item in list.Items)
        {
            at.Holds(item.Edits, "a completion's edits");
            foreach (var edit in item.Edits) Require(edit.End <= list.Replace.Start || edit.Start >= list.Replace.End, "a completion's edits leave alone what it replaces");
        }
        // More is asked of what is selected, which is the first, and then of any.
        at.Analysis.CompletionDetail(list.Items[0].Subject);
        at.Analysis.CompletionDetail(list.Items[at.Offset % list.Items.Count].Subject);
    }

    private static void Assist(AskedPlace at, TextRange range, int resolved)
    {
        var offered = at.Analysis.Assists(new AssistRequest(at.File, range) { WithEdits = false });
        for (var i = 0; i < Math.Min(resolved, offered.Count); i++)
        {
            var assist = offered[(at.Offset + i) % offered.Count];
            foreach (var made in at.Analysis.Assists(new AssistRequest(at.File, range) { Resolve = (assist.Id, assist.Title) })) at.Holds(made.Edit, assist.Title);
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new CheckFailedException($"not so: {what}");
    }
}
