// initialize, what each side can do, and the messages around a server's life. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>The params of <c>initialize</c>.</summary>
[JsonConverter(typeof(InitializeParamsConverter))]
internal sealed record InitializeParams
{
    public int? ProcessId { get; set; }
    public string? RootPath { get; set; }
    public string? RootUri { get; set; }
    public ClientCapabilities Capabilities { get; set; } = new();

    /// <summary>As in <see cref="SetTraceParams"/>.</summary>
    public string Trace { get; set; } = "off";

    /// <summary>Undefined when there are none.</summary>
    public JsonElement InitializationOptions { get; set; }

    /// <summary>The URIs of the folders.</summary>
    public string[] WorkspaceFolders { get; set; } = [];
}

/// <summary>What the client can do, as far as this server cares; the members stand for the paths named after them.</summary>
internal sealed record ClientCapabilities
{
    /// <summary><c>general.positionEncodings</c></summary>
    public string[]? PositionEncodings { get; set; }

    /// <summary><c>workspace.configuration</c></summary>
    public bool Configuration { get; set; }

    /// <summary><c>workspace.didChangeWatchedFiles.dynamicRegistration</c></summary>
    public bool WatchedFilesRegistration { get; set; }

    /// <summary><c>workspace.workspaceEdit.documentChanges</c></summary>
    public bool DocumentChanges { get; set; }

    /// <summary><c>textDocument.completion</c></summary>
    public CompletionCapabilities Completion { get; } = new();

    /// <summary><c>textDocument.signatureHelp</c></summary>
    public SignatureHelpCapabilities SignatureHelp { get; } = new();

    /// <summary><c>textDocument.codeAction.codeActionLiteralSupport</c></summary>
    public bool CodeActionLiterals { get; set; }

    /// <summary><c>textDocument.codeAction.resolveSupport</c> for <c>edit</c>, with <c>dataSupport</c></summary>
    public bool CodeActionEditResolution { get; set; }

    /// <summary><c>textDocument.publishDiagnostics</c>: it takes diagnostics it did not ask for.</summary>
    public bool PublishDiagnostics { get; set; }

    /// <summary><c>textDocument.diagnostic</c>: it can ask for diagnostics.</summary>
    public bool PullDiagnostics { get; set; }

    /// <summary><c>workspace.diagnostics.refreshSupport</c></summary>
    public bool RefreshesDiagnostics { get; set; }

    /// <summary><c>window.workDoneProgress</c></summary>
    public bool WorkDoneProgress { get; set; }

    /// <summary><c>textDocument.publishDiagnostics.versionSupport</c>; a version does no harm where nothing is said of it.</summary>
    public bool DiagnosticVersions { get; set; } = true;

    /// <summary><c>textDocument.publishDiagnostics.relatedInformation</c></summary>
    public bool RelatedInformation { get; set; }

    /// <summary><c>textDocument.publishDiagnostics.codeDescriptionSupport</c></summary>
    public bool CodeDescriptions { get; set; }

    /// <summary><c>textDocument.publishDiagnostics.tagSupport</c></summary>
    public bool DiagnosticTags { get; set; }

    /// <summary><c>textDocument.hover.contentFormat</c></summary>
    public string[]? HoverFormats { get; set; }

    /// <summary><c>textDocument.definition.linkSupport</c></summary>
    public bool DefinitionLinks { get; set; }

    /// <summary><c>textDocument.declaration.linkSupport</c></summary>
    public bool DeclarationLinks { get; set; }

    /// <summary><c>textDocument.typeDefinition.linkSupport</c></summary>
    public bool TypeDefinitionLinks { get; set; }

    /// <summary><c>textDocument.implementation.linkSupport</c></summary>
    public bool ImplementationLinks { get; set; }

    /// <summary><c>textDocument.documentSymbol.hierarchicalDocumentSymbolSupport</c></summary>
    public bool HierarchicalSymbols { get; set; }

    /// <summary><c>textDocument.semanticTokens.tokenTypes</c></summary>
    public string[]? TokenTypes { get; set; }

    /// <summary><c>textDocument.semanticTokens.tokenModifiers</c></summary>
    public string[]? TokenModifiers { get; set; }

    /// <summary><c>textDocument.semanticTokens.multilineTokenSupport</c></summary>
    public bool MultilineTokens { get; set; }

    /// <summary><c>workspace.semanticTokens.refreshSupport</c></summary>
    public bool RefreshesTokens { get; set; }

