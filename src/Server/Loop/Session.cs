// The state of a server, owned by the loop's thread. Mutating handlers are given it; readers never see it.

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vale.Ide;
using Vale.Server.Convert;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>How far a session has come.</summary>
internal enum Phase : byte { Uninitialized, Running, ShutDown }

/// <summary>What of the client's abilities matters here.</summary>
internal sealed record ClientFeatures
{
    public PositionEncoding Encoding { get; init; }
    public bool DiagnosticVersions { get; init; }
    public bool RelatedInformation { get; init; }
    public bool DiagnosticTags { get; init; }

    /// <summary>It shows where a code is explained.</summary>
    public bool CodeDescriptions { get; init; }
    public bool Markdown { get; init; }
    public bool LocationLinks { get; init; }

    /// <summary>It takes links as declarations.</summary>
    public bool DeclarationLinks { get; init; }

    /// <summary>It takes links as definitions of types.</summary>
    public bool TypeDefinitionLinks { get; init; }

    /// <summary>It takes links as implementations.</summary>
    public bool ImplementationLinks { get; init; }

    /// <summary>Diagnostics are asked for by the client, not told to it.</summary>
    public bool PullsDiagnostics { get; init; }

    /// <summary>It can be told to ask for diagnostics again.</summary>
    public bool RefreshesDiagnostics { get; init; }

    /// <summary>It shows the progress of work.</summary>
    public bool WorkDoneProgress { get; init; }
    public bool SymbolTree { get; init; }

    /// <summary>It takes changes of documents with their versions.</summary>
    public bool DocumentChanges { get; init; }

    /// <summary>What it takes as completions.</summary>
    public CompletionCapabilities Completion { get; init; } = new();

    /// <summary>What it takes as signatures.</summary>
    public SignatureHelpCapabilities SignatureHelp { get; init; } = new();

    /// <summary>It takes code actions that are no commands.</summary>
    public bool CodeActions { get; init; }

    /// <summary>It asks for a code action's edit once it is chosen.</summary>
    public bool ResolvesEdits { get; init; }
    public bool RegistersWatchers { get; init; }
    public bool GivesConfiguration { get; init; }

    /// <summary>The numbers of semantic tokens.</summary>
    public TokenLegend TokenLegend { get; init; } = new(null, null);

    /// <summary>It takes semantic tokens of several lines.</summary>
    public bool MultilineTokens { get; init; }

    /// <summary>It can be told to ask for semantic tokens again.</summary>
    public bool RefreshesTokens { get; init; }

    /// <summary>It can be told to ask for inlay hints again.</summary>
    public bool RefreshesHints { get; init; }

    /// <summary>It can be told to ask for lenses again.</summary>
    public bool RefreshesLenses { get; init; }

    /// <summary>What of an inlay hint may be told later.</summary>
    public string[] HintResolve { get; init; } = [];

    /// <summary>It shows what a link of a document leads to.</summary>
    public bool LinkTooltips { get; init; }
}

