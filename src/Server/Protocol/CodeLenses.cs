// The messages about lenses. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/codeLens</c>.</summary>
internal sealed record CodeLensParams(TextDocumentIdentifier TextDocument) : ITextDocumentParams;

/// <summary>A lens; both what is sent and what <c>codeLens/resolve</c> is given. What a client sends of its command is not looked at.</summary>
internal sealed record CodeLens(Range Range, CodeLensData? Data = null, [property: JsonConverter(typeof(LensCommandConverter))] LensCommand? Command = null);

/// <summary>By which a lens is found again.</summary>
/// <param name="Kind">The analysis' number of what it offers.</param>
internal sealed record CodeLensData(string Uri, int Kind);

/// <summary>What a lens shows, and what a click on it does: a command of the editor with a document, and a test in it or a place in it and other places.</summary>
/// <param name="Command">Empty for what only shows.</param>
internal sealed record LensCommand(string Title, string Command, string? Uri = null, Position? Position = null, Location[]? Locations = null, string? Test = null);

/// <summary>Writes a command with the arguments it has, in order.</summary>
internal sealed class LensCommandConverter : JsonConverter<LensCommand>
{
    public override LensCommand? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, LensCommand value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("title"u8, value.Title);
        writer.WriteString("command"u8, value.Command);
        if (value.Uri is { } uri)
        {
            writer.WriteStartArray("arguments"u8);
            writer.WriteStringValue(uri);
            if (value.Test is { } test) writer.WriteStringValue(test);
            if (value.Position is { } position) JsonSerializer.Serialize(writer, position, ProtocolJson.Default.Position);
            if (value.Locations is { } locations) JsonSerializer.Serialize(writer, locations, ProtocolJson.Default.LocationArray);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
