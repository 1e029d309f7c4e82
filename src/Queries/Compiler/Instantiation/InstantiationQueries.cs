// The door of the instantiation stage: concrete bodies, and from the exported functions everything that can be reached.
// Bound arguments come down with the prototypes (LCNBAFA); what overrides an interface's method is known once both the
// method and a struct seen as that interface are (AFCTD).

using Vale.Compiler.Bodies;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Instantiation;

/// <summary>Instantiations. Ask only of prototypes without placeholders.</summary>
public static class InstantiationQueries
{
    /// <summary>A prototype's types.</summary>
    public static readonly Query<PrototypeId, InstanceHeader> Header = Query.Define<PrototypeId, InstanceHeader>("InstanceHeader", ComputeHeader);

    /// <summary>A prototype's body, of one written in Vale.</summary>
    public static readonly Query<PrototypeId, InstanceBody> Body = Query.Define<PrototypeId, InstanceBody>("Instance", ComputeBody);

    // What a body needs of the rest of the program, apart from the body, so that what is reachable is not found again when code changes.
    private static readonly Query<PrototypeId, Needs> s_needs = Query.Define<PrototypeId, Needs>("Callees", static (db, id) =>
    {
        if (db.Get(Header, id).Body != FunctionBody.Vale) return new Needs([], []);
        var body = db.Get(Body, id);
        return new Needs(body.Callees, body.Upcasts);
    });

    /// <summary>The exported functions of every module the user gave, in the order of files and items.</summary>
    public static readonly Query<Singleton, ValueArray<PrototypeId>> Roots =
        Query.Define<Singleton, ValueArray<PrototypeId>>("Roots", ComputeRoots);

    /// <summary>Everything reachable from <see cref="Roots"/>.</summary>
    public static readonly Query<Singleton, ReachableProgram> Reachable = Query.Define<Singleton, ReachableProgram>("Reachable", static (db, _) => new Reacher(db).Run());

    /// <summary>The structs that are seen as an interface somewhere in the program.</summary>
    public static readonly Query<KindId, ValueArray<KindId>> StructsSeenAs = Query.Define<KindId, ValueArray<KindId>>("StructsSeenAs", static (db, iface) =>
    {
        var structs = new List<KindId>();
        foreach (var edge in db.Get(Reachable, default).Edges)
            if (edge.Interface == iface) structs.Add(edge.Struct);
        return structs.ToValueArray();
    });

    /// <summary>What is wrong with the program's instances. Ask only when nothing else is.</summary>
    public static readonly Query<Singleton, ValueArray<Problem>> Problems = Query.Define<Singleton, ValueArray<Problem>>("InstanceProblems", static (db, key) =>
    {
        // Types grow only where something generic calls with a type made of its own parameters. What an impl has to override is
        // checked where it stands, as far as its interface's own package says; the rest depends on which of them meet.
        if (!MayGrow(db) && !AddsMethods(db)) return [];
        var program = db.Get(Reachable, key);
        var problems = new List<Problem>();
        if (program.Endless is { } endless)
        {
            var id = db.Lookup(TypeQueries.Functions, endless).Denizen;
            problems.Add(new EndlessInstances(ItemQueries.NameAnchor(db, id), db.Lookup(ItemQueries.Denizens, id).Name));
        }
        foreach (var broken in program.Broken) problems.Add(Describe(db, broken));
        return problems.ToValueArray();
    });

    private static Problem Describe(QueryContext db, BrokenCase broken)
    {
        var id = db.Lookup(TypeQueries.Functions, broken.Abstract).Denizen;
        var (where, name) = (ItemQueries.NameAnchor(db, id), db.Lookup(ItemQueries.Denizens, id).Name);
        var found = ImplQueries.OverrideOf(db, broken.Impl, broken.Abstract);
        if (found.Prototype is not { } prototype)
            return new MissingOverride(where, broken.Struct, broken.Interface, name, found.Arguments, found.Wanted, where, found.Resolution?.Candidates ?? []);
        return new OverrideReturnMismatch(where, name, broken.Expected, broken.Actual, where, ImplQueries.DeclarationOf(db, prototype));
    }

