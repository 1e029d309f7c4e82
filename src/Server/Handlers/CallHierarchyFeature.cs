// textDocument/prepareCallHierarchy, callHierarchy/incomingCalls and callHierarchy/outgoingCalls. An item is found again by
// the place of its name.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The requests about who calls what.</summary>
internal static class CallHierarchyFeature
{
    /// <summary>The function at a position.</summary>
    public static Handler Prepare => Handler.ReadingRequest(
        "textDocument/prepareCallHierarchy",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.HierarchyItemArray,
        static (context, parameters) => ToProtocol.Hierarchy(context, context.Analysis.PrepareCallHierarchy(context.Position(parameters))),
        static capabilities => capabilities.CallHierarchyProvider = true);

    /// <summary>Who calls it.</summary>
    public static Handler Incoming => Handler.ReadingRequest(
        "callHierarchy/incomingCalls",
        Policy.Read,
        OnCancel.Retry,
        json => json.HierarchyParams,
        json => json.CallHierarchyIncomingCallArray,
        static (context, parameters) =>
        {
            var found = context.Analysis.IncomingCalls(context.Position(parameters.Item));
            var calls = new CallHierarchyIncomingCall[found.Count];
            for (var i = 0; i < calls.Length; i++)
                calls[i] = new CallHierarchyIncomingCall(ToProtocol.Hierarchy(context, found[i].Item), ToProtocol.Ranges(context, found[i].File, found[i].Calls));
            return calls;
        });

    /// <summary>What it calls.</summary>
    public static Handler Outgoing => Handler.ReadingRequest(
        "callHierarchy/outgoingCalls",
        Policy.Read,
        OnCancel.Retry,
        json => json.HierarchyParams,
        json => json.CallHierarchyOutgoingCallArray,
        static (context, parameters) =>
        {
            var found = context.Analysis.OutgoingCalls(context.Position(parameters.Item));
            var calls = new CallHierarchyOutgoingCall[found.Count];
            for (var i = 0; i < calls.Length; i++)
                calls[i] = new CallHierarchyOutgoingCall(ToProtocol.Hierarchy(context, found[i].Item), ToProtocol.Ranges(context, found[i].File, found[i].Calls));
            return calls;
        });
}
