// The reader's side of the editor API: every feature over one unchanging state. A feature is a file of its own and a
// line here.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Compiler.Library;
using Vale.Ide.Assists;
using Vale.Ide.Completion;
using Vale.Ide.Hierarchy;
using Vale.Ide.Hints;
using Vale.Ide.Lenses;
using Vale.Ide.Renaming;
using Vale.Ide.Tokens;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>
/// A snapshot of a workspace, for one thread at a time. Once a write is waiting, every method throws
/// <see cref="QueryCancelledException"/>.
/// </summary>
public sealed class Analysis : IDisposable
{
    private readonly Snapshot _snapshot;

    internal Analysis(Snapshot snapshot) => _snapshot = snapshot;

    internal QueryContext Db => _snapshot.Context;

    /// <summary>The same state for another thread, disposed on its own.</summary>
    public Analysis Fork(CancellationToken cancellation = default) => new(_snapshot.Fork(cancellation));

    /// <summary>Whether other threads are to go first now; null for never. See <see cref="Snapshot.GivesWay"/>.</summary>
    public Func<bool>? GivesWay
    {
        get => _snapshot.GivesWay;
        set => _snapshot.GivesWay = value;
    }

    /// <summary>Stops this reader, from any thread: its next question throws.</summary>
    public void Cancel() => _snapshot.Cancel();

    /// <summary>The problems of one file, in the order of places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics(FileId file) => Exists(file) ? Db.Get(DiagnosticQueries.File, file) : [];

    /// <summary>What an editor shows of a file though nothing is wrong with it: locals that nobody uses and imports that nothing needs.</summary>
    /// <param name="soon">Leave out imports of which it is only known once all of the program is checked, so that nobody waits for that.</param>
    public IReadOnlyList<Diagnostic> UnusedNames(FileId file, bool soon = false) => Exists(file) ? Ide.UnusedNames.Of(Db, file, soon) : [];

    /// <summary>Reads a file's items ahead of the questions that need them.</summary>
    public void Prepare(FileId file)
    {
        if (Exists(file)) Db.Get(Vale.Compiler.Items.ItemQueries.Declarations, file);
    }

    /// <summary>Gathers ahead what the packages have to propose.</summary>
    public void PrepareCompletions()
    {
        foreach (var package in Db.Get(InputQueries.UserPackages, default)) Db.Get(Completion.CompletionEntries.OfPackage, package);
        foreach (var package in Db.Get(InputQueries.BuiltinPackages, default)) Db.Get(Completion.CompletionEntries.OfPackage, package);
    }

    /// <summary>What is wrong with the text of a file alone, which is known before what it means.</summary>
    public IReadOnlyList<Diagnostic> SyntaxDiagnostics(FileId file) => Exists(file) ? DiagnosticQueries.Syntax(Db, file) : [];

    /// <summary>What is wrong with how the files are used together. Ask only when no file has an error.</summary>
    public IReadOnlyList<Diagnostic> ProgramDiagnostics() => Db.Get(DiagnosticQueries.Instances, default);

    /// <summary>A name for all that the problems of the workspace follow from; with equal names of two processes of one build of the tools, their problems are equal.</summary>
    public Vale.Queries.Runtime.Values.Fingerprint ProblemsKey() => KeptProblems.StateOf(Db);

    /// <summary>Every problem as bytes, for <see cref="ReadProblems"/> of another process; null when there are too many.</summary>
    public byte[]? WriteProblems() => KeptProblems.Write(Db, KeptProblems.Of(Db, Files()));

    /// <summary>The problems that <see cref="WriteProblems"/> wrote in a state of the same name; null when these are not such bytes.</summary>
    public WorkspaceProblems? ReadProblems(byte[] bytes) => KeptProblems.Read(Db, bytes);

    /// <summary>Every file of the user.</summary>
    public IReadOnlyList<FileId> Files()
    {
        var files = new List<FileId>();
        foreach (var package in Db.Get(InputQueries.UserPackages, default))
            foreach (var file in Db.Get(InputQueries.PackageFiles, package)) files.Add(file);
        return files;
    }

    /// <summary>What to show for the thing at a position.</summary>
    public HoverResult? Hover(FilePosition position) => Exists(position.File) ? Ide.Hover.At(Db, position) : null;

    /// <summary>Where the thing at a position is declared.</summary>
    public IReadOnlyList<NavigationTarget> GotoDefinition(FilePosition position) =>
        Exists(position.File) ? Ide.GotoDefinition.At(Db, position) : [];

    /// <summary>Where the type of the thing at a position is declared.</summary>
    public IReadOnlyList<NavigationTarget> GotoTypeDefinition(FilePosition position) =>
        Exists(position.File) ? Ide.GotoTypeDefinition.At(Db, position) : [];

