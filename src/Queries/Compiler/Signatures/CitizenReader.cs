// Reads structs, interfaces and impls: first their generic side, which asks for no member (SMRASDR), then the members.

using Vale.Compiler.Items;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

internal static class CitizenReader
{
    // Whether an immutable struct leads back to itself through its members; such a value could never be made.
    internal static readonly Query<DenizenId, bool> HoldsItself = Query.Define<DenizenId, bool>("HoldsItself", ComputeHoldsItself);

    // The members alone, so that looking for a cycle does not ask for what it is part of.
    private static readonly Query<DenizenId, StructDefinition> s_members = Query.Define<DenizenId, StructDefinition>("StructMembers", ComputeMembers);

    public static CitizenHeader ComputeHeader(QueryContext db, DenizenId id)
    {
        if (db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.AnonymousStruct) return Anonymous(db, id);
        var compiled = db.Get(SignatureQueries.Rules, id);
        var problems = compiled.Problems.ToList();
        var solver = new DefinitionSolver(db, id, compiled.Set, problems);
        var terms = solver.Terms([]);
        return new CitizenHeader(terms, TypeQueries.Citizen(db, id, terms.Arguments), problems.ToValueArray());
    }

    // A callable per method, which can be called as the method is and can be dropped.
    private static CitizenHeader Anonymous(QueryContext db, DenizenId id)
    {
        var iface = TypeQueries.InterfaceOf(db, id);
        var header = db.Get(SignatureQueries.Citizen, iface);
        var generics = db.Get(TypeQueries.Generics, id);
        var methods = db.Get(TypeQueries.MethodsOf, iface);
        var arguments = OwnPlaceholders(db, id, generics);
        var self = TypeQueries.Citizen(db, id, arguments);
        var own = generics.Length - methods.Length;
        var inherited = new Substitution(db, iface, ValueArray.Create(arguments.AsSpan()[..own]));
        var bounds = new List<Bound>();
        foreach (var bound in header.Terms.Bounds) bounds.Add(DefinitionSolver.Apply(inherited, bound));
        for (var i = 0; i < methods.Length; i++)
        {
            var method = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, methods[i]));
            if (!method.IsUsable || method.VirtualParameter < 0 || db.Lookup(TypeQueries.Templatas, arguments[own + i]) is not CoordTemplata { Coord: var callable }) continue;
            var where = ItemQueries.NameAnchor(db, methods[i]);
            bounds.Add(new FunctionBound("drop", [callable], Coord.Void, where));
            var substitution = new Substitution(db, methods[i], ValueArray.Create(arguments.AsSpan()[..own]));
            var parameters = new List<Coord> { callable.With(Ownership.Borrow) };
            for (var j = 0; j < method.Parameters.Length; j++)
                if (j != method.VirtualParameter) parameters.Add(substitution.Apply(method.Parameters[j].Type));
            bounds.Add(new FunctionBound("__call", parameters.ToValueArray(), substitution.Apply(method.ReturnType), where));
        }
        var runes = new List<NamedTemplata>();
        for (var i = 0; i < own; i++) runes.Add(new NamedTemplata(generics[i].Name, arguments[i]));
        return new CitizenHeader(new DenizenTerms(arguments, runes.ToValueArray(), bounds.ToValueArray(), bounds.Count, header.Terms.IsSolved), self, []);
    }

    public static ValueArray<TemplataId> OwnPlaceholders(QueryContext db, DenizenId root, ValueArray<GenericParameter> generics)
    {
        var arguments = new TemplataId[generics.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = TypeQueries.Placeholder(db, root, i, generics[i]);
        return ValueArray.Wrap(arguments);
    }

    public static ImplHeader ComputeImpl(QueryContext db, DenizenId id)
    {
        if (db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.AnonymousImpl) return AnonymousImpl(db, id);
        var compiled = db.Get(SignatureQueries.Rules, id);
        var problems = compiled.Problems.ToList();
        var set = compiled.Set;
        var solver = new DefinitionSolver(db, id, set, problems);
        var super = set.Results.Length == 2 ? solver.Kind(set.Results[0]) : WellKnownKinds.Error;
        var sub = set.Results.Length == 2 ? solver.Kind(set.Results[1]) : WellKnownKinds.Error;
        var terms = solver.Terms([new Coord(sub, Ownership.Borrow), new Coord(super, Ownership.Borrow)]);
        var isUsable = solver.IsSolved && CheckSides(db, id, sub, super, problems) && CheckParameters(db, set, sub, super, problems);
        return new ImplHeader(terms, sub, super, isUsable ? Dependent(db, set, super) : [], isUsable, problems.ToValueArray());
    }

    private static bool CheckSides(QueryContext db, DenizenId id, KindId sub, KindId super, List<Problem> problems)
    {
        if (sub == WellKnownKinds.Error || super == WellKnownKinds.Error) return false;
        var syntax = db.Get(ItemQueries.Header, id).Green is { } green ? new SyntaxNode(green).As<ImplSyntax>() : null;
        var isInterface = !WellKnownKinds.IsWellKnown(super) && db.Lookup(TypeQueries.Kinds, super) is InterfaceKind;
        if (!isInterface) problems.Add(new ImplOfNoInterface(Where(db, id, syntax?.Interface), super, sub));
        var isCitizen = TypeQueries.TemplateOf(db, sub) is not null;
        if (!isCitizen) problems.Add(new ImplForNoStruct(Where(db, id, syntax?.Struct), sub));
        return isInterface && isCitizen;
    }

    // Solved from both sides: what is still unknown, no use of the impl could tell.
    private static bool CheckParameters(QueryContext db, RuleSet set, KindId sub, KindId super, List<Problem> problems)
    {
        if (set.GenericCount == 0) return true;
        var solver = new RuleSolver(db, set, RuleScope.CallSite);
        solver.Give(set.Results[0], db.Intern(TypeQueries.Templatas, new KindTemplata(super)), set.Rules[0]);
        solver.Give(set.Results[1], db.Intern(TypeQueries.Templatas, new KindTemplata(sub)), set.Rules[0]);
        solver.Solve();
        var before = problems.Count;
        for (var i = 0; i < set.GenericCount; i++)
            if (solver[i] is null) problems.Add(new UntoldByImpl(set.Runes[i].Where, set.Runes[i].Name));
        return problems.Count == before;
    }

    private static Anchor Where(QueryContext db, DenizenId impl, TypeSyntax? side) => side is { } written
        ? new Anchor(db.Lookup(ItemQueries.Denizens, impl).File, impl, AnchorBase.Item, written.Node.Offset, written.Node.Width)
        : ItemQueries.NameAnchor(db, impl);

    // Solved from the interface side alone (FODAIR): what is known then depends on it, what is not is independent.
    private static ValueArray<bool> Dependent(QueryContext db, RuleSet set, KindId super)
    {
        var solver = new RuleSolver(db, set, RuleScope.CallSite);
        solver.Give(set.Results[0], db.Intern(TypeQueries.Templatas, new KindTemplata(super)), set.Rules[0]);
        solver.Solve();
        var dependent = new bool[set.GenericCount];
        for (var i = 0; i < dependent.Length; i++) dependent[i] = solver[i] is not null;
        return ValueArray.Wrap(dependent);
    }

    private static ImplHeader AnonymousImpl(QueryContext db, DenizenId id)
    {
        var iface = TypeQueries.InterfaceOf(db, id);
        var structId = TypeQueries.AnonymousStructOf(db, iface);
        var generics = db.Get(TypeQueries.Generics, id);
        var arguments = OwnPlaceholders(db, id, generics);
        var own = generics.Length - db.Get(TypeQueries.MethodsOf, iface).Length;
        var sub = TypeQueries.Citizen(db, structId, arguments);
        var super = TypeQueries.Citizen(db, iface, ValueArray.Create(arguments.AsSpan()[..own]));
        var bounds = new List<Bound>();
        DefinitionSolver.Reach(db, [new Coord(sub, Ownership.Borrow)], bounds);
        var dependent = new bool[arguments.Length];
        dependent.AsSpan(0, own).Fill(true);
        return new ImplHeader(new DenizenTerms(arguments, [], bounds.ToValueArray(), 0, true), sub, super, ValueArray.Wrap(dependent), true, []);
    }

    public static StructDefinition ComputeDefinition(QueryContext db, DenizenId id)
    {
        var members = db.Get(s_members, id);
        if (!db.Get(TypeQueries.Shape, id).IsImmutable || !db.Get(HoldsItself, id)) return members;
        var name = db.Lookup(ItemQueries.Denizens, id).Name;
        return members with { Problems = [.. members.Problems, new ImmutableHoldsItself(ItemQueries.NameAnchor(db, id), name)] };
    }

    private static StructDefinition ComputeMembers(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var header = db.Get(SignatureQueries.Citizen, id);
        if (data.Kind == DenizenKind.AnonymousStruct)
        {
            var count = db.Get(TypeQueries.MethodsOf, TypeQueries.InterfaceOf(db, id)).Length;
            var callables = new StructMember[count];
            for (var i = 0; i < count; i++)
                callables[i] = new StructMember($"method{i + 1}",
                    db.Lookup(TypeQueries.Templatas, header.Terms.Arguments[^(count - i)]) is CoordTemplata c ? c.Coord : Coord.Error, false);
            return new StructDefinition(ValueArray.Wrap(callables), true, []);
        }
        if (db.Get(ItemQueries.Header, id).Green is not { } green || new SyntaxNode(green).As<StructSyntax>() is not { } syntax)
            return new StructDefinition([], false, []);
        var shape = db.Get(TypeQueries.Shape, id);
        var problems = new List<Problem>();
        var types = new TypeResolver(db, data.File, id, AnchorBase.Item, problems, header.Terms.Runes);
        var members = new List<StructMember>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var isUsable = header.Terms.IsSolved;
        foreach (var member in syntax.Members)
        {
            var number = members.Count;
            var name = member.Name?.Text ?? "";
            var type = Coord.Error;
            if (member.IsVariadic) problems.Add(new UnsupportedConstruct(ItemQueries.MemberAnchor(db, id, number), "variadic members"));
            else if (member.Type is { } written) type = types.Resolve(written);
            isUsable &= !type.IsError;
            if (name.Length > 0 && !names.TryAdd(name, number))
                problems.Add(new DuplicateName(ItemQueries.MemberAnchor(db, id, number), name, true, ItemQueries.MemberAnchor(db, id, names[name])));
            // Of a placeholder, it is checked where the struct is used.
            if (shape.IsImmutable && !type.IsError && type.Ownership != Ownership.Share && !IsPlaceholder(db, type))
                problems.Add(new MutableMemberOfImmutable(ItemQueries.MemberAnchor(db, id, number), data.Name, name, type));
            if (shape.IsImmutable && member.IsVarying)
                problems.Add(new VaryingMemberOfImmutable(ItemQueries.MemberAnchor(db, id, number), data.Name, name));
            members.Add(new StructMember(name, type, member.IsVarying));
        }
        return new StructDefinition(members.ToValueArray(), isUsable, problems.ToValueArray());
    }

    private static bool IsPlaceholder(QueryContext db, Coord type) =>
        !WellKnownKinds.IsWellKnown(type.Kind) && db.Lookup(TypeQueries.Kinds, type.Kind) is PlaceholderKind;

    private static bool ComputeHoldsItself(QueryContext db, DenizenId id)
    {
        var open = new Stack<DenizenId>([id]);
        var seen = new HashSet<DenizenId>();
        while (open.TryPop(out var next))
            foreach (var member in db.Get(s_members, next).Members)
            {
                if (member.Type.Ownership != Ownership.Share || WellKnownKinds.IsWellKnown(member.Type.Kind)) continue;
                if (db.Lookup(TypeQueries.Kinds, member.Type.Kind) is not StructKind { Struct: var held }) continue;
                if (held == id) return true;
                if (seen.Add(held)) open.Push(held);
            }
        return false;
    }
}
