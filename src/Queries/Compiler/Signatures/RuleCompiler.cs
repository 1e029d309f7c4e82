// Turns a denizen's generic parameters, where clause and types into rules over runes. Types of runes are settled here,
// before anything is solved; what mentions no rune is resolved on the spot and becomes a literal.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

/// <summary>Compiles the rules of one denizen. Single use.</summary>
internal sealed partial class RuleCompiler
{
    private const int Error = -2;

    private readonly QueryContext _db;
    private readonly FileId _file;
    private readonly DenizenId _denizen;
    private readonly List<Problem> _problems = [];
    private readonly List<Rune> _runes = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly List<Rule> _rules = [];
    private readonly TypeResolver _resolver;
    private List<Rule> _into;
    private readonly ValueArray<GenericParameter> _generics;

    private RuleCompiler(QueryContext db, DenizenId denizen)
    {
        _db = db;
        _denizen = denizen;
        _file = db.Lookup(ItemQueries.Denizens, denizen).File;
        _resolver = new TypeResolver(db, _file, denizen, AnchorBase.Item, _problems, []);
        _into = _rules;
        _generics = db.Get(TypeQueries.Generics, denizen);
        foreach (var generic in _generics) Declare(generic.Name, generic.Type, ItemQueries.NameAnchor(db, denizen));
    }

    /// <summary>The rules of a function, struct, interface or impl as written.</summary>
    public static CompiledRules Compile(QueryContext db, DenizenId denizen)
    {
        var compiler = new RuleCompiler(db, denizen);
        var green = db.Get(ItemQueries.Header, denizen).Green;
        return green is null ? compiler.Finish([], [], [], []) : compiler.Compile(new SyntaxNode(green));
    }

    private CompiledRules Compile(SyntaxNode node)
    {
        var where = node.First<WhereClauseSyntax>();
        var list = node.First<GenericParameterListSyntax>();
        DeclareRunes(list, where, node);
        var defaults = new List<ValueArray<Rule>>();
        foreach (var generic in _generics)
        {
            // What is inherited was said where it is declared.
            if (generic.IsInherited) defaults.Add([]);
            if (generic.IsImmutable) Rule(RuleKind.IsImmutable, [_byName[generic.Name]], node, RuleScope.CallSite);
        }
        if (list is { } parameters)
            foreach (var parameter in parameters.Parameters)
                if (parameter is { IsRegion: false, Name: { } name } && parameter.Kind != RuneKind.Region && _byName.TryGetValue(name.Text, out var rune))
                    defaults.Add(Default(parameter, rune));
        if (where is { } clause)
            foreach (var rule in clause.Rules) Compile(rule, null);
        var types = new List<int>();
        var heads = new List<TypeHead>();
        var results = new List<int>();
        switch (node.Kind)
        {
            case SyntaxKind.FunctionHeader:
                Function(new FunctionHeaderSyntax(node), types, heads, results);
                break;
            case SyntaxKind.Impl:
            {
                var impl = new ImplSyntax(node);
                results.Add(impl.Interface is { } super ? Compile(super, TemplataType.Kind) : Error);
                results.Add(impl.Struct is { } sub ? Compile(sub, TemplataType.Kind) : Error);
                break;
            }
        }
        return Finish(defaults, types, heads, results);
    }

    private CompiledRules Finish(List<ValueArray<Rule>> defaults, List<int> parameters, List<TypeHead> heads, List<int> results) =>
        new(new RuleSet(_runes.ToValueArray(), _generics.Length, _rules.ToValueArray(), defaults.ToValueArray(),
            parameters.ToValueArray(), heads.ToValueArray(), results.ToValueArray()), _problems.ToValueArray());

    private void Function(FunctionHeaderSyntax syntax, List<int> types, List<TypeHead> heads, List<int> results)
    {
        if (syntax.Parameters is { } list)
            foreach (var parameter in list.Parameters)
            {
                var (rune, head) = Parameter(parameter);
                types.Add(rune);
                heads.Add(head);
            }
        if (syntax.ReturnType is { } returns) results.Add(Compile(returns, TemplataType.Coord));
        else results.Add(Literal(TypeQueries.Of(_db, Coord.Void), TemplataType.Coord, syntax.Node));
    }

    private (int Rune, TypeHead Head) Parameter(ParameterSyntax parameter)
    {
        // `self` and `&self` in a struct or interface: the type around it.
        if (parameter.Pattern?.Type is not { } type)
        {
            if (parameter.Self is null || _db.Lookup(ItemQueries.Denizens, _denizen).Parent is not { } parent) return (Error, default);
            var arguments = new List<int>();
            for (var i = 0; i < _generics.Length; i++)
                if (_generics[i].IsInherited) arguments.Add(i);
            var coord = ToCoord(MakeCitizen(parent, arguments, parameter.Node), parameter.Node);
            return (parameter.IsSelfBorrow ? Augment(Ownership.Borrow, coord, parameter.Node) : coord, new TypeHead(HeadKind.Citizen, parent));
        }
        return (Compile(type, TemplataType.Coord), HeadOf(type));
    }

