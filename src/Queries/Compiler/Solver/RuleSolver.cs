// The solver: from what is known of some runes to what follows for the others. It goes both ways through each rule,
// and rune by rune: a rule is looked at again when a rune it relates becomes known, never otherwise. It resolves
// nothing: types are predicted, functions only described (SFWPRL).

using System.Numerics;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Solver;

/// <summary>Solves one set of rules once. Not for more than one thread.</summary>
internal sealed class RuleSolver
{
    private readonly QueryContext _db;
    private readonly RuleSet _set;
    private readonly RuleIndex _index;
    private readonly RuleScope _scope;
    // A templata's number and one; nothing is known of a rune at zero.
    private readonly int[] _values;
    // Rules that hold, and of those the ones to look at: words of bits, side by side.
    private readonly ulong[] _marks;

    /// <param name="scope"><see cref="RuleScope.Definition"/> or <see cref="RuleScope.CallSite"/>.</param>
    public RuleSolver(QueryContext db, RuleSet set, RuleScope scope)
    {
        _db = db;
        _set = set;
        _index = set.Index;
        _scope = scope;
        _values = set.Runes.IsEmpty ? [] : new int[set.Runes.Length];
        _marks = _index.Words == 0 ? [] : new ulong[2 * _index.Words];
        Hold(..set.Rules.Length);
    }

    /// <summary>Takes down every conclusion, for those who look on; null when nobody does.</summary>
    public List<SolverStep>? Steps { get; init; }

    /// <summary>The first conflict met, or null.</summary>
    public SolverConflict? Conflict { get; private set; }

    /// <summary>What a rune is known to be.</summary>
    public TemplataId? this[int rune] => rune < 0 || _values[rune] == 0 ? null : new TemplataId(_values[rune] - 1);

    /// <summary>Lets a generic parameter's default hold from now on (DUDEWCD). False when it has none.</summary>
    public bool UseDefault(int parameter)
    {
        var rules = _index.DefaultOf(parameter);
        Hold(rules);
        return rules.End.Value > rules.Start.Value;
    }

    private void Hold(Range rules)
    {
        for (var i = rules.Start.Value; i < rules.End.Value; i++)
        {
            if (_index[i].Scope is var scope && scope != RuleScope.Everywhere && scope != _scope) continue;
            _marks[i / 64] |= 1UL << i;
            _marks[_index.Words + i / 64] |= 1UL << i;
        }
    }

    /// <summary>Says what a rune is. False on a conflict with what it is known to be.</summary>
    public bool Give(int rune, TemplataId value, Rule because)
    {
        var before = Steps?.Count ?? 0;
        var fits = Conclude(because, rune, value);
        if (Steps is not null && Steps.Count > before) Steps[^1] = Steps[^1] with { Because = null };
        return fits;
    }

    /// <summary>Draws every conclusion that follows. False when there is a conflict.</summary>
    public bool Solve()
    {
        var agenda = _marks.AsSpan(_index.Words);
        for (var word = 0; word < agenda.Length && Conflict is null;)
        {
            if (agenda[word] == 0)
            {
                word++;
                continue;
            }
            var bit = BitOperations.TrailingZeroCount(agenda[word]);
            agenda[word] &= agenda[word] - 1;
            Apply(_index[word * 64 + bit]);
            // A conclusion may have brought back rules of words already passed.
            if (agenda.Length > 1) word = 0;
        }
        return Conflict is null;
    }

    /// <summary>The first of the generic parameters, or null, that nothing is known of.</summary>
    public int? FirstUnknownGeneric(int from = 0)
    {
        for (var i = from; i < _set.GenericCount; i++)
            if (_values[i] == 0) return i;
        return null;
    }

    private bool Conclude(Rule rule, int rune, TemplataId value)
    {
        if (rune < 0) return true;
        if (this[rune] is { } known)
        {
            if (known == value) return true;
            Conflict ??= new SolverConflict(rule, rune, known, value);
            return false;
        }
        _values[rune] = value.Index + 1;
        Steps?.Add(new SolverStep(rule, rune, value));
        var related = _index.Words == 0 ? default : _index.Of(rune);
        for (var word = 0; word < related.Length; word++) _marks[_index.Words + word] |= related[word] & _marks[word];
        return true;
    }

    private void Refuse(Rule rule, int rune)
    {
        if (this[rune] is { } known) Conflict ??= new SolverConflict(rule, rune, known, null);
    }

    private TemplataData? Data(int rune) => this[rune] is { } id ? _db.Lookup(TypeQueries.Templatas, id) : null;

    private TemplataId Intern(TemplataData data) => _db.Intern(TypeQueries.Templatas, data);

