// textDocument/prepareTypeHierarchy, typeHierarchy/supertypes and typeHierarchy/subtypes. An item is found again by the place
// of its name.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Handlers;

/// <summary>The requests about what implements what.</summary>
internal static class TypeHierarchyFeature
{
    /// <summary>The type at a position.</summary>
    public static Handler Prepare => Handler.ReadingRequest(
        "textDocument/prepareTypeHierarchy",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.HierarchyItemArray,
        static (context, parameters) => ToProtocol.Hierarchy(context, context.Analysis.PrepareTypeHierarchy(context.Position(parameters))),
        static capabilities => capabilities.TypeHierarchyProvider = true);

    /// <summary>The interfaces it implements.</summary>
    public static Handler Supertypes => Handler.ReadingRequest(
        "typeHierarchy/supertypes",
        Policy.Read,
        OnCancel.Retry,
        json => json.HierarchyParams,
        json => json.HierarchyItemArray,
        static (context, parameters) => ToProtocol.Hierarchy(context, context.Analysis.Supertypes(context.Position(parameters.Item))));

    /// <summary>The types that implement it.</summary>
    public static Handler Subtypes => Handler.ReadingRequest(
        "typeHierarchy/subtypes",
        Policy.Read,
        OnCancel.Retry,
        json => json.HierarchyParams,
        json => json.HierarchyItemArray,
        static (context, parameters) => ToProtocol.Hierarchy(context, context.Analysis.Subtypes(context.Position(parameters.Item))));
}