    // What a type is made from, if that shows: what an argument is, or is upcast to.
    private TypeHead HeadOf(TypeSyntax type)
    {
        while (type.Node.As<InterpretedTypeSyntax>() is { Inner: { } inner }) type = inner;
        switch (type.Kind)
        {
            case SyntaxKind.StaticArrayType: return new TypeHead(HeadKind.StaticArray);
            case SyntaxKind.RuntimeArrayType: return new TypeHead(HeadKind.RuntimeArray);
            case SyntaxKind.TupleType: return new TypeHead(HeadKind.Tuple);
        }
        var name = type.Node.As<CallTypeSyntax>()?.Template?.Node.As<NameTypeSyntax>() ?? type.Node.As<NameTypeSyntax>();
        if (name is not { Name: var token } || _byName.ContainsKey(token.Text) || WellKnownKinds.ByName(token.Text) is not null) return default;
        return new TypeResolver(_db, _file, _denizen, AnchorBase.Item, [], []).Find(token) is { } item ? new TypeHead(HeadKind.Citizen, item.Id) : default;
    }

    // Runes.

    private int Declare(string name, TemplataType type, Anchor where)
    {
        _runes.Add(new Rune(name, type, where));
        _byName[name] = _runes.Count - 1;
        return _runes.Count - 1;
    }

    private int Fresh(TemplataType type, SyntaxNode node)
    {
        _runes.Add(new Rune($"<{_runes.Count}>", type, Where(node)));
        return _runes.Count - 1;
    }

    /// <summary>Declares the runes that stand in where clauses and types but not in the list of generic parameters.</summary>
    private void DeclareRunes(GenericParameterListSyntax? list, WhereClauseSyntax? where, SyntaxNode header)
    {
        // A generic parameter is told of where it is declared.
        if (list is { } parameters)
            foreach (var parameter in parameters.Parameters)
                if (parameter.Name is { } name && _byName.TryGetValue(name.Text, out var rune))
                {
                    // The last of a name is the one it means.
                    if (_runes[rune].Where.Base != AnchorBase.Name) _problems.Add(new DuplicateName(Where(name.Range), name.Text, false, _runes[rune].Where));
                    else _runes[rune] = _runes[rune] with { Where = Where(name.Range) };
                }
        DeclareTyped(header);
        if (where is not { } clause) return;
        foreach (var rule in clause.Rules)
            if (rule.Node.As<EqualsRuleSyntax>() is { } equals && equals.Left?.AsType?.Node.As<NameTypeSyntax>() is { Name: var token } &&
                !_byName.ContainsKey(token.Text) && !IsTypeName(token))
                Declare(token.Text, TemplataType.Coord, Where(token.Range));
    }

    private bool IsTypeName(SyntaxToken token)
    {
        if (WellKnownKinds.ByName(token.Text) is not null) return true;
        foreach (var (item, _) in Names.NameQueries.Lookup(_db, _file, token.Text))
            if (item.Kind is DenizenKind.Struct or DenizenKind.Interface) return true;
        return false;
    }

    private void DeclareTyped(SyntaxNode node)
    {
        if (node.IsToken || node.Kind is SyntaxKind.InterfaceBody or SyntaxKind.StructBody) return;
        if (node.As<TypedRuneTypeSyntax>() is { } type) DeclareTyped(type.Rune, type.Kind);
        else if (node.As<TypedRuneRuleSyntax>() is { } rule) DeclareTyped(rule.Rune, rule.Kind);
        foreach (var child in node.Children) DeclareTyped(child);
    }

    private void DeclareTyped(SyntaxToken? name, RuneKind? kind)
    {
        if (name is { } token && kind is { } present && !_byName.ContainsKey(token.Text)) Declare(token.Text, ShapeReader.Of(present), Where(token.Range));
    }

    private Anchor Where(TextRange range) => new(_file, _denizen, AnchorBase.Item, range.Start, range.Length);

    private Anchor Where(SyntaxNode node) => Where(node.Range);

    private Rule Rule(RuleKind kind, ReadOnlySpan<int> runes, SyntaxNode node, RuleScope scope = RuleScope.Everywhere)
    {
        var rule = new Rule(kind, ValueArray.Create(runes), Where(node), scope);
        foreach (var rune in runes)
            if (rune == Error) return rule;
        _into.Add(rule);
        return rule;
    }

