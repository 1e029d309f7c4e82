// Whole bodies: of declared functions, and of those derived for structs.

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
        var (origin, denizen) = db.Lookup(SignatureQueries.Functions, function);
        var header = db.Get(SignatureQueries.Header, function);
        var checker = new BodyChecker(db, denizen, header, origin != FunctionOrigin.Declared);
        return origin switch
        {
            FunctionOrigin.StructConstructor => checker.Constructor(),
            FunctionOrigin.StructDrop => checker.Drop(),
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
        var definition = _db.Get(SignatureQueries.StructDefinition, _denizen);
        _flow.Declare(new LocalState("this", self, -1, HeaderAnchor(), isUser: true));
        var locals = new int[definition.Members.Length];
        for (var i = 0; i < locals.Length; i++) locals[i] = DeclareTemporary(definition.Members[i].Type, i);
        var items = new List<Expr> { new DestructureExpr(new LocalMoveExpr(0, self, -1), ValueArray.Wrap(locals), -1) };
        foreach (var local in locals) items.Add(DropLocal(local, _flow.Locals[local].Site));
        items.Add(new VoidExpr(-1));
        return Finish(new SequenceExpr(items.ToValueArray(), Coord.Void, -1), 1, null);
    }

    private CheckedBody Declared()
    {
        var body = _db.Get(ItemQueries.Body, _denizen).Green;
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
        var at = 0;
        foreach (var parameter in list.Parameters)
        {
            var (name, type) = _header.Parameters[at++];
            var declared = Where(parameter.Pattern?.Name?.Range ?? parameter.Node.Range);
            var local = _flow.Declare(new LocalState(name ?? "<parameter>", type, -1, declared, isUser: name is not null));
            if (parameter.Pattern is { } pattern && (pattern.Destructure is not null || name is null)) patterns.Add((pattern, local));
        }
        // An unnamed parameter lives to the end of the body; a taken-apart one is taken apart first.
        foreach (var (pattern, local) in patterns)
        {
            if (pattern.Destructure is not { } parts) continue;
            var type = _flow.Locals[local].Type;
            TakeApart(parts, pattern.Name is null ? Move(local, -1) : Load(local, LoadAs.Borrow, -1), type, items);
        }
        _base = AnchorBase.Body;
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
        if (names.Count == 0 || !value.Type.IsVoid || AsStruct(_header.ReturnType) is not { Struct: var id }) return value;
        var end = new TextRange(Math.Max(0, block.Node.End - 1), block.Node.End);
        var site = Site(end);
        resultRange = end;
        var missing = new List<string>();
        var arguments = new List<Expr>();
        var members = _db.Get(SignatureQueries.StructDefinition, id).Members;
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
        var call = new CallExpr(SignatureQueries.Constructor(_db, id), arguments.ToValueArray(), _header.ReturnType, site);
        return value is VoidExpr ? call : new SequenceExpr([value, call], call.Type, site);
    }

    private TextRange PlaceOf(int local)
    {
        var site = _sites[_flow.Locals[local].Site];
        return new TextRange(site.Start, site.End);
    }
}
