// textDocument/foldingRange.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The request <c>textDocument/foldingRange</c>.</summary>
internal static class FoldingRangeFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/foldingRange",
        Policy.Read,
        OnCancel.Retry,
        json => json.DocumentParams,
        json => json.FoldingRangeArray,
        Run,
        static capabilities => capabilities.FoldingRangeProvider = true);

    private static FoldingRange[] Run(ReadContext context, DocumentParams parameters)
    {
        var file = context.File(parameters.TextDocument.Uri);
        var lines = context.Lines(file);
        var folds = new List<FoldingRange>();
        foreach (var found in context.Analysis.FoldingRanges(file))
        {
            var range = lines.Range(found.Range);
            // Of brackets, the line with the closing one stays in sight.
            var last = found.Kind == Vale.Ide.FoldingKind.Region ? range.End.Line - 1 : range.End.Line;
            if (last <= range.Start.Line) continue;
            folds.Add(new FoldingRange(range.Start.Line, last, found.Kind switch
            {
                Vale.Ide.FoldingKind.Comment => FoldingRangeKind.Comment,
                Vale.Ide.FoldingKind.Imports => FoldingRangeKind.Imports,
                _ => null,
            }));
        }
        return [.. folds];
    }
}