    private void Replace(Rule rule, Rule by)
    {
        if (_into.Count > 0 && ReferenceEquals(_into[^1], rule)) _into[^1] = by;
    }

    private int Literal(TemplataId value, TemplataType type, SyntaxNode node)
    {
        var rune = Fresh(type, node);
        var rule = Rule(RuleKind.Literal, [rune], node);
        Replace(rule, rule with { Value = value });
        return rune;
    }

    private int Augment(Ownership ownership, int inner, SyntaxNode node)
    {
        if (inner == Error) return Error;
        var result = Fresh(TemplataType.Coord, node);
        var rule = Rule(RuleKind.Augment, [result, inner], node);
        Replace(rule, rule with { Ownership = ownership });
        return result;
    }

    private int ToCoord(int kind, SyntaxNode node)
    {
        if (kind == Error) return Error;
        var coord = Fresh(TemplataType.Coord, node);
        Rule(RuleKind.ToCoord, [coord, kind], node);
        return coord;
    }

    private int MakeCitizen(DenizenId template, List<int> arguments, SyntaxNode node)
    {
        foreach (var argument in arguments)
            if (argument == Error) return Error;
        var kind = Fresh(TemplataType.Kind, node);
        var rule = Rule(RuleKind.Citizen, [kind, .. arguments], node);
        Replace(rule, rule with { Template = template });
        return kind;
    }

    private int Fit(int rune, TemplataType wanted, SyntaxNode node)
    {
        if (rune == Error) return Error;
        var type = _runes[rune].Type;
        if (type == wanted) return rune;
        if (type == TemplataType.Kind && wanted == TemplataType.Coord) return ToCoord(rune, node);
        if (type == TemplataType.Coord && wanted == TemplataType.Kind)
        {
            var kind = Fresh(TemplataType.Kind, node);
            Rule(RuleKind.ToCoord, [rune, kind], node);
            return kind;
        }
        _problems.Add(new WrongTemplataType(Where(node), wanted, type));
        return Error;
    }

    private ValueArray<Rule> Default(GenericParameterSyntax parameter, int rune)
    {
        if (parameter.Default is not { } value) return [];
        // What a prototype's default asks for is asked for whoever gives it (SRHODP).
        if (value.Kind == SyntaxKind.PrototypeType)
        {
            Prototype(new PrototypeTypeSyntax(value.Node), rune);
            return [];
        }
        if (LaterParameter(value.Node, rune) is { } later)
        {
            _problems.Add(new DefaultOfLater(Where(later.Range), parameter.Name!.Value.Text, later.Text));
            return [];
        }
        var rules = new List<Rule>();
        _into = rules;
        var given = Compile(value, _runes[rune].Type);
        if (given != Error) Rule(RuleKind.Equals, [rune, given], value.Node);
        _into = _rules;
        return rules.ToValueArray();
    }

    // Defaults are worked out from left to right (DPCODODP).
    private SyntaxToken? LaterParameter(SyntaxNode node, int rune)
    {
        if (node.As<NameTypeSyntax>() is { Name: var name } && _byName.TryGetValue(name.Text, out var mentioned) && mentioned >= rune && mentioned < _generics.Length) return name;
        foreach (var child in node.Children)
            if (!child.IsToken && LaterParameter(child, rune) is { } found) return found;
        return null;
    }

    // Types.

    private bool MentionsRune(SyntaxNode node)
    {
        if (node.Kind is SyntaxKind.AnonymousType or SyntaxKind.TypedRuneType or SyntaxKind.PrototypeType) return true;
        if (node.As<NameTypeSyntax>() is { } name) return _byName.ContainsKey(name.Name.Text);
        if (node.IsToken) return false;
        foreach (var child in node.Children)
            if (MentionsRune(child)) return true;
        return false;
    }

