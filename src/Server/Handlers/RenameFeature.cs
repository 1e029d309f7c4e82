// textDocument/rename and textDocument/prepareRename.

using Vale.Ide.Renaming;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Handlers;

/// <summary>The requests <c>textDocument/rename</c> and <c>textDocument/prepareRename</c>.</summary>
internal static class RenameFeature
{
    /// <summary><c>textDocument/rename</c>.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/rename",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.RenameParams,
        json => json.WorkspaceEdit,
        Run,
        static capabilities => capabilities.RenameProvider = new RenameOptions(PrepareProvider: true));

    /// <summary><c>textDocument/prepareRename</c>.</summary>
    public static Handler PrepareHandler => Loop.Handler.ReadingRequest(
        "textDocument/prepareRename",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.PrepareRenameResult,
        Prepare);

    private static WorkspaceEdit? Run(ReadContext context, RenameParams parameters)
    {
        if (context.Analysis.Rename(context.Position(parameters.Place), parameters.NewName) is not { } result) throw new RpcException(ErrorCodes.RequestFailed, "no name stands here");
        if (result.Edit is { } edit) return ToWorkspaceEdit.Of(context, edit);
        throw new RpcException(ErrorCodes.RequestFailed, result.Conflict!.Message + Where(context, result.Conflict));
    }

    // An error has no place but in its words.
    private static string Where(ReadContext context, RenameConflict conflict)
    {
        if (conflict.Place is not { } place) return "";
        var start = context.Range(place.File, place.Range).Start;
        var uri = context.Uri(place.File);
        return $" ({uri[(uri.LastIndexOf('/') + 1)..]}:{start.Line + 1}:{start.Character + 1})";
    }

    private static PrepareRenameResult? Prepare(ReadContext context, TextDocumentPositionParams parameters)
    {
        var position = context.Position(parameters);
        if (context.Analysis.PrepareRename(position) is not { } name) return null;
        if (name.Refusal is { } refusal) throw new RpcException(ErrorCodes.RequestFailed, refusal);
        return new PrepareRenameResult(context.Range(position.File, name.Range), name.Placeholder);
    }
}
