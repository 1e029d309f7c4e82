// Compiles a denizen's generic side on its own: its rules are solved, placeholders are added one at a time with a solve
// between (IRAGP), and what its parameters' types require becomes known to hold (NBIFP). No default is used (DUDEWCD).

using Vale.Compiler.Items;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>Solves one denizen's rules for its definition. Single use.</summary>
internal sealed class DefinitionSolver
{
    private static readonly Rule s_none = new(RuleKind.Equals, [], default);

    private readonly QueryContext _db;
    private readonly DenizenId _denizen;
    private readonly RuleSet _set;
    private readonly RuleSolver _solver;
    private readonly List<Problem> _problems;
    private readonly List<Bound> _bounds = [];

    /// <param name="steps">Takes down every conclusion; null when nobody looks on.</param>
    public DefinitionSolver(QueryContext db, DenizenId denizen, RuleSet set, List<Problem> problems, List<SolverStep>? steps = null)
    {
        _db = db;
        _denizen = denizen;
        _set = set;
        _problems = problems;
        _solver = new RuleSolver(db, set, RuleScope.Definition) { Steps = steps };
        IsSolved = Solve();
    }

    /// <summary>False when a problem was reported.</summary>
    public bool IsSolved { get; }

    /// <summary>The first conflict met, or null.</summary>
    public SolverConflict? Conflict => _solver.Conflict;

    /// <summary>True of a rune's name when nothing is known of it.</summary>
    public bool IsUnsolved(string name)
    {
        for (var i = 0; i < _set.Runes.Length; i++)
            if (_set.Runes[i].Name == name) return _solver[i] is null;
        return false;
    }

    /// <summary>What a rune is, or null.</summary>
    public TemplataId? this[int rune] => _solver[rune];

    /// <summary>A rune's coord, or an error.</summary>
    public Coord Coord(int rune) => _solver[rune] is { } value && _db.Lookup(TypeQueries.Templatas, value) is CoordTemplata c ? c.Coord : Types.Coord.Error;

    /// <summary>A rune's kind, or an error.</summary>
    public KindId Kind(int rune) => _solver[rune] is { } value && _db.Lookup(TypeQueries.Templatas, value) is KindTemplata k ? k.Kind : WellKnownKinds.Error;

    private bool Solve()
    {
        var generics = _db.Get(TypeQueries.Generics, _denizen);
        var next = 0;
        while (_solver.Solve())
        {
            if (_solver.FirstUnknownGeneric(next) is not { } rune) return true;
            next = rune + 1;
            _solver.Give(rune, TypeQueries.Placeholder(_db, _denizen, rune, generics[rune]), _set.Rules.IsEmpty ? s_none : _set.Rules[0]);
        }
        Report(_solver.Conflict!);
        return false;
    }

    private void Report(SolverConflict conflict)
    {
        var (index, known, wanted) = (conflict.Rune, conflict.Known, conflict.Wanted);
        // Of the two sides of an equality, the one that has a name is spoken of.
        if (_set.Runes[index].Name[0] == '<' && conflict.Rule.Kind == RuleKind.Equals && wanted is { } other)
        {
            var named = conflict.Rule.Runes[0] == index ? conflict.Rule.Runes[1] : conflict.Rule.Runes[0];
            if (_set.Runes[named].Name[0] != '<') (index, known, wanted) = (named, other, known);
        }
        _problems.Add(new RulesConflict(conflict.Rule.Where, _set.Runes[index].Name, _set.Runes[index].Where, known, wanted));
    }

