// Finds a function's generic arguments from a call: what is written, what the arguments' types say, and where that leaves
// something open, what an upcast would make of them, then defaults (RRBFS: such guesses are made at call sites only).

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

/// <summary>One attempt at one candidate.</summary>
internal ref struct GenericInference
{
    private static readonly Rule s_given = new(RuleKind.Equals, [], default);

    private readonly CallResolver _resolver;
    private readonly QueryContext _db;
    private readonly FunctionHeader _header;
    private readonly RuleSet _set;
    private readonly RuleSolver _solver;

    /// <summary>The first argument that no solve could make fit, as it is made from something else and becomes nothing else; -1 when there is none.</summary>
    public static int Unfit(CallResolver resolver, QueryContext db, RuleSet set, ReadOnlySpan<Coord> arguments)
    {
        for (var i = 0; i < arguments.Length && i < set.Heads.Length; i++)
            if (set.Heads[i] is { Kind: not HeadKind.Unknown } head && !arguments[i].IsNever && !MayBe(resolver, db, arguments[i].Kind, head)) return i;
        return -1;
    }

    private static bool MayBe(CallResolver resolver, QueryContext db, KindId kind, TypeHead head)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return false;
        var data = db.Lookup(TypeQueries.Kinds, kind);
        return head.Kind switch
        {
            HeadKind.RuntimeArray => data is ArrayKind { Size: null },
            HeadKind.StaticArray => data is ArrayKind { Size: not null },
            HeadKind.Tuple => data is TupleKind,
            _ => data switch
            {
                StructKind s when s.Struct == head.Template => true,
                InterfaceKind i when i.Interface == head.Template => true,
                ArrayKind or TupleKind => false,
                _ => resolver.MayUpcast(kind),
            },
        };
    }

    public GenericInference(CallResolver resolver, QueryContext db, RuleSet set, FunctionHeader header)
    {
        _resolver = resolver;
        _db = db;
        _header = header;
        _set = set;
        _solver = new RuleSolver(db, _set, RuleScope.CallSite);
        Arguments = [];
    }

    /// <summary>What each generic parameter is.</summary>
    public ValueArray<TemplataId> Arguments { get; private set; }

    /// <summary>Solves; yields why it cannot be done, or null.</summary>
    public Rejection? Infer(ReadOnlySpan<Coord> arguments, IWrittenArguments? written)
    {
        if (written is not null && Written(written) is { } wrong) return wrong;
        if (!_solver.Solve()) return Conflict();
        for (var i = 0; i < arguments.Length; i++)
            if (!Send(i, arguments[i])) return Conflict();
        if (!_solver.Solve()) return Conflict();
        if (!Postponed(arguments) || !_solver.Solve()) return Conflict();
        for (var i = 0; i < _set.GenericCount; i++)
        {
            if (_solver[i] is null && _solver.UseDefault(i) && !_solver.Solve()) return Conflict();
        }
        var known = new TemplataId[_set.GenericCount];
        for (var i = 0; i < known.Length; i++)
        {
            if (_solver[i] is not { } value)
                return Misfit(arguments) is { } misfit
                    ? new WrongArgument(misfit, _header.Parameters[misfit].Type)
                    : new UnknownGeneric(_set.Runes[i].Name, _set.Runes[i].Where);
            known[i] = value;
        }
        Arguments = ValueArray.Wrap(known);
        return null;
    }

    /// <summary>What the arguments there are so far tell of each generic parameter; null when they contradict each other or the rules.</summary>
    /// <param name="arguments">Those not known yet are never.</param>
    public readonly TemplataId?[]? InferSome(ReadOnlySpan<Coord> arguments, IWrittenArguments? written)
    {
        if (written is not null && Written(written) is not null) return null;
        if (!_solver.Solve()) return null;
        for (var i = 0; i < arguments.Length; i++)
            if (!Send(i, arguments[i])) return null;
        if (!_solver.Solve() || !Postponed(arguments) || !_solver.Solve()) return null;
        var known = new TemplataId?[_set.GenericCount];
        for (var i = 0; i < known.Length; i++) known[i] = _solver[i];
        return known;
    }

    private readonly Rejection? Written(IWrittenArguments written)
    {
        // What comes from the interface around a method is told by its argument.
        var first = 0;
        while (first < _header.Generics.Length && _header.Generics[first].IsInherited) first++;
        if (written.Count > _header.Generics.Length - first) return new TooManyGenerics(_header.Generics.Length - first, written.Count);
        for (var i = 0; i < written.Count; i++)
        {
            var wanted = _header.Generics[first + i].Type;
            if (written.Resolve(i, wanted) is not { } value) return new WrongGeneric(i, wanted);
            _solver.Give(first + i, value, s_given);
        }
        return null;
    }

    private readonly Rejection Conflict()
    {
        var conflict = _solver.Conflict!;
        // What an argument is, and its parameter cannot be.
        if (conflict.Wanted is null && conflict.Rune >= _set.GenericCount)
            for (var i = 0; i < _set.Parameters.Length; i++)
                if (_set.Parameters[i] == conflict.Rune) return new WrongArgument(i, _header.Parameters[i].Type);
        return new ConflictingRules(_set.Runes[conflict.Rune].Name, conflict.Known, conflict.Wanted, conflict.Rule.Where);
    }

    // An argument of a type that cannot be upcast is of its parameter's type.
    private readonly bool Send(int index, Coord argument)
    {
        if (argument.IsNever || index >= _set.Parameters.Length) return true;
        var rune = _set.Parameters[index];
        if (rune < 0 || _solver[rune] is not null) return true;
        var template = _set.Heads[index].Citizen;
        if (template is { } wanted && TypeQueries.TemplateOf(_db, argument.Kind) != wanted)
            return Parent(argument, wanted) is not { } parent || _solver.Give(rune, TypeQueries.Of(_db, new Coord(parent, argument.Ownership)), s_given);
        if (template is null && IsBare(rune) && _resolver.MayUpcast(argument.Kind)) return true;
        return _solver.Give(rune, TypeQueries.Of(_db, argument), s_given);
    }

    // The first argument that is not, and cannot become, what its parameter is made from: it told nothing.
    private readonly int? Misfit(ReadOnlySpan<Coord> arguments)
    {
        for (var i = 0; i < arguments.Length && i < _set.Heads.Length; i++)
            if (_set.Heads[i].Citizen is { } wanted && !arguments[i].IsNever && TypeQueries.TemplateOf(_db, arguments[i].Kind) != wanted &&
                Parent(arguments[i], wanted) is null) return i;
        return null;
    }

    private readonly bool IsBare(int rune) => rune < _set.GenericCount;

    // The one interface of that template that a kind implements; several are left to the other arguments to tell apart (SCIIMT).
    private readonly KindId? Parent(Coord argument, DenizenId template)
    {
        var parents = new List<KindId>();
        _resolver.Parents(argument.Kind, parents);
        KindId? found = null;
        foreach (var parent in parents)
        {
            if (TypeQueries.TemplateOf(_db, parent) != template) continue;
            if (found is not null) return null;
            found = parent;
        }
        return found;
    }

    // What is left open takes the argument's type, or of several arguments the one type that all can become.
    private readonly bool Postponed(ReadOnlySpan<Coord> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i >= _set.Parameters.Length || arguments[i].IsNever) continue;
            var rune = _set.Parameters[i];
            if (rune < 0 || !IsBare(rune) || _solver[rune] is not null) continue;
            if (!_solver.Give(rune, TypeQueries.Of(_db, Common(arguments, rune, i)), s_given) || !_solver.Solve()) return false;
        }
        return true;
    }

    private readonly Coord Common(ReadOnlySpan<Coord> arguments, int rune, int first)
    {
        List<KindId>? common = null;
        for (var i = first + 1; i < arguments.Length; i++)
        {
            if (_set.Parameters[i] != rune || arguments[i].IsNever || arguments[i] == arguments[first]) continue;
            if (arguments[i].Ownership != arguments[first].Ownership) return arguments[first];
            common ??= Ancestors(arguments[first].Kind);
            var others = Ancestors(arguments[i].Kind);
            common.RemoveAll(kind => !others.Contains(kind));
        }
        return common is null or { Count: 0 } ? arguments[first] : new Coord(common[0], arguments[first].Ownership);
    }

    // The kind itself stands first: the most specific is preferred.
    private readonly List<KindId> Ancestors(KindId kind)
    {
        var kinds = new List<KindId> { kind };
        _resolver.Parents(kind, kinds);
        return kinds;
    }
}
