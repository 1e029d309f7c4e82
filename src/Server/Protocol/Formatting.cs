// Formatting. Names are those of the specification; its other options are editors' business or the style's.

namespace Vale.Server.Protocol;

/// <summary>How the editor indents.</summary>
internal sealed record FormattingOptions(int TabSize = 2, bool InsertSpaces = true);

/// <summary>The params of <c>textDocument/formatting</c>.</summary>
internal sealed record DocumentFormattingParams(TextDocumentIdentifier TextDocument, FormattingOptions Options) : ITextDocumentParams;

/// <summary>The params of <c>textDocument/rangeFormatting</c>.</summary>
internal sealed record DocumentRangeFormattingParams(TextDocumentIdentifier TextDocument, Range Range, FormattingOptions Options) : ITextDocumentParams;

/// <summary>The params of <c>textDocument/rangesFormatting</c> (3.18).</summary>
internal sealed record DocumentRangesFormattingParams(TextDocumentIdentifier TextDocument, Range[] Ranges, FormattingOptions Options) : ITextDocumentParams;

/// <summary>The params of <c>textDocument/onTypeFormatting</c>; the position is behind what was typed.</summary>
internal sealed record DocumentOnTypeFormattingParams(TextDocumentIdentifier TextDocument, Position Position, string Ch, FormattingOptions Options) : ITextDocumentParams;

/// <summary>How ranges are formatted.</summary>
internal sealed record DocumentRangeFormattingOptions(bool RangesSupport);

/// <summary>After which characters formatting is asked for.</summary>
internal sealed record DocumentOnTypeFormattingOptions(string FirstTriggerCharacter, string[] MoreTriggerCharacter);
