// Completion and signature help. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>How completion is offered.</summary>
internal sealed record CompletionProvider(string[] TriggerCharacters, bool ResolveProvider, CompletionItemProvider CompletionItem);

internal sealed record CompletionItemProvider(bool LabelDetailsSupport);

/// <summary>How signature help is offered.</summary>
internal sealed record SignatureHelpProvider(string[] TriggerCharacters, string[] RetriggerCharacters);

/// <summary>The answer to <c>textDocument/completion</c>.</summary>
internal sealed record CompletionList(bool IsIncomplete, CompletionItemDefaults? ItemDefaults, CompletionItem[] Items);

/// <summary>What all items have in common.</summary>
internal sealed record CompletionItemDefaults(CompletionRange EditRange);

/// <summary>The replaced text: one range, or one for each of an editor's two ways.</summary>
[JsonConverter(typeof(CompletionRangeConverter))]
internal sealed record CompletionRange(Range Insert, Range? Replace);

/// <summary>A proposal; the kind is one of <see cref="CompletionItemKind"/>.</summary>
internal sealed record CompletionItem
{
    public required string Label { get; init; }
    public CompletionItemLabelDetails? LabelDetails { get; init; }
    public int Kind { get; init; }
    public int[]? Tags { get; init; }
    public bool? Deprecated { get; init; }
    public string? Detail { get; init; }
    public string? SortText { get; init; }
    public string? FilterText { get; init; }
    public int? InsertTextFormat { get; init; }
    public int? InsertTextMode { get; init; }
    public CompletionEdit? TextEdit { get; init; }
    public string? TextEditText { get; init; }
    public TextEdit[]? AdditionalTextEdits { get; init; }

    /// <summary>What the server asks for when the item is resolved.</summary>
    public CompletionData? Data { get; init; }
}

/// <summary>The subject of a proposal.</summary>
internal sealed record CompletionData(string Package, string Name, int? Number, int? Member);

/// <summary>What stands behind a label, and at the end of its line.</summary>
internal sealed record CompletionItemLabelDetails(string? Detail, string? Description);

/// <summary>What a proposal puts in, and where: one range, or one for each of an editor's two ways.</summary>
internal sealed record CompletionEdit(string NewText, Range? Range, Range? Insert, Range? Replace);

/// <summary>The kinds of proposals that Vale has.</summary>
internal static class CompletionItemKind
{
    public const int Method = 2;
    public const int Function = 3;
    public const int Constructor = 4;
    public const int Field = 5;
    public const int Variable = 6;
    public const int Interface = 8;
    public const int Module = 9;
    public const int Property = 10;
    public const int Keyword = 14;
    public const int Snippet = 15;
    public const int Struct = 22;
    public const int TypeParameter = 25;
}

/// <summary>The params of <c>completionItem/resolve</c>: an item as it was given, with whatever the client added.</summary>
[JsonConverter(typeof(CompletionResolveParamsConverter))]
internal sealed record CompletionResolveParams(JsonElement Item, CompletionData? Data);

/// <summary>The item, with more.</summary>
[JsonConverter(typeof(ResolvedCompletionItemConverter))]
internal sealed record ResolvedCompletionItem(JsonElement Item, string? Detail, MarkupContent? Documentation);

/// <summary>The answer to <c>textDocument/signatureHelp</c>.</summary>
internal sealed record SignatureHelp(SignatureInformation[] Signatures, int ActiveSignature, int ActiveParameter);

/// <summary>A function a call could be of.</summary>
internal sealed record SignatureInformation(string Label, MarkupContent? Documentation, ParameterInformation[] Parameters, int? ActiveParameter);

/// <summary>A parameter: where it stands in the label, or its text.</summary>
[JsonConverter(typeof(ParameterInformationConverter))]
internal sealed record ParameterInformation(string? Text, int Start, int End);

/// <summary><c>textDocument.completion</c> of the client.</summary>
internal sealed record CompletionCapabilities
{
    public bool Snippets { get; private set; }
    public bool InsertReplace { get; private set; }
    public bool LabelDetails { get; private set; }
    public bool Deprecated { get; private set; }
    public bool Tags { get; private set; }
    public bool AdjustsIndentation { get; private set; }
    public bool Markdown { get; private set; }

    /// <summary>The list may say once which text the items replace.</summary>
    public bool DefaultEditRange { get; private set; }

