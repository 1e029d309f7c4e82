// What the features answer: ids, offsets, strings and plain records. No protocol types, no syntax nodes, no compiler entities.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>A cursor: a UTF-16 offset in a file.</summary>
public readonly record struct FilePosition(FileId File, int Offset);

/// <summary>What hovering shows.</summary>
/// <param name="Range">The text it is about.</param>
/// <param name="Markdown">The content, as CommonMark.</param>
public sealed record HoverResult(TextRange Range, string Markdown);

/// <summary>A place to go to.</summary>
/// <param name="Full">The whole declaration.</param>
/// <param name="Focus">Its name, within <paramref name="Full"/>.</param>
public sealed record NavigationTarget(FileId File, TextRange Full, TextRange Focus, string Name);

/// <summary>What a <see cref="DocumentSymbol"/> is.</summary>
public enum SymbolKind { Function, Struct, Interface, Implementation, Import, Export, Field, Method }

/// <summary>An entry of a file's outline.</summary>
public sealed record DocumentSymbol(string Name, string Detail, SymbolKind Kind, TextRange Full, TextRange Focus, IReadOnlyList<DocumentSymbol> Children);

/// <summary>A place that means the same as the cursor.</summary>
/// <param name="IsDeclaration">It is where the thing is declared.</param>
/// <param name="IsWrite">The thing gets another value there.</param>
public sealed record DocumentHighlight(TextRange Range, bool IsDeclaration, bool IsWrite);

/// <summary>What is folded.</summary>
public enum FoldingKind { Region, Comment, Imports }

/// <summary>A stretch of text over several lines that can be folded into its first.</summary>
public sealed record FoldingRange(TextRange Range, FoldingKind Kind);

/// <summary>A thing of the workspace.</summary>
/// <param name="Container">The package that declares it.</param>
public sealed record WorkspaceSymbol(string Name, SymbolKind Kind, NavigationTarget Target, string Container);
