// Overload resolution: which function a call means. Candidates come from what the caller's file sees, from the packages of
// the arguments' types (FMBAWTUFB) and from the caller's bounds (CSSNCE); each is solved for by its own rules, its bounds
// are looked for, and the best of those that fit is chosen.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

/// <summary>Resolves calls for one caller.</summary>
public sealed partial class CallResolver
{
    // Bounds that need bounds that need bounds: deeper than this, or of types nested deeper, it never ends.
    private const int MaxDepth = 24;
    private const int MaxNesting = 32;

    private readonly QueryContext _db;
    private readonly ICaller _caller;
    private readonly List<Scratch> _scratch = [];
    private int _depth;

    public CallResolver(QueryContext db, ICaller caller)
    {
        _db = db;
        _caller = caller;
    }

    /// <summary>Looks for the function of that name that takes these arguments.</summary>
    /// <param name="written">The generic arguments written at the call, or null.</param>
    /// <param name="isExact">No argument may be upcast: for bounds and overrides.</param>
    public CallResolution Find(string name, ReadOnlySpan<Coord> arguments, IWrittenArguments? written = null, bool isExact = false)
    {
        if (_depth >= MaxDepth) return new CallResolution(null, false, []);
        if (written is null && IsOfFile(name, arguments))
            return _db.Get(CallQueries.Resolution, _db.Intern(CallQueries.FileCalls, new FileCall(_caller.File, name, ValueArray.Create(arguments), isExact)));
        return SearchFor(name, arguments, written, isExact);
    }

    // Any caller of the file would find the same: none of the types are the caller's own, and no bound of it has that name.
    private bool IsOfFile(string name, ReadOnlySpan<Coord> arguments)
    {
        foreach (var (bound, _) in _caller.Bounds)
            if (bound is ImplBound || bound is FunctionBound f && f.Name == name) return false;
        foreach (var argument in arguments)
            if (!TypeNesting.IsShared(_db, argument.Kind, MaxNesting)) return false;
        return true;
    }

    internal CallResolution SearchFor(string name, ReadOnlySpan<Coord> arguments, IWrittenArguments? written, bool isExact)
    {
        // What a search asks for may be a search of its own.
        while (_scratch.Count <= _depth) _scratch.Add(new Scratch());
        var scratch = _scratch[_depth++];
        var result = new Search(this, scratch, name, arguments, written, isExact).Run();
        scratch.Clear();
        _depth--;
        return result;
    }

    /// <summary>The same caller's bounds and lambdas, seen from another file.</summary>
    internal CallResolver From(FileId file) => file == _caller.File ? this : new CallResolver(_db, new Elsewhere(_caller, file)) { _depth = _depth };

    private sealed class Elsewhere(ICaller caller, FileId file) : ICaller
    {
        public FileId File => file;

        public ValueArray<KnownBound> Bounds => caller.Bounds;

        public ResolvedCall? CallClosure(ClosureKind closure, ReadOnlySpan<Coord> arguments) => caller.CallClosure(closure, arguments);
    }

    /// <summary>True when a kind implements anything at all, so that an argument of it may have to be upcast.</summary>
    internal bool MayUpcast(KindId kind)
    {
        foreach (var (bound, _) in _caller.Bounds)
            if (bound is ImplBound i && i.Sub == kind) return true;
        return ImplFinder.MayUpcast(_db, _caller, kind);
    }

    /// <summary>The one function of that name that takes these arguments, or null.</summary>
    public ResolvedCall? FindExact(string name, ReadOnlySpan<Coord> arguments) => Find(name, arguments, null, true).Call;

    /// <summary>What satisfies a bound said in the caller's terms, or null.</summary>
    public PrototypeId? Resolve(Bound bound)
    {
        switch (bound)
        {
            case FunctionBound f:
                if (Known(f) is { } known) return known;
                return FindExact(f.Name, f.Parameters.AsSpan()) is { } call && call.ReturnType == f.ReturnType ? call.Prototype : null;
            case ImplBound i:
                return FindImpl(i.Sub, i.Super);
            default:
                return null;
        }
    }