    /// <summary>Reads the object a property has.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("completionItem"u8)) Item(ref reader);
            else if (reader.ValueTextEquals("completionList"u8))
            {
                if (!JsonRead.Enter(ref reader)) continue;
                while (JsonRead.Property(ref reader))
                {
                    if (reader.ValueTextEquals("itemDefaults"u8)) DefaultEditRange = Array.IndexOf(JsonRead.Strings(ref reader) ?? [], "editRange") >= 0;
                    else JsonRead.Skip(ref reader);
                }
            }
            else JsonRead.Skip(ref reader);
        }
    }

    private void Item(ref Utf8JsonReader reader)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("snippetSupport"u8)) Snippets = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("insertReplaceSupport"u8)) InsertReplace = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("labelDetailsSupport"u8)) LabelDetails = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("deprecatedSupport"u8)) Deprecated = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("documentationFormat"u8)) Markdown = Array.IndexOf(JsonRead.Strings(ref reader) ?? [], MarkupContent.Markdown) >= 0;
            else if (reader.ValueTextEquals("tagSupport"u8)) Tags = Has(ref reader, 1);
            else if (reader.ValueTextEquals("insertTextModeSupport"u8)) AdjustsIndentation = Has(ref reader, 2);
            else JsonRead.Skip(ref reader);
        }
    }

    // Whether a set of numbers has one.
    private static bool Has(ref Utf8JsonReader reader, int wanted)
    {
        var has = false;
        if (!JsonRead.Enter(ref reader)) return false;
        while (JsonRead.Property(ref reader))
        {
            if (!reader.ValueTextEquals("valueSet"u8) || !JsonRead.EnterArray(ref reader))
            {
                if (reader.TokenType == JsonTokenType.PropertyName) JsonRead.Skip(ref reader);
                continue;
            }
            while (JsonRead.Element(ref reader))
            {
                has |= reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number == wanted;
                reader.Skip();
            }
        }
        return has;
    }
}

/// <summary><c>textDocument.signatureHelp</c> of the client.</summary>
internal sealed record SignatureHelpCapabilities
{
    public bool LabelOffsets { get; private set; }
    public bool ActiveParameter { get; private set; }
    public bool Markdown { get; private set; }

    /// <summary>Reads the object a property has.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (!reader.ValueTextEquals("signatureInformation"u8))
            {
                JsonRead.Skip(ref reader);
                continue;
            }
            if (!JsonRead.Enter(ref reader)) continue;
            while (JsonRead.Property(ref reader))
            {
                if (reader.ValueTextEquals("activeParameterSupport"u8)) ActiveParameter = JsonRead.True(ref reader);
                else if (reader.ValueTextEquals("documentationFormat"u8)) Markdown = Array.IndexOf(JsonRead.Strings(ref reader) ?? [], MarkupContent.Markdown) >= 0;
                else if (reader.ValueTextEquals("parameterInformation"u8))
                {
                    if (!JsonRead.Enter(ref reader)) continue;
                    while (JsonRead.Property(ref reader))
                    {
                        if (reader.ValueTextEquals("labelOffsetSupport"u8)) LabelOffsets = JsonRead.True(ref reader);
                        else JsonRead.Skip(ref reader);
                    }
                }
                else JsonRead.Skip(ref reader);
            }
        }
    }
}

/// <summary>Reads <see cref="CompletionResolveParams"/>.</summary>
internal sealed class CompletionResolveParamsConverter : ReadingConverter<CompletionResolveParams>
{
    public override CompletionResolveParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var item = JsonElement.ParseValue(ref reader);
        if (item.ValueKind != JsonValueKind.Object) throw new JsonException($"an object is expected, not {item.ValueKind}");
        if (!item.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object ||
            Text(data, "package"u8) is not { } package || Text(data, "name"u8) is not { } name) return new CompletionResolveParams(item, null);
        return new CompletionResolveParams(item, new CompletionData(package, name, Number(data, "number"u8), Number(data, "member"u8)));
    }

    private static string? Text(JsonElement data, ReadOnlySpan<byte> name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement data, ReadOnlySpan<byte> name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}

/// <summary>Writes the item as it was, with what is new in it.</summary>
internal sealed class ResolvedCompletionItemConverter : JsonConverter<ResolvedCompletionItem>
{
    public override ResolvedCompletionItem Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, ResolvedCompletionItem value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var property in value.Item.EnumerateObject())
            if (!(property.NameEquals("detail"u8) && value.Detail is not null) && !(property.NameEquals("documentation"u8) && value.Documentation is not null)) property.WriteTo(writer);
        if (value.Detail is { } detail) writer.WriteString("detail"u8, detail);
        if (value.Documentation is { } documentation)
        {
            writer.WriteStartObject("documentation"u8);
            writer.WriteString("kind"u8, documentation.Kind);
            writer.WriteString("value"u8, documentation.Value);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}

/// <summary>Writes one range, or both by name.</summary>
internal sealed class CompletionRangeConverter : JsonConverter<CompletionRange>
{
    public override CompletionRange Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, CompletionRange value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Replace is { } replace)
        {
            writer.WriteStartObject("insert"u8);
            Range(writer, value.Insert);
            writer.WriteEndObject();
            writer.WriteStartObject("replace"u8);
            Range(writer, replace);
            writer.WriteEndObject();
        }
        else Range(writer, value.Insert);
        writer.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter writer, Range range)
    {
        Position(writer, "start"u8, range.Start);
        Position(writer, "end"u8, range.End);
    }

    private static void Position(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Position position)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("line"u8, position.Line);
        writer.WriteNumber("character"u8, position.Character);
        writer.WriteEndObject();
    }
}

/// <summary>Writes offsets within the label, or the text.</summary>
internal sealed class ParameterInformationConverter : JsonConverter<ParameterInformation>
{
    public override ParameterInformation Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, ParameterInformation value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Text is { } text) writer.WriteString("label"u8, text);
        else
        {
            writer.WriteStartArray("label"u8);
            writer.WriteNumberValue(value.Start);
            writer.WriteNumberValue(value.End);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
