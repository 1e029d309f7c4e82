// The messages about links. Names are those of the specification.

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/documentLink</c>.</summary>
internal sealed record DocumentLinkParams(TextDocumentIdentifier TextDocument) : ITextDocumentParams;

/// <summary>A piece of a document that leads to another one.</summary>
internal sealed record DocumentLink(Range Range, string Target, string? Tooltip);
