// textDocument/selectionRange.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/selectionRange</c>.</summary>
internal static class SelectionRangeFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/selectionRange",
        Policy.Read,
        OnCancel.Retry,
        json => json.SelectionRangeParams,
        json => json.SelectionRangeArray,
        Run,
        static capabilities => capabilities.SelectionRangeProvider = true);

    private static SelectionRange[] Run(ReadContext context, SelectionRangeParams parameters)
    {
        var file = context.File(parameters.TextDocument.Uri);
        var lines = context.Lines(file);
        var result = new SelectionRange[parameters.Positions.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var ranges = context.Analysis.SelectionRanges(new Vale.Ide.FilePosition(file, lines.Offset(parameters.Positions[i])));
            SelectionRange? around = null;
            for (var j = ranges.Count - 1; j >= 0; j--) around = new SelectionRange(lines.Range(ranges[j]), around);
            // An answer is owed for each position.
            result[i] = around ?? new SelectionRange(new Protocol.Range(parameters.Positions[i], parameters.Positions[i]), null);
        }
        return result;
    }
}