    // Whether a package gives an interface of another one a further method.
    private static bool AddsMethods(QueryContext db)
    {
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var item in db.Get(NameQueries.Scope, package).Items)
            {
                if (item is not { Kind: DenizenKind.Function, VirtualOf: not null, Parent: null }) continue;
                var header = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, item.Id));
                if (header is { IsUsable: true, Body: FunctionBody.Abstract } &&
                    TypeQueries.TemplateOf(db, header.Parameters[header.VirtualParameter].Type.Kind) is { } iface &&
                    InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, iface).File) != package) return true;
            }
        return false;
    }

    private static bool MayGrow(QueryContext db)
    {
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var item in db.Get(NameQueries.Scope, package).Items)
            {
                if (!item.IsGeneric) continue;
                var function = item.Kind switch
                {
                    DenizenKind.Function => SignatureQueries.Declared(db, item.Id),
                    DenizenKind.Struct => SignatureQueries.DerivedDrop(db, item.Id),
                    _ => null,
                };
                if (function is { } generic && db.Get(s_mayGrow, generic)) return true;
            }
        return false;
    }

    // Whether a generic function calls another, or itself, with a type in which one of its parameters is a part.
    private static readonly Query<FunctionId, bool> s_mayGrow = Query.Define<FunctionId, bool>("MayGrow", static (db, id) =>
    {
        var header = db.Get(SignatureQueries.Header, id);
        if (header.Body != FunctionBody.Vale || !header.IsUsable) return false;
        var body = db.Get(BodyQueries.Checked, id);
        if (Grows(db, new Instantiator(db, default).Run(body.Body))) return true;
        foreach (var lambda in body.Lambdas)
            if (Grows(db, new Instantiator(db, default).Run(lambda.Body))) return true;
        return false;
    });

    private static bool Grows(QueryContext db, InstanceBody body)
    {
        foreach (var callee in body.Callees)
            if (Grows(db, callee)) return true;
        foreach (var impl in body.Upcasts)
            if (Grows(db, impl)) return true;
        return false;
    }

    private static bool Grows(QueryContext db, PrototypeId prototype)
    {
        var (arguments, bounds) = db.Lookup(TypeQueries.Prototypes, prototype) switch
        {
            FunctionPrototype f => (f.Arguments, f.Bounds),
            ImplPrototype i => (i.Arguments, i.Bounds),
            _ => default,
        };
        foreach (var argument in arguments)
        {
            if (!Placeholders.IsMentionedIn(db, argument)) continue;
            if (db.Lookup(TypeQueries.Templatas, argument) is not CoordTemplata { Coord.Kind: var kind } || db.Lookup(TypeQueries.Kinds, kind) is not PlaceholderKind)
                return true;
        }
        foreach (var bound in bounds)
            if (Grows(db, bound)) return true;
        return false;
    }

    private sealed record Needs(ValueArray<PrototypeId> Callees, ValueArray<PrototypeId> Upcasts);

    /// <summary>The parts of a function's prototype.</summary>
    public static FunctionPrototype Lookup(QueryContext db, PrototypeId id) =>
        db.Lookup(TypeQueries.Prototypes, id) as FunctionPrototype ?? throw new InvalidOperationException("A bound that nothing satisfies reached instantiation.");

    private static InstanceHeader ComputeHeader(QueryContext db, PrototypeId id)
    {
        var prototype = Lookup(db, id);
        var data = db.Lookup(TypeQueries.Functions, prototype.Function);
        if (data.Origin is FunctionOrigin.KindDrop or FunctionOrigin.OverloadCall or FunctionOrigin.UpcastForward)
        {
            var (types, returned) = SyntheticBodies.Types(db, data.Origin, prototype);
            return new InstanceHeader(prototype.Function, data.Origin == FunctionOrigin.KindDrop ? "drop" : "__call", null, types, returned, FunctionBody.Vale, null, false, -1);
        }
        var substitution = new Substitution(db, data.Denizen, prototype.Arguments, prototype.Bounds);
        if (data.Origin == FunctionOrigin.Lambda)
        {
            var lambda = db.Get(BodyQueries.Lambda, prototype.Function);
            var taken = new Coord[lambda.Body.ParameterCount];
            for (var i = 0; i < taken.Length; i++) taken[i] = substitution.Apply(lambda.Body.Locals[i].Type);
            return new InstanceHeader(prototype.Function, "__call", data.Denizen, ValueArray.Wrap(taken), substitution.Apply(lambda.ReturnType), FunctionBody.Vale, null, false, -1);
        }
        var header = db.Get(SignatureQueries.Header, prototype.Function);
        var parameters = new Coord[header.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = substitution.Apply(header.Parameters[i].Type);
        return new InstanceHeader(prototype.Function, header.Name, data.Denizen, ValueArray.Wrap(parameters), substitution.Apply(header.ReturnType), header.Body,
            header.ForeignName, header.IsExported, header.VirtualParameter);
    }

    private static InstanceBody ComputeBody(QueryContext db, PrototypeId id)
    {
        var prototype = Lookup(db, id);
        var data = db.Lookup(TypeQueries.Functions, prototype.Function);
        if (data.Origin is FunctionOrigin.KindDrop or FunctionOrigin.OverloadCall or FunctionOrigin.UpcastForward)
            return new Instantiator(db, default(Substitution)).Run(SyntheticBodies.Make(db, data.Origin, prototype));
        var substitution = new Substitution(db, data.Denizen, prototype.Arguments, prototype.Bounds);
        return new Instantiator(db, substitution).Run(db.Get(BodyQueries.Typed, prototype.Function));
    }

    private static ValueArray<PrototypeId> ComputeRoots(QueryContext db, Singleton key)
    {
        var roots = new List<PrototypeId>();
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var file in db.Get(InputQueries.PackageFiles, package))
                foreach (var item in db.Get(ItemQueries.Declarations, file))
                {
                    if (item.Kind != DenizenKind.Function || !item.IsExported) continue;
                    if (InputQueries.IsOtherEntry(db, db.Lookup(InputQueries.Packages, package).Module, item.Name)) continue;
                    var function = SignatureQueries.Declared(db, item.Id);
                    var header = db.Get(SignatureQueries.Header, function);
                    if (header.Body != FunctionBody.Vale || !header.IsUsable || !header.Generics.IsEmpty) continue;
                    // Bounds without generic parameters are settled where they stand.
                    var resolver = new Calls.CallResolver(db, new Calls.HeaderCaller(db.Lookup(ItemQueries.Denizens, item.Id).File, []));
                    if (resolver.ResolveAll(header.Terms, item.Id, [], out _) is { } bounds)
                        roots.Add(db.Intern(TypeQueries.Prototypes, new FunctionPrototype(function, [], bounds)));
                }
        return roots.ToValueArray();
    }

    /// <summary>Follows calls, and lets each method meet each struct seen as its interface.</summary>
    private sealed class Reacher(QueryContext db)
    {
        private readonly List<PrototypeId> _functions = [];
        private readonly HashSet<PrototypeId> _seen = [];
        private readonly List<CalledMethod> _methods = [];
        private readonly List<(PrototypeId Impl, KindId Struct, KindId Interface, PrototypeId? Through, List<EdgeEntry> Entries)> _edges = [];
        private readonly List<(PrototypeId Impl, KindId From, KindId To)> _widenings = [];
        private readonly HashSet<(KindId, KindId)> _seenEdges = [];
        private readonly List<BrokenCase> _broken = [];
        private FunctionId? _endless;

        public ReachableProgram Run()
        {
            foreach (var root in db.Get(Roots, default)) Reach(root);
            ReachExportedEdges();
            for (var i = 0; i < _functions.Count && _endless is null; i++)
            {
                var needs = db.Get(s_needs, _functions[i]);
                foreach (var callee in needs.Callees) Reach(callee);
                foreach (var impl in needs.Upcasts) ReachEdge(impl);
            }
            var edges = new Edge[_edges.Count];
            for (var i = 0; i < edges.Length; i++)
                edges[i] = new Edge(_edges[i].Impl, _edges[i].Struct, _edges[i].Interface, _edges[i].Entries.ToValueArray());
            return new ReachableProgram(_functions.ToValueArray(), _methods.ToValueArray(), ValueArray.Wrap(edges), _endless, _broken.ToValueArray());
        }

        // C may give any exported immutable struct as an immutable interface of its package, also where no Vale code does.
        private void ReachExportedEdges()
        {
            foreach (var package in db.Get(InputQueries.UserPackages, default))
            {
                var exported = db.Get(SignatureQueries.ExportedKinds, package);
                foreach (var super in exported)
                {
                    if (!IsImmutable(super.Kind) || db.Lookup(TypeQueries.Kinds, super.Kind) is not InterfaceKind) continue;
                    foreach (var sub in exported)
                        if (IsImmutable(sub.Kind) && db.Lookup(TypeQueries.Kinds, sub.Kind) is StructKind s
                            && new Calls.CallResolver(db, new Calls.HeaderCaller(db.Lookup(ItemQueries.Denizens, s.Struct).File, [])).FindImpl(sub.Kind, super.Kind) is { } impl)
                            ReachEdge(impl);
                }
            }
        }

        private bool IsImmutable(KindId kind) => TypeQueries.DefaultOwnership(db, kind) == Ownership.Share;

        private void Reach(PrototypeId prototype)
        {
            if (_endless is not null || !_seen.Add(prototype)) return;
            if (db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype called && TypeSize.IsEndless(db, called.Arguments))
            {
                _endless = called.Function;
                return;
            }
            var header = db.Get(Header, prototype);
            if (header.Body != FunctionBody.Abstract)
            {
                _functions.Add(prototype);
                return;
            }
            var method = new CalledMethod(prototype, header.Parameters[header.VirtualParameter].Kind);
            _methods.Add(method);
            for (var i = 0; i < _edges.Count; i++) Meet(method, i);
        }

        private void ReachEdge(PrototypeId impl)
        {
            if (!_seen.Add(impl) || db.Lookup(TypeQueries.Prototypes, impl) is not ImplPrototype edge) return;
            var header = db.Get(SignatureQueries.Impl, edge.Impl);
            var substitution = new Substitution(db, edge.Impl, edge.Arguments);
            var (sub, super) = (substitution.Apply(header.Struct), substitution.Apply(header.Interface));
            if (db.Lookup(TypeQueries.Kinds, sub) is InterfaceKind)
            {
                // Whatever is seen as the one interface can be seen as the other.
                _widenings.Add((impl, sub, super));
                for (var i = 0; i < _edges.Count; i++)
                    if (_edges[i].Interface == sub) AddEdge(impl, _edges[i].Struct, super, _edges[i].Impl);
            }
            else AddEdge(impl, sub, super, null);
        }

        /// <param name="through">The impl of the interface between, when the struct is seen through one.</param>
        private void AddEdge(PrototypeId impl, KindId sub, KindId super, PrototypeId? through)
        {
            if (!_seenEdges.Add((sub, super))) return;
            _edges.Add((impl, sub, super, through, []));
            var edge = _edges.Count - 1;
            for (var i = 0; i < _methods.Count; i++) Meet(_methods[i], edge);
            for (var i = 0; i < _widenings.Count; i++)
                if (_widenings[i].From == super) AddEdge(_widenings[i].Impl, sub, _widenings[i].To, impl);
        }

        private void Meet(CalledMethod method, int edge)
        {
            if (_edges[edge].Interface != method.Interface) return;
            var impl = (ImplPrototype)db.Lookup(TypeQueries.Prototypes, _edges[edge].Impl);
            var abstracted = Lookup(db, method.Prototype);
            var found = ImplQueries.OverrideOf(db, impl.Impl, abstracted.Function);
            if (found.Prototype is not { } prototype)
            {
                _broken.Add(new BrokenCase(abstracted.Function, impl.Impl, _edges[edge].Struct, method.Interface, Coord.Error, Coord.Error));
                return;
            }
            var (expected, actual) = (Said(found.Wanted), Said(found.ReturnType));
            if (expected != actual && !actual.IsNever)
            {
                _broken.Add(new BrokenCase(abstracted.Function, impl.Impl, _edges[edge].Struct, method.Interface, expected, actual));
                return;
            }
            // The impl tells the dispatcher's placeholders and the case's, the call tells the abstract function's bounds (AFCTD, TIBANFC).
            var concrete = new Substitution(db, impl.Impl, impl.Arguments, impl.Bounds).Apply(prototype);
            concrete = new Substitution(db, db.Lookup(TypeQueries.Functions, abstracted.Function).Denizen, abstracted.Arguments, abstracted.Bounds).Apply(concrete);
            if (_edges[edge].Through is { } through) concrete = Through(concrete, through, method.Prototype, _edges[edge].Struct);
            _edges[edge].Entries.Add(new EdgeEntry(method.Prototype, concrete));
            Reach(concrete);

            Coord Said(Coord type) => new Substitution(db, db.Lookup(TypeQueries.Functions, abstracted.Function).Denizen, abstracted.Arguments, abstracted.Bounds)
                .Apply(new Substitution(db, impl.Impl, impl.Arguments, impl.Bounds).Apply(type));
        }

        // The function that runs takes the interface between: the struct is upcast to it first.
        private PrototypeId Through(PrototypeId target, PrototypeId through, PrototypeId method, KindId sub)
        {
            var header = db.Get(Header, method);
            var types = new TemplataId[header.Parameters.Length + 1];
            for (var i = 0; i < header.Parameters.Length; i++)
                types[i] = TypeQueries.Of(db, i == header.VirtualParameter ? new Coord(sub, header.Parameters[i].Ownership) : header.Parameters[i]);
            types[^1] = TypeQueries.Of(db, header.ReturnType);
            var function = db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.UpcastForward, default, header.VirtualParameter));
            return db.Intern(TypeQueries.Prototypes, new FunctionPrototype(function, ValueArray.Wrap(types), [target, through]));
        }
    }
}
