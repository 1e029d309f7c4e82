// What a handler is to the loop: a method, how its params are read, where it runs and how its answer is written. A feature
// is one file with one of these and a line in the registry.

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vale.Server.Protocol;
using Vale.Server.Rpc;

namespace Vale.Server.Loop;

/// <summary>The handler of one method. Made by the static methods; stateless.</summary>
internal abstract class Handler(string method, Policy policy, OnCancel onCancel, bool isRequest)
{
    /// <summary>The protocol's name of it.</summary>
    public string Method { get; } = method;

    /// <summary>Where it runs.</summary>
    public Policy Policy { get; } = policy;

    /// <summary>What becomes of it when a change overtakes it.</summary>
    public OnCancel OnCancel { get; } = onCancel;

    /// <summary>A request is answered, a notification is not.</summary>
    public bool IsRequest { get; } = isRequest;

    /// <summary>Sets what the client is told of this feature; null when nothing is.</summary>
    public Action<ServerCapabilities>? Announce { get; init; }

    /// <summary>Reads the params; throws <see cref="JsonException"/> when they do not fit.</summary>
    public abstract object? ReadParams(ref Utf8JsonReader reader, bool present);

    /// <summary>Runs a mutator, on the loop.</summary>
    public virtual void Mutate(Session session, Call call) => throw new InvalidOperationException($"{Method} reads");

    /// <summary>Runs a reader, on a worker.</summary>
    public virtual void Read(ReadContext context, Call call, Replies replies) => throw new InvalidOperationException($"{Method} mutates");

    /// <summary>A request that changes the server's state.</summary>
    public static Handler MutatingRequest<TParams, TResult>(
        string method,
        Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo,
        Func<ProtocolJson, JsonTypeInfo<TResult>> resultInfo,
        Func<Session, TParams, TResult> run)
        where TParams : class =>
        new MutatingRequestHandler<TParams, TResult>(method, paramsInfo, resultInfo, run);

    /// <summary>A notification; all of them may change the server's state.</summary>
    public static Handler Notification<TParams>(
        string method,
        Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo,
        Action<Session, TParams> run,
        Action<ServerCapabilities>? announce = null)
        where TParams : class =>
        new NotificationHandler<TParams>(method, paramsInfo, run) { Announce = announce };

    /// <summary>A request that reads a snapshot.</summary>
    public static Handler ReadingRequest<TParams, TResult>(
        string method,
        Policy policy,
        OnCancel onCancel,
        Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo,
        Func<ProtocolJson, JsonTypeInfo<TResult>> resultInfo,
        Func<ReadContext, TParams, TResult?> run,
        Action<ServerCapabilities>? announce = null)
        where TParams : class
        where TResult : class =>
        new ReadingRequestHandler<TParams, TResult>(method, policy, onCancel, paramsInfo, resultInfo, run) { Announce = announce };

    private abstract class TypedHandler<TParams>(
        string method, Policy policy, OnCancel onCancel, bool isRequest, Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo)
        : Handler(method, policy, onCancel, isRequest)
        where TParams : class
    {
        public override object? ReadParams(ref Utf8JsonReader reader, bool present)
        {
            if (present)
                return JsonSerializer.Deserialize(ref reader, paramsInfo(ProtocolJson.Default)) ?? throw new JsonException("params are null");
            if (typeof(TParams) == typeof(Empty)) return new Empty();
            throw new JsonException("params are missing");
        }
    }

    private sealed class MutatingRequestHandler<TParams, TResult>(
        string method,
        Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo,
        Func<ProtocolJson, JsonTypeInfo<TResult>> resultInfo,
        Func<Session, TParams, TResult> run)
        : TypedHandler<TParams>(method, Policy.Mutate, OnCancel.Retry, isRequest: true, paramsInfo)
        where TParams : class
    {
        public override void Mutate(Session session, Call call) =>
            session.Replies.Result(call.Pending!, run(session, (TParams)call.Params!), resultInfo(ProtocolJson.Default)!);
    }

    private sealed class NotificationHandler<TParams>(
        string method, Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo, Action<Session, TParams> run)
        : TypedHandler<TParams>(method, Policy.Mutate, OnCancel.Retry, isRequest: false, paramsInfo)
        where TParams : class
    {
        public override void Mutate(Session session, Call call) => run(session, (TParams)call.Params!);
    }

    private sealed class ReadingRequestHandler<TParams, TResult>(
        string method,
        Policy policy,
        OnCancel onCancel,
        Func<ProtocolJson, JsonTypeInfo<TParams>> paramsInfo,
        Func<ProtocolJson, JsonTypeInfo<TResult>> resultInfo,
        Func<ReadContext, TParams, TResult?> run)
        : TypedHandler<TParams>(method, policy, onCancel, isRequest: true, paramsInfo)
        where TParams : class
        where TResult : class
    {
        public override void Read(ReadContext context, Call call, Replies replies)
        {
            var result = run(context, (TParams)call.Params!);
            context.Dispose();      // let a writer in before the answer is put into words
            replies.Result(call.Pending!, result!, resultInfo(ProtocolJson.Default)!);
        }
    }
}
