// What completion answers, and what it may be asked to leave out. Plain values: the server puts them into the protocol's words.

using Vale.Compiler.Inputs;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>What a proposal is.</summary>
public enum CompletionKind
{
    Local, Parameter, Function, Method, Constructor, Field, Struct, Interface, Primitive, GenericParameter, Keyword, Snippet, Module, Override, Attribute,
}

/// <summary>What the asker can take.</summary>
/// <param name="Snippets">Texts with places to fill in: <c>${1:name}</c>, and <c>$0</c> for the end.</param>
public sealed record CompletionOptions(bool Snippets);

/// <summary>Names what a proposal is about, so that more can be asked of it later. It means the same in every process.</summary>
/// <param name="Package">The package that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">Which it is of those of that name in the package.</param>
/// <param name="Member">Of a struct, the number of a member, or -1 for the whole.</param>
public readonly record struct CompletionSubject(string Package, string Name, int Number, int Member)
{
    /// <summary>Nothing more can be said.</summary>
    public static CompletionSubject None => new("", "", -1, -1);
}

/// <summary>A proposal.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Signature">What is shown behind the label: parameters and result, or a type.</param>
/// <param name="Origin">The package it comes from; for what is not imported yet, the import that will be added.</param>
/// <param name="SortText">Orders proposals, the best first.</param>
/// <param name="FilterText">What is compared with what is typed.</param>
/// <param name="Insert">What takes the place of <see cref="CompletionList.Replace"/>.</param>
/// <param name="IsSnippet"><see cref="Insert"/> has places to fill in.</param>
/// <param name="Edits">What else changes in the file; none of it touches the replaced text.</param>
/// <param name="IsDeprecated">Its comment says that it should not be used any more.</param>
public sealed record CompletionItem(
    string Label, CompletionKind Kind, string Signature, string Origin, string SortText, string FilterText, string Insert, bool IsSnippet,
    IReadOnlyList<TextEdit> Edits, bool IsDeprecated, CompletionSubject Subject);

/// <summary>Proposals for a place.</summary>
/// <param name="Insert">What has been typed of the word, up to the cursor.</param>
/// <param name="Replace">The whole word.</param>
/// <param name="IsIncomplete">Some were left out; typing on may bring them.</param>
/// <param name="Items">The best first.</param>
public sealed record CompletionList(TextRange Insert, TextRange Replace, bool IsIncomplete, IReadOnlyList<CompletionItem> Items)
{
    /// <summary>Nothing to propose.</summary>
    public static CompletionList None { get; } = new(default, default, false, []);
}

/// <summary>More about a proposal.</summary>
/// <param name="Detail">Its declaration, on one line.</param>
/// <param name="Documentation">The comment above it, or empty.</param>
public sealed record CompletionDetail(string Detail, string Documentation);