    /// <summary><c>workspace.inlayHint.refreshSupport</c></summary>
    public bool RefreshesHints { get; set; }

    /// <summary><c>workspace.codeLens.refreshSupport</c></summary>
    public bool RefreshesLenses { get; set; }

    /// <summary><c>textDocument.inlayHint.resolveSupport.properties</c></summary>
    public string[] HintResolve { get; set; } = [];

    /// <summary><c>textDocument.documentLink.tooltipSupport</c></summary>
    public bool LinkTooltips { get; set; }
}

/// <summary>The answer to <c>initialize</c>.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>Who this server is.</summary>
internal sealed record ServerInfo(string Name, string? Version);

/// <summary>What this server can do. Each feature sets its own members.</summary>
internal sealed record ServerCapabilities
{
    public string? PositionEncoding { get; set; }
    public TextDocumentSyncOptions? TextDocumentSync { get; set; }
    public bool HoverProvider { get; set; }
    public bool DefinitionProvider { get; set; }
    public bool DeclarationProvider { get; set; }
    public bool TypeDefinitionProvider { get; set; }
    public bool ImplementationProvider { get; set; }
    public bool ReferencesProvider { get; set; }
    public bool DocumentHighlightProvider { get; set; }
    public bool FoldingRangeProvider { get; set; }
    public bool SelectionRangeProvider { get; set; }
    public bool WorkspaceSymbolProvider { get; set; }
    public bool DocumentSymbolProvider { get; set; }
    public RenameOptions? RenameProvider { get; set; }
    public SemanticTokensOptions? SemanticTokensProvider { get; set; }
    public CodeActionOptions? CodeActionProvider { get; set; }
    public ResolveOptions? InlayHintProvider { get; set; }
    public ResolveOptions? CodeLensProvider { get; set; }
    public bool CallHierarchyProvider { get; set; }
    public bool TypeHierarchyProvider { get; set; }
    public ResolveOptions? DocumentLinkProvider { get; set; }
    public bool DocumentFormattingProvider { get; set; }
    public DocumentRangeFormattingOptions? DocumentRangeFormattingProvider { get; set; }
    public DocumentOnTypeFormattingOptions? DocumentOnTypeFormattingProvider { get; set; }
    public DiagnosticOptions? DiagnosticProvider { get; set; }
    public CompletionProvider? CompletionProvider { get; set; }
    public SignatureHelpProvider? SignatureHelpProvider { get; set; }
    public WorkspaceServerCapabilities? Workspace { get; set; }
}

/// <summary>How documents are kept in step; <see cref="Change"/> 2 is incremental.</summary>
internal sealed record TextDocumentSyncOptions(bool OpenClose, int Change, SaveOptions Save);

internal sealed record SaveOptions(bool IncludeText);

internal sealed record WorkspaceServerCapabilities
{
    public WorkspaceFoldersServerCapabilities? WorkspaceFolders { get; set; }
    public TextDocumentContentOptions? TextDocumentContent { get; set; }
}

internal sealed record WorkspaceFoldersServerCapabilities(bool Supported, bool ChangeNotifications);

/// <summary>Schemes of URIs whose text this server gives (3.18).</summary>
internal sealed record TextDocumentContentOptions(string[] Schemes);

/// <summary>The params of <c>$/setTrace</c>: off, messages or verbose.</summary>
internal sealed record SetTraceParams(string Value);

/// <summary>The params of <c>$/logTrace</c>.</summary>
internal sealed record LogTraceParams(string Message);

/// <summary>The params of <c>window/logMessage</c> and <c>window/showMessage</c>.</summary>
internal sealed record MessageParams(int Type, string Message);

/// <summary>How much a message matters.</summary>
internal static class MessageType
{
    public const int Error = 1;
    public const int Warning = 2;
}

/// <summary>The params of <c>client/registerCapability</c>.</summary>
internal sealed record RegistrationParams(Registration[] Registrations);

/// <summary>One registration; file watchers are the only kind this server makes.</summary>
internal sealed record Registration(string Id, string Method, DidChangeWatchedFilesRegistrationOptions RegisterOptions);

internal sealed record DidChangeWatchedFilesRegistrationOptions(FileSystemWatcher[] Watchers);

internal sealed record FileSystemWatcher(string GlobPattern);

/// <summary>The params of <c>workspace/configuration</c>.</summary>
internal sealed record ConfigurationParams(ConfigurationItem[] Items);

internal sealed record ConfigurationItem(string Section);