    private void Apply(Rule rule)
    {
        var runes = rule.Runes;
        switch (rule.Kind)
        {
            case RuleKind.Equals:
                if (this[runes[0]] is { } left) Conclude(rule, runes[1], left);
                else if (this[runes[1]] is { } right) Conclude(rule, runes[0], right);
                break;
            case RuleKind.Literal:
                Conclude(rule, runes[0], rule.Value);
                break;
            case RuleKind.OneOf:
                // Of a placeholder, only the caller knows.
                if (this[runes[0]] is { } one && !Holds(rule.Values, one) && !(_scope == RuleScope.Definition && Placeholders.IsMentionedIn(_db, one)))
                    Refuse(rule, runes[0]);
                break;
            case RuleKind.Augment: Augment(rule); break;
            case RuleKind.ToCoord: ToCoord(rule); break;
            case RuleKind.CoordParts: CoordParts(rule); break;
            case RuleKind.KindParts: KindParts(rule); break;
            case RuleKind.PrototypeParts: PrototypeParts(rule); break;
            case RuleKind.Citizen: Citizen(rule); break;
            case RuleKind.Array: Array(rule); break;
            case RuleKind.Tuple: Tuple(rule); break;
            case RuleKind.Pack: Pack(rule); break;
            case RuleKind.IsConcrete or RuleKind.IsInterface or RuleKind.IsStruct: KindOf(rule); break;
            case RuleKind.IsImmutable:
                if (Data(runes[0]) is CoordTemplata { Coord.Ownership: not Ownership.Share }) Refuse(rule, runes[0]);
                break;
            case RuleKind.Function: Function(rule); break;
            case RuleKind.Default: Default(rule); break;
        }
    }

    private static bool Holds(ValueArray<TemplataId> values, TemplataId value)
    {
        foreach (var candidate in values)
            if (candidate == value) return true;
        return false;
    }

    private void Augment(Rule rule)
    {
        var (result, inner) = (rule.Runes[0], rule.Runes[1]);
        if (Data(inner) is CoordTemplata { Coord: var held })
        {
            Conclude(rule, result, TypeQueries.Of(_db, Hold(held, rule.Ownership)));
            return;
        }
        if (Data(result) is not CoordTemplata { Coord: var coord }) return;
        if (coord.Ownership != Ownership.Share && coord.Ownership != rule.Ownership)
        {
            Refuse(rule, result);
            return;
        }
        Conclude(rule, inner, TypeQueries.Of(_db, coord.Ownership == Ownership.Share ? coord : TypeQueries.Owned(_db, coord.Kind)));
    }

    /// <summary>A coord held another way; <c>^T</c> owns what T refers to.</summary>
    public static Coord Hold(Coord coord, Ownership ownership) => ownership == Ownership.Share ? coord : coord.With(ownership);

    private void ToCoord(Rule rule)
    {
        var (coord, kind) = (rule.Runes[0], rule.Runes[1]);
        if (Data(kind) is KindTemplata { Kind: var known }) Conclude(rule, coord, TypeQueries.Of(_db, TypeQueries.Owned(_db, known)));
        else if (Data(coord) is CoordTemplata { Coord: var held })
        {
            if (held.Ownership is Ownership.Own or Ownership.Share) Conclude(rule, kind, Intern(new KindTemplata(held.Kind)));
            else Refuse(rule, coord);
        }
    }

    private void CoordParts(Rule rule)
    {
        var runes = rule.Runes;
        if (Data(runes[0]) is CoordTemplata { Coord: var coord })
        {
            Conclude(rule, runes[1], Intern(new OwnershipTemplata(coord.Ownership)));
            Conclude(rule, runes[2], Intern(new KindTemplata(coord.Kind)));
        }
        else if (Data(runes[1]) is OwnershipTemplata { Ownership: var ownership } && Data(runes[2]) is KindTemplata { Kind: var kind })
            Conclude(rule, runes[0], TypeQueries.Of(_db, Hold(TypeQueries.Owned(_db, kind), ownership)));
    }

    private void KindParts(Rule rule)
    {
        if (Data(rule.Runes[0]) is not KindTemplata { Kind: var kind }) return;
        Conclude(rule, rule.Runes[1], Intern(new MutabilityTemplata(TypeQueries.DefaultOwnership(_db, kind) == Ownership.Share)));
    }

    private void PrototypeParts(Rule rule)
    {
        if (Data(rule.Runes[0]) is not PrototypeTemplata prototype) return;
        Conclude(rule, rule.Runes[1], Intern(new PackTemplata(prototype.Parameters)));
        Conclude(rule, rule.Runes[2], TypeQueries.Of(_db, prototype.ReturnType));
    }

    private void Citizen(Rule rule)
    {
        var runes = rule.Runes;
        if (this[runes[0]] is { } result)
        {
            if (_db.Lookup(TypeQueries.Templatas, result) is not KindTemplata { Kind: var kind } || TypeQueries.TemplateOf(_db, kind) != rule.Template)
            {
                Refuse(rule, runes[0]);
                return;
            }
            var arguments = TypeQueries.ArgumentsOf(_db, kind);
            for (var i = 0; i < arguments.Length && i + 1 < runes.Length; i++) Conclude(rule, runes[i + 1], arguments[i]);
            return;
        }
        if (Arguments(runes) is { } known) Conclude(rule, runes[0], Intern(new KindTemplata(TypeQueries.Citizen(_db, rule.Template, known))));
    }

