// The messages about inlay hints. Names are those of the specification.

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/inlayHint</c>.</summary>
internal sealed record InlayHintParams(TextDocumentIdentifier TextDocument, Range Range) : ITextDocumentParams;

/// <summary>A text shown at a place; both what is sent and what <c>inlayHint/resolve</c> is given.</summary>
internal sealed record InlayHint(
    Position Position,
    InlayHintLabelPart[] Label,
    int? Kind = null,
    TextEdit[]? TextEdits = null,
    MarkupContent? Tooltip = null,
    bool? PaddingLeft = null,
    bool? PaddingRight = null,
    InlayHintData? Data = null);

/// <summary>A piece of a hint's text.</summary>
internal sealed record InlayHintLabelPart(string Value, Location? Location = null);

/// <summary>By which a hint is found again.</summary>
/// <param name="Kind">The analysis' number of what it tells.</param>
internal sealed record InlayHintData(string Uri, int Kind);

/// <summary>The kinds of hints the protocol knows.</summary>
internal static class InlayHintKind
{
    public const int Type = 1;
    public const int Parameter = 2;
}

/// <summary>What this server says of something that can be told more of later.</summary>
internal sealed record ResolveOptions(bool ResolveProvider);
