// textDocument/formatting, rangeFormatting, rangesFormatting and onTypeFormatting: one answer, edits of the document as it is.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Syntax;
using TextEdit = Vale.Server.Protocol.TextEdit;

namespace Vale.Server.Handlers;

/// <summary>The requests that format.</summary>
internal static class FormattingFeature
{
    /// <summary><c>textDocument/formatting</c>.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/formatting",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.DocumentFormattingParams,
        json => json.TextEditArray,
        static (context, parameters) =>
        {
            var file = context.File(parameters.TextDocument.Uri);
            return Edits(context, file, context.Analysis.FormatDocument(file, Options(context, parameters.Options)));
        },
        static capabilities => capabilities.DocumentFormattingProvider = true);

    /// <summary><c>textDocument/rangeFormatting</c>.</summary>
    public static Handler RangeHandler => Loop.Handler.ReadingRequest(
        "textDocument/rangeFormatting",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.DocumentRangeFormattingParams,
        json => json.TextEditArray,
        static (context, parameters) => Ranges(context, parameters.TextDocument, [parameters.Range], parameters.Options),
        static capabilities => capabilities.DocumentRangeFormattingProvider = new DocumentRangeFormattingOptions(RangesSupport: true));

    /// <summary><c>textDocument/rangesFormatting</c>.</summary>
    public static Handler RangesHandler => Loop.Handler.ReadingRequest(
        "textDocument/rangesFormatting",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.DocumentRangesFormattingParams,
        json => json.TextEditArray,
        static (context, parameters) => Ranges(context, parameters.TextDocument, parameters.Ranges, parameters.Options));

    /// <summary><c>textDocument/onTypeFormatting</c>.</summary>
    public static Handler TypedHandler => Loop.Handler.ReadingRequest(
        "textDocument/onTypeFormatting",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.DocumentOnTypeFormattingParams,
        json => json.TextEditArray,
        static (context, parameters) =>
        {
            var file = context.File(parameters.TextDocument.Uri);
            var position = new FilePosition(file, context.Lines(file).Offset(parameters.Position));
            var typed = parameters.Ch.Length > 0 ? parameters.Ch[^1] : ' ';
            return Edits(context, file, context.Analysis.FormatTyped(position, typed, Options(context, parameters.Options)));
        },
        static capabilities => capabilities.DocumentOnTypeFormattingProvider = new DocumentOnTypeFormattingOptions("}", [";", "\n"]));

    private static TextEdit[] Ranges(ReadContext context, TextDocumentIdentifier document, Protocol.Range[] ranges, FormattingOptions options)
    {
        var file = context.File(document.Uri);
        var lines = context.Lines(file);
        var offsets = new TextRange[ranges.Length];
        for (var i = 0; i < ranges.Length; i++) offsets[i] = lines.Offsets(ranges[i]);
        return Edits(context, file, context.Analysis.FormatRanges(file, offsets, Options(context, options)));
    }

    private static FormatOptions Options(ReadContext context, FormattingOptions options) =>
        new(context.Settings.LineWidth, options.TabSize, !options.InsertSpaces);

    private static TextEdit[] Edits(ReadContext context, FileId file, FormatResult result)
    {
        if (result.Fault is { } fault) context.Log.Warn($"{context.Uri(file)}: {fault}");
        var edits = new TextEdit[result.Edits.Count];
        for (var i = 0; i < edits.Length; i++)
        {
            var edit = result.Edits[i];
            edits[i] = new TextEdit(context.Range(file, new TextRange(edit.Start, edit.End)), edit.NewText);
        }
        return edits;
    }
}
