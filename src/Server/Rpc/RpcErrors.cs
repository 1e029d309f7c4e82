// The error numbers of JSON-RPC 2.0 and of the Language Server Protocol, and the exception that carries one.

namespace Vale.Server.Rpc;

/// <summary>Error codes as the two specifications number them.</summary>
internal static class ErrorCodes
{
    /// <summary>The frame or its JSON could not be read.</summary>
    public const int ParseError = -32700;
    /// <summary>JSON, but not a message; also: an id that is in flight already, a request after shutdown.</summary>
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;
    /// <summary>A request came before <c>initialize</c> was answered.</summary>
    public const int ServerNotInitialized = -32002;
    /// <summary>The request was right but could not be done; the message tells the user why.</summary>
    public const int RequestFailed = -32803;
    /// <summary>The document changed under a request whose answer would no longer fit.</summary>
    public const int ContentModified = -32801;
    /// <summary>The client asked for it with <c>$/cancelRequest</c>, or the server is ending.</summary>
    public const int RequestCancelled = -32800;
}

/// <summary>A handler throws this to answer its request with an error of its choice.</summary>
internal sealed class RpcException(int code, string message) : Exception(message)
{
    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public int Code { get; } = code;
}
