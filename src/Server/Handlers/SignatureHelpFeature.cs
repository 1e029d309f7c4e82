// textDocument/signatureHelp.

using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/signatureHelp</c>.</summary>
internal static class SignatureHelpFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/signatureHelp",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.SignatureHelp,
        Run,
        static capabilities => capabilities.SignatureHelpProvider = new SignatureHelpProvider(["(", ","], [")"]));

    private static SignatureHelp? Run(ReadContext context, TextDocumentPositionParams parameters)
    {
        if (context.Analysis.SignatureHelp(context.Position(parameters)) is not { } list) return null;
        var client = context.Client.SignatureHelp;
        var signatures = new SignatureInformation[list.Signatures.Count];
        for (var i = 0; i < signatures.Length; i++)
        {
            var item = list.Signatures[i];
            var places = new ParameterInformation[item.Parameters.Count];
            for (var j = 0; j < places.Length; j++)
            {
                var place = item.Parameters[j];
                places[j] = new ParameterInformation(client.LabelOffsets ? null : item.Label[place.Start..place.End], place.Start, place.End);
            }
            var documentation = item.Documentation.Length == 0 ? null
                : new MarkupContent(client.Markdown ? MarkupContent.Markdown : MarkupContent.PlainText, item.Documentation);
            signatures[i] = new SignatureInformation(item.Label, documentation, places, client.ActiveParameter ? item.ActiveParameter : null);
        }
        return new SignatureHelp(signatures, list.Active, list.Signatures[list.Active].ActiveParameter);
    }
}