    private PrototypeId? Known(FunctionBound wanted)
    {
        foreach (var (bound, prototype) in _caller.Bounds)
            if (bound is FunctionBound f && f.Name == wanted.Name && f.ReturnType == wanted.ReturnType && f.Parameters == wanted.Parameters) return prototype;
        return null;
    }

    /// <summary>What makes a kind an interface: an impl with its arguments and bounds, or a bound of the caller's; null when nothing does.</summary>
    public PrototypeId? FindImpl(KindId sub, KindId super)
    {
        foreach (var (bound, prototype) in _caller.Bounds)
            if (bound is ImplBound i && i.Sub == sub && i.Super == super) return prototype;
        if (TypeQueries.TemplateOf(_db, super) is not { } template) return null;
        var found = new List<FoundImpl>();
        ImplFinder.Find(_db, _caller, sub, template, found);
        foreach (var impl in found)
            if (impl.Super == super && ResolveImpl(impl) is { } prototype) return prototype;
        return null;
    }

    private PrototypeId? ResolveImpl(FoundImpl impl)
    {
        var terms = _db.Get(SignatureQueries.Impl, impl.Impl).Terms;
        if (_depth >= MaxDepth) return null;
        _depth++;
        var bounds = ResolveAll(terms, impl.Impl, impl.Arguments, out _);
        _depth--;
        return bounds is { } all ? _db.Intern(TypeQueries.Prototypes, new ImplPrototype(impl.Impl, impl.Arguments, all)) : null;
    }

    /// <summary>What satisfies each bound of a denizen used with these arguments; null, and the first that nothing satisfies.</summary>
    public ValueArray<PrototypeId>? ResolveAll(DenizenTerms terms, DenizenId root, ValueArray<TemplataId> arguments, out Bound? unmet)
    {
        unmet = null;
        if (terms.Bounds.IsEmpty) return ValueArray<PrototypeId>.Empty;
        var substitution = new Substitution(_db, root, arguments);
        var bounds = new PrototypeId[terms.Bounds.Length];
        for (var i = 0; i < bounds.Length; i++)
        {
            var wanted = DefinitionSolver.Apply(substitution, terms.Bounds[i]);
            if (Resolve(wanted) is not { } prototype)
            {
                unmet = wanted;
                return null;
            }
            bounds[i] = prototype;
        }
        return ValueArray.Wrap(bounds);
    }

    /// <summary>True when a value can become of another type: it is, or it is upcast.</summary>
    public bool IsConvertible(Coord from, Coord to, out PrototypeId? impl)
    {
        impl = null;
        if (from == to || from.IsNever) return true;
        if (from.Ownership != to.Ownership || from.Kind == to.Kind || from.IsError) return false;
        impl = FindImpl(from.Kind, to.Kind);
        return impl is not null;
    }

    /// <summary>The interfaces a kind implements directly.</summary>
    public void Parents(KindId kind, List<KindId> parents)
    {
        foreach (var (bound, _) in _caller.Bounds)
            if (bound is ImplBound i && i.Sub == kind && !parents.Contains(i.Super)) parents.Add(i.Super);
        var found = new List<FoundImpl>();
        ImplFinder.Find(_db, _caller, kind, null, found);
        foreach (var impl in found)
            if (!parents.Contains(impl.Super)) parents.Add(impl.Super);
    }

    /// <summary>The function that ends a value of that type, or null when it has none.</summary>
    public ResolvedCall? FindDrop(Coord type)
    {
        if (DerivedDrops.Find(this, _db, type) is { } derived) return derived;
        if (FindExact("drop", [type]) is { } exact) return exact;
        // Of a placeholder that implements an interface, the interface's drop will do.
        foreach (var (bound, _) in _caller.Bounds)
            if (bound is ImplBound i && i.Sub == type.Kind) return Find("drop", [type]).Call;
        return null;
    }

    private static PackageId PackageOf(QueryContext db, FunctionId function) =>
        InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, db.Lookup(TypeQueries.Functions, function).Denizen).File);
}
