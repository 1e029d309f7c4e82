// Results of the features. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>What hovering shows.</summary>
internal sealed record Hover(MarkupContent Contents, Range? Range);

/// <summary>Places to go to: links when the client takes them, else plain locations.</summary>
[JsonConverter(typeof(DefinitionResultConverter))]
internal sealed record DefinitionResult(LocationLink[]? Links, Location[]? Locations);

internal sealed record DocumentSymbolParams(TextDocumentIdentifier TextDocument) : ITextDocumentParams;

/// <summary>An outline: a tree when the client takes it, else a flat list.</summary>
[JsonConverter(typeof(DocumentSymbolResultConverter))]
internal sealed record DocumentSymbolResult(DocumentSymbol[]? Tree, SymbolInformation[]? Flat);

/// <summary>An entry of an outline.</summary>
internal sealed record DocumentSymbol(string Name, string? Detail, SymbolKind Kind, Range Range, Range SelectionRange, DocumentSymbol[]? Children);

/// <summary>An entry of a flat outline, for older clients.</summary>
internal sealed record SymbolInformation(string Name, SymbolKind Kind, Location Location, string? ContainerName);

internal enum SymbolKind
{
    File = 1, Module, Namespace, Package, Class, Method, Property, Field, Constructor, Enum, Interface, Function, Variable,
    Constant, String, Number, Boolean, Array, Object, Key, Null, EnumMember, Struct, Event, Operator, TypeParameter,
}

/// <summary>Writes whichever of the two arrays is there.</summary>
internal sealed class DefinitionResultConverter : JsonConverter<DefinitionResult>
{
    public override DefinitionResult Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, DefinitionResult value, JsonSerializerOptions options)
    {
        if (value.Links is not null) JsonSerializer.Serialize(writer, value.Links, ProtocolJson.Default.LocationLinkArray);
        else JsonSerializer.Serialize(writer, value.Locations ?? [], ProtocolJson.Default.LocationArray);
    }
}

/// <summary>Writes whichever of the two arrays is there.</summary>
internal sealed class DocumentSymbolResultConverter : JsonConverter<DocumentSymbolResult>
{
    public override DocumentSymbolResult Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, DocumentSymbolResult value, JsonSerializerOptions options)
    {
        if (value.Tree is not null) JsonSerializer.Serialize(writer, value.Tree, ProtocolJson.Default.DocumentSymbolArray);
        else JsonSerializer.Serialize(writer, value.Flat ?? [], ProtocolJson.Default.SymbolInformationArray);
    }
}
