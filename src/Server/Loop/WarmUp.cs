// What every first question needs, found beside the first pass on the other worker: the items of each file, and what each
// package has to propose. It gives way to whatever is asked.

using Vale.Queries.Runtime;

namespace Vale.Server.Loop;

/// <summary>Reads the files of a workspace once. Used on the loop's thread but for <see cref="Step"/>.</summary>
internal sealed class WarmUp
{
    private int _next;          // on the worker, while one runs
    private bool _isRunning;

    /// <summary>All is read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Goes on, unless all is read or a worker is at it.</summary>
    public void Start(Session session)
    {
        if (IsDone || _isRunning || session.Phase != Phase.Running) return;
        _isRunning = true;
        var context = session.Snapshot(CancellationToken.None);
        session.Workers.Run(JobKind.Ahead, () =>
        {
            var done = Step(session, context);
            session.Post(s =>
            {
                _isRunning = false;
                IsDone = done;
                if (!done)
                {
                    Start(s);
                    return;
                }
                s.RehearseAnswers();
                s.Diagnostics.CatchUp(s);
            });
        });
    }

    /// <summary>Reads until all is read, somebody asks, or a change comes. True when all is read.</summary>
    private bool Step(Session session, ReadContext context)
    {
        try
        {
            using (context)
            {
                context.Begin(static () => true);
                // From the end: the pass begins with what the open documents need.
                var files = context.Analysis.Files();
                for (; _next < files.Count; _next++)
                {
                    if (session.Workers.IsAskedFor) return false;
                    context.Analysis.Prepare(files[files.Count - 1 - _next]);
                }
                context.Analysis.PrepareCompletions();
                return true;
            }
        }
        catch (QueryCancelledException)
        {
            return false;
        }
        catch (Exception e)
        {
            // Whoever asks for the same will be told.
            session.Log.Failure("reading ahead failed", e);
            return true;
        }
    }
}
