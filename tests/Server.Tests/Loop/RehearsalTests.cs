// That a rehearsal does what it is for: its requests are of the shape that handlers take and find something, and its program
// has the one mistake it is meant to have.

using System.Text.Json.Nodes;
using Server.Tests.Lsp;
using Vale.Server.Loop;
using Xunit;

namespace Server.Tests.Loop;

public class RehearsalTests
{
    [Fact]
    public void Every_request_is_answered_with_a_result_and_most_with_something_found()
    {
        using var output = new MemoryStream();
        var told = new StringWriter();
        Assert.Equal(1, Rehearsal.Answer(output, told));      // without a shutdown
        Assert.DoesNotContain("failed", told.ToString(), StringComparison.Ordinal);

        var (answers, found) = (0, 0);
        foreach (var message in Messages(output.ToArray()))
        {
            if (message["id"] is null || message["method"] is not null) continue;
            answers++;
            // A name that a bound asks for cannot be renamed.
            if ((string?)message["error"]?["message"] is { } error) Assert.StartsWith("`weigh` is asked for", error, StringComparison.Ordinal);
            if (message["result"] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) found++;
        }
        Assert.Equal(1 + 7 + (9 * RehearsalProgram.Places.Length), answers);
        Assert.True(found > answers / 2, $"{found} of {answers} found something");
    }

    [Fact]
    public void The_program_has_one_mistake()
    {
        using var server = InProcessServer.Start();
        server.Initialize(new { });
        server.Open("file:///tmp/rehearsal.vale", RehearsalProgram.Text);
        var problems = server.Diagnostics("file:///tmp/rehearsal.vale", 1);
        Assert.Equal("type-mismatch", (string?)Assert.Single(problems, problem => (int?)problem!["severity"] == 1)!["code"]);
    }

    private static IEnumerable<JsonObject> Messages(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var end = bytes.AsSpan(at).IndexOf("\r\n\r\n"u8) + at;
            var header = System.Text.Encoding.ASCII.GetString(bytes, at, end - at);
            var length = int.Parse(header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            yield return JsonNode.Parse(bytes.AsSpan(end + 4, length))!.AsObject();
            at = end + 4 + length;
        }
    }
}
