// The door of the signatures stage. A header depends on its own text and on the names and shapes of the types it
// mentions: never on a body, its own or another's. This is the firewall that keeps an edit in a body where it is.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>Rules, headers, struct definitions and impls.</summary>
public static class SignatureQueries
{
    /// <summary>The rules of a denizen as written.</summary>
    public static readonly Query<DenizenId, CompiledRules> Rules = Query.Define<DenizenId, CompiledRules>("Rules", RuleCompiler.Compile,
        new QueryOptions<DenizenId, CompiledRules> { Describe = static (db, id) => $"reading the rules of {db.Lookup(ItemQueries.Denizens, id).Name}" });

    /// <summary>How a denizen's rules are solved for its definition, step by step. Not remembered: it is for looking at.</summary>
    public static SolverTrace Trace(QueryContext db, DenizenId id)
    {
        var set = db.Get(Rules, id).Set;
        var steps = new List<SolverStep>();
        var solver = new DefinitionSolver(db, id, set, [], steps);
        return new SolverTrace(set, steps.ToValueArray(), solver.Conflict);
    }

    /// <summary>How the rules of a call are solved for arguments of these types, step by step. Not remembered.</summary>
    public static SolverTrace TraceCall(QueryContext db, FunctionId id, ReadOnlySpan<Coord> arguments)
    {
        var set = db.Get(CallRules, id);
        var steps = new List<SolverStep>();
        var solver = new RuleSolver(db, set, RuleScope.CallSite) { Steps = steps };
        var given = new Rule(RuleKind.Equals, [], default);
        var fits = true;
        for (var i = 0; fits && i < arguments.Length && i < set.Parameters.Length; i++)
            if (set.Parameters[i] is >= 0 and var rune) fits = solver.Give(rune, TypeQueries.Of(db, arguments[i]), given);
        fits = fits && solver.Solve();
        for (var i = 0; fits && i < set.GenericCount; i++)
            if (solver[i] is null && solver.UseDefault(i)) fits = solver.Solve();
        return new SolverTrace(set, steps.ToValueArray(), solver.Conflict);
    }

    /// <summary>A function's header.</summary>
    public static readonly Query<FunctionId, FunctionHeader> Header = Query.Define<FunctionId, FunctionHeader>("Signature", HeaderReader.Compute,
        new QueryOptions<FunctionId, FunctionHeader> { Describe = static (db, id) => $"reading the header of {NameOf(db, id)}" });

    /// <summary>The rules by which a call of a function finds its generic arguments.</summary>
    public static readonly Query<FunctionId, RuleSet> CallRules = Query.Define<FunctionId, RuleSet>("CallRules", static (db, id) =>
    {
        var data = db.Lookup(TypeQueries.Functions, id);
        return data.Origin == FunctionOrigin.Declared ? db.Get(Rules, data.Denizen).Set : CoordRules.Of(db, data.Denizen, db.Get(Header, id));
    });

    /// <summary>A struct's or interface's generic side.</summary>
    public static readonly Query<DenizenId, CitizenHeader> Citizen = Query.Define<DenizenId, CitizenHeader>("Citizen", CitizenReader.ComputeHeader,
        new QueryOptions<DenizenId, CitizenHeader> { Describe = static (db, id) => $"predicting {db.Lookup(ItemQueries.Denizens, id).Name}" });

    /// <summary>An impl's two sides.</summary>
    public static readonly Query<DenizenId, ImplHeader> Impl = Query.Define<DenizenId, ImplHeader>("Impl", CitizenReader.ComputeImpl,
        new QueryOptions<DenizenId, ImplHeader> { Describe = static (db, id) => $"reading {db.Lookup(ItemQueries.Denizens, id).Name}" });

    /// <summary>A struct's members.</summary>
    public static readonly Query<DenizenId, StructDefinition> StructDefinition =
        Query.Define<DenizenId, StructDefinition>("StructDefinition", CitizenReader.ComputeDefinition,
            new QueryOptions<DenizenId, StructDefinition> { Describe = static (db, id) => $"reading the members of {db.Lookup(ItemQueries.Denizens, id).Name}" });

    /// <summary>What an export of a type names.</summary>
    public static readonly Query<DenizenId, ExportHeader> Export = Query.Define<DenizenId, ExportHeader>("Export", Exports.ComputeHeader);

