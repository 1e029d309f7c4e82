// Which impl makes a struct an interface, from what its names lead to: by template first (MLUIBTN), direct parents only (REMUIDDA).

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

/// <summary>An impl whose one side was matched.</summary>
internal readonly record struct FoundImpl(DenizenId Impl, ValueArray<TemplataId> Arguments, KindId Super);

internal static class ImplFinder
{
    /// <summary>The impls by which a kind could become an interface, of one template or of any.</summary>
    public static void Find(QueryContext db, ICaller caller, KindId sub, DenizenId? superTemplate, List<FoundImpl> found)
    {
        if (TypeQueries.TemplateOf(db, sub) is not { } template) return;
        var data = db.Lookup(ItemQueries.Denizens, template);
        if (data.Kind == DenizenKind.AnonymousStruct)
        {
            var iface = TypeQueries.InterfaceOf(db, template);
            if (superTemplate is null || superTemplate == iface) Match(db, TypeQueries.AnonymousImplOf(db, iface), sub, found);
            return;
        }
        var seen = new HashSet<DenizenId>();
        var name = data.Name;
        Consider(InputQueries.PackageOf(db, data.File));
        if (superTemplate is { } super) Consider(InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, super).File));
        // A union may be declared where neither side is (CIFBD): what the caller's file sees counts too.
        foreach (var entry in db.Get(NameQueries.FileScope, caller.File).Entries)
            if (entry.Nearness != Nearness.Builtin) Consider(entry.Package);

        void Consider(PackageId package)
        {
            foreach (var item in NameQueries.ImplsIn(db, package, name))
            {
                if (item.Impl is not { } heads || heads.Struct != name || !seen.Add(item.Id)) continue;
                if (superTemplate is { } wanted && heads.Interface != db.Lookup(ItemQueries.Denizens, wanted).Name) continue;
                var header = db.Get(SignatureQueries.Impl, item.Id);
                if (!header.IsUsable || TypeQueries.TemplateOf(db, header.Struct) != template) continue;
                if (superTemplate is { } exact && TypeQueries.TemplateOf(db, header.Interface) != exact) continue;
                Match(db, item.Id, sub, found);
            }
        }
    }

    private static void Match(QueryContext db, DenizenId impl, KindId sub, List<FoundImpl> found)
    {
        var header = db.Get(SignatureQueries.Impl, impl);
        if (header.Terms.Arguments.IsEmpty)
        {
            if (header.Struct == sub) found.Add(new FoundImpl(impl, [], header.Interface));
            return;
        }
        if (ImplMatch.Arguments(db, impl, header.Terms, header.Struct, sub) is not { } arguments) return;
        var super = new Substitution(db, impl, arguments).Apply(header.Interface);
        found.Add(new FoundImpl(impl, arguments, super));
    }

    /// <summary>True when a kind implements anything at all, so that an argument of it may have to be upcast.</summary>
    public static bool MayUpcast(QueryContext db, ICaller caller, KindId kind)
    {
        if (TypeQueries.TemplateOf(db, kind) is not { } template) return false;
        var data = db.Lookup(ItemQueries.Denizens, template);
        if (data.Kind == DenizenKind.AnonymousStruct || !NameQueries.ImplsIn(db, InputQueries.PackageOf(db, data.File), data.Name).IsEmpty) return true;
        foreach (var entry in db.Get(NameQueries.FileScope, caller.File).Entries)
            if (entry.Nearness != Nearness.Builtin && !NameQueries.ImplsIn(db, entry.Package, data.Name).IsEmpty) return true;
        return false;
    }
}
