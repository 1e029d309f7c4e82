// vale/lastEdit: which queries ran for the last edit, what each cost, and what made it run.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Queries.Runtime;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Seeing;

namespace Vale.Server.Handlers;

/// <summary>The request <c>vale/lastEdit</c>.</summary>
internal static class LastEditFeature
{
    /// <summary>See the class.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "vale/lastEdit", Policy.Read, OnCancel.Retry, json => json.Empty, json => json.LastEditResult, static (context, _) => Run(context));

    private static LastEditResult Run(ReadContext context)
    {
        var recording = context.Recorder.Latest;
        var causes = EditCauses.Of(context.Analysis, recording);
        var queries = new EditQuery[recording.Queries.Count];
        int ran = 0, backdated = 0;
        FileId? edited = null;
        var isOne = true;
        for (var i = 0; i < queries.Length; i++)
        {
            var query = recording.Queries[i];
            if (query.Outcome == QueryOutcome.Backdated) backdated++;
            if (query.Outcome is QueryOutcome.Ran or QueryOutcome.Backdated) ran++;
            var place = context.Analysis.PlaceOf(query.Definition, query.Key);
            if (query.Outcome == QueryOutcome.Input && place is { File: var file })
            {
                isOne &= edited is null || edited == file;
                edited = file;
            }
            queries[i] = new EditQuery(
                query.Definition.Name,
                context.Analysis.NameOf(query.Definition, query.Key),
                query.Own.TotalMilliseconds,
                query.Total.TotalMilliseconds,
                Word(query.Outcome),
                place is { } at ? context.Uri(at.File) : null,
                place is { } range ? context.Range(range.File, range.Range) : null,
                causes[i]);
        }
        return new LastEditResult(
            recording.Revision.Number,
            isOne && edited is { } document ? context.Uri(document) : null,
            recording.Elapsed.TotalMilliseconds,
            queries,
            new EditCounts(ran + recording.Left, backdated, recording.Validated, recording.Left));
    }

    private static string Word(QueryOutcome outcome) => outcome switch
    {
        QueryOutcome.Input => "input",
        QueryOutcome.Ran => "ran",
        QueryOutcome.Backdated => "backdated",
        QueryOutcome.Loaded => "loaded",
        _ => "offered",
    };
}
