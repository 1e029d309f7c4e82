// The structures of the Language Server Protocol that the others are made of. Names and members are exactly those of the
// specification (3.17 and 3.18); what this server neither reads nor sends is left out.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>A line from 0, and a character from 0 in units of the negotiated encoding.</summary>
internal readonly record struct Position(int Line, int Character);

/// <summary>From <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
internal readonly record struct Range(Position Start, Position End);

/// <summary>A range in a document.</summary>
internal sealed record Location(string Uri, Range Range);

/// <summary>A link to a range of another document.</summary>
internal sealed record LocationLink(string TargetUri, Range TargetRange, Range TargetSelectionRange);

/// <summary>A document by its URI.</summary>
internal sealed record TextDocumentIdentifier(string Uri);

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
[JsonConverter(typeof(TextDocumentPositionParamsConverter))]
internal sealed record TextDocumentPositionParams(TextDocumentIdentifier TextDocument, Position Position) : ITextDocumentParams;

/// <summary>Params or a result with nothing in it.</summary>
[JsonConverter(typeof(EmptyConverter))]
internal sealed record Empty;

/// <summary>Reads <see cref="TextDocumentPositionParams"/>.</summary>
internal sealed class TextDocumentPositionParamsConverter : ReadingConverter<TextDocumentPositionParams>
{
    public override TextDocumentPositionParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        TextDocumentIdentifier? document = null;
        var hasPosition = false;
        Position position = default;
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("textDocument"u8)) document = JsonRead.Document(ref reader);
            else if (reader.ValueTextEquals("position"u8))
            {
                position = JsonRead.Position(ref reader);
                hasPosition = true;
            }
            else JsonRead.Skip(ref reader);
        }
        if (!hasPosition) throw JsonRead.Missing("position");
        return new TextDocumentPositionParams(document ?? throw JsonRead.Missing("textDocument"), position);
    }
}

/// <summary>Reads anything as nothing, and writes null.</summary>
internal sealed class EmptyConverter : JsonConverter<Empty>
{
    public override Empty Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        reader.Skip();
        return new Empty();
    }

    public override void Write(Utf8JsonWriter writer, Empty value, JsonSerializerOptions options) => writer.WriteNullValue();
}
