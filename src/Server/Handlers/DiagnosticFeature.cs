// textDocument/diagnostic: a document's problems, for a client that asks for them instead of being told.

using System.Text.Json;
using Vale.Queries.Runtime.Values;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/diagnostic</c>.</summary>
internal static class DiagnosticFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/diagnostic", Policy.LatencyRead, OnCancel.Retry, json => json.DocumentDiagnosticParams, json => json.DocumentDiagnosticReport, Run);

    private static DocumentDiagnosticReport Run(ReadContext context, DocumentDiagnosticParams parameters)
    {
        var file = context.File(parameters.TextDocument.Uri);
        // Somebody waits, and may wait for a key: all of the program is checked only where it had a problem in this file. When it comes to
        // have one, the pass over the workspace finds it, and the client is told to ask again.
        var ofProgram = context.Together.Contains(DocumentUri.Key(parameters.TextDocument.Uri)) ? ProgramProblems.Of(context) : [];
        return Report(ToProtocol.Diagnostics(context, file, isOpen: context.Files.Open(file) is not null, ofProgram), parameters.PreviousResultId);
    }

    /// <summary>The report of these problems to a client that has those of <paramref name="previous"/>.</summary>
    public static DocumentDiagnosticReport Report(Diagnostic[] problems, string? previous)
    {
        // What the result id stands for is the content, so that one holds across restarts and after going back.
        var content = new FingerprintBuilder();
        content.Add(JsonSerializer.SerializeToUtf8Bytes(problems, ProtocolJson.Default.DiagnosticArray));
        var id = content.Finish().ToString();
        return id == previous
            ? new DocumentDiagnosticReport(DocumentDiagnosticReport.Unchanged, id, null)
            : new DocumentDiagnosticReport(DocumentDiagnosticReport.Full, id, problems);
    }
}
