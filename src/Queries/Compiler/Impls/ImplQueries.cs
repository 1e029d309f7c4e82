// The door of the impls stage. An override is found as a match over the interface would find it (WIGOWI): the impl gives the
// interface in its own terms (GTCII), the abstract function is compiled for that interface (CDFGI), the struct takes the
// object's place (FOSFC), and the function is looked for with the bounds of both at hand (ACEFRO, UCEFO).

using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Impls;

/// <summary>Overrides and itables.</summary>
public static class ImplQueries
{
    /// <summary>Impls with abstract functions.</summary>
    public static readonly Interner<OverrideKey, OverrideId> Overrides = Interner.Define<OverrideKey, OverrideId>("OverrideKey");

    /// <summary>What overrides an abstract function for an impl.</summary>
    public static readonly Query<OverrideId, Override> Override = Query.Define<OverrideId, Override>("Override", static (db, id) =>
    {
        var key = db.Lookup(Overrides, id);
        return Find(db, key.Impl, key.Abstract);
    });

    /// <summary>The abstract functions that an interface's own package declares for it, its drop included.</summary>
    public static readonly Query<DenizenId, ValueArray<FunctionId>> AbstractFunctions =
        Query.Define<DenizenId, ValueArray<FunctionId>>("AbstractFunctions", ComputeAbstract);

    /// <summary>An impl's itable.</summary>
    public static readonly Query<DenizenId, Itable> Itable = Query.Define<DenizenId, Itable>("Itable", static (db, impl) =>
    {
        var header = db.Get(SignatureQueries.Impl, impl);
        if (!header.IsUsable || TypeQueries.TemplateOf(db, header.Interface) is not { } iface) return new Itable([]);
        var entries = new List<ItableEntry>();
        foreach (var function in db.Get(AbstractFunctions, iface))
            entries.Add(new ItableEntry(function, OverrideOf(db, impl, function)));
        return new Itable(entries.ToValueArray());
    });

    /// <summary>What is wrong with an impl.</summary>
    public static readonly Query<DenizenId, ValueArray<Problem>> Problems = Query.Define<DenizenId, ValueArray<Problem>>("ImplProblems", ComputeProblems);

    /// <summary>What overrides an abstract function for an impl.</summary>
    public static Override OverrideOf(QueryContext db, DenizenId impl, FunctionId function) =>
        db.Get(Override, db.Intern(Overrides, new OverrideKey(impl, function)));

    private static ValueArray<FunctionId> ComputeAbstract(QueryContext db, DenizenId iface)
    {
        var data = db.Lookup(ItemQueries.Denizens, iface);
        var found = new List<FunctionId>();
        foreach (var item in NameQueries.VirtualsIn(db, InputQueries.PackageOf(db, data.File), data.Name))
        {
            var function = SignatureQueries.Declared(db, item.Id);
            var header = db.Get(SignatureQueries.Header, function);
            if (header is { IsUsable: true, Body: FunctionBody.Abstract } && TypeQueries.TemplateOf(db, header.Parameters[header.VirtualParameter].Type.Kind) == iface)
                found.Add(function);
        }
        if (SignatureQueries.DerivedDrop(db, iface) is { } drop) found.Add(drop);
        return found.ToValueArray();
    }

