// Lambdas: a closure where one is written, and for each list of argument types it is called with, a function (LAGT).
// They are checked within their parent's body, with its placeholders (LHPCTLD) and its bounds (LCCPGB, LCNBAFA).

using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    // Of a lambda's own checker: the lambda, and what its body was seen to yield.
    private readonly LambdaSite? _lambda;
    private readonly Coord _closure;
    private Coord? _yields;
    private int _lambdaCount;
    private int _magicParameters;

    private BodyChecker(BodyChecker parent, BodyShared shared, FunctionId function, LambdaSite lambda, Coord closure)
    {
        _db = parent._db;
        _function = function;
        _denizen = parent._denizen;
        _file = parent._file;
        _header = parent._header;
        _shared = shared;
        (_sites, _problems, _references) = (_shared.Sites, _shared.Problems, _shared.References);
        _calls = new CallResolver(_db, this);
        _lambda = lambda;
        _closure = closure;
        _depth = parent._depth;
    }

    FileId ICaller.File => _file;

    ValueArray<KnownBound> ICaller.Bounds => _shared.Bounds;

    // What is written.

    /// <summary>The names that some lambda of the body sets: locals of such a name live in boxes.</summary>
    private bool IsSetByLambda(string name)
    {
        if (_isDerived) return false;
        if (_shared.SetByLambdas is null)
        {
            _shared.SetByLambdas = new HashSet<string>(StringComparer.Ordinal);
            if (BodyGreen() is { } body) CollectSet(new SyntaxNode(body), false);
        }
        return _shared.SetByLambdas.Contains(name);
    }

    private void CollectSet(SyntaxNode node, bool inLambda)
    {
        if (node.IsToken) return;
        if (inLambda && node.As<SetExpressionSyntax>() is { Target: { } target } && target.Node.As<NameExpressionSyntax>() is { Name: var name })
            _shared.SetByLambdas!.Add(name.Text);
        if (inLambda && node.As<PatternSyntax>() is { IsSet: true, Name: { } set }) _shared.SetByLambdas!.Add(set.Text);
        foreach (var child in node.Children) CollectSet(child, inLambda || node.Kind == SyntaxKind.LambdaExpression);
    }

    private static void CollectNames(SyntaxNode node, List<string> names)
    {
        if (node.IsToken) return;
        if (node.As<NameExpressionSyntax>() is { Name: var token } && !names.Contains(token.Text)) names.Add(token.Text);
        if (node.As<PatternSyntax>() is { IsSet: true, Name: { } set } && !names.Contains(set.Text)) names.Add(set.Text);
        if (node.As<UnletExpressionSyntax>() is { Name: { } unlet } && !names.Contains(unlet.Text)) names.Add(unlet.Text);
        foreach (var child in node.Children) CollectNames(child, names);
    }

    /// <summary>The closure: an object that holds what the lambda captures.</summary>
    private ConstructExpr Lambda(LambdaExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        SeeLambda(syntax);
        var ordinal = _lambdaCount++;
        var names = new List<string>();
        CollectNames(syntax.Node, names);
        var captured = new List<CapturedName>();
        var members = new List<StructMember>();
        var values = new List<Expr>();
        foreach (var name in names)
        {
            if (Capture(name, site) is not var (value, entry)) continue;
            captured.Add(entry);
            members.Add(new StructMember(name, value.Type, false));
            values.Add(value);
        }
        var isImmutable = members.TrueForAll(static member => member.Type.Ownership == Ownership.Share);
        var kind = _db.Intern(TypeQueries.Kinds, new ClosureKind(_function, ordinal, _header.Terms.Arguments, isImmutable));
        var shape = new ClosureShape(_function, ordinal, members.ToValueArray());
        if (_shared.LambdaSites.TryAdd(kind, new LambdaSite(this, syntax, shape, captured))) _shared.Closures.Add(shape);
        return new ConstructExpr(values.ToValueArray(), TypeQueries.Owned(_db, kind), site);
    }

    // What a name is to a lambda written here: a local or something captured already. Owners are borrowed; the rest is copied.
    private (Expr Value, CapturedName Name)? Capture(string name, int site)
    {
        if (_flow.Find(name) is { } local)
        {
            var state = _flow.Locals[local];
            if (!_flow.IsLive(local) || state.Type.IsError || state.Type.IsVoid) return null;
            var entry = new CapturedName(name, state.Type, state.IsBoxed, state.Declared, _function, NumberOf(local));
            return (state.IsBoxed ? BorrowBox(local, site) : Load(local, LoadAs.Borrow, site), entry);
        }
        if (FindCaptured(name) is not { } index) return null;
        var captured = _lambda!.Names[index];
        return (CapturedMember(index, site), captured);
    }

    private int? FindCaptured(string name)
    {
        if (_lambda is null) return null;
        for (var i = 0; i < _lambda.Names.Count; i++)
            if (_lambda.Names[i].Name == name) return i;
        return null;
    }

    private void ReferToCaptured(TextRange range, int index, ReferenceUse use)
    {
        var name = _lambda!.Names[index];
        ReferToLocal(range, name.Owner, name.Local, name.Type, use);
    }

    private Expr CapturedMember(int index, int site) =>
        Member(new LocalReadExpr(0, _closure, site), index, _lambda!.Shape.Members[index], site);

    /// <summary>A captured name as a value: what the closure holds, or what is in the box it refers to.</summary>
    private Expr LoadCaptured(int index, int site)
    {
        var member = CapturedMember(index, site);
        var name = _lambda!.Names[index];
        return name.IsBoxed ? Member(member, 0, new StructMember("", name.Type, true), site) : member;
    }

    private Expr SetCaptured(int index, Expr value, TextRange valueRange, int site)
    {
        var name = _lambda!.Names[index];
        if (!name.IsBoxed) return Report(new NotSettable(Where(site)), site);
        value = Convert(value, name.Type, ValueRole.Set, valueRange, name.Declared);
        return value.Type.IsError ? new ErrorExpr(site) : new MemberSetExpr(CapturedMember(index, site), 0, value, name.Type, site);
    }

    // What is called.

    /// <inheritdoc/>
    public ResolvedCall? CallClosure(ClosureKind closure, ReadOnlySpan<Coord> arguments)
    {
        var kind = _db.Intern(TypeQueries.Kinds, closure);
        if (!_shared.LambdaSites.TryGetValue(kind, out var lambda) || arguments[0].Ownership is not (Ownership.Borrow or Ownership.Share)) return null;
        if (LambdaParameters(lambda.Syntax, arguments[1..]) is not { } parameters) return null;
        var key = new LambdaKey(closure.Owner, closure.Ordinal, parameters);
        var function = _db.Intern(TypeQueries.Functions, new FunctionData(FunctionOrigin.Lambda, _denizen, 0, key));
        if (!_shared.Made.TryGetValue(function, out var made))
        {
            _shared.Made.Add(function, null);
            var checker = new BodyChecker(lambda.Checker, _shared, function, lambda, arguments[0]);
            made = checker.CheckLambda(parameters);
            _shared.Made[function] = made;
        }
        return made;
    }

    // The types of a lambda's parameters for these arguments, or null when it does not take them.
    private ValueArray<Coord>? LambdaParameters(LambdaExpressionSyntax syntax, ReadOnlySpan<Coord> arguments)
    {
        var count = syntax.Parameters is { } list ? list.Parameters.Count : CountMagic(syntax.Node);
        if (count != arguments.Length) return null;
        if (syntax.Parameters is not { } written) return ValueArray.Create(arguments);
        var at = 0;
        foreach (var parameter in written.Parameters)
        {
            var argument = arguments[at++];
            if (parameter.Pattern?.Type is { } type && Resolver([]).Resolve(type) is { IsError: false } wanted && wanted != argument) return null;
        }
        return ValueArray.Create(arguments);
    }

    private static int CountMagic(SyntaxNode lambda)
    {
        var count = 0;
        foreach (var child in lambda.Children) CountMagic(child, ref count);
        return count;
    }

    private static void CountMagic(SyntaxNode node, ref int count)
    {
        if (node.Kind == SyntaxKind.MagicParameterExpression) count++;
        // A lambda without a list of parameters of its own takes the ones in it.
        if (node.IsToken || node.As<LambdaExpressionSyntax>() is { Parameters: null }) return;
        foreach (var child in node.Children) CountMagic(child, ref count);
    }

    private ResolvedCall? CheckLambda(ValueArray<Coord> parameters)
    {
        _flow.OpenScope();
        var syntax = _lambda!.Syntax;
        var declared = Where(syntax.Node);
        _flow.Declare(new LocalState("<closure>", _closure, -1, declared, isUser: false));
        var items = new List<Expr>();
        var taken = new List<(PatternSyntax Pattern, int Local)>();
        var at = 0;
        if (syntax.Parameters is { } list)
            foreach (var parameter in list.Parameters)
            {
                var token = parameter.Pattern is { IsIgnored: false } pattern ? pattern.Name : null;
                var place = Where(token?.Range ?? parameter.Node.Range);
                var local = _flow.Declare(new LocalState(token?.Text ?? "<parameter>", parameters[at++], -1, place, isUser: token is not null));
                if (token is { } named) ReferToLocal(named.Range, local, ReferenceUse.Declare);
                if (parameter.Pattern is { } whole) taken.Add((whole, local));
            }
        else
            foreach (var type in parameters) _flow.Declare(new LocalState("<magic>", type, -1, declared, isUser: false));
        Unpack(taken, items);
        var value = syntax.Block is { } block ? LambdaBlock(block) : Flush(0, Expression(syntax.Expression, LoadAs.Use, syntax.Node), always: true);
        if (value.Type.IsNever) _flow.Reachable = false;
        if (_flow.Reachable && !value.Type.IsError)
        {
            if (_yields is { } before) value = Convert(value, before, ValueRole.Return, (syntax.Block?.Result?.Node ?? syntax.Node).Range, Where(syntax.Node));
            else _yields = value.Type;
        }
        // A borrow of what the lambda itself owns would outlive it, but says so itself when it is used.
        var returns = _yields ?? (value.Type.IsError ? Coord.Error : Coord.Never);
        items.Add(value);
        var site = value.Site;
        var root = items.Count == 1 ? value : new SequenceExpr(items.ToValueArray(), value.Type, site);
        var drops = _flow.Reachable ? DropLocals(_flow.LiveInScope(), site) : [];
        if (returns.IsError) return null;
        _shared.Lambdas.Add(new LambdaBody(_function, Tree(drops.IsEmpty ? root : new ThenExpr(root, drops, site), parameters.Length + 1), returns));
        var prototypes = new PrototypeId[_shared.Bounds.Length];
        for (var i = 0; i < prototypes.Length; i++) prototypes[i] = _shared.Bounds[i].Prototype;
        var prototype = _db.Intern(TypeQueries.Prototypes, new FunctionPrototype(_function, _header.Terms.Arguments, ValueArray.Wrap(prototypes)));
        return new ResolvedCall(prototype, [_closure, .. parameters], returns);
    }

    private Expr LambdaBlock(BlockSyntax block)
    {
        _flow.OpenScope();
        var items = new List<Expr>();
        var value = Statements(block.Statements, items, out _);
        return CloseBlock(items, value, Site(new TextRange(Math.Max(block.Node.Offset, block.Node.End - 1), block.Node.End)));
    }

    /// <summary>A lambda nobody calls is checked too where its parameters say their types.</summary>
    private void CheckUncalledLambdas()
    {
        foreach (var (kind, lambda) in _shared.LambdaSites.ToArray())
        {
            var isMade = false;
            foreach (var made in _shared.Made.Keys)
                isMade |= _db.Lookup(TypeQueries.Functions, made).Lambda is { } key && key.Owner == lambda.Shape.Owner && key.Ordinal == lambda.Shape.Ordinal;
            if (isMade || _db.Lookup(TypeQueries.Kinds, kind) is not ClosureKind closure) continue;
            var types = new List<Coord> { TypeQueries.Owned(_db, kind).With(Ownership.Borrow) };
            if (lambda.Syntax.Parameters is { } list)
                foreach (var parameter in list.Parameters)
                    types.Add(parameter.Pattern?.Type is { } type ? Resolver().Resolve(type) : Coord.Error);
            else if (CountMagic(lambda.Syntax.Node) is > 0 and var magic)
            {
                if (!IsProbed(lambda.Syntax.Node.Range)) continue;
                for (var i = 0; i < magic; i++) types.Add(Coord.Error);
            }
            // A probe sees what there is to see, though nobody says what the parameters are.
            if (!types.Exists(static type => type.IsError) || IsProbed(lambda.Syntax.Node.Range)) CallClosure(closure, types.ToArray());
        }
    }

    private Expr Magic(SyntaxNode node)
    {
        var site = Site(node);
        var local = 1 + _magicParameters++;
        if (_lambda is null || _lambda.Syntax.Parameters is not null || local >= _flow.Locals.Count)
            return Report(new UnknownName(Where(node), "_", []), site);
        return Load(local, LoadAs.Use, site);
    }
}
