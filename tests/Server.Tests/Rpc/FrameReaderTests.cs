// Frames from byte streams, whole, in pieces, and with every kind of damage: after each the next message is found.

using System.Text;
using Vale.Server.Rpc;
using Xunit;

namespace Server.Tests.Rpc;

public class FrameReaderTests
{
    private const string Good = "Content-Length: 2\r\n\r\n{}";

    /// <summary>Input, and what comes out: bodies as they are, problems as "!".</summary>
    public static TheoryData<string, string[]> Inputs => new()
    {
        { "", [] },
        { Good, ["{}"] },
        { Good + Good, ["{}", "{}"] },
        { "Content-Length: 0\r\n\r\n" + Good, ["", "{}"] },
        { "content-length:2\r\n\r\n{}", ["{}"] },
        { "Content-Length: 2\n\n{}", ["{}"] },
        { "Content-Length: \t 2 \r\n\r\n{}", ["{}"] },
        { "\r\n\r\n" + Good + "\r\n" + Good, ["{}", "{}"] },
        { "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", ["{}"] },
        { "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=\"utf8\"\r\n\r\n{}", ["{}"] },
        { "Content-Length: 2\r\nX-Other: anything: at all\r\n\r\n{}", ["{}"] },
        { "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", ["{}"] },
        { "Content-Length: 4\r\n\r\n\"\u00e9\"", ["\"\u00e9\""] },

        { "Content-Length: two\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length: -2\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length: 2.0\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length:\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length: 99999999999999999999999\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length: 2147483648\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length: 1001\r\n\r\n" + new string('x', 1001) + Good, ["!", "{}"] },
        { "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Type: text\r\n\r\n{}" + Good, ["!", "{}"] },
        { "no header at all\r\n\r\n" + Good, ["!", "{}"] },
        { "{\"jsonrpc\":\"2.0\"}\n" + Good, ["!", "{}"] },
        { ": 2\r\n\r\n{}" + Good, ["!", "{}"] },
        { "Content-Length: 2\r\nContent-Type: a; charset=utf-16\r\n\r\n{}" + Good, ["!", "{}"] },
        { new string('a', 20_000) + Good, ["!", "{}"] },
        { "X: " + new string('a', 20_000) + "\r\n" + Good, ["!", "{}"] },
        { new string('\0', 100) + "\n" + Good, ["!", "{}"] },
        { "garbage Content-Length: 7 and more\r\n" + Good, ["!", "{}"] },
        { "garbage CONTENT-length : 2\r\n\r\n{}", ["!", "{}"] },
        { "x\nContent-Content-Length: 2\r\n\r\n{}", ["!", "{}"] },

        { "Content-Len", [] },
        { "Content-Length: 2\r\n", [] },
        { "Content-Length: 2\r\n\r\n{", [] },
        { Good + "Content-Length: 100\r\n\r\n{}", ["{}"] },
    };

    [Theory, MemberData(nameof(Inputs))]
    public void Frames_are_found_in_one_piece(string input, string[] expected) =>
        Assert.Equal(expected, ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(input))));

    [Theory, MemberData(nameof(Inputs))]
    public void Frames_are_found_byte_by_byte(string input, string[] expected) =>
        Assert.Equal(expected, ReadAll(new PieceStream(Encoding.UTF8.GetBytes(input), _ => 1)));

    [Theory, MemberData(nameof(Inputs))]
    public void Frames_are_found_in_pieces_of_any_size(string input, string[] expected)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(expected, ReadAll(new PieceStream(Encoding.UTF8.GetBytes(input), most => random.Next(1, Math.Min(most, 40) + 1))));
        }
    }

    [Fact]
    public void A_body_longer_than_the_buffer_comes_out_whole()
    {
        var body = "\"" + new string('x', 3_000_000) + "\"";
        var input = Good + $"Content-Length: {body.Length}\r\n\r\n{body}" + Good;
        var reader = new FrameReader(new MemoryStream(Encoding.UTF8.GetBytes(input)));
        Assert.Equal("{}", Encoding.UTF8.GetString(reader.Read().Body));
        Assert.Equal(body, Encoding.UTF8.GetString(reader.Read().Body));
        Assert.Equal("{}", Encoding.UTF8.GetString(reader.Read().Body));
        Assert.Equal(FrameKind.End, reader.Read().Kind);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\n\r\n{\"a\":1}" + Good)]              // too short: the rest of the body is skipped
    [InlineData("Content-Length: 20\r\n\r\n{\"a\":1}" + Good + Good)]       // too long: the next message begins within the body
    [InlineData("Content-Length: 28\r\n\r\n{\"a\":1}" + Good + Good)]
    public void After_a_rejected_body_the_next_header_is_found_within_or_behind_it(string input)
    {
        var reader = new FrameReader(new PieceStream(Encoding.UTF8.GetBytes(input), _ => 7));
        Assert.Equal(FrameKind.Body, reader.Read().Kind);
        reader.RejectBody();
        var next = reader.Read();
        Assert.Equal(FrameKind.Body, next.Kind);
        Assert.Equal("{}", Encoding.UTF8.GetString(next.Body));
    }

    [Fact]
    public void Problems_quote_the_line_they_are_about()
    {
        var reader = new FrameReader(new MemoryStream("Content-Length: zw\u00f6lf\r\n\r\n"u8.ToArray()));
        var frame = reader.Read();
        Assert.Equal(FrameKind.Malformed, frame.Kind);
        Assert.Equal("Content-Length is not a number of bytes: `Content-Length: zw??lf`", frame.Problem);
    }

    [Fact]
    public void An_input_that_ends_within_a_message_says_so()
    {
        var reader = new FrameReader(new MemoryStream("Content-Length: 10\r\n\r\n{}"u8.ToArray()));
        var frame = reader.Read();
        Assert.Equal(FrameKind.End, frame.Kind);
        Assert.Equal("the input ended 8 bytes before the end of a message", frame.Problem);
    }

    private static string[] ReadAll(Stream stream)
    {
        var reader = new FrameReader(stream, maxBodyBytes: 1000);
        var result = new List<string>();
        while (true)
        {
            var frame = reader.Read();
            if (frame.Kind == FrameKind.End) return [.. result];
            result.Add(frame.Kind == FrameKind.Body ? Encoding.UTF8.GetString(frame.Body) : "!");
            Assert.True(result.Count < 1000, "the reader does not get on");
        }
    }

    /// <summary>A stream that gives out a chosen number of bytes with each read.</summary>
    private sealed class PieceStream(byte[] bytes, Func<int, int> choose) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, choose(count)));
    }
}
