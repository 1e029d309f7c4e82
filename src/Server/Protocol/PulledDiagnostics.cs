// Diagnostics that the client asks for. Names are those of the specification.

using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>How diagnostics can be asked for: they depend on other files, and the whole workspace's can be had.</summary>
internal sealed record DiagnosticOptions(string Identifier, bool InterFileDependencies, bool WorkspaceDiagnostics);

/// <summary>The params of <c>textDocument/diagnostic</c>.</summary>
/// <param name="PreviousResultId">What the client has.</param>
internal sealed record DocumentDiagnosticParams(TextDocumentIdentifier TextDocument, string? PreviousResultId = null) : ITextDocumentParams;

/// <summary>The params of <c>workspace/diagnostic</c>.</summary>
internal sealed record WorkspaceDiagnosticParams(PreviousResultId[] PreviousResultIds);

/// <summary>What the client has of a document.</summary>
internal sealed record PreviousResultId(string Uri, string Value);

/// <summary>A document's diagnostics, or that they are what the client has.</summary>
/// <param name="Kind"><c>full</c> or <c>unchanged</c>.</param>
/// <param name="Items">Null when unchanged.</param>
internal sealed record DocumentDiagnosticReport(string Kind, string ResultId, Diagnostic[]? Items)
{
    public const string Full = "full", Unchanged = "unchanged";
}

/// <summary>The workspace's diagnostics.</summary>
internal sealed record WorkspaceDiagnosticReport(WorkspaceDocumentDiagnosticReport[] Items);

/// <summary>As <see cref="DocumentDiagnosticReport"/>, for one of several.</summary>
/// <param name="Version">The document's; null for a file that is not open.</param>
internal sealed record WorkspaceDocumentDiagnosticReport(
    string Kind, string Uri, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Version, string ResultId, Diagnostic[]? Items);
