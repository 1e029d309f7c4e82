// textDocument/codeAction and codeAction/resolve. Where the client resolves, edits are made once an action is chosen.

using System.Text.Json;
using Vale.Ide.Assists;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Rpc;
using Vale.Syntax;

namespace Vale.Server.Handlers;

/// <summary>The requests <c>textDocument/codeAction</c> and <c>codeAction/resolve</c>.</summary>
internal static class CodeActionFeature
{
    /// <summary><c>textDocument/codeAction</c>.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/codeAction",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.CodeActionParams,
        json => json.CodeActionArray,
        Run,
        static capabilities => capabilities.CodeActionProvider = new CodeActionOptions(
            [CodeActionKind.QuickFix, CodeActionKind.Extract, CodeActionKind.Inline, CodeActionKind.Rewrite, CodeActionKind.OrganizeImports], ResolveProvider: true));

    /// <summary><c>codeAction/resolve</c>.</summary>
    public static Handler ResolveHandler => Loop.Handler.ReadingRequest(
        "codeAction/resolve",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.CodeActionToResolve,
        json => json.CodeAction,
        Resolve);

    private static CodeAction[] Run(ReadContext context, CodeActionParams parameters)
    {
        // A client that only knows commands gets none: there are none to run.
        if (!context.Client.CodeActions) return [];
        var file = context.File(parameters.TextDocument.Uri);
        var lines = context.Lines(file);
        var only = Kinds(parameters.Context.Only);
        if (only is { Count: 0 }) return [];
        var problems = new List<(string, TextRange)>();
        foreach (var diagnostic in parameters.Context.Diagnostics ?? [])
            if (diagnostic.Code.ValueKind == JsonValueKind.String) problems.Add((diagnostic.Code.GetString()!, lines.Offsets(diagnostic.Range)));
        var found = context.Analysis.Assists(new AssistRequest(file, lines.Offsets(parameters.Range)) { Only = only, Problems = problems, WithEdits = !context.Client.ResolvesEdits });
        var actions = new CodeAction[found.Count];
        for (var i = 0; i < actions.Length; i++)
        {
            var fixes = found[i].Fixes;
            // A problem may be found beyond the selection; it is found again at its own place.
            var range = fixes is not null && fixes.Place.File == file ? context.Range(file, fixes.Place.Range) : parameters.Range;
            actions[i] = new CodeAction(found[i].Title, Kind(found[i].Kind), fixes is null ? null : [ToProtocol.Diagnostic(context, fixes)], found[i].IsPreferred,
                found[i].Edit is { } edit ? ToWorkspaceEdit.Of(context, edit) : null,
                context.Client.ResolvesEdits ? new CodeActionData(parameters.TextDocument.Uri, context.Files.Open(file)?.Version, range, found[i].Id) : null);
        }
        return actions;
    }

    private static CodeAction? Resolve(ReadContext context, CodeActionToResolve action)
    {
        if (action.Data is not { } data) throw new RpcException(ErrorCodes.InvalidParams, "this action is not one of this server's");
        var file = context.File(data.Uri);
        if (context.Files.Open(file)?.Version != data.Version) throw new RpcException(ErrorCodes.ContentModified, "the document has changed since the action was offered");
        var found = context.Analysis.Assists(new AssistRequest(file, context.Lines(file).Offsets(data.Range)) { Resolve = (data.Id, action.Title) });
        if (found.Count == 0 || found[0].Edit is not { } edit) throw new RpcException(ErrorCodes.RequestFailed, $"nothing comes of \"{action.Title}\" here");
        return new CodeAction(found[0].Title, Kind(found[0].Kind), found[0].Fixes is { } fixes ? [ToProtocol.Diagnostic(context, fixes)] : null, found[0].IsPreferred, ToWorkspaceEdit.Of(context, edit), data);
    }

    // A kind stands for itself and all below it: `refactor` for `refactor.extract`. Null when nothing was said.
    private static List<AssistKind>? Kinds(string[]? only)
    {
        if (only is null) return null;
        var kinds = new List<AssistKind>();
        foreach (var kind in Enum.GetValues<AssistKind>())
            foreach (var wanted in only)
                if ((wanted.Length == 0 || Kind(kind) == wanted || Kind(kind).StartsWith(wanted + ".", StringComparison.Ordinal)) && !kinds.Contains(kind)) kinds.Add(kind);
        return kinds;
    }

    private static string Kind(AssistKind kind) => kind switch
    {
        AssistKind.QuickFix => CodeActionKind.QuickFix,
        AssistKind.Extract => CodeActionKind.Extract,
        AssistKind.Inline => CodeActionKind.Inline,
        AssistKind.Rewrite => CodeActionKind.Rewrite,
        _ => CodeActionKind.OrganizeImports,
    };
}
