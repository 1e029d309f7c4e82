// The messages about semantic tokens. Names are those of the specification.

using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/semanticTokens/full</c>.</summary>
internal sealed record SemanticTokensParams(TextDocumentIdentifier TextDocument) : ITextDocumentParams;

/// <summary>The params of <c>textDocument/semanticTokens/full/delta</c>.</summary>
internal sealed record SemanticTokensDeltaParams(TextDocumentIdentifier TextDocument, string PreviousResultId) : ITextDocumentParams;

/// <summary>The params of <c>textDocument/semanticTokens/range</c>.</summary>
internal sealed record SemanticTokensRangeParams(TextDocumentIdentifier TextDocument, Range Range) : ITextDocumentParams;

/// <summary>Tokens, five numbers each; or how they differ from those the client has.</summary>
/// <param name="ResultId">By which the client asks what has changed since; null of a part of a document.</param>
internal sealed record SemanticTokens(string? ResultId, int[]? Data, SemanticTokensEdit[]? Edits);

/// <summary>Numbers to be taken out at a place, and others to be put there.</summary>
internal sealed record SemanticTokensEdit(int Start, int DeleteCount, int[]? Data);

/// <summary>What this server says of semantic tokens.</summary>
internal sealed record SemanticTokensOptions
{
    public SemanticTokensLegend? Legend { get; set; }
    public bool Range { get; set; }
    public SemanticTokensFullOptions? Full { get; set; }
}

internal sealed record SemanticTokensFullOptions(bool Delta);

/// <summary>What the numbers of token types and the bits of modifiers mean.</summary>
internal sealed record SemanticTokensLegend(string[] TokenTypes, string[] TokenModifiers);
