// Code actions. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>How code actions are offered.</summary>
internal sealed record CodeActionOptions(string[] CodeActionKinds, bool ResolveProvider);

/// <summary>The kinds of actions this server has.</summary>
internal static class CodeActionKind
{
    public const string QuickFix = "quickfix";
    public const string Extract = "refactor.extract";
    public const string Inline = "refactor.inline";
    public const string Rewrite = "refactor.rewrite";
    public const string OrganizeImports = "source.organizeImports";
}

/// <summary>The params of <c>textDocument/codeAction</c>.</summary>
internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, Range Range, CodeActionContext Context) : ITextDocumentParams;

/// <summary>What is wanted of actions.</summary>
/// <param name="Diagnostics">The problems the editor shows at the place.</param>
/// <param name="Only">Kinds; a kind stands for those below it too.</param>
internal sealed record CodeActionContext(NamedDiagnostic[]? Diagnostics = null, string[]? Only = null);

/// <summary>A diagnostic the client names: enough of it to be found again.</summary>
internal sealed record NamedDiagnostic(Range Range, JsonElement Code = default);

/// <summary>An action.</summary>
/// <param name="Edit">Null until it is resolved, where the client resolves.</param>
/// <param name="Data">What resolving needs.</param>
internal sealed record CodeAction(
    string Title, string Kind, Diagnostic[]? Diagnostics, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsPreferred, WorkspaceEdit? Edit, CodeActionData? Data);

/// <summary>An action that is to be resolved: the client sends it back as it came; only its data is looked at.</summary>
internal sealed record CodeActionToResolve(string Title, string? Kind, bool IsPreferred = false, JsonElement Diagnostics = default, CodeActionData? Data = null) : ITextDocumentParams
{
    /// <summary>The document it is about.</summary>
    [JsonIgnore]
    public TextDocumentIdentifier TextDocument => new(Data?.Uri ?? "");
}

/// <summary>Where an action was offered, and which.</summary>
/// <param name="Version">Of an open document, its version then.</param>
internal sealed record CodeActionData(string Uri, int? Version, Range Range, string Id);