    /// <summary>What implements the interface, or overrides the abstract function, at a position.</summary>
    public IReadOnlyList<NavigationTarget> GotoImplementation(FilePosition position) =>
        Exists(position.File) ? Ide.GotoImplementation.At(Db, position) : [];

    /// <summary>Where the thing at a position is used.</summary>
    public IReadOnlyList<FileRange> References(FilePosition position, bool withDeclaration) =>
        Exists(position.File) ? Ide.References.Of(Db, position, Files(), withDeclaration) : [];

    /// <summary>The places in the file that mean what the position is on.</summary>
    public IReadOnlyList<DocumentHighlight> DocumentHighlights(FilePosition position) =>
        Exists(position.File) ? Ide.DocumentHighlights.Of(Db, position) : [];

    /// <summary>What could be written at a position.</summary>
    public CompletionList Completions(FilePosition position, CompletionOptions options) =>
        Exists(position.File) ? Completion.Completions.At(Db, position, options) : CompletionList.None;

    /// <summary>The functions that the call at a position could be of; null where there is no call.</summary>
    public SignatureList? SignatureHelp(FilePosition position) => Exists(position.File) ? Completion.SignatureHelp.At(Db, position) : null;

    /// <summary>More about a proposal; null when what it was about is gone.</summary>
    public CompletionDetail? CompletionDetail(CompletionSubject subject) => Completion.CompletionDetails.Of(Db, subject);

    /// <summary>What can be folded in a file.</summary>
    public IReadOnlyList<FoldingRange> FoldingRanges(FileId file) => Exists(file) ? Ide.FoldingRanges.Of(Db, file) : [];

    /// <summary>What a growing selection takes in from a position on, the smallest first.</summary>
    public IReadOnlyList<TextRange> SelectionRanges(FilePosition position) => Exists(position.File) ? Ide.SelectionRanges.Of(Db, position) : [];

    /// <summary>The edits that format a file.</summary>
    public FormatResult FormatDocument(FileId file, FormatOptions options) => Exists(file) ? Formatting.Document(Db, file, options) : FormatResult.Nothing;

    /// <summary>The edits that format the statements, members and items that ranges touch.</summary>
    public FormatResult FormatRanges(FileId file, IReadOnlyList<TextRange> ranges, FormatOptions options) =>
        Exists(file) ? Formatting.Ranges(Db, file, ranges, options) : FormatResult.Nothing;

    /// <summary>The edits after a character was typed, behind which the position is.</summary>
    public FormatResult FormatTyped(FilePosition position, char typed, FormatOptions options) =>
        Exists(position.File) ? Formatting.Typed(Db, position, typed, options) : FormatResult.Nothing;

    /// <summary>Functions and types by a part of their name.</summary>
    public IReadOnlyList<WorkspaceSymbol> WorkspaceSymbols(string query) => Ide.WorkspaceSymbols.Find(Db, query);

    /// <summary>Functions and types of the library by a part of their name.</summary>
    public IReadOnlyList<WorkspaceSymbol> LibrarySymbols(string query) => Ide.WorkspaceSymbols.FindInLibrary(Db, query);

    /// <summary>The name at a position that could be given another; null where no name stands.</summary>
    public RenamePreparation? PrepareRename(FilePosition position) => Exists(position.File) ? Renaming.Rename.Prepare(Db, position) : null;

    /// <summary>The changes that give the thing at a position another name, or why it cannot have it; null where no name stands.</summary>
    public RenameResult? Rename(FilePosition position, string newName) => Exists(position.File) ? Renaming.Rename.Run(Db, position, newName) : null;

    /// <summary>What the pieces of a file's text are: of those that touch a range, or of all.</summary>
    public IReadOnlyList<SemanticToken> SemanticTokens(FileId file, TextRange? range = null) => Exists(file) ? FileTokens.Of(Db, file, range) : [];

    /// <summary>What can be done at a place: problems fixed, code rewritten.</summary>
    public IReadOnlyList<Assist> Assists(AssistRequest request) => Exists(request.File) ? AssistRegistry.At(Db, request) : [];
    /// <summary>The hints in a range of a file.</summary>
    /// <param name="whole">Tell of each where what it names is declared, and what more there is to say.</param>
    public IReadOnlyList<InlayHint> InlayHints(FileId file, TextRange range, InlayHintOptions options, bool whole) =>
        Exists(file) ? Hints.InlayHints.Of(Db, file, range, options, whole) : [];

