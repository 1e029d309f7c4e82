// Every message this server handles, one line each.

using Vale.Server.Loop;

namespace Vale.Server.Handlers;

/// <summary>The handlers.</summary>
internal static class Registry
{
    /// <summary>All of them, by subject.</summary>
    public static Handler[] All =>
    [
        Initialize.Handler,
        Initialized.Handler,
        Shutdown.Handler,
        Exit.Handler,
        SetTrace.Handler,
        DidOpen.Handler,
        DidChange.Handler,
        DidClose.Handler,
        DidSave.Handler,
        DidChangeWatchedFiles.Handler,
        DidChangeConfiguration.Handler,
        DidChangeWorkspaceFolders.Handler,
        HoverFeature.Handler,
        CompletionFeature.Handler,
        CompletionFeature.ResolveHandler,
        SignatureHelpFeature.Handler,
        DefinitionFeature.Handler,
        DeclarationFeature.Handler,
        TypeDefinitionFeature.Handler,
        ImplementationFeature.Handler,
        ReferencesFeature.Handler,
        DocumentHighlightFeature.Handler,
        FoldingRangeFeature.Handler,
        SelectionRangeFeature.Handler,
        WorkspaceSymbolFeature.Handler,
        WorkspaceSymbolFeature.OfLibrary,
        DocumentSymbolFeature.Handler,
        DiagnosticFeature.Handler,
        WorkspaceDiagnosticFeature.Handler,
        RenameFeature.PrepareHandler,
        RenameFeature.Handler,
        CodeActionFeature.Handler,
        CodeActionFeature.ResolveHandler,
        FormattingFeature.Handler,
        FormattingFeature.RangeHandler,
        FormattingFeature.RangesHandler,
        FormattingFeature.TypedHandler,
        LibraryText.Handler,
        SemanticTokensFeature.Full,
        SemanticTokensFeature.Delta,
        SemanticTokensFeature.Part,
        StatusFeature.Handler,
        LastEditFeature.Handler,
        ShowFeature.Handler,
        InlayHintFeature.Handler,
        InlayHintFeature.Resolve,
        CodeLensFeature.Handler,
        CodeLensFeature.Resolve,
        CallHierarchyFeature.Prepare,
        CallHierarchyFeature.Incoming,
        CallHierarchyFeature.Outgoing,
        TypeHierarchyFeature.Prepare,
        TypeHierarchyFeature.Supertypes,
        TypeHierarchyFeature.Subtypes,
        DocumentLinkFeature.Handler,
    ];
}
