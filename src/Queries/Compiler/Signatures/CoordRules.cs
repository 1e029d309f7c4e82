// The rules of a function that nobody wrote, read off its header: a placeholder is the rune it stands for.

using Vale.Compiler.Items;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

/// <summary>Turns coords with placeholders into rules. Single use.</summary>
internal sealed class CoordRules
{
    private readonly QueryContext _db;
    private readonly DenizenId _root;
    private readonly Anchor _where;
    private readonly List<Rune> _runes = [];
    private readonly List<Rule> _rules = [];

    private CoordRules(QueryContext db, DenizenId root)
    {
        _db = db;
        _root = root;
        _where = ItemQueries.NameAnchor(db, root);
    }

    /// <summary>The rules by which a call of a derived function finds its generic arguments.</summary>
    public static RuleSet Of(QueryContext db, DenizenId root, FunctionHeader header)
    {
        var rules = new CoordRules(db, root);
        foreach (var generic in header.Generics)
        {
            rules._runes.Add(new Rune(generic.Name, generic.Type, rules._where));
            if (generic.IsImmutable) rules._rules.Add(new Rule(RuleKind.IsImmutable, [rules._runes.Count - 1], rules._where, RuleScope.CallSite));
        }
        var parameters = new int[header.Parameters.Length];
        var heads = new TypeHead[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = rules.Coord(header.Parameters[i].Type);
            heads[i] = HeadOf(db, header.Parameters[i].Type.Kind);
        }
        var defaults = new ValueArray<Rule>[header.Generics.Length];
        for (var i = 0; i < defaults.Length; i++)
            defaults[i] = SignatureQueries.OwnDefault(db, root, i) is { } value
                ? [new Rule(RuleKind.Default, [i, .. Enumerable.Range(0, i)], rules._where) { Template = root, Value = value }] : [];
        return new RuleSet(rules._runes.ToValueArray(), header.Generics.Length, rules._rules.ToValueArray(), ValueArray.Wrap(defaults),
            ValueArray.Wrap(parameters), ValueArray.Wrap(heads), []);
    }

    private static TypeHead HeadOf(QueryContext db, KindId kind) => db.Lookup(TypeQueries.Kinds, kind) switch
    {
        ArrayKind { Size: null } => new TypeHead(HeadKind.RuntimeArray),
        ArrayKind => new TypeHead(HeadKind.StaticArray),
        TupleKind => new TypeHead(HeadKind.Tuple),
        _ => TypeQueries.TemplateOf(db, kind) is { } template ? new TypeHead(HeadKind.Citizen, template) : default,
    };

    private int Fresh(TemplataType type)
    {
        _runes.Add(new Rune($"<{_runes.Count}>", type, _where));
        return _runes.Count - 1;
    }

    private int Coord(Coord coord)
    {
        var data = _db.Lookup(TypeQueries.Kinds, coord.Kind);
        if (data is PlaceholderKind placeholder && placeholder.Root == _root)
        {
            if (_runes[placeholder.Index].Type == TemplataType.Kind) return Held(Owned(placeholder.Index), coord.Ownership);
            return coord.Ownership is Ownership.Borrow or Ownership.Weak ? Held(placeholder.Index, coord.Ownership) : placeholder.Index;
        }
        if (!Placeholders.IsMentionedIn(_db, coord.Kind)) return Literal(TypeQueries.Of(_db, coord), TemplataType.Coord);
        return Held(Owned(Kind(data)), coord.Ownership);
    }

    private int Held(int inner, Ownership ownership)
    {
        if (ownership is not (Ownership.Borrow or Ownership.Weak)) return inner;
        var result = Fresh(TemplataType.Coord);
        _rules.Add(new Rule(RuleKind.Augment, [result, inner], _where) { Ownership = ownership });
        return result;
    }

    private int Owned(int kind)
    {
        var coord = Fresh(TemplataType.Coord);
        _rules.Add(new Rule(RuleKind.ToCoord, [coord, kind], _where));
        return coord;
    }

    private int Literal(TemplataId value, TemplataType type)
    {
        var rune = Fresh(type);
        _rules.Add(new Rule(RuleKind.Literal, [rune], _where) { Value = value });
        return rune;
    }

    private int Kind(KindData data)
    {
        var kind = Fresh(TemplataType.Kind);
        switch (data)
        {
            case StructKind s:
                _rules.Add(new Rule(RuleKind.Citizen, [kind, .. All(s.Arguments)], _where) { Template = s.Struct });
                break;
            case InterfaceKind i:
                _rules.Add(new Rule(RuleKind.Citizen, [kind, .. All(i.Arguments)], _where) { Template = i.Interface });
                break;
            case ArrayKind a:
                _rules.Add(new Rule(RuleKind.Array,
                    [kind, a.Size is { } size ? Templata(size) : -1, Templata(a.Mutability), Templata(a.Variability), Coord(a.Element)], _where));
                break;
            case TupleKind t:
            {
                var members = new int[t.Members.Length];
                for (var i = 0; i < members.Length; i++) members[i] = Coord(t.Members[i]);
                _rules.Add(new Rule(RuleKind.Tuple, [kind, .. members], _where));
                break;
            }
        }
        return kind;
    }

    private int[] All(ValueArray<TemplataId> arguments)
    {
        var runes = new int[arguments.Length];
        for (var i = 0; i < runes.Length; i++) runes[i] = Templata(arguments[i]);
        return runes;
    }

    private int Templata(TemplataId templata) => _db.Lookup(TypeQueries.Templatas, templata) switch
    {
        PlaceholderTemplata p when p.Root == _root => p.Index,
        CoordTemplata c => Coord(c.Coord),
        KindTemplata { Kind: var kind } when _db.Lookup(TypeQueries.Kinds, kind) is PlaceholderKind p && p.Root == _root => p.Index,
        PrototypeTemplata p when Placeholders.IsMentionedIn(_db, templata) => Prototype(p),
        var other => Literal(templata, other.Type),
    };

    private int Prototype(PrototypeTemplata prototype)
    {
        var rune = Fresh(TemplataType.Prototype);
        var parameters = new int[prototype.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = Coord(prototype.Parameters[i]);
        _rules.Add(new Rule(RuleKind.Function, [rune, .. parameters, Coord(prototype.ReturnType)], _where) { Name = prototype.Name });
        return rune;
    }
}
