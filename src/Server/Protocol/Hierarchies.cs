// The messages about the hierarchies of calls and types. Names are those of the specification.

namespace Vale.Server.Protocol;

/// <summary>A function or type in a hierarchy; both what is sent and what is asked about.</summary>
internal sealed record HierarchyItem(string Name, int Kind, string Uri, Range Range, Range SelectionRange, string? Detail = null);

/// <summary>The params of the requests that ask for what is next to an item of a hierarchy.</summary>
internal sealed record HierarchyParams(HierarchyItem Item);

/// <summary>A caller; the ranges are in its document.</summary>
internal sealed record CallHierarchyIncomingCall(HierarchyItem From, Range[] FromRanges);

/// <summary>What is called; the ranges are in the caller's document.</summary>
internal sealed record CallHierarchyOutgoingCall(HierarchyItem To, Range[] FromRanges);
