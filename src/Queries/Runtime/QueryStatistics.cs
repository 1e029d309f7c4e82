// What --stats shows of one definition.

namespace Vale.Queries.Runtime;

/// <summary>Counts since the database was made. Those of a reader are added when it is disposed.</summary>
/// <param name="Definition">The query, input or interner.</param>
/// <param name="Memos">Keys that were ever asked.</param>
/// <param name="Values">Of those, the ones with a value now.</param>
/// <param name="Hits">Fetches answered by a memo verified in the current revision.</param>
/// <param name="Runs">Executions of the query's function.</param>
/// <param name="Validated">Memos of an older revision found valid without running.</param>
/// <param name="Backdated">Runs that gave the value it had before.</param>
/// <param name="Evicted">Values dropped by the LRU capacity.</param>
public sealed record QueryStatistics(
    Definition Definition, int Memos, int Values, long Hits, long Runs, long Validated, long Backdated, long Evicted);
