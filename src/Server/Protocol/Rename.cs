// Renaming, and the changes of documents that it and other features answer. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/rename</c>.</summary>
internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName) : ITextDocumentParams
{
    /// <summary>The cursor.</summary>
    [JsonIgnore]
    public TextDocumentPositionParams Place => new(TextDocument, Position);
}

/// <summary>The answer to <c>textDocument/prepareRename</c>.</summary>
internal sealed record PrepareRenameResult(Range Range, string Placeholder);

/// <summary>How <c>textDocument/rename</c> is offered.</summary>
internal sealed record RenameOptions(bool PrepareProvider);

/// <summary>Changes of documents: versioned where the client takes them so, else by URI.</summary>
internal sealed record WorkspaceEdit(TextDocumentEdit[]? DocumentChanges, Dictionary<string, TextEdit[]>? Changes);

/// <summary>Changes of one document.</summary>
internal sealed record TextDocumentEdit(OptionalVersionedTextDocumentIdentifier TextDocument, TextEdit[] Edits);

/// <summary>A document, and its version where it is open.</summary>
[JsonConverter(typeof(OptionalVersionConverter))]
internal sealed record OptionalVersionedTextDocumentIdentifier(string Uri, int? Version);

/// <summary>A change of a text.</summary>
internal sealed record TextEdit(Range Range, string NewText);

/// <summary>The version is written even when it is null: that says that the document is the disk's.</summary>
internal sealed class OptionalVersionConverter : JsonConverter<OptionalVersionedTextDocumentIdentifier>
{
    public override OptionalVersionedTextDocumentIdentifier Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, OptionalVersionedTextDocumentIdentifier value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, value.Uri);
        if (value.Version is { } version) writer.WriteNumber("version"u8, version);
        else writer.WriteNull("version"u8);
        writer.WriteEndObject();
    }
}