    /// <summary>The rune that a type's meaning is in.</summary>
    private int Compile(TypeSyntax type, TemplataType wanted)
    {
        var node = type.Node;
        if (!MentionsRune(node))
        {
            // A list of types is told from a tuple by what is wanted.
            return _resolver.Resolve(type, wanted) is { } known ? Literal(known, wanted, node) : Error;
        }
        switch (type.Kind)
        {
            case SyntaxKind.NameType:
                return Fit(_byName[new NameTypeSyntax(node).Name.Text], wanted, node);
            case SyntaxKind.TypedRuneType:
                return new TypedRuneTypeSyntax(node).Rune is { } rune && _byName.TryGetValue(rune.Text, out var typed) ? Fit(typed, wanted, node) : Error;
            case SyntaxKind.AnonymousType:
                return Fresh(wanted, node);
            case SyntaxKind.InterpretedType:
            {
                var syntax = new InterpretedTypeSyntax(node);
                if (syntax.Inner is not { } inner) return Error;
                if (TypeResolver.Mark(syntax.Ownership) is not { } ownership) return Compile(inner, wanted);
                return Fit(Augment(ownership, Compile(inner, TemplataType.Coord), node), wanted, node);
            }
            case SyntaxKind.CallType:
                return Fit(Call(new CallTypeSyntax(node)), wanted, node);
            case SyntaxKind.StaticArrayType:
            {
                var array = new StaticArrayTypeSyntax(node);
                return Fit(Array(node, array.Size, true, array.HasImmutableMark, array.Mutability, array.Variability, array.Element), wanted, node);
            }
            case SyntaxKind.RuntimeArrayType:
            {
                var array = new RuntimeArrayTypeSyntax(node);
                return Fit(Array(node, null, false, array.HasImmutableMark, array.Mutability, null, array.Element), wanted, node);
            }
            case SyntaxKind.TupleType:
            {
                var members = new List<int>();
                foreach (var member in new TupleTypeSyntax(node).Members) members.Add(Compile(member, TemplataType.Coord));
                if (members.Contains(Error)) return Error;
                var result = Fresh(wanted == TemplataType.Pack ? TemplataType.Pack : TemplataType.Kind, node);
                Rule(wanted == TemplataType.Pack ? RuleKind.Pack : RuleKind.Tuple, [result, .. members], node);
                return Fit(result, wanted, node);
            }
            case SyntaxKind.PrototypeType when wanted == TemplataType.Prototype:
                return Prototype(new PrototypeTypeSyntax(node), null);
            default:
                _problems.Add(new UnsupportedConstruct(Where(node), type.Kind == SyntaxKind.PrototypeType ? "function types here" : "types of this form"));
                return Error;
        }
    }

    private int Call(CallTypeSyntax syntax)
    {
        if (syntax.Template?.Node.As<NameTypeSyntax>() is not { } name) return Error;
        if (_resolver.IsArrayTemplate(name.Name, syntax.Arguments.Count, out var isStatic))
        {
            var parts = syntax.Arguments.ToArray();
            return Array(syntax.Node, isStatic ? parts[0] : null, isStatic, false, parts[isStatic ? 1 : 0], isStatic ? parts[2] : null, parts[^1]);
        }
        if (_resolver.Find(name.Name) is not { } item) return Error;
        var generics = _db.Get(TypeQueries.Generics, item.Id);
        var arguments = new List<int>();
        foreach (var argument in syntax.Arguments)
            arguments.Add(Compile(argument, arguments.Count < generics.Length ? generics[arguments.Count].Type : TemplataType.Coord));
        for (var i = arguments.Count; i < generics.Length; i++)
        {
            if (SignatureQueries.OwnDefault(_db, item.Id, i) is not { } value) break;
            if (arguments.Contains(Error)) return Error;
            var rune = Fresh(generics[i].Type, syntax.Node);
            var rule = Rule(RuleKind.Default, [rune, .. arguments], syntax.Node);
            Replace(rule, rule with { Template = item.Id, Value = value });
            arguments.Add(rune);
        }
        if (arguments.Count == generics.Length) return MakeCitizen(item.Id, arguments, syntax.Node);
        var needed = 0;
        foreach (var generic in generics)
            if (!generic.HasDefault) needed++;
        _problems.Add(new WrongArgumentCount(Where(syntax.Node), item.Name, needed, generics.Length, arguments.Count, ItemQueries.NameAnchor(_db, item.Id)));
        return Error;
    }

    private int Array(SyntaxNode node, TypeSyntax? size, bool isStatic, bool isImmutable, TypeSyntax? mutability, TypeSyntax? variability, TypeSyntax? element)
    {
        if (element is not { } present) return Error;
        var length = !isStatic ? -1 : size is { } written ? Compile(written, TemplataType.Integer) : Error;
        var mutable = mutability is { } m ? Compile(m, TemplataType.Mutability)
            : Literal(_db.Intern(TypeQueries.Templatas, new MutabilityTemplata(isImmutable)), TemplataType.Mutability, node);
        var varying = variability is { } v ? Compile(v, TemplataType.Variability)
            : Literal(_db.Intern(TypeQueries.Templatas, new VariabilityTemplata(false)), TemplataType.Variability, node);
        var coord = Compile(present, TemplataType.Coord);
        if (length == Error || mutable == Error || varying == Error || coord == Error) return Error;
        var kind = Fresh(TemplataType.Kind, node);
        Rule(RuleKind.Array, [kind, length, mutable, varying, coord], node);
        return kind;
    }
}