    /// <summary>The types a package exports.</summary>
    public static readonly Query<PackageId, ValueArray<ExportedKind>> ExportedKinds =
        Query.Define<PackageId, ValueArray<ExportedKind>>("ExportedKinds", Exports.ComputeKinds);

    /// <summary>What a denizen gets wrong towards C.</summary>
    public static readonly Query<DenizenId, ValueArray<Problem>> ExportProblemsOf =
        Query.Define<DenizenId, ValueArray<Problem>>("ExportProblemsOf", Exports.ComputeProblems);

    // What a template's generic parameters are where they are not given, in the template's own placeholders.
    private static readonly Query<DenizenId, ValueArray<TemplataId?>> s_defaults = Query.Define<DenizenId, ValueArray<TemplataId?>>("Defaults", ComputeDefaults,
        // A default that leads to itself is none.
        new QueryOptions<DenizenId, ValueArray<TemplataId?>> { CycleFallback = static (_, _) => [] });

    /// <summary>Functions of a package that take the same parameters.</summary>
    public static readonly Query<PackageId, ValueArray<Problem>> OverloadProblems =
        Query.Define<PackageId, ValueArray<Problem>>("OverloadProblems", ComputeOverloadProblems);

    /// <summary>Exports that collide in C.</summary>
    public static readonly Query<Singleton, ValueArray<Problem>> ExportProblems =
        Query.Define<Singleton, ValueArray<Problem>>("ExportProblems", ComputeExportProblems);

