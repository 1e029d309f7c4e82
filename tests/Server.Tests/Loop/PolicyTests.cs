// The loop's promises, shown with handlers made for it: one answer for each id, order, cancelling, faults.

using System.Text.Json.Nodes;
using Server.Tests.Lsp;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Xunit;

namespace Server.Tests.Loop;

public class PolicyTests
{
    private const string Uri = "file:///tmp/main.vale";
    private const string OtherUri = "file:///tmp/other.vale";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_running_reader_is_answered_at_once_when_it_is_cancelled()
    {
        using var release = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        using var server = Start(Reader("test/wait", Policy.Read, (_, _) =>
        {
            started.Set();
            release.Wait(s_patience);
            return Text("late");
        }));
        var id = server.Send("test/wait", Place(Uri));
        Assert.True(started.Wait(s_patience));
        server.Tell("$/cancelRequest", new { id });
        Assert.Equal(-32800, ErrorCode(server.AnswerTo(id)));
        release.Set();
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        Assert.Equal(1, server.AnswerCounts[id.ToString()]);
    }

    [Fact]
    public void Cancelling_reaches_the_reader_as_a_token()
    {
        using var stopped = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        using var server = Start(Reader("test/wait", Policy.Read, (context, _) =>
        {
            started.Set();
            if (context.Cancelled.WaitHandle.WaitOne(s_patience)) stopped.Set();
            context.Cancelled.ThrowIfCancellationRequested();
            return Text("late");
        }));
        var id = server.Send("test/wait", Place(Uri), "a text");
        Assert.True(started.Wait(s_patience));
        server.Tell("$/cancelRequest", new { id = "a text" });
        Assert.Equal(-32800, ErrorCode(server.AnswerTo("a text")));
        Assert.True(stopped.Wait(s_patience));
    }

    [Fact]
    public void Cancelling_stops_the_analysis_under_the_reader()
    {
        using var stopped = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        using var server = Start(Reader("test/ask", Policy.Read, (context, _) =>
        {
            started.Set();
            try
            {
                while (true) context.Analysis.Files();
            }
            finally
            {
                stopped.Set();
            }
        }));
        var id = server.Send("test/ask", Place(Uri));
        Assert.True(started.Wait(s_patience));
        server.Tell("$/cancelRequest", new { id });
        Assert.Equal(-32800, ErrorCode(server.AnswerTo(id)));
        Assert.True(stopped.Wait(s_patience));
    }

    [Fact]
    public void A_reader_that_waits_for_its_turn_is_answered_when_it_is_cancelled_and_never_runs()
    {
        using var release = new ManualResetEventSlim();
        var ran = 0;
        using var server = Start(
            Reader("test/block", Policy.Read, (_, _) =>
            {
                release.Wait(s_patience);
                return Text("free");
            }),
            Reader("test/count", Policy.Read, (_, _) =>
            {
                Interlocked.Increment(ref ran);
                return Text("ran");
            }));
        var blocks = new[] { server.Send("test/block", Place(Uri)), server.Send("test/block", Place(Uri)) };
        var id = server.Send("test/count", Place(Uri));
        server.Tell("$/cancelRequest", new { id });
        Assert.Equal(-32800, ErrorCode(server.AnswerTo(id)));
        release.Set();
        foreach (var block in blocks) Assert.Equal("free", (string?)LspClient.Result(server.AnswerTo(block))!["text"]);
        Assert.Equal(0, server.ShutDown());
        Assert.Equal(0, ran);
    }

    [Fact]
    public void What_changes_state_runs_to_its_end_though_it_is_cancelled()
    {
        using var release = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        using var server = Start(Handler.MutatingRequest<Empty, TextDocumentContentResult>("test/mutate", j => j.Empty, j => j.TextDocumentContentResult, (_, _) =>
        {
            started.Set();
            release.Wait(s_patience);
            return Text("done");
        }));
        var id = server.Send("test/mutate");
        Assert.True(started.Wait(s_patience));
        server.Tell("$/cancelRequest", new { id });
        Assert.Equal(-32600, ErrorCode(Duplicate(server, id)));     // the reading thread has seen the cancelling by now
        release.Set();
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        Assert.Equal(2, server.AnswerCounts[id.ToString()]);
    }

    [Theory]
    [InlineData("""{"id":99}""")]
    [InlineData("""{"id":"none"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":1.5}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void Cancelling_what_is_not_there_does_nothing(string parameters)
    {
        using var server = Start();
        server.WriteBody($$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{parameters}}}""");
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        Assert.DoesNotContain(server.Received, m => m["error"] is not null);
    }

