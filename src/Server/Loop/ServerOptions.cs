// What the command line says to the server.

using Vale.Queries.Runtime.Persist;

namespace Vale.Server.Loop;

/// <summary>Options of a server. All have a sensible value.</summary>
public sealed record ServerOptions
{
    /// <summary>Leave the standard library out, whatever the project says.</summary>
    public bool NoStd { get; init; }

    /// <summary>Builtins only where they are imported, whatever the project says.</summary>
    public bool NoImplicitBuiltins { get; init; }

    /// <summary>The number of worker threads; 0: as many as there are processors, at most 4.</summary>
    public int Jobs { get; init; }

    /// <summary>What <c>initialize</c> answers as the server's version.</summary>
    public string? Version { get; init; }

    /// <summary>Where results are kept for the next start; null for nowhere.</summary>
    public IResultStore? Store { get; init; }

    /// <summary>Called when something was put into the store.</summary>
    public Action SettleStore { get; init; } = static () => { };

    /// <summary>Runs code for the first time before somebody waits for it: see <see cref="Rehearsal"/>.</summary>
    public bool Rehearses { get; init; }

    /// <summary>Checks all files behind a start that told what an earlier one had found, so that the first edit need not.</summary>
    internal bool CatchesUp { get; init; } = true;

    /// <summary>Longer messages are refused.</summary>
    internal int MaxMessageBytes { get; init; } = Rpc.FrameReader.DefaultMaxBodyBytes;

    /// <summary>Work that takes less is not shown as progress.</summary>
    internal TimeSpan ProgressPatience { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Handlers beside the registered ones.</summary>
    internal IReadOnlyList<Handler> MoreHandlers { get; init; } = [];
}
