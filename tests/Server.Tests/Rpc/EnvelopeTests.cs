// The outside of messages: which kind each is, and what is said of those that are none.

using System.Text;
using Vale.Server.Rpc;
using Xunit;

namespace Server.Tests.Rpc;

public class EnvelopeTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a"}""", "Request 1 a")]
    [InlineData("""{"method":"a","params":{"x":[1,{"id":7}]},"id":"1","jsonrpc":"2.0"}""", "Request \"1\" a params")]
    [InlineData("""{"jsonrpc":"2.0","id":-9007199254740993,"method":"a","params":[]}""", "Request -9007199254740993 a params")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":null,"other":{"method":3}}""", "Request 1 a")]
    [InlineData(""" { "jsonrpc" : "2.0" , "method" : "\u0061" } """, "Notification a")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""", "Response 1")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","result":{"a":1}}""", "Response \"x\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}}""", "Response 1 error")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m"}}""", "Response error")]
    public void Well_formed_messages_are_told_apart(string json, string expected) => Assert.Equal(expected, Describe(json));

    [Theory]
    [InlineData("", -32700)]
    [InlineData("{", -32700)]
    [InlineData("{}x", -32700)]
    [InlineData("{} {}", -32700)]
    [InlineData("nonsense", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a",}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", -32700)]
    [InlineData("""{'jsonrpc':'2.0'}""", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"a"}]""", -32600)]
    [InlineData("1", -32600)]
    [InlineData("null", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("""{"jsonrpc":"2.0"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"id":1,"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"a"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a","params":3}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","result":1}""", -32600)]
    public void Others_are_refused_with_the_code_that_fits(string json, int code)
    {
        var envelope = Envelope.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal(EnvelopeKind.Invalid, envelope.Kind);
        Assert.Equal(code, envelope.ErrorCode);
        Assert.NotEqual("", envelope.Problem);
    }

    [Fact]
    public void The_id_of_an_invalid_message_is_kept_for_its_answer() =>
        Assert.Equal((RequestId)5, Envelope.Parse("""{"id":5,"method":"a"}"""u8).Id);

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_parse_error() =>
        Assert.Equal(-32700, Envelope.Parse([.. """{"jsonrpc":"2.0","method":"""u8, (byte)'"', 0xff, (byte)'"', (byte)'}']).ErrorCode);

    [Fact]
    public void Ten_thousand_nested_brackets_are_a_parse_error()
    {
        var json = """{"jsonrpc":"2.0","id":1,"method":"a","params":""" + new string('[', 10_000) + new string(']', 10_000) + "}";
        Assert.Equal(-32700, Envelope.Parse(Encoding.UTF8.GetBytes(json)).ErrorCode);
    }

    [Fact]
    public void Ids_of_different_kinds_differ()
    {
        RequestId number = 1;
        RequestId text = "1";
        Assert.NotEqual(number, text);
        Assert.Equal("1", number.ToString());
        Assert.Equal("\"1\"", text.ToString());
    }

    private static string Describe(string json)
    {
        var envelope = Envelope.Parse(Encoding.UTF8.GetBytes(json));
        var words = new List<string> { envelope.Kind.ToString() };
        if (envelope.Id is { } id) words.Add(id.ToString());
        if (envelope.Method.Length > 0) words.Add(envelope.Method);
        if (envelope.HasParams) words.Add("params");
        if (envelope.HasError) words.Add("error");
        return string.Join(" ", words);
    }
}