    /// <summary>
    /// The denizen's terms.
    /// </summary>
    /// <param name="reachedFrom">The types whose requirements are known to hold: a function's parameters, an impl's sides.</param>
    public DenizenTerms Terms(ReadOnlySpan<Coord> reachedFrom)
    {
        var arguments = new TemplataId[_set.GenericCount];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (_solver[i] is not { } value) return new DenizenTerms([], [], [], 0, false);
            arguments[i] = value;
        }
        var runes = new List<NamedTemplata>();
        for (var i = 0; i < _set.Runes.Length; i++)
            if (_set.Runes[i].Name[0] != '<' && _solver[i] is { } value) runes.Add(new NamedTemplata(_set.Runes[i].Name, value));
        foreach (var rule in _set.Rules) AddOwn(rule);
        ReportUnsolved();
        var own = _bounds.Count;
        Reach(_db, reachedFrom, _bounds);
        return new DenizenTerms(ValueArray.Wrap(arguments), runes.ToValueArray(), _bounds.ToValueArray(), own, IsSolved);
    }

    // What has a name and is no generic parameter has to follow from those that are (DPCODODP).
    private void ReportUnsolved()
    {
        if (!IsSolved || _problems.Count > 0) return;
        for (var i = _set.GenericCount; i < _set.Runes.Length; i++)
            if (_set.Runes[i].Name[0] != '<' && _solver[i] is null) _problems.Add(new UnsolvedRune(_set.Runes[i].Where, _set.Runes[i].Name));
    }

    private void AddOwn(Rule rule)
    {
        if (rule.Kind == RuleKind.Function)
        {
            var parameters = new Coord[rule.Runes.Length - 2];
            for (var i = 0; i < parameters.Length; i++)
                if ((parameters[i] = Coord(rule.Runes[i + 1])).IsError) return;
            var returns = Coord(rule.Runes[^1]);
            if (returns.IsError) return;
            AddNew(_bounds, new FunctionBound(rule.Name, ValueArray.Wrap(parameters), returns, rule.Where));
        }
        else if (rule.Kind == RuleKind.Implements)
        {
            var (sub, super) = (Coord(rule.Runes[0]), Coord(rule.Runes[1]));
            if (sub.IsError || super.IsError) return;
            if (WellKnownKinds.IsWellKnown(super.Kind) || _db.Lookup(TypeQueries.Kinds, super.Kind) is not (InterfaceKind or PlaceholderKind))
                _problems.Add(new BoundOfNoInterface(rule.Where, super.Kind));
            else AddNew(_bounds, new ImplBound(sub.Kind, super.Kind, rule.Where));
        }
    }

    /// <summary>Adds what the types require: of their own templates, and of the types in their arguments.</summary>
    public static void Reach(QueryContext db, ReadOnlySpan<Coord> types, List<Bound> bounds)
    {
        foreach (var type in types) Reach(db, type.Kind, bounds, 0);
    }

    private static void Reach(QueryContext db, KindId kind, List<Bound> bounds, int depth)
    {
        if (WellKnownKinds.IsWellKnown(kind) || depth > 16) return;
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case StructKind { Arguments.IsEmpty: false } s: Reach(db, s.Struct, s.Arguments, bounds, depth); break;
            case InterfaceKind { Arguments.IsEmpty: false } i: Reach(db, i.Interface, i.Arguments, bounds, depth); break;
            case ArrayKind a: Reach(db, a.Element.Kind, bounds, depth + 1); break;
            case TupleKind t:
                foreach (var member in t.Members) Reach(db, member.Kind, bounds, depth + 1);
                break;
        }
    }

    private static void Reach(QueryContext db, DenizenId template, ValueArray<TemplataId> arguments, List<Bound> bounds, int depth)
    {
        var terms = db.Get(SignatureQueries.Citizen, template).Terms;
        var substitution = new Substitution(db, template, arguments);
        foreach (var bound in terms.Bounds)
        {
            var reached = Apply(substitution, bound);
            if (MentionsPlaceholder(db, reached)) AddNew(bounds, reached);
        }
        foreach (var argument in arguments)
            if (db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata { Coord: var coord }) Reach(db, coord.Kind, bounds, depth + 1);
    }

    /// <summary>A bound said again in other terms.</summary>
    public static Bound Apply(Substitution substitution, Bound bound) => bound switch
    {
        FunctionBound f => new FunctionBound(f.Name, substitution.Apply(f.Parameters), substitution.Apply(f.ReturnType), f.Where),
        ImplBound i => new ImplBound(substitution.Apply(i.Sub), substitution.Apply(i.Super), i.Where),
        _ => bound,
    };

    private static void AddNew(List<Bound> bounds, Bound bound)
    {
        foreach (var known in bounds)
            if (IsSame(known, bound)) return;
        bounds.Add(bound);
    }

    private static bool IsSame(Bound a, Bound b) => (a, b) switch
    {
        (FunctionBound f, FunctionBound g) => f.Name == g.Name && f.ReturnType == g.ReturnType && f.Parameters == g.Parameters,
        (ImplBound f, ImplBound g) => f.Sub == g.Sub && f.Super == g.Super,
        _ => false,
    };

    private static bool MentionsPlaceholder(QueryContext db, Bound bound)
    {
        switch (bound)
        {
            case FunctionBound f:
                foreach (var parameter in f.Parameters)
                    if (Placeholders.IsMentionedIn(db, parameter.Kind)) return true;
                return Placeholders.IsMentionedIn(db, f.ReturnType.Kind);
            case ImplBound i:
                return Placeholders.IsMentionedIn(db, i.Sub) || Placeholders.IsMentionedIn(db, i.Super);
            default:
                return false;
        }
    }
}
