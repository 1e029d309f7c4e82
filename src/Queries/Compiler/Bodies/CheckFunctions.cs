// Whole bodies: of declared functions, and of those derived for structs.

using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    private const string ConstructingPrefix = "self.";

    /// <summary>Checks a function's body.</summary>
    public static CheckedBody Check(QueryContext db, FunctionId function)
    {
        var data = db.Lookup(TypeQueries.Functions, function);
        var header = db.Get(SignatureQueries.Header, function);
        var checker = new BodyChecker(db, function, data.Denizen, header, data.Origin != FunctionOrigin.Declared);
        return data.Origin switch
        {
            FunctionOrigin.StructConstructor => checker.Constructor(),
            FunctionOrigin.StructDrop => checker.Drop(),
            FunctionOrigin.AnonymousForward => checker.Forward(data.Ordinal),
            _ => checker.Declared(),
        };
    }

    private CheckedBody Constructor()
    {
        _flow.OpenScope();
        var members = new Expr[_header.Parameters.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var local = _flow.Declare(new LocalState(_header.Parameters[i].Name ?? "_", _header.Parameters[i].Type, -1, HeaderAnchor(), isUser: true));
            members[i] = new LocalMoveExpr(local, _header.Parameters[i].Type, -1);
        }
        return Finish(new ConstructExpr(ValueArray.Wrap(members), _header.ReturnType, -1), members.Length, null);
    }

    // drop(this Ship) { [fuel, crew] = this; drop(fuel); drop(crew); }
    private CheckedBody Drop()
    {
        _flow.OpenScope();
        var self = _header.Parameters[0].Type;
        var members = Contents(self)!.Members;
        _flow.Declare(new LocalState("this", self, -1, HeaderAnchor(), isUser: true));
        var locals = new int[members.Length];
        for (var i = 0; i < locals.Length; i++) locals[i] = DeclareTemporary(members[i].Type, i);
        var items = new List<Expr> { new DestructureExpr(new LocalMoveExpr(0, self, -1), ValueArray.Wrap(locals), -1) };
        foreach (var local in locals) items.Add(DropLocal(local, _flow.Locals[local].Site));
        items.Add(new VoidExpr(-1));
        return Finish(new SequenceExpr(items.ToValueArray(), Coord.Void, -1), 1, null);
    }

    // bork(self &Bork.anonymous, x int) int { self.method1(x) }
    private CheckedBody Forward(int method)
    {
        _flow.OpenScope();
        var arguments = new List<Expr>();
        var types = new List<Coord>();
        var self = -1;
        for (var i = 0; i < _header.Parameters.Length; i++)
        {
            var parameter = _header.Parameters[i];
            var local = _flow.Declare(new LocalState(parameter.Name ?? "_", parameter.Type, -1, HeaderAnchor(), isUser: true));
            if (self < 0 && TypeQueries.TemplateOf(_db, parameter.Type.Kind) == _denizen) self = local;
            else arguments.Add(Move(local, -1));
        }
        var member = Contents(_header.Parameters[self].Type)!.Members[method];
        var container = Load(self, LoadAs.Borrow, -1);
        var callable = Member(container, method, member, -1);
        types.Add(callable.Type);
        foreach (var argument in arguments) types.Add(argument.Type);
        var call = _calls.FindExact("__call", types.ToArray());
        Expr value = call is null ? new ErrorExpr(-1)
            : new CallExpr(call.Prototype, [callable, .. arguments], call.ReturnType, -1);
        var drops = DropLocals(_flow.LiveInScope(), -1);
        return Finish(drops.IsEmpty ? value : new ThenExpr(value, drops, -1), _header.Parameters.Length, null);
    }

    private CheckedBody Declared()
    {
        var body = BodyGreen();
        var block = body is null ? default : new BlockSyntax(new SyntaxNode(body));
        _flow.OpenScope();
        var items = new List<Expr>();
        Parameters(items);
        var result = body is null ? new VoidExpr(-1) : BodyBlock(block);
        items.Add(result);
        var root = items.Count == 1 ? result : new SequenceExpr(items.ToValueArray(), result.Type, result.Site);
        var drops = _flow.Reachable ? DropLocals(_flow.LiveInScope(), result.Site) : [];
        return Finish(drops.IsEmpty ? root : new ThenExpr(root, drops, result.Site), _header.Parameters.Length, body);
    }

    private void Parameters(List<Expr> items)
    {
        var syntax = new FunctionHeaderSyntax(new SyntaxNode(_db.Get(ItemQueries.Header, _denizen).Green!));
        if (syntax.Parameters is not { } list) return;
        _base = AnchorBase.Item;
        var patterns = new List<(PatternSyntax Pattern, int Local)>();
        var boxed = new List<int>();
        var at = 0;
        foreach (var parameter in list.Parameters)
        {
            var (name, type) = _header.Parameters[at++];
            var declared = Where(parameter.Pattern?.Name?.Range ?? parameter.Node.Range);
            var local = _flow.Declare(new LocalState(name ?? "<parameter>", type, -1, declared, isUser: name is not null));
            if (name is not null && IsSetByLambda(name)) boxed.Add(local);
            if (parameter.Pattern is { } pattern && (pattern.Destructure is not null || name is null)) patterns.Add((pattern, local));
        }
        foreach (var local in boxed)
        {
            var state = _flow.Locals[local];
            var box = _flow.Declare(new LocalState(state.Name, state.Type, -1, state.Declared, isUser: true) { IsBoxed = true, BoxOf = local });
            items.Add(Init(box, Move(local, -1), -1));
        }
        Unpack(patterns, items);
        _base = AnchorBase.Body;
    }

    /// <summary>An unnamed parameter lives to the end of the body; a taken-apart one is taken apart first.</summary>
    private void Unpack(List<(PatternSyntax Pattern, int Local)> patterns, List<Expr> items)
    {
        foreach (var (pattern, local) in patterns)
        {
            if (pattern.Destructure is not { } parts) continue;
            var type = _flow.Locals[local].Type;
            TakeApart(parts, pattern.Name is null ? Move(local, -1) : Load(local, LoadAs.Borrow, -1), type, items);
        }
    }

    /// <summary>The body's block, and what it must yield.</summary>
    private Expr BodyBlock(BlockSyntax block)
    {
        _flow.OpenScope();
        var items = new List<Expr>();
        var value = Statements(block.Statements, items, out var resultRange);
        if (_flow.Reachable) value = Construct(block, value, ref resultRange);
        var end = new TextRange(Math.Max(0, block.Node.End - 1), block.Node.End);
        if (_flow.Reachable && !value.Type.IsNever)
        {
            var wanted = _header.ReturnType;
            if (value.Type.IsVoid && !wanted.IsVoid && !wanted.IsError && value is not ErrorExpr)
                value = Report(wanted.IsNever || resultRange is null || block.Result?.Kind is SyntaxKind.IfExpression or SyntaxKind.BlockExpression
                    ? new MissingReturn(Where(end), wanted, HeaderAnchor())
                    : new TypeMismatch(Where(resultRange.Value), wanted, value.Type, ValueRole.BodyResult, HeaderAnchor()), Site(end));
            else value = Convert(value, wanted, ValueRole.BodyResult, resultRange ?? end, HeaderAnchor());
        }
        return CloseBlock(items, value, Site(end));
    }

    /// <summary>In a function that sets <c>self.x</c> without a self: the call of the constructor with what was set.</summary>
    private Expr Construct(BlockSyntax block, Expr value, ref TextRange? resultRange)
    {
        var names = _flow.NamesInScope().Where(static pair => pair.Name.StartsWith(ConstructingPrefix, StringComparison.Ordinal)).ToDictionary();
        if (names.Count == 0 || !value.Type.IsVoid || TypeQueries.TemplateOf(_db, _header.ReturnType.Kind) is not { } id ||
            Contents(_header.ReturnType) is not { } contents) return value;
        var end = new TextRange(Math.Max(0, block.Node.End - 1), block.Node.End);
        var site = Site(end);
        resultRange = end;
        var missing = new List<string>();
        var arguments = new List<Expr>();
        var members = contents.Members;
        ReferToMembers(names, id, members);
        for (var i = 0; i < members.Length; i++)
        {
            var member = members[i];
            if (names.Remove(ConstructingPrefix + member.Name, out var local) && _flow.IsLive(local))
                arguments.Add(Convert(Move(local, site), member.Type, ValueRole.Set, PlaceOf(local), ItemQueries.MemberAnchor(_db, id, i)));
            else missing.Add(member.Name);
        }
        foreach (var (name, local) in names)
        {
            var member = name[ConstructingPrefix.Length..];
            _problems.Add(new UnknownMember(_flow.Locals[local].Declared, _header.ReturnType, member, Spelling.Near(member, missing)));
        }
        if (names.Count > 0) return new ErrorExpr(site);
        if (missing.Count > 0)
            return Report(new MissingMembers(Where(end), _db.Lookup(ItemQueries.Denizens, id).Name, missing.ToValueArray()), site);
        var types = new Coord[arguments.Count];
        for (var i = 0; i < types.Length; i++)
            if ((types[i] = arguments[i].Type).IsError) return new ErrorExpr(site);
        var constructor = SignatureQueries.Constructor(_db, id);
        var generics = TypeQueries.ArgumentsOf(_db, _header.ReturnType.Kind);
        // What the return type needs and does not have is told of the header.
        if (_calls.ResolveAll(_db.Get(SignatureQueries.Citizen, id).Terms, id, generics, out _) is not { } bounds) return new ErrorExpr(site);
        var prototype = _db.Intern(TypeQueries.Prototypes, new FunctionPrototype(constructor, generics, bounds));
        var call = new CallExpr(prototype, arguments.ToValueArray(), _header.ReturnType, site);
        return value is VoidExpr ? call : new SequenceExpr([value, call], call.Type, site);
    }

    // Now it is known what was set: each `self.x` is the member.
    private void ReferToMembers(Dictionary<string, int> names, DenizenId id, ValueArray<StructMember> members)
    {
        for (var i = 0; i < _references.Count; i++)
        {
            var reference = _references[i];
            if (reference.Kind != ReferenceKind.Local || reference.Function != _function) continue;
            for (var member = 0; member < members.Length; member++)
                if (names.TryGetValue(ConstructingPrefix + members[member].Name, out var local) && local == reference.Local)
                    _references[i] = reference with { Kind = ReferenceKind.Member, Local = -1, Function = default, Denizen = id, Member = member };
        }
    }

    private TextRange PlaceOf(int local)
    {
        var site = _sites[_flow.Locals[local].Site];
        return new TextRange(site.Start, site.End);
    }
}