    private static Override Find(QueryContext db, DenizenId impl, FunctionId function)
    {
        var none = new Override(false, null, [], null, Coord.Error, Coord.Error);
        var header = db.Get(SignatureQueries.Impl, impl);
        var abstracted = db.Get(SignatureQueries.Header, function);
        var root = db.Lookup(TypeQueries.Functions, function).Denizen;
        if (!header.IsUsable || !abstracted.IsUsable || abstracted.VirtualParameter < 0) return none;

        // The abstract function, as called with the impl's interface.
        var dispatched = abstracted.Parameters[abstracted.VirtualParameter].Type;
        if (ImplMatch.Arguments(db, root, abstracted.Terms, dispatched.Kind, header.Interface) is not { } arguments) return none;
        var dispatcher = new Substitution(db, root, arguments);
        var types = new Coord[abstracted.Parameters.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = i == abstracted.VirtualParameter ? new Coord(header.Struct, dispatched.Ownership) : dispatcher.Apply(abstracted.Parameters[i].Type);
        var wanted = dispatcher.Apply(abstracted.ReturnType);

        // Its bounds, and what the impl's sides bring with them, hold for the case (NFIEFRO, NAFEWRO, ONBIFS, IBFCS).
        var bounds = new List<KnownBound>();
        foreach (var known in HeaderCaller.BoundsOf(db, impl, header.Terms)) bounds.Add(known);
        foreach (var (bound, prototype) in HeaderCaller.BoundsOf(db, root, abstracted.Terms))
            bounds.Add(new KnownBound(DefinitionSolver.Apply(dispatcher, bound), prototype));
        var promised = bounds.ToValueArray();
        var home = db.Lookup(ItemQueries.Denizens, impl).File;
        var resolver = new CallResolver(db, new HeaderCaller(home, promised));
        if (abstracted.Name == "drop" && types.Length == 1 && resolver.FindDrop(types[0]) is { } drop)
            return new Override(true, drop.Prototype, ValueArray.Wrap(types), null, drop.ReturnType, wanted);
        var resolution = resolver.Find(abstracted.Name, types, null, isExact: true);
        // An abstract function may be added to an interface and its structs from elsewhere: its cases are where it is.
        var declaring = db.Lookup(ItemQueries.Denizens, root).File;
        if (resolution.Call is null && InputQueries.PackageOf(db, declaring) != InputQueries.PackageOf(db, home))
        {
            var there = new CallResolver(db, new HeaderCaller(declaring, promised)).Find(abstracted.Name, types, null, isExact: true);
            if (there.Call is not null) resolution = there;
        }
        if (resolution.Call is not { } call) return new Override(true, null, ValueArray.Wrap(types), resolution, Coord.Error, wanted);
        // A function of an interface is an override of none.
        if (db.Lookup(TypeQueries.Prototypes, call.Prototype) is FunctionPrototype { Function: var found } && found == function)
            return new Override(true, null, ValueArray.Wrap(types), new CallResolution(null, false, []), Coord.Error, wanted);
        return new Override(true, call.Prototype, ValueArray.Wrap(types), null, call.ReturnType, wanted);
    }

    private static ValueArray<Problem> ComputeProblems(QueryContext db, DenizenId impl)
    {
        var header = db.Get(SignatureQueries.Impl, impl);
        var problems = header.Problems.ToList();
        if (!header.IsUsable) return problems.ToValueArray();
        var where = ItemQueries.NameAnchor(db, impl);
        var count = problems.Count;
        CheckSides(db, impl, header, where, problems);
        ImplOverlap.Check(db, impl, header, where, problems);
        foreach (var (function, found) in db.Get(Itable, impl).Entries)
        {
            if (!found.IsOfInterface) continue;
            var name = db.Get(SignatureQueries.Header, function).Name;
            var declared = ItemQueries.NameAnchor(db, db.Lookup(TypeQueries.Functions, function).Denizen);
            if (found.Prototype is null)
            {
                // Between a mutable and an immutable side no drop fits; that the sides do not is told already.
                if (name == "drop" && problems.Count > count) continue;
                // A candidate with a mistake of its own may be the override; its own problem is told there.
                if (found.Resolution is { } resolution && !HasHeaderInError(resolution))
                    problems.Add(new MissingOverride(where, header.Struct, header.Interface, name, found.Arguments, found.Wanted, declared, resolution.Candidates));
            }
            // Where placeholders are left, it depends on what the struct is used with: see OpenReturn.
            else if (found.ReturnType != found.Wanted && !found.ReturnType.IsNever && !IsOpen(db, found))
                problems.Add(new OverrideReturnMismatch(where, name, found.Wanted, found.ReturnType, declared, DeclarationOf(db, found.Prototype.Value)));
        }
        return problems.ToValueArray();
    }

    /// <summary>Where a function is declared, or null when nobody wrote it.</summary>
    internal static Anchor? DeclarationOf(QueryContext db, PrototypeId prototype) =>
        db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype { Function: var function } &&
        db.Lookup(TypeQueries.Functions, function) is { Origin: FunctionOrigin.Declared, Denizen: var id } ? ItemQueries.NameAnchor(db, id) : null;

    private static bool IsOpen(QueryContext db, Override found) =>
        Placeholders.IsMentionedIn(db, found.ReturnType.Kind) || Placeholders.IsMentionedIn(db, found.Wanted.Kind);

    /// <summary>The first method whose override, for an impl with these arguments, does not return what the interface promises; null when all do.</summary>
    public static (FunctionId Abstract, Coord Expected, Coord Actual)? OpenReturn(QueryContext db, ImplPrototype impl)
    {
        foreach (var (function, found) in db.Get(Itable, impl.Impl).Entries)
        {
            if (!found.IsOfInterface || found.Prototype is null || found.ReturnType == found.Wanted || found.ReturnType.IsNever) continue;
            var substitution = new Substitution(db, impl.Impl, impl.Arguments);
            var (expected, actual) = (substitution.Apply(found.Wanted), substitution.Apply(found.ReturnType));
            if (expected != actual) return (function, expected, actual);
        }
        return null;
    }

    private static bool HasHeaderInError(CallResolution resolution)
    {
        foreach (var candidate in resolution.Candidates)
            if (candidate.Why is HeaderInError) return true;
        return false;
    }

    private static void CheckSides(QueryContext db, DenizenId impl, ImplHeader header, Anchor where, List<Problem> problems)
    {
        if (TypeQueries.TemplateOf(db, header.Interface) is not { } iface || TypeQueries.TemplateOf(db, header.Struct) is not { } sub) return;
        var (super, shape) = (db.Get(TypeQueries.Shape, iface), db.Get(TypeQueries.Shape, sub));
        if (super.IsSealed && db.Lookup(ItemQueries.Denizens, iface).File != db.Lookup(ItemQueries.Denizens, impl).File)
            problems.Add(new ImplOfSealed(where, header.Interface, ItemQueries.NameAnchor(db, iface)));
        if (super.IsWeakable != shape.IsWeakable) problems.Add(new WeakabilityMismatch(where, header.Struct, header.Interface, shape.IsWeakable));
        if (super.MutabilityParameter < 0 && shape.MutabilityParameter < 0 && super.IsImmutable != shape.IsImmutable)
            problems.Add(new MutabilityMismatch(where, header.Struct, header.Interface, shape.IsImmutable));
    }
}
