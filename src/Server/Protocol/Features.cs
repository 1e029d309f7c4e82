// Results of the features. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>What hovering shows.</summary>
internal sealed record Hover(MarkupContent Contents, Range Range);

/// <summary>Places to go to: links when the client takes them, else plain locations.</summary>
[JsonConverter(typeof(DefinitionResultConverter))]
internal sealed record DefinitionResult(LocationLink[]? Links, Location[]? Locations);

/// <summary>An outline: a tree when the client takes it, else a flat list.</summary>
[JsonConverter(typeof(DocumentSymbolResultConverter))]
internal sealed record DocumentSymbolResult(DocumentSymbol[]? Tree, SymbolInformation[]? Flat);

/// <summary>A place in a document that means the same as the cursor.</summary>
internal sealed record DocumentHighlight(Range Range, int Kind);

/// <summary>How a highlighted place uses what it means.</summary>
internal static class DocumentHighlightKind
{
    public const int Read = 2;
    public const int Write = 3;
}

/// <summary>Lines that can be folded into the first of them.</summary>
internal sealed record FoldingRange(int StartLine, int EndLine, string? Kind);

/// <summary>Kinds of folds that editors fold together.</summary>
internal static class FoldingRangeKind
{
    public const string Comment = "comment";
    public const string Imports = "imports";
}

/// <summary>A range a selection grows to, and what it grows to next.</summary>
internal sealed record SelectionRange(Range Range, SelectionRange? Parent);

/// <summary>The params of <c>workspace/symbol</c>.</summary>
internal sealed record WorkspaceSymbolParams(string Query);

/// <summary>The params of <c>textDocument/selectionRange</c>.</summary>
internal sealed record SelectionRangeParams(TextDocumentIdentifier TextDocument, Position[] Positions) : ITextDocumentParams;

/// <summary>The params of <c>textDocument/references</c>.</summary>
internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext Context) : ITextDocumentParams
{
    /// <summary>The cursor.</summary>
    [JsonIgnore]
    public TextDocumentPositionParams Place => new(TextDocument, Position);

    /// <summary>The declaration is wanted too.</summary>
    [JsonIgnore]
    public bool IncludeDeclaration => Context.IncludeDeclaration;
}

/// <summary>What is wanted of references.</summary>
internal sealed record ReferenceContext(bool IncludeDeclaration = false);

/// <summary>An entry of an outline; the kind is one of <see cref="SymbolKind"/>.</summary>
internal sealed record DocumentSymbol(string Name, string? Detail, int Kind, Range Range, Range SelectionRange, DocumentSymbol[]? Children);

/// <summary>An entry of a flat outline, for older clients.</summary>
internal sealed record SymbolInformation(string Name, int Kind, Location Location, string? ContainerName);

/// <summary>The kinds of symbols that Vale has.</summary>
internal static class SymbolKind
{
    public const int Namespace = 3;
    public const int Class = 5;
    public const int Method = 6;
    public const int Field = 8;
    public const int Interface = 11;
    public const int Function = 12;
    public const int Constant = 14;
    public const int Struct = 23;
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
