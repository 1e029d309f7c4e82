// The memos of one query: the only part of the engine's slow path that knows the types of keys and values.

using System.Runtime.CompilerServices;

namespace Vale.Queries.Runtime.Memo;

internal sealed class QueryTable<TKey, TValue>(Query<TKey, TValue> query) : Table(query) where TKey : struct, IQueryKey<TKey>
{
    private readonly Evict<TValue>? _values = query.Touches ? new(query.Options.LruCapacity) : null;

    protected override MemoCell NewCell(int key) => query.Touches || query.Options.CycleFallback is not null ? new WideCell<TValue>() : new MemoCell<TValue>();

    /// <summary>
    /// Names every virtual method that a first question needs, and is never run: ahead-of-time compilation makes code of generic
    /// methods for the types they are called with, and these are called through the base class only.
    /// </summary>
    internal void NameForAheadOfTime(Reader db, MemoCell cell)
    {
        NewCell(0);
        Run(db, 0, cell, null);
        _ = Recovery;
        Initial(db, 0);
        FallBack(db, 0, cell, [], default);
        Evict(null!);
    }

    internal bool AreEqual(TValue before, TValue after) => query.Compares && EqualityComparer<TValue>.Default.Equals(before, after);

    internal override bool Run(Reader db, int key, MemoCell cell, string? because)
    {
        db.Begin(because);
        var run = db.RunCount - 1;
        // Before a first run, nobody can have picked a part.
        var isFirst = cell.VerifiedAt == 0;
        var value = query.Compute(db.Context, TKey.FromIndex(key));
        db.ThrowIfUnwinding();
        if (db.Runs[run].IsHead) value = Settle(db, key, run, value);
        if (cell.InCircle) LeaveCircle(cell);
        var final = Keep(db, key, (MemoCell<TValue>)cell, value, db.EdgesOfTop(), db.Reads);
        db.End();
        if (final && !isFirst && query.Options.Parts is { } offer) offer(db.Context, new PartsWriter(db, new Edge(query.Id, key), cell), value);
        return final;
    }

    private static void LeaveCircle(MemoCell cell)
    {
        cell.InCircle = false;
        cell.Circle = null;
    }

    /// <summary>Writes the memo, or, when the value depends on a fixpoint not yet settled, a provisional result.</summary>
    private bool Keep(Reader db, int key, MemoCell<TValue> cell, TValue value, ReadOnlySpan<Edge> edges, in Reads reads)
    {
        if (reads.AreFinal)
        {
            Backdate.Complete(db, this, key, cell, value, edges, reads);
            return true;
        }
        // Whatever the memo says is from before; it must run once the fixpoint has settled.
        cell.VerifiedAt = 0;
        (db.Provisionals ??= [])[new Edge(query.Id, key)] =
            new Provisional<TValue> { Value = value, Edges = edges.ToArray(), Reads = reads, Number = ++db.ProvisionalCount };
        return false;
    }

    // Cycles

    internal override CycleRecovery Recovery =>
        query.Options.CycleFallback is not null ? CycleRecovery.Fallback
        : query.Options.CycleInitial is not null ? CycleRecovery.Fixpoint
        : CycleRecovery.None;

    internal override Provisional Initial(Reader db, int key) =>
        new Provisional<TValue> { Value = query.Options.CycleInitial!(db.Context, TKey.FromIndex(key)) };

    internal override void FallBack(Reader db, int key, MemoCell cell, ReadOnlySpan<Edge> edges, in Reads reads)
    {
        db.Begin(null);
        db.Append(edges);
        db.Reads.Merge(reads);
        var value = query.Options.CycleFallback!(db.Context, TKey.FromIndex(key));
        db.ThrowIfUnwinding();
        Keep(db, key, (MemoCell<TValue>)cell, value, db.EdgesOfTop(), db.Reads);
        db.End();
        if (db.Events.Heard)
            db.Events.Send(new(QueryEventKind.DidFallBack, query, key, new(db.Revision), db.Number));
    }

    /// <summary>
    /// This run is the head of a fixpoint. The outermost head goes round until every head comes out as was assumed; one that
    /// depends on an outer head only says what came out, for the next round. So each round runs each query once,
    /// however the circles are nested. All rounds' reads count, for any of them may have decided where it settled.
    /// </summary>
    private TValue Settle(Reader db, int key, int run, TValue value)
    {
        var assumed = (Provisional<TValue>)db.Assumed![new Edge(query.Id, key)];
        for (var round = 1; ; round++)
        {
            var agrees = EqualityComparer<TValue>.Default.Equals(assumed.Value, value);
            assumed.Value = value;
            if (db.Reads.LowestHead < run)
            {
                db.Reads.AreUnsettled |= !agrees;
                Cycle.LeaveToOuter(db, run);
                break;
            }
            Cycle.EndRound(db, db.Runs[run].Mark);
            if (agrees && !db.Reads.AreUnsettled) break;
            if (round >= query.Options.MaxCycleRounds)
                db.Raise(new QueryCycleException($"a cycle did not settle after {round} rounds of", [Chain.Participant(db, db.Runs[run].Frame)]));
            db.Reads.AreUnsettled = false;
            if (db.Events.Heard)
                db.Events.Send(new(QueryEventKind.WillIterate, query, key, new(db.Revision), db.Number));
            value = query.Compute(db.Context, TKey.FromIndex(key));
            db.ThrowIfUnwinding();
        }
        db.Runs[run].IsHead = false;
        db.Reads.ForgetHeadsFrom(run);
        Cycle.Close(db);
        return value;
    }

    // Checks

    internal override void Audit(Reader db, int key, MemoCell cell)
    {
        if (!query.Compares || cell.InCircle) return;
        db.Begin(null);
        var run = db.RunCount - 1;
        var value = query.Compute(db.Context, TKey.FromIndex(key));
        db.ThrowIfUnwinding();
        if (db.Runs[run].IsHead) value = Settle(db, key, run, value);
        var isFinal = db.Reads.AreFinal;
        db.End();
        if (isFinal && !EqualityComparer<TValue>.Default.Equals(((MemoCell<TValue>)cell).Value, value))
            db.Raise(new HiddenReadException(query.Name, Chain.Describe(db, this, key)));
    }

    internal override string Describe(QueryContext db, int key) =>
        query.Options.Describe?.Invoke(db, TKey.FromIndex(key)) ?? base.Describe(db, key);

    // Eviction

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Touch(MemoCell cell) => _values!.Touch(Unsafe.As<WideCell<TValue>>(cell));

    /// <summary>The memo is about to get a value, having none.</summary>
    internal void Holds(int key, MemoCell<TValue> cell) => _values?.Add(key, (WideCell<TValue>)cell);

    internal override void Evict(Database database) => _values?.Sweep(database, this);
}