    // What stands behind the first rune, when all of it is known.
    private ValueArray<TemplataId>? Arguments(ValueArray<int> runes)
    {
        for (var i = 1; i < runes.Length; i++)
            if (this[runes[i]] is null) return null;
        var known = new TemplataId[runes.Length - 1];
        for (var i = 0; i < known.Length; i++) known[i] = this[runes[i + 1]]!.Value;
        return ValueArray.Wrap(known);
    }

    private void Default(Rule rule)
    {
        if (Arguments(rule.Runes) is { } before) Conclude(rule, rule.Runes[0], new Substitution(_db, rule.Template, before).Apply(rule.Value));
    }

    private void Array(Rule rule)
    {
        var runes = rule.Runes;
        if (this[runes[0]] is { } result)
        {
            if (_db.Lookup(TypeQueries.Templatas, result) is not KindTemplata { Kind: var kind } ||
                _db.Lookup(TypeQueries.Kinds, kind) is not ArrayKind array || array.Size is null != (runes[1] < 0))
            {
                Refuse(rule, runes[0]);
                return;
            }
            if (array.Size is { } length) Conclude(rule, runes[1], length);
            Conclude(rule, runes[2], array.Mutability);
            Conclude(rule, runes[3], array.Variability);
            Conclude(rule, runes[4], TypeQueries.Of(_db, array.Element));
            return;
        }
        if (runes[1] >= 0 && this[runes[1]] is null) return;
        if (this[runes[2]] is not { } mutability || this[runes[3]] is not { } variability || Data(runes[4]) is not CoordTemplata element) return;
        var made = new ArrayKind(runes[1] < 0 ? null : this[runes[1]], mutability, variability, element.Coord);
        Conclude(rule, runes[0], Intern(new KindTemplata(_db.Intern(TypeQueries.Kinds, made))));
    }

    private void Tuple(Rule rule)
    {
        var runes = rule.Runes;
        if (this[runes[0]] is { } result)
        {
            if (_db.Lookup(TypeQueries.Templatas, result) is KindTemplata { Kind: var kind } &&
                _db.Lookup(TypeQueries.Kinds, kind) is TupleKind tuple && tuple.Members.Length == runes.Length - 1)
                for (var i = 0; i < tuple.Members.Length; i++) Conclude(rule, runes[i + 1], TypeQueries.Of(_db, tuple.Members[i]));
            else Refuse(rule, runes[0]);
        }
        else if (Coords(runes, 1, runes.Length) is { } members)
            Conclude(rule, runes[0], Intern(new KindTemplata(_db.Intern(TypeQueries.Kinds, new TupleKind(members)))));
    }

    private void Pack(Rule rule)
    {
        var runes = rule.Runes;
        if (this[runes[0]] is { } result)
        {
            if (_db.Lookup(TypeQueries.Templatas, result) is PackTemplata pack && pack.Members.Length == runes.Length - 1)
                for (var i = 0; i < pack.Members.Length; i++) Conclude(rule, runes[i + 1], TypeQueries.Of(_db, pack.Members[i]));
            else Refuse(rule, runes[0]);
        }
        else if (Coords(runes, 1, runes.Length) is { } members) Conclude(rule, runes[0], Intern(new PackTemplata(members)));
    }

    private ValueArray<Coord>? Coords(ValueArray<int> runes, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (this[runes[i]] is null) return null;
        var coords = new Coord[to - from];
        for (var i = from; i < to; i++)
        {
            if (Data(runes[i]) is not CoordTemplata { Coord: var coord }) return null;
            coords[i - from] = coord;
        }
        return ValueArray.Wrap(coords);
    }

    private void KindOf(Rule rule)
    {
        KindId kind;
        switch (Data(rule.Runes[0]))
        {
            case CoordTemplata c: kind = c.Coord.Kind; break;
            case KindTemplata k: kind = k.Kind; break;
            default: return;
        }
        var data = _db.Lookup(TypeQueries.Kinds, kind);
        // Of a placeholder, only the caller knows.
        if (data is PlaceholderKind && _scope == RuleScope.Definition) return;
        var holds = rule.Kind switch
        {
            RuleKind.IsInterface => data is InterfaceKind,
            RuleKind.IsStruct => data is StructKind,
            _ => data is not InterfaceKind,
        };
        if (!holds) Refuse(rule, rule.Runes[0]);
    }

    private void Function(Rule rule)
    {
        var runes = rule.Runes;
        if (Data(runes[0]) is PrototypeTemplata prototype)
        {
            if (prototype.Parameters.Length != runes.Length - 2)
            {
                Refuse(rule, runes[0]);
                return;
            }
            for (var i = 0; i < prototype.Parameters.Length; i++) Conclude(rule, runes[i + 1], TypeQueries.Of(_db, prototype.Parameters[i]));
            Conclude(rule, runes[^1], TypeQueries.Of(_db, prototype.ReturnType));
        }
        else if (Coords(runes, 1, runes.Length) is { } coords)
        {
            var parameters = coords.AsSpan()[..^1].ToArray();
            Conclude(rule, runes[0], Intern(new PrototypeTemplata(rule.Name, ValueArray.Wrap(parameters), coords[^1])));
        }
    }
}
