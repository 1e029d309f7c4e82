// initialize, what each side can do, and the messages around a server's life. Names are those of the specification.

using System.Text.Json;

namespace Vale.Server.Protocol;

/// <summary>The params of <c>initialize</c>.</summary>
internal sealed record InitializeParams(
    int? ProcessId = null,
    ClientInfo? ClientInfo = null,
    string? RootPath = null,
    string? RootUri = null,
    ClientCapabilities? Capabilities = null,
    JsonElement? InitializationOptions = null,
    string? Trace = null,
    WorkspaceFolder[]? WorkspaceFolders = null);

/// <summary>Who the client is.</summary>
internal sealed record ClientInfo(string Name = "", string? Version = null);

/// <summary>What the client can do, as far as this server cares.</summary>
internal sealed record ClientCapabilities(
    GeneralClientCapabilities? General = null,
    WorkspaceClientCapabilities? Workspace = null,
    TextDocumentClientCapabilities? TextDocument = null,
    WindowClientCapabilities? Window = null);

internal sealed record GeneralClientCapabilities(string[]? PositionEncodings = null);

internal sealed record WorkspaceClientCapabilities(
    bool? Configuration = null,
    bool? WorkspaceFolders = null,
    DidChangeWatchedFilesClientCapabilities? DidChangeWatchedFiles = null);

internal sealed record DidChangeWatchedFilesClientCapabilities(bool? DynamicRegistration = null, bool? RelativePatternSupport = null);

internal sealed record WindowClientCapabilities(bool? WorkDoneProgress = null);

internal sealed record TextDocumentClientCapabilities(
    PublishDiagnosticsClientCapabilities? PublishDiagnostics = null,
    HoverClientCapabilities? Hover = null,
    DefinitionClientCapabilities? Definition = null,
    DocumentSymbolClientCapabilities? DocumentSymbol = null);

internal sealed record PublishDiagnosticsClientCapabilities(
    bool? RelatedInformation = null,
    bool? VersionSupport = null,
    bool? CodeDescriptionSupport = null,
    ValueSet? TagSupport = null);

internal sealed record HoverClientCapabilities(string[]? ContentFormat = null);

internal sealed record DefinitionClientCapabilities(bool? LinkSupport = null);

internal sealed record DocumentSymbolClientCapabilities(bool? HierarchicalDocumentSymbolSupport = null);

/// <summary>The numbers of an enumeration that a client knows.</summary>
internal sealed record ValueSet([property: System.Text.Json.Serialization.JsonPropertyName("valueSet")] int[]? Values = null);

/// <summary>The answer to <c>initialize</c>.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>Who this server is.</summary>
internal sealed record ServerInfo(string Name, string? Version);

/// <summary>What this server can do. Each feature sets its own members.</summary>
internal sealed record ServerCapabilities
{
    public string? PositionEncoding { get; set; }
    public TextDocumentSyncOptions? TextDocumentSync { get; set; }
    public bool? HoverProvider { get; set; }
    public bool? DefinitionProvider { get; set; }
    public bool? DocumentSymbolProvider { get; set; }
    public WorkspaceServerCapabilities? Workspace { get; set; }
}

/// <summary>How documents are kept in step; <see cref="Change"/> 2 is incremental.</summary>
internal sealed record TextDocumentSyncOptions(bool OpenClose, int Change, SaveOptions? Save);

internal sealed record SaveOptions(bool IncludeText);

internal sealed record WorkspaceServerCapabilities
{
    public WorkspaceFoldersServerCapabilities? WorkspaceFolders { get; set; }
    public TextDocumentContentOptions? TextDocumentContent { get; set; }
}

internal sealed record WorkspaceFoldersServerCapabilities(bool Supported, bool ChangeNotifications);

/// <summary>Schemes of URIs whose text this server gives (3.18).</summary>
internal sealed record TextDocumentContentOptions(string[] Schemes);

/// <summary>The params of <c>$/cancelRequest</c>; the id is an integer or a string.</summary>
internal sealed record CancelParams(JsonElement Id);

/// <summary>The params of <c>$/setTrace</c>: off, messages or verbose.</summary>
internal sealed record SetTraceParams(string Value);

/// <summary>The params of <c>$/logTrace</c>.</summary>
internal sealed record LogTraceParams(string Message, string? Verbose = null);

/// <summary>The params of <c>window/logMessage</c> and <c>window/showMessage</c>.</summary>
internal sealed record MessageParams(MessageType Type, string Message);

/// <summary>How much a message matters.</summary>
internal enum MessageType { Error = 1, Warning = 2, Info = 3, Log = 4 }

/// <summary>The params of <c>client/registerCapability</c>.</summary>
internal sealed record RegistrationParams(Registration[] Registrations);

/// <summary>One registration; file watchers are the only kind this server makes.</summary>
internal sealed record Registration(string Id, string Method, DidChangeWatchedFilesRegistrationOptions? RegisterOptions);

internal sealed record DidChangeWatchedFilesRegistrationOptions(FileSystemWatcher[] Watchers);

internal sealed record FileSystemWatcher(string GlobPattern);

/// <summary>The params of <c>workspace/configuration</c>.</summary>
internal sealed record ConfigurationParams(ConfigurationItem[] Items);

internal sealed record ConfigurationItem(string Section);