/// <summary>The state of a server.</summary>
internal sealed class Session(
    ServerOptions options, HandlerTable handlers, Mailbox<LoopEvent> inbox, Outbox outbox, Replies replies, Log log)
{
    private readonly Dictionary<RequestId, Action<JsonElement?>> _asked = [];
    // Never disposed: that would wait for readers, and one that is deep in its work must not hold up the end of the process.
    private AnalysisHost? _host;
    private Seeing.EditRecorder? _recorder;
    private ManualResetEventSlim? _made;
    private Exception? _fault;
    private Workspace.Workspace? _workspace;
    private long _lastId;

    public ServerOptions Options { get; } = options;
    public HandlerTable Handlers { get; } = handlers;
    public Replies Replies { get; } = replies;
    public Outbox Outbox { get; } = outbox;
    public Log Log { get; } = log;
    public DiagnosticsScheduler Diagnostics { get; } = new();

    /// <summary>What is kept from one process to the next; null for nothing.</summary>
    public KeptDiagnostics? Kept { get; } = options.Store is { } store ? new(store, options.SettleStore) : null;

    public WorkerPool Workers { get; } = new(options.Jobs > 0 ? options.Jobs : Math.Min(Environment.ProcessorCount, 4), log);

    /// <summary>The semantic tokens that the client has.</summary>
    public Workspace.SentTokens SentTokens { get; } = new();

    public Phase Phase { get; set; }
    public ClientFeatures Client { get; set; } = new();

    /// <summary>What <c>initialize</c> said; taken in when the client is ready.</summary>
    public Workspace.Settings InitialSettings { get; set; } = new();

    /// <summary>The URIs of the folders that <c>initialize</c> named.</summary>
    public string[] InitialFolders { get; set; } = [];

    /// <summary>What <c>$/setTrace</c> says last.</summary>
    public string Trace { get; set; } = "off";

    /// <summary>The process that has to live for this one to live on.</summary>
    public int? ParentProcess { get; set; }

    /// <summary>Set when the loop is to end.</summary>
    public int? ExitCode { get; set; }

    /// <summary>The workspace's files.</summary>
    public Workspace.Workspace Workspace => _workspace ??= new(this);

    /// <summary>The analysis.</summary>
    public AnalysisHost Host
    {
        get
        {
            if (_made is null) MakeHost();
            _made!.Wait();
            return _host ?? throw new InvalidOperationException("the analysis could not be made", _fault);
        }
    }

    /// <summary>
    /// Begins to make the analysis on a thread of its own: while the client says who it is and the files of the project are read, it
    /// comes to be, and what checks a file is rehearsed.
    /// </summary>
    public void MakeHost()
    {
        if (_made is not null) return;
        _made = new ManualResetEventSlim(false, 0);
        new Thread(Make, WorkerPool.StackBytes) { Name = "analysis", IsBackground = true }.Start();

        void Make()
        {
            try
            {
                var host = new AnalysisHost();
                _recorder = new Seeing.EditRecorder(host.Database);
                _host = host;
            }
            catch (Exception e)
            {
                _fault = e;
            }
            _made.Set();
            if (Options.Rehearses) Rehearse(() => Rehearsal.Check(Log));
        }
    }

    /// <summary>Rehearses the answers to requests, on a thread of its own. Called when the workspace has been read.</summary>
    public void RehearseAnswers()
    {
        if (Options.Rehearses) new Thread(() => Rehearse(() => Rehearsal.Answer(Log)), WorkerPool.StackBytes) { Name = "rehearsal", IsBackground = true }.Start();
    }

    /// <summary>Whoever asks for the same will be told what is wrong.</summary>
    private void Rehearse(Action part)
    {
        try
        {
            part();
        }
        catch (Exception e)
        {
            Log.Failure("a rehearsal failed", e);
        }
    }

    /// <summary>A view of the present state for a reader; it must be disposed.</summary>
    public ReadContext Snapshot(CancellationToken cancelled)
    {
        var host = Host;
        return new ReadContext(host, Workspace.View(), Client, Log, cancelled)
        {
            Settings = Workspace.Settings, SentTokens = SentTokens, Recorder = _recorder!, Together = Diagnostics.Together,
            IsAllChecked = Diagnostics.IsAllChecked, Kept = Diagnostics.IsAllChecked ? null : Kept,
        };
    }

    /// <summary>Lets <paramref name="run"/> happen on the loop. May be called from any thread.</summary>
    public void Post(Action<Session> run) => inbox.Post(new LoopEvent.Posted(run));

    /// <summary>Asks the client something; its answer comes to <paramref name="onResult"/> on the loop, null for an error.</summary>
    public void Ask<T>(string method, T parameters, JsonTypeInfo<T> info, Action<JsonElement?> onResult)
    {
        RequestId id = ++_lastId;
        _asked.Add(id, onResult);
        Outbox.Request(id, method, parameters, info);
    }

    /// <summary>Asks the client for something that takes no parameters, and whose answer says nothing.</summary>
    public void Ask(string method)
    {
        RequestId id = ++_lastId;
        _asked.Add(id, static _ => { });
        Outbox.Request(id, method);
    }

    /// <summary>Takes an answer of the client.</summary>
    public void Answered(LoopEvent.Response response)
    {
        if (response.Id is not { } id || !_asked.Remove(id, out var onResult))
        {
            Log.Info($"the client answered {response.Id?.ToString() ?? "null"}, which was not asked: {response.Error}");
            return;
        }
        if (response.Error is { } error) Log.Info($"the client refused request {id}: {error}");
        onResult(response.Error is null ? response.Result : null);
    }

    /// <summary>Shows a message to the user; the type is one of <see cref="MessageType"/>.</summary>
    public void Show(int type, string message) =>
        Outbox.Notify("window/showMessage", new MessageParams(type, message), ProtocolJson.Default.MessageParams);
}