    [Fact]
    public void An_id_that_is_in_flight_is_refused_and_the_first_request_answered()
    {
        using var release = new ManualResetEventSlim();
        using var server = Start(Reader("test/block", Policy.Read, (_, _) =>
        {
            release.Wait(s_patience);
            return Text("free");
        }));
        var id = server.Send("test/block", Place(Uri));
        Assert.Equal(-32600, ErrorCode(Duplicate(server, id)));
        release.Set();
        Assert.Equal(0, server.ShutDown());
        server.WaitForEnd();
        Assert.Equal(2, server.AnswerCounts[id.ToString()]);

        // Once answered, an id may be used again.
        using var other = Start(Reader("test/now", Policy.Read, (_, _) => Text("now")));
        for (var i = 0; i < 3; i++)
        {
            other.Send("test/now", Place(Uri), "same");
            other.AnswerTo("same");
            other.Ask("test/now", Place(Uri));
        }
        Assert.Equal(3, other.AnswerCounts["\"same\""]);
    }

    [Fact]
    public void A_reader_that_fails_is_told_and_the_server_lives_on()
    {
        using var server = Start(Reader("test/fail", Policy.Read, (_, _) => throw new InvalidDataException("a fault of ours")));
        var error = Assert.Throws<LspErrorException>(() => server.Ask("test/fail", Place(Uri)));
        Assert.Equal(-32603, error.Code);
        Assert.Contains("a fault of ours", error.Message, StringComparison.Ordinal);
        Assert.Contains("a fault of ours", (string?)server.WaitFor("window/logMessage")["message"], StringComparison.Ordinal);
        server.AskAt("textDocument/hover", Uri, 0, 0);
        Assert.Equal(0, server.ShutDown());
        Assert.Contains("test/fail failed (file:///tmp/main.vale, version 1)", server.Log, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidDataException), server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mutating_request_that_fails_is_told_and_the_server_ends_with_3()
    {
        using var release = new ManualResetEventSlim();
        using var server = Start(
            Handler.MutatingRequest<Empty, TextDocumentContentResult>("test/fail", j => j.Empty, j => j.TextDocumentContentResult, (_, _) => throw new InvalidDataException("state is lost")),
            Reader("test/block", Policy.Read, (context, _) =>
            {
                context.Cancelled.WaitHandle.WaitOne(s_patience);
                return Text("late");
            }));
        var waiting = server.Send("test/block", Place(Uri));
        var id = server.Send("test/fail");
        Assert.Equal(-32603, ErrorCode(server.AnswerTo(id)));
        Assert.Equal(-32800, ErrorCode(server.AnswerTo(waiting)));
        Assert.Contains("state is lost", (string?)server.WaitFor("window/showMessage")["message"], StringComparison.Ordinal);
        Assert.Equal(3, server.ExitCode());
    }

    [Fact]
    public void A_notification_that_fails_is_shown_and_the_server_ends_with_3()
    {
        using var server = Start(Handler.Notification<Empty>("test/fail", j => j.Empty, (_, _) => throw new InvalidDataException("state is lost")));
        server.Tell("test/fail");
        Assert.Contains("state is lost", (string?)server.WaitFor("window/showMessage")["message"], StringComparison.Ordinal);
        Assert.Equal(3, server.ExitCode());
    }

    [Theory]
    [InlineData(nameof(OnCancel.Retry), Uri, true)]
    [InlineData(nameof(OnCancel.Retry), OtherUri, true)]
    [InlineData(nameof(OnCancel.ContentModified), OtherUri, true)]
    [InlineData(nameof(OnCancel.ContentModified), Uri, false)]
    public void A_reader_that_a_change_overtakes_runs_again_unless_its_document_changed_under_its_position(string policy, string edited, bool runsAgain)
    {
        var runs = 0;
        using var started = new ManualResetEventSlim();
        using var server = Start(Reader("test/ask", Policy.Read, (context, _) =>
        {
            if (Interlocked.Increment(ref runs) > 1) return Text("again");
            started.Set();
            while (true) context.Analysis.Files();
        }, Enum.Parse<OnCancel>(policy)));
        server.Open(OtherUri, "func other() { }");
        var id = server.Send("test/ask", Place(Uri));
        Assert.True(started.Wait(s_patience));
        server.Edit(edited, 2, 0, 0, 0, 0, "\n");
        var answer = server.AnswerTo(id);
        if (runsAgain) Assert.Equal("again", (string?)LspClient.Result(answer)!["text"]);
        else Assert.Equal(-32801, ErrorCode(answer));
        Assert.Equal(runsAgain ? 2 : 1, runs);
    }

    [Fact]
    public void A_reader_sees_the_changes_before_it_and_none_after_it()
    {
        using var server = Start(Reader("test/text", Policy.Read, (context, parameters) => Text(context.Analysis.Text(context.File(parameters.TextDocument.Uri))), OnCancel.ContentModified));
        var asked = new List<(int Id, string Text)>();
        for (var version = 2; version < 200; version++)
        {
            server.Tell("textDocument/didChange", new { textDocument = new { uri = Uri, version }, contentChanges = new[] { new { text = $"// {version}" } } });
            if (version % 3 == 1) asked.Add((server.Send("test/text", Place(Uri)), $"// {version}"));
        }
        var answered = 0;
        foreach (var (id, text) in asked)
        {
            var answer = server.AnswerTo(id);
            if (answer["error"] is not null)
            {
                Assert.Equal(-32801, ErrorCode(answer));
                continue;
            }
            Assert.Equal(text, (string?)answer["result"]!["text"]);
            answered++;
        }
        Assert.True(answered >= 1, "the last request had nothing behind it");
    }

    [Fact]
    public void What_somebody_waits_for_goes_before_what_has_waited_longer()
    {
        using var release = new SemaphoreSlim(0);
        using var blocked = new CountdownEvent(2);
        var order = new List<string>();
        TextDocumentContentResult Note(string name)
        {
            lock (order) order.Add(name);
            return Text(name);
        }
        using var server = Start(
            Reader("test/block", Policy.Read, (_, _) =>
            {
                blocked.Signal();
                release.Wait(s_patience);
                return Text("free");
            }),
            Reader("test/read", Policy.Read, (_, _) => Note("read")),
            Reader("test/latency", Policy.LatencyRead, (_, _) => Note("latency")));
        server.Diagnostics(Uri, 1);
        var blocks = new[] { server.Send("test/block", Place(Uri)), server.Send("test/block", Place(Uri)) };
        Assert.True(blocked.Wait(s_patience));
        var reads = new[] { server.Send("test/read", Place(Uri)), server.Send("test/read", Place(Uri)), server.Send("test/latency", Place(Uri)) };
        Assert.Equal(-32600, ErrorCode(Duplicate(server, reads[2])));
        server.Ask("test/barrier");         // the loop has queued all of them
        release.Release();
        foreach (var id in reads.Take(2)) server.AnswerTo(id);
        release.Release();
        foreach (var id in blocks) server.AnswerTo(id);
        Assert.Equal(["latency", "read", "read"], order);
    }

    [Fact]
    public void Readers_have_a_deep_stack()
    {
        using var server = Start(Reader("test/deep", Policy.Read, (_, _) => Text(Descend(60_000).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal("60000", (string?)server.Ask("test/deep", Place(Uri))!["text"]);

        static int Descend(int depth)
        {
            Span<byte> frame = stackalloc byte[128];
            frame[depth & 127] = 1;
            return depth == 0 ? 0 : Descend(depth - 1) + frame[depth & 127];
        }
    }

    [Fact]
    public void Requests_before_shutdown_still_get_their_results()
    {
        using var release = new ManualResetEventSlim();
        using var server = Start(Reader("test/block", Policy.Read, (_, _) =>
        {
            release.Wait(s_patience);
            return Text("free");
        }));
        var id = server.Send("test/block", Place(Uri));
        Assert.Null(server.Ask("shutdown"));
        release.Set();
        Assert.Equal("free", (string?)LspClient.Result(server.AnswerTo(id))!["text"]);
        server.Tell("exit");
        Assert.Equal(0, server.ExitCode());
    }

    [Fact]
    public void Requests_in_flight_at_exit_are_answered_as_cancelled()
    {
        using var server = Start(Reader("test/block", Policy.Read, (context, _) =>
        {
            context.Cancelled.WaitHandle.WaitOne(s_patience);
            return Text("late");
        }));
        var ids = Enumerable.Range(0, 10).Select(_ => server.Send("test/block", Place(Uri))).ToList();
        server.Tell("exit");
        foreach (var id in ids) Assert.Equal(-32800, ErrorCode(server.AnswerTo(id)));
        Assert.Equal(1, server.ExitCode());
        server.WaitForEnd();
        Assert.All(server.AnswerCounts.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Two_handlers_of_one_method_are_a_fault_found_at_once() =>
        Assert.Throws<ArgumentException>(() => new HandlerTable([Reader("test/a", Policy.Read, (_, _) => Text(""))], [Reader("test/a", Policy.Read, (_, _) => Text(""))]));

    private static InProcessServer Start(params Handler[] handlers)
    {
        var barrier = Handler.MutatingRequest<Empty, TextDocumentContentResult>("test/barrier", j => j.Empty, j => j.TextDocumentContentResult, (_, _) => Text(""));
        var server = InProcessServer.Start(new ServerOptions { Jobs = 2, MoreHandlers = [.. handlers, barrier] });
        server.Initialize();
        server.Open(Uri, "func main() { }\n");
        return server;
    }

    private static Handler Reader(
        string method, Policy policy, Func<ReadContext, TextDocumentPositionParams, TextDocumentContentResult> run, OnCancel onCancel = OnCancel.Retry) =>
        Handler.ReadingRequest(method, policy, onCancel, json => json.TextDocumentPositionParams, json => json.TextDocumentContentResult, run);

    private static TextDocumentContentResult Text(string text) => new(text);

    private static object Place(string uri) => new { textDocument = new { uri }, position = new { line = 0, character = 0 } };

    private static int ErrorCode(JsonNode answer) => (int)(answer["error"] ?? throw new InvalidOperationException("no error: " + answer.ToJsonString()))["code"]!;

    /// <summary>Uses an id that is in flight; gives the answer that comes first, which is the refusal.</summary>
    private static JsonNode Duplicate(InProcessServer server, int id)
    {
        server.Send("test/barrier", null, id);
        return server.AnswerTo(id);
    }
}
