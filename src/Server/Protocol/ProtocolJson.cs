// The one place where JSON meets types: readers and writers are generated when the server is built, none at run time.

using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>How every message of the protocol is read and written. What is only written needs no more than its writer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Empty))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(SetTraceParams))]
[JsonSerializable(typeof(DidOpenTextDocumentParams))]
[JsonSerializable(typeof(DidChangeTextDocumentParams))]
[JsonSerializable(typeof(TextDocumentContentChangeEvent))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(DidChangeWatchedFilesParams))]
[JsonSerializable(typeof(DidChangeConfigurationParams))]
[JsonSerializable(typeof(DidChangeWorkspaceFoldersParams))]
[JsonSerializable(typeof(TextDocumentContentParams))]
[JsonSerializable(typeof(TextDocumentPositionParams))]
[JsonSerializable(typeof(ReferenceParams))]
[JsonSerializable(typeof(SelectionRangeParams))]
[JsonSerializable(typeof(WorkspaceSymbolParams))]
[JsonSerializable(typeof(RenameParams))]
[JsonSerializable(typeof(PrepareRenameResult), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(WorkspaceEdit), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Position))]
[JsonSerializable(typeof(Range))]
[JsonSerializable(typeof(SemanticTokensParams))]
[JsonSerializable(typeof(SemanticTokensDeltaParams))]
[JsonSerializable(typeof(SemanticTokensRangeParams))]
[JsonSerializable(typeof(SemanticTokens), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ShowParams))]
[JsonSerializable(typeof(StatusResult), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(LastEditResult), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ShowResult), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CodeActionParams))]
[JsonSerializable(typeof(CodeActionToResolve))]
[JsonSerializable(typeof(CodeAction), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CodeAction[]), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(InitializeResult), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(LogTraceParams), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(MessageParams), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(RegistrationParams), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ConfigurationParams), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TextDocumentContentResult), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(PublishDiagnosticsParams), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(PublishUnversionedDiagnosticsParams), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Hover), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DefinitionResult))]
[JsonSerializable(typeof(LocationLink[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Location[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DocumentHighlight[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(FoldingRange[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(SelectionRange[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DocumentSymbolResult))]
[JsonSerializable(typeof(DocumentSymbol[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(SymbolInformation[]), GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class ProtocolJson : JsonSerializerContext;
