// initialize: the two sides tell each other what they can. Nothing of the workspace is touched before it is answered.

using System.Text.Json;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Rpc;
using Vale.Server.Workspace;

namespace Vale.Server.Handlers;

/// <summary>The request <c>initialize</c>.</summary>
internal static class Initialize
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.MutatingRequest("initialize", json => json.InitializeParams, json => json.InitializeResult, Run);

    private static InitializeResult Run(Session session, InitializeParams parameters)
    {
        if (session.Phase != Phase.Uninitialized) throw new RpcException(ErrorCodes.InvalidRequest, "initialize comes once");
        session.Client = Features(parameters.Capabilities, Wants(parameters.InitializationOptions));
        session.ParentProcess = parameters.ProcessId;
        session.Trace = parameters.Trace;
        session.InitialSettings = Settings.Read(parameters.InitializationOptions);
        session.InitialFolders = Folders(parameters);
        session.Log.Client = session.Outbox;
        session.Phase = Phase.Running;

        var capabilities = new ServerCapabilities { PositionEncoding = PositionEncodings.Name(session.Client.Encoding) };
        foreach (var handler in session.Handlers.All) handler.Announce?.Invoke(capabilities);
        if (session.Client.PullsDiagnostics) capabilities.DiagnosticProvider = new DiagnosticOptions("vale", InterFileDependencies: true, WorkspaceDiagnostics: true);
        capabilities.SemanticTokensProvider?.Legend = session.Client.TokenLegend.Protocol;
        session.Workspace.ReadAhead(session.InitialFolders);
        return new InitializeResult(capabilities, new ServerInfo("vale-ls", session.Options.Version));
    }

    private static string[] Folders(InitializeParams parameters)
    {
        if (parameters.WorkspaceFolders.Length > 0) return parameters.WorkspaceFolders;
        if (parameters.RootUri is { } uri) return [uri];
        return parameters.RootPath is { } path ? [DocumentUri.FromPath(Path.GetFullPath(path))] : [];
    }

    // A client that can do both is told: that is sooner, and in the order that matters. It may wish otherwise.
    private static bool Pulls(ClientCapabilities client, string? wish) =>
        client.PullDiagnostics && (!client.PublishDiagnostics || wish == "pull");

    private static string? Wants(JsonElement options)
    {
        if (options.ValueKind == JsonValueKind.Object && options.TryGetProperty(Settings.Section, out var section) && section.ValueKind == JsonValueKind.Object) options = section;
        return options.ValueKind == JsonValueKind.Object && options.TryGetProperty("diagnostics", out var wish) && wish.ValueKind == JsonValueKind.String ? wish.GetString() : null;
    }

    private static ClientFeatures Features(ClientCapabilities client, string? diagnostics) => new()
    {
        PullsDiagnostics = Pulls(client, diagnostics),
        RefreshesDiagnostics = client.RefreshesDiagnostics,
        WorkDoneProgress = client.WorkDoneProgress,
        Encoding = PositionEncodings.Choose(client.PositionEncodings),
        DiagnosticVersions = client.DiagnosticVersions,
        RelatedInformation = client.RelatedInformation,
        DiagnosticTags = client.DiagnosticTags,
        CodeDescriptions = client.CodeDescriptions,
        Markdown = client.HoverFormats is not { } formats || Array.IndexOf(formats, MarkupContent.Markdown) >= 0,
        LocationLinks = client.DefinitionLinks,
        DeclarationLinks = client.DeclarationLinks,
        TypeDefinitionLinks = client.TypeDefinitionLinks,
        ImplementationLinks = client.ImplementationLinks,
        SymbolTree = client.HierarchicalSymbols,
        DocumentChanges = client.DocumentChanges,
        Completion = client.Completion,
        SignatureHelp = client.SignatureHelp,
        CodeActions = client.CodeActionLiterals,
        ResolvesEdits = client.CodeActionEditResolution,
        GivesConfiguration = client.Configuration,
        RegistersWatchers = client.WatchedFilesRegistration,
        TokenLegend = new TokenLegend(client.TokenTypes, client.TokenModifiers),
        MultilineTokens = client.MultilineTokens,
        RefreshesTokens = client.RefreshesTokens,
        RefreshesHints = client.RefreshesHints,
        RefreshesLenses = client.RefreshesLenses,
        HintResolve = client.HintResolve,
        LinkTooltips = client.LinkTooltips,
    };
}
