// Two impls for the same types: which of them counts would depend on the order they are met in.

using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Impls;

internal static class ImplOverlap
{
    /// <summary>Reports an impl that stands where another is for the same types, or for more.</summary>
    public static void Check(QueryContext db, DenizenId impl, ImplHeader header, Anchor where, List<Problem> problems)
    {
        if (TypeQueries.TemplateOf(db, header.Struct) is not { } sub || TypeQueries.TemplateOf(db, header.Interface) is not { } super) return;
        var data = db.Lookup(ItemQueries.Denizens, sub);
        var own = InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, impl).File);
        // Of two in one package the later one is told of; of two in different packages, the one that sees the other.
        var isLater = true;
        var home = InputQueries.PackageOf(db, data.File);
        var other = InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, super).File);
        if (home != own && Find(home)) return;
        if (other != own && other != home && Find(other)) return;
        Find(own);

        bool Find(PackageId package)
        {
            foreach (var item in NameQueries.ImplsIn(db, package, data.Name))
            {
                if (item.Id == impl) isLater = false;
                if (item.Id == impl || package == own && !isLater || item.Impl?.Struct != data.Name) continue;
                var found = db.Get(SignatureQueries.Impl, item.Id);
                if (!found.IsUsable || TypeQueries.TemplateOf(db, found.Struct) != sub || TypeQueries.TemplateOf(db, found.Interface) != super) continue;
                if (!Covers(db, item.Id, found, header) && !Covers(db, impl, header, found)) continue;
                problems.Add(new OverlappingImpls(where, header.Struct, header.Interface, ItemQueries.NameAnchor(db, item.Id)));
                return true;
            }
            return false;
        }
    }

    // True when the one is for every type the other is for.
    private static bool Covers(QueryContext db, DenizenId impl, ImplHeader wide, ImplHeader narrow) =>
        wide.Terms.Arguments.IsEmpty ? wide.Struct == narrow.Struct && wide.Interface == narrow.Interface
        : ImplMatch.Arguments(db, impl, wide.Terms, wide.Struct, narrow.Struct) is { } arguments &&
            new Substitution(db, impl, arguments).Apply(wide.Interface) == narrow.Interface;
}