    /// <summary>The lenses of a file, not counted yet.</summary>
    public IReadOnlyList<CodeLens> CodeLenses(FileId file, CodeLensOptions options) => Exists(file) ? Lenses.CodeLenses.Of(Db, file, options) : [];

    /// <summary>With which types the generic thing at a position is used in the user's files.</summary>
    public IReadOnlyList<string> Instantiations(FilePosition position) => Exists(position.File) ? Lenses.Instantiations.At(Db, position, Files()) : [];

    /// <summary>The function at a position, as the root of a hierarchy of calls.</summary>
    public IReadOnlyList<HierarchyItem> PrepareCallHierarchy(FilePosition position) => Exists(position.File) ? CallHierarchy.Prepare(Db, position) : [];

    /// <summary>Who calls the function at a position.</summary>
    public IReadOnlyList<HierarchyCall> IncomingCalls(FilePosition position) => Exists(position.File) ? CallHierarchy.Incoming(Db, position, Files()) : [];

    /// <summary>What the function at a position calls.</summary>
    public IReadOnlyList<HierarchyCall> OutgoingCalls(FilePosition position) => Exists(position.File) ? CallHierarchy.Outgoing(Db, position) : [];

    /// <summary>The type at a position, as the root of a hierarchy of types.</summary>
    public IReadOnlyList<HierarchyItem> PrepareTypeHierarchy(FilePosition position) => Exists(position.File) ? TypeHierarchy.Prepare(Db, position) : [];

    /// <summary>The interfaces that the type at a position implements.</summary>
    public IReadOnlyList<HierarchyItem> Supertypes(FilePosition position) => Exists(position.File) ? TypeHierarchy.Supertypes(Db, position) : [];

    /// <summary>The types that implement the interface at a position.</summary>
    public IReadOnlyList<HierarchyItem> Subtypes(FilePosition position) => Exists(position.File) ? TypeHierarchy.Subtypes(Db, position) : [];

    /// <summary>The pieces of a file's text that lead to other files.</summary>
    public IReadOnlyList<DocumentLink> DocumentLinks(FileId file) => Exists(file) ? Ide.DocumentLinks.Of(Db, file) : [];

    /// <summary>The outline of a file.</summary>
    public IReadOnlyList<DocumentSymbol> DocumentSymbols(FileId file) => Exists(file) ? Ide.DocumentSymbols.Of(Db, file) : [];

    /// <summary>The text of a file, also of one of the embedded library; empty for a file that is not there.</summary>
    public string Text(FileId file) => Exists(file) ? Db.Get(InputQueries.FileText, file).Text.ToString() : "";

    /// <summary><c>vale-library:/MODULE/PACKAGE/NAME</c> of an embedded file; null for a file of the user.</summary>
    public string? LibraryUri(FileId file)
    {
        var data = Db.Lookup(InputQueries.Files, file);
        return InputQueries.IsOfLibrary(Db, new PackageData(data.Module, data.Package)) ? $"vale-library:/{data.Module}/{data.Package.Replace('.', '/')}/{data.Name}" : null;
    }

    /// <summary>A fact the compiler knows of what is at a position; null when there is none of that kind.</summary>
    public Facts.FactText? Show(FilePosition position, Facts.FactKind kind) => Exists(position.File) ? Facts.Fact.At(Db, position, kind) : null;

    /// <summary>The whole program's intermediate code, and the symbols of what is at a position; null while the program has errors.</summary>
    public (Vale.Compiler.Lowering.IrProgram Program, IReadOnlyList<string> Symbols)? Lowered(FilePosition position)
    {
        if (!Exists(position.File) || Facts.InstantiationsFact.HasErrors(Db)) return null;
        return (Db.Get(Vale.Compiler.Lowering.LoweringQueries.Program, default), [.. Facts.IrFact.FunctionsOf(Db, position).Select(static function => function.Symbol)]);
    }

    /// <summary>What a query's key names, in words.</summary>
    public string NameOf(Definition definition, int key) => QueryPlaces.Name(Db, definition, key) ?? _snapshot.Database.Describe(definition, key);

    /// <summary>Where the thing stands that a query's key names; null for what has no place.</summary>
    public FileRange? PlaceOf(Definition definition, int key) => QueryPlaces.Of(Db, definition, key);

    /// <summary>What a query's value was made from, if it is known to hold now.</summary>
    public IReadOnlyList<QueryDependency> DependenciesOf(Definition definition, int key) => _snapshot.Database.DependenciesOf(definition, key);

    /// <inheritdoc/>
    public void Dispose() => _snapshot.Dispose();

    private bool Exists(FileId file) => Db.Get(InputQueries.PackageFiles, InputQueries.PackageOf(Db, file)).Contains(file);
}
