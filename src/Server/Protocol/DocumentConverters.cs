// Reads the messages about documents, which come first and most often.

using System.Text.Json;

namespace Vale.Server.Protocol;

/// <summary>Reads <see cref="DidOpenTextDocumentParams"/>.</summary>
internal sealed class DidOpenConverter : ReadingConverter<DidOpenTextDocumentParams>
{
    public override DidOpenTextDocumentParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        TextDocumentItem? item = null;
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("textDocument"u8)) item = Item(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return new DidOpenTextDocumentParams(item ?? throw JsonRead.Missing("textDocument"));
    }

    private static TextDocumentItem Item(ref Utf8JsonReader reader)
    {
        string? uri = null, text = null;
        var version = 0;
        reader.Read();
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("uri"u8)) uri = JsonRead.String(ref reader);
            else if (reader.ValueTextEquals("version"u8)) version = JsonRead.Int(ref reader);
            else if (reader.ValueTextEquals("text"u8)) text = JsonRead.Text(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return new TextDocumentItem(uri ?? throw JsonRead.Missing("uri"), version, text ?? throw JsonRead.Missing("text"));
    }
}

/// <summary>Reads <see cref="DidChangeTextDocumentParams"/>.</summary>
internal sealed class DidChangeConverter : ReadingConverter<DidChangeTextDocumentParams>
{
    public override DidChangeTextDocumentParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        VersionedTextDocumentIdentifier? document = null;
        List<TextDocumentContentChangeEvent>? changes = null;
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("textDocument"u8)) document = Document(ref reader);
            else if (reader.ValueTextEquals("contentChanges"u8))
            {
                if (!JsonRead.EnterArray(ref reader)) throw new JsonException("contentChanges is no array");
                changes = [];
                while (JsonRead.Element(ref reader)) changes.Add(ContentChangeConverter.Read(ref reader));
            }
            else JsonRead.Skip(ref reader);
        }
        return new DidChangeTextDocumentParams(document ?? throw JsonRead.Missing("textDocument"), changes?.ToArray() ?? throw JsonRead.Missing("contentChanges"));
    }

    private static VersionedTextDocumentIdentifier Document(ref Utf8JsonReader reader)
    {
        string? uri = null;
        var version = 0;
        var hasVersion = false;
        reader.Read();
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("uri"u8)) uri = JsonRead.String(ref reader);
            else if (reader.ValueTextEquals("version"u8))
            {
                version = JsonRead.Int(ref reader);
                hasVersion = true;
            }
            else JsonRead.Skip(ref reader);
        }
        if (!hasVersion) throw JsonRead.Missing("version");
        return new VersionedTextDocumentIdentifier(uri ?? throw JsonRead.Missing("uri"), version);
    }
}

/// <summary>Reads <see cref="TextDocumentContentChangeEvent"/>.</summary>
internal sealed class ContentChangeConverter : ReadingConverter<TextDocumentContentChangeEvent>
{
    public override TextDocumentContentChangeEvent Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Read(ref reader);

    /// <summary>Reads the edit the reader stands on.</summary>
    public static TextDocumentContentChangeEvent Read(ref Utf8JsonReader reader)
    {
        string? text = null;
        var hasRange = false;
        Range range = default;
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("text"u8)) text = JsonRead.Text(ref reader);
            else if (reader.ValueTextEquals("range"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null) continue;
                range = JsonRead.Range(ref reader);
                hasRange = true;
            }
            else JsonRead.Skip(ref reader);
        }
        return new TextDocumentContentChangeEvent(text ?? throw JsonRead.Missing("text"), hasRange ? range : null);
    }
}

/// <summary>Reads <see cref="DocumentParams"/>.</summary>
internal sealed class DocumentParamsConverter : ReadingConverter<DocumentParams>
{
    public override DocumentParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        TextDocumentIdentifier? document = null;
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("textDocument"u8)) document = JsonRead.Document(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return new DocumentParams(document ?? throw JsonRead.Missing("textDocument"));
    }
}

/// <summary>Reads <see cref="DidChangeConfigurationParams"/>.</summary>
internal sealed class DidChangeConfigurationConverter : ReadingConverter<DidChangeConfigurationParams>
{
    public override DidChangeConfigurationParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        JsonElement settings = default;
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("settings"u8)) settings = JsonElement.ParseValue(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return new DidChangeConfigurationParams(settings);
    }
}
