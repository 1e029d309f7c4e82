// What a reader is given: one unchanging state of the workspace, and conversions between the protocol's words (URIs,
// positions) and the analysis' (ids, offsets) that hold in that state.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Convert;
using Vale.Server.Protocol;
using Vale.Server.Rpc;
using Vale.Server.Workspace;
using Vale.Syntax;
using Range = Vale.Server.Protocol.Range;

namespace Vale.Server.Loop;

/// <summary>A snapshot for one reader, used by one thread.</summary>
internal sealed class ReadContext(AnalysisHost host, WorkspaceView files, ClientFeatures client, Log log, CancellationToken cancelled) : IDisposable
{
    private readonly Analysis _analysis = host.Snapshot();
    private CancellationTokenRegistration _stop;
    private Dictionary<int, LineTable>? _lines;
    private bool _disposed;

    /// <summary>The features. Each throws once <see cref="Cancelled"/> is raised or a change waits.</summary>
    public Analysis Analysis => _analysis;

    /// <summary>The files.</summary>
    public WorkspaceView Files { get; } = files;

    /// <summary>For what the user is not asked about.</summary>
    public Log Log { get; } = log;

    /// <summary>What the client can take.</summary>
    public ClientFeatures Client { get; } = client;

    /// <summary>What the user has set.</summary>
    public required Settings Settings { get; init; }

    /// <summary>The semantic tokens that the client has.</summary>
    public required SentTokens SentTokens { get; init; }

    /// <summary>What the engine did last.</summary>
    public required Seeing.EditRecorder Recorder { get; init; }

    /// <summary>The keys of the files that had problems of the whole program when all of it was checked last.</summary>
    public required IReadOnlySet<string> Together { get; init; }

    /// <summary>All of the program was checked once: what follows from all of it is known without making anybody wait.</summary>
    public required bool IsAllChecked { get; init; }

    /// <summary>Where to look for what an earlier process found of this state; null once this one has found it.</summary>
    public KeptDiagnostics? Kept { get; init; }

    /// <summary>Raised when nobody waits for the answer any more. Long work looks at it.</summary>
    public CancellationToken Cancelled { get; } = cancelled;

    /// <summary>Makes <see cref="Cancelled"/> stop the analysis. Called on the worker, when the reading begins.</summary>
    /// <param name="givesWay">Whether somebody waits for others more than for what is read here; null for never.</param>
    public ReadContext Begin(Func<bool>? givesWay = null)
    {
        Analysis.GivesWay = givesWay;
        _stop = Cancelled.UnsafeRegister(static analysis => ((Analysis)analysis!).Cancel(), _analysis);
        return this;
    }

    /// <summary>The file of a URI; an <see cref="RpcException"/> when there is none.</summary>
    public FileId File(string uri) =>
        Files.Find(uri) ?? Library(uri) ?? throw new RpcException(ErrorCodes.InvalidParams, $"{uri} is neither open nor part of the project");

    /// <summary>The embedded file a <c>vale-library:</c> URI names; null when there is none.</summary>
    public FileId? Library(string uri)
    {
        if (LibraryUri.Parse(uri) is not { } data) return null;
        var file = host.FileId(data);
        return Analysis.LibraryUri(file) is not null && Analysis.Text(file).Length > 0 ? file : null;
    }

    /// <summary>The cursor that params mean.</summary>
    public FilePosition Position(TextDocumentPositionParams place)
    {
        var file = File(place.TextDocument.Uri);
        return new FilePosition(file, Lines(file).Offset(place.Position));
    }

    /// <summary>The place of the name of an item of a hierarchy.</summary>
    public FilePosition Position(HierarchyItem item)
    {
        var file = File(item.Uri);
        return new FilePosition(file, Lines(file).Offset(item.SelectionRange.Start));
    }

    /// <summary>The lines of a file, as they are in this state.</summary>
    public LineTable Lines(FileId file)
    {
        if (Files.Open(file) is { } open) return open.Lines;
        _lines ??= [];
        if (!_lines.TryGetValue(file.Index, out var lines)) _lines.Add(file.Index, lines = new LineTable(Analysis.Text(file), Client.Encoding));
        return lines;
    }

    /// <summary>The URI of a file, spelt as the client does where it has it open.</summary>
    public string Uri(FileId file) => Files.Uri(file) ?? Analysis.LibraryUri(file) ?? $"vale-unknown:/{file.Index}";

    /// <summary>Offsets in a file as a range.</summary>
    public Range Range(FileId file, TextRange range) => Lines(file).Range(range);

    /// <summary>Offsets in a file as a location.</summary>
    public Location Location(FileRange place) => new(Uri(place.File), Range(place.File, place.Range));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _stop.Dispose();
        _analysis.Dispose();
    }
}