    /// <summary>The function a declared function is.</summary>
    public static FunctionId Declared(QueryContext db, DenizenId id) => db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.Declared, id));

    /// <summary>The constructor derived for a struct.</summary>
    public static FunctionId Constructor(QueryContext db, DenizenId id) => db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.StructConstructor, id));

    /// <summary>The drop derived for a struct or interface, or null when none is.</summary>
    public static FunctionId? DerivedDrop(QueryContext db, DenizenId id)
    {
        var shape = db.Get(TypeQueries.Shape, id);
        if (!shape.DerivesDrop || shape.IsImmutable) return null;
        return db.Intern(TypeQueries.Functions, new FunctionData(shape.IsInterface ? FunctionOrigin.InterfaceDrop : FunctionOrigin.StructDrop, id));
    }

    /// <summary>The override that an interface's derived struct has for a method.</summary>
    public static FunctionId Forward(QueryContext db, DenizenId anonymousStruct, int method) =>
        db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.AnonymousForward, anonymousStruct, method));

    /// <summary>What calling an item's name calls, or null when it cannot be called.</summary>
    public static FunctionId? FunctionOf(QueryContext db, ItemInfo item) => item.Kind switch
    {
        DenizenKind.Function => Declared(db, item.Id),
        DenizenKind.Struct => Constructor(db, item.Id),
        DenizenKind.Interface when db.Get(TypeQueries.Shape, item.Id).DerivesAnonymous => Constructor(db, TypeQueries.AnonymousStructOf(db, item.Id)),
        _ => null,
    };

    /// <summary>What a generic parameter is where it is not given, after the ones before it; null when it must be given.</summary>
    public static TemplataId? DefaultOf(QueryContext db, DenizenId template, int parameter, ReadOnlySpan<TemplataId> before)
    {
        if (OwnDefault(db, template, parameter) is not { } value) return null;
        if (!Placeholders.IsMentionedIn(db, value)) return value;
        // A default may speak of the parameters before it, and of no others (DPCODODP).
        var given = new Substitution(db, template, ValueArray.Create(before)).Apply(value);
        return Placeholders.IsMentionedIn(db, given) && given == value ? null : given;
    }

    /// <summary>The default of a generic parameter as it is written, in its template's own placeholders; null when it has none.</summary>
    internal static TemplataId? OwnDefault(QueryContext db, DenizenId template, int parameter)
    {
        var defaults = db.Get(s_defaults, template);
        return parameter < defaults.Length ? defaults[parameter] : null;
    }

    /// <summary>A method of an interface said in the terms of the struct derived for it.</summary>
    internal static Substitution MethodInAnonymous(QueryContext db, DenizenId anonymousStruct, DenizenId method, CitizenHeader citizen)
    {
        var own = citizen.Terms.Arguments.Length - db.Get(TypeQueries.MethodsOf, TypeQueries.InterfaceOf(db, anonymousStruct)).Length;
        return new Substitution(db, method, ValueArray.Create(citizen.Terms.Arguments.AsSpan()[..own]));
    }

    /// <summary>True for an immutable struct that leads back to itself, of which there can be no value.</summary>
    public static bool IsImpossible(QueryContext db, KindId kind) =>
        !WellKnownKinds.IsWellKnown(kind) && db.Lookup(TypeQueries.Kinds, kind) is StructKind s &&
        db.Get(TypeQueries.Shape, s.Struct).IsImmutable && db.Get(CitizenReader.HoldsItself, s.Struct);

    private static string NameOf(QueryContext db, FunctionId id) => db.Lookup(ItemQueries.Denizens, db.Lookup(TypeQueries.Functions, id).Denizen).Name;

    private static ValueArray<TemplataId?> ComputeDefaults(QueryContext db, DenizenId id)
    {
        var generics = db.Get(TypeQueries.Generics, id);
        var defaults = new TemplataId?[generics.Length];
        for (var i = 0; i < defaults.Length; i++)
        {
            if (!generics[i].HasDefault || generics[i].IsInherited) continue;
            var set = db.Get(Rules, id).Set;
            if (i >= set.Defaults.Length) continue;
            // What a prototype's default asks for was moved to the rules that always hold (SRHODP).
            var rules = set.Defaults[i].IsEmpty ? set.Rules : set.Defaults[i];
            if (rules.IsEmpty) continue;
            var solver = new RuleSolver(db, new RuleSet(set.Runes, set.GenericCount, rules, [], set.Parameters, set.Heads, set.Results), RuleScope.Definition);
            for (var j = 0; j < generics.Length; j++)
                if (j != i) solver.Give(j, TypeQueries.Placeholder(db, id, j, generics[j]), rules[0]);
            solver.Solve();
            defaults[i] = solver[i];
        }
        return ValueArray.Wrap(defaults);
    }

    private static ValueArray<Problem> ComputeOverloadProblems(QueryContext db, PackageId package)
    {
        var problems = new List<Problem>();
        var seen = new Dictionary<(string, ValueArray<Coord>), FunctionId>();
        var items = db.Get(NameQueries.Scope, package).Items;
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
            // That a second type has a name already is told of the types; what is derived for it is not told again.
            if (item is { Kind: DenizenKind.Struct, IsGeneric: false } && types.Add(item.Name))
            {
                Note(db, Constructor(db, item.Id), seen, problems);
                if (DerivedDrop(db, item.Id) is { } drop) Note(db, drop, seen, problems);
            }
        foreach (var item in items)
            if (item is { Kind: DenizenKind.Function, IsGeneric: false }) Note(db, Declared(db, item.Id), seen, problems);
        return problems.ToValueArray();
    }

    private static void Note(QueryContext db, FunctionId function, Dictionary<(string, ValueArray<Coord>), FunctionId> seen, List<Problem> problems)
    {
        var header = db.Get(Header, function);
        if (!header.IsUsable) return;
        var types = new Coord[header.Parameters.Length];
        for (var i = 0; i < types.Length; i++) types[i] = header.Parameters[i].Type;
        if (seen.TryAdd((header.Name, ValueArray.Wrap(types)), function)) return;
        var first = db.Lookup(TypeQueries.Functions, seen[(header.Name, ValueArray.Wrap(types))]);
        problems.Add(new DuplicateFunction(ItemQueries.NameAnchor(db, db.Lookup(TypeQueries.Functions, function).Denizen), header.Name,
            ItemQueries.NameAnchor(db, first.Denizen), first.Origin != FunctionOrigin.Declared));
    }

    private static ValueArray<Problem> ComputeExportProblems(QueryContext db, Singleton key)
    {
        var problems = new List<Problem>();
        var seen = new Dictionary<(string, string), DenizenId>();
        foreach (var package in db.Get(InputQueries.UserPackages, key))
        {
            var module = db.Lookup(InputQueries.Packages, package).Module;
            foreach (var item in db.Get(NameQueries.Scope, package).Items)
            {
                if (item is not { Kind: DenizenKind.Function, IsExported: true } || InputQueries.IsOtherEntry(db, module, item.Name)) continue;
                if (seen.TryAdd((module, item.Name), item.Id)) continue;
                problems.Add(new DuplicateExport(ItemQueries.NameAnchor(db, item.Id), module, item.Name, ItemQueries.NameAnchor(db, seen[(module, item.Name)])));
            }
        }
        return problems.ToValueArray();
    }
}
