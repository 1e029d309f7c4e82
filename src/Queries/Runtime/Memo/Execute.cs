// Running a query's function, on a stack that is deep enough.

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Vale.Queries.Runtime.Memo;

internal static class Execute
{
    internal static bool Run(Reader db, Table table, int key, MemoCell cell, string? because)
    {
        if (db.RunCount >= db.Database.Options.MaxDepth)
            db.Raise(new QueryDepthException(db.RunCount, Chain.Innermost(db)));
        db.Context.CountersOf(table.Definition.Id).Runs++;
        return db.Events.Heard ? Aloud(db, table, key, cell, because) : Here(db, table, key, cell, because);
    }

    private static bool Aloud(Reader db, Table table, int key, MemoCell cell, string? because)
    {
        db.Events.Send(new(QueryEventKind.WillExecute, table.Definition, key, new(db.Revision), db.Number));
        try
        {
            return Here(db, table, key, cell, because);
        }
        finally
        {
            db.Events.Send(new(QueryEventKind.DidExecute, table.Definition, key, new(db.Revision), db.Number));
        }
    }

    private static bool Here(Reader db, Table table, int key, MemoCell cell, string? because) =>
        RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? table.Run(db, key, cell, because)
            : OnFreshStack(db, table, key, cell, because);

    /// <summary>This thread's stack is nearly used up: goes on in another thread while this one waits.</summary>
    private static bool OnFreshStack(Reader db, Table table, int key, MemoCell cell, string? because)
    {
        var final = false;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            var before = db.MoveTo(Environment.CurrentManagedThreadId);
            try
            {
                final = table.Run(db, key, cell, because);
            }
            catch (Exception e)
            {
                db.Note(e);
                thrown = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                db.MoveTo(before);
            }
        }, db.Database.Options.DeepStackBytes) { IsBackground = true, Name = "deep query" };
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return final;
    }

    /// <summary>Runs a valid memo's query again and throws when the value is another one.</summary>
    internal static void Audit(Reader db, Table table, int key, MemoCell cell)
    {
        db.Frames[db.FrameCount - 1].Cursor = Frame.Running;
        table.Audit(db, key, cell);
    }
}
