// The structures of the Language Server Protocol that the others are made of. Names and members are exactly those of the
// specification (3.17 and 3.18); what this server neither reads nor sends is left out.

using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>A line from 0, and a character from 0 in units of the negotiated encoding.</summary>
[method: JsonConstructor]
internal readonly record struct Position(int Line, int Character);

/// <summary>From <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
[method: JsonConstructor]
internal readonly record struct Range(Position Start, Position End);

/// <summary>A range in a document.</summary>
internal sealed record Location(string Uri, Range Range);

/// <summary>A link from a range of this document to a range of another.</summary>
internal sealed record LocationLink(Range? OriginSelectionRange, string TargetUri, Range TargetRange, Range TargetSelectionRange);

/// <summary>A document by its URI.</summary>
internal sealed record TextDocumentIdentifier(string Uri);

/// <summary>A document by its URI, at a version.</summary>
internal sealed record VersionedTextDocumentIdentifier(string Uri, int Version);

/// <summary>A document as the client hands it over.</summary>
internal sealed record TextDocumentItem(
    string Uri,
    int Version,
    [property: JsonConverter(typeof(LenientTextConverter))] string Text,
    string? LanguageId = null);

/// <summary>Text with its kind: <c>plaintext</c> or <c>markdown</c>.</summary>
internal sealed record MarkupContent(string Kind, string Value)
{
    public const string PlainText = "plaintext";
    public const string Markdown = "markdown";
}

/// <summary>Params that are about one document.</summary>
internal interface ITextDocumentParams
{
    /// <summary>The document.</summary>
    TextDocumentIdentifier TextDocument { get; }
}

/// <summary>A place in a document.</summary>
internal record TextDocumentPositionParams(TextDocumentIdentifier TextDocument, Position Position) : ITextDocumentParams;

/// <summary>Params or a result with nothing in it.</summary>
internal sealed record Empty;

/// <summary>A folder of the workspace.</summary>
internal sealed record WorkspaceFolder(string Uri, string Name = "");
