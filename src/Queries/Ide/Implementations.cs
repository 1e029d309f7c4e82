// Which types implement which, and which functions override which: found by the names of impls, never by looking through
// whole files.

using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide;

internal static class Implementations
{
    /// <summary>The impls of an interface.</summary>
    public static List<DenizenId> ImplsOf(QueryContext db, DenizenId iface) => Impls(db, iface, ofInterface: true);

    /// <summary>The impls by which a struct or interface is seen as another.</summary>
    public static List<DenizenId> ImplsFor(QueryContext db, DenizenId citizen) => Impls(db, citizen, ofInterface: false);

    /// <summary>The functions that override an abstract one.</summary>
    public static List<FunctionId> OverridesOf(QueryContext db, FunctionId function)
    {
        var found = new List<FunctionId>();
        if (Interface(db, function) is not { } iface) return found;
        foreach (var impl in ImplsOf(db, iface))
            if (OverrideOf(db, impl, function) is { } target && !found.Contains(target)) found.Add(target);
        return found;
    }

    /// <summary>The abstract functions that a function overrides.</summary>
    public static List<FunctionId> OverriddenBy(QueryContext db, FunctionId function)
    {
        var found = new List<FunctionId>();
        var header = db.Get(SignatureQueries.Header, function);
        if (!header.IsUsable || header.Body == FunctionBody.Abstract) return found;
        foreach (var parameter in header.Parameters)
        {
            if (TypeQueries.TemplateOf(db, parameter.Type.Kind) is not { } citizen) continue;
            foreach (var impl in ImplsFor(db, citizen))
            {
                if (TypeQueries.TemplateOf(db, db.Get(SignatureQueries.Impl, impl).Interface) is not { } iface) continue;
                foreach (var method in db.Get(ImplQueries.AbstractFunctions, iface))
                    if (NameOf(db, method) == header.Name && OverrideOf(db, impl, method) == function && !found.Contains(method)) found.Add(method);
            }
        }
        return found;
    }

    /// <summary>The interface whose method an abstract function is; null of any other function.</summary>
    public static DenizenId? Interface(QueryContext db, FunctionId function) =>
        db.Get(SignatureQueries.Header, function) is { Body: FunctionBody.Abstract, VirtualParameter: >= 0 and var number } header && number < header.Parameters.Length
            ? TypeQueries.TemplateOf(db, header.Parameters[number].Type.Kind)
            : null;

    /// <summary>The struct or interface on the one side of an impl.</summary>
    public static DenizenId? StructOf(QueryContext db, DenizenId impl) => TypeQueries.TemplateOf(db, db.Get(SignatureQueries.Impl, impl).Struct);

    /// <summary>The interface on its other side.</summary>
    public static DenizenId? InterfaceOf(QueryContext db, DenizenId impl) => TypeQueries.TemplateOf(db, db.Get(SignatureQueries.Impl, impl).Interface);

    private static string NameOf(QueryContext db, FunctionId function) => db.Get(SignatureQueries.Header, function).Name;

    /// <summary>The function that runs for an abstract one by an impl; null when there is none.</summary>
    public static FunctionId? OverrideOf(QueryContext db, DenizenId impl, FunctionId function) =>
        ImplQueries.OverrideOf(db, impl, function).Prototype is { } prototype && db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype found ? found.Function : null;

    private static List<DenizenId> Impls(QueryContext db, DenizenId citizen, bool ofInterface)
    {
        var name = db.Lookup(ItemQueries.Denizens, citizen).Name;
        var found = new List<DenizenId>();
        foreach (var package in db.Get(InputQueries.AllPackages, default))
            foreach (var item in NameQueries.ImplsIn(db, package, name))
                if ((ofInterface ? item.Impl?.Interface : item.Impl?.Struct) == name && db.Get(SignatureQueries.Impl, item.Id) is { IsUsable: true } header
                    && TypeQueries.TemplateOf(db, ofInterface ? header.Interface : header.Struct) == citizen)
                    found.Add(item.Id);
        return found;
    }
}
