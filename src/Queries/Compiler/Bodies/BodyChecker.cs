// Checks one function's body. This part holds its state and the actions every construct is made of: sites, problems,
// locals, temporaries, conversions and drops. The others read the syntax, one family of constructs per file.

using System.Runtime.CompilerServices;
using Vale.Compiler.Calls;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

/// <summary>How an expression's value is wanted.</summary>
internal enum LoadAs : byte
{
    /// <summary>As it is: an owner is moved out of a local, looked at in a member.</summary>
    Use,
    /// <summary>As a reference to an owner.</summary>
    Borrow,
}

/// <summary>Checks one body and makes its typed tree. Single use, one thread.</summary>
internal sealed partial class BodyChecker : ICaller
{
    // Deeper typed trees are refused, so that whatever walks them may recurse.
    private const int MaxDepth = 1000;

    private readonly QueryContext _db;
    private readonly FileId _file;
    private readonly DenizenId _denizen;
    private readonly FunctionId _function;
    private readonly FunctionHeader _header;
    private readonly bool _isDerived;
    private readonly BodyFlow _flow = new();
    private readonly BodyShared _shared;
    private readonly List<SiteRange> _sites;
    private readonly List<Problem> _problems;
    private readonly List<BodyReference> _references;
    private readonly CallResolver _calls;
    private readonly List<int> _temporaries = [];
    private int _depth;

    private BodyChecker(QueryContext db, FunctionId function, DenizenId denizen, FunctionHeader header, bool isDerived, BodyProbe? probe = null)
    {
        _isDerived = isDerived;
        _db = db;
        _function = function;
        _denizen = denizen;
        _file = db.Lookup(ItemQueries.Denizens, denizen).File;
        _header = header;
        _shared = new BodyShared(HeaderCaller.BoundsOf(db, denizen, header.Terms), probe);
        (_sites, _problems, _references) = (_shared.Sites, _shared.Problems, _shared.References);
        _calls = new CallResolver(db, this);
    }

    // A copy that goes on from here without changing anything of the original.
    private BodyChecker(BodyChecker original)
    {
        (_db, _file, _denizen, _function, _header, _isDerived) =
            (original._db, original._file, original._denizen, original._function, original._header, original._isDerived);
        (_lambda, _closure, _yields, _lambdaCount, _magicParameters, _depth, _base) =
            (original._lambda, original._closure, original._yields, original._lambdaCount, original._magicParameters, original._depth, original._base);
        _flow = original._flow.Copy();
        _temporaries.AddRange(original._temporaries);
        _shared = original._shared.Copy();
        (_sites, _problems, _references) = (_shared.Sites, _shared.Problems, _shared.References);
        _calls = new CallResolver(_db, this);
    }

    private CheckedBody Finish(Expr root, int parameterCount, GreenNode? body)
    {
        CheckUncalledLambdas();
        if (body is not null)
        {
            NumberLines(body.ToString());
            BrokenStatements.Forget(body, _problems);
        }
        return new CheckedBody(Tree(root, parameterCount),
            new BodySites(_sites.ToValueArray()), _references.ToValueArray(), _problems.Distinct().ToValueArray(),
            _shared.Lambdas.ToValueArray(), _shared.Closures.ToValueArray());
    }

    private TypedBody Tree(Expr root, int parameterCount)
    {
        var locals = new BodyLocal[_flow.Locals.Count];
        for (var i = 0; i < locals.Length; i++) locals[i] = new BodyLocal(_flow.Locals[i].Name, Stored(_flow.Locals[i]), _flow.Locals[i].Site);
        return new TypedBody(ValueArray.Wrap(locals), parameterCount, root);
    }

    private void NumberLines(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1)) starts.Add(i + 1);
        for (var i = 0; i < _sites.Count; i++)
        {
            var line = starts.BinarySearch(_sites[i].Start);
            _sites[i] = _sites[i] with { Line = line >= 0 ? line : ~line - 1 };
        }
    }

    // Sites and problems.

    // While parameters are read, offsets count from the header, and there are no sites.
    private AnchorBase _base = AnchorBase.Body;

    private int Site(TextRange range)
    {
        if (_base != AnchorBase.Body) return -1;
        _sites.Add(new SiteRange(range.Start, range.Length, 0));
        return _sites.Count - 1;
    }

    private int Site(SyntaxNode node) => Site(node.Range);

    private Anchor Where(TextRange range) => new(_file, _denizen, _base, range.Start, range.Length);

    private Anchor Where(SyntaxNode node) => Where(node.Range);

    // A derived function has no text of its own; its sites are its struct's members.
    private Anchor Where(int site) =>
        site < 0 ? HeaderAnchor()
        : _isDerived ? ItemQueries.MemberAnchor(_db, _denizen, site)
        : new Anchor(_file, _denizen, AnchorBase.Body, _sites[site].Start, _sites[site].Length);

    private Anchor HeaderAnchor() => ItemQueries.NameAnchor(_db, _denizen);

    private ErrorExpr Report(Problem problem, int site)
    {
        _problems.Add(problem);
        return new ErrorExpr(site);
    }

    private ErrorExpr Unsupported(SyntaxNode node, string what) =>
        Report(new UnsupportedConstruct(Where(node), what), Site(node));

    // Locals.

    private int DeclareUser(string name, Coord type, int site)
    {
        if (_flow.FindInScope(name) is { } first)
            _problems.Add(new DuplicateLocal(Where(site), name, _flow.Locals[first].Declared));
        return _flow.Declare(new LocalState(name, type, site, Where(site), isUser: true) { IsBoxed = IsSetByLambda(name) });
    }

    /// <summary>A local the user cannot name, which holds a value from now on; the caller makes its init.</summary>
    private int DeclareTemporary(Coord type, int site) =>
        _flow.Declare(new LocalState("<temporary>", type, site, Where(site), isUser: false));

    private bool RequireLive(int local, int site)
    {
        if (_flow.IsLive(local)) return true;
        var state = _flow.Locals[local];
        if (!_flow.Reachable || state.Type.IsError || state.IsLost) return false;
        state.IsLost = true;
        _problems.Add(new UseAfterMove(Where(site), state.Name, state.MovedAt >= 0 ? Where(state.MovedAt) : Where(site), state.Declared));
        return false;
    }

    private Expr Move(int local, int site)
    {
        var state = _flow.Locals[local];
        _flow.SetLive(local, false);
        state.MovedAt = site;
        return state.IsBoxed ? Unbox(local, site) : new LocalMoveExpr(local, state.Type, site);
    }

    private Expr Load(int local, LoadAs how, int site)
    {
        var state = _flow.Locals[local];
        if (!RequireLive(local, site)) return new ErrorExpr(site);
        if (state.IsBoxed && (how == LoadAs.Borrow || state.Type.Ownership != Ownership.Own))
            return Member(BorrowBox(local, site), 0, new StructMember("", state.Type, true), site);
        if (state.Type.Ownership != Ownership.Own) return new LocalReadExpr(local, state.Type, site);
        return how == LoadAs.Borrow ? new LocalBorrowExpr(local, state.Type.With(Ownership.Borrow), site) : Move(local, site);
    }

    // A local that a lambda sets lives in an object of its own, a box, which both refer to.

    private Coord BoxOf(Coord type) => new(_db.Intern(TypeQueries.Kinds, new BoxKind(type)), Ownership.Own);

    /// <summary>The type of what a local's place holds.</summary>
    private Coord Stored(LocalState local) => local.IsBoxed && !local.Type.IsError ? BoxOf(local.Type) : local.Type;

    private LocalBorrowExpr BorrowBox(int local, int site) => new(local, BoxOf(_flow.Locals[local].Type).With(Ownership.Borrow), site);

    private SequenceExpr Unbox(int local, int site)
    {
        var type = _flow.Locals[local].Type;
        var value = DeclareTemporary(type, site);
        _flow.SetLive(value, false);
        return new SequenceExpr([
            new DestructureExpr(new LocalMoveExpr(local, BoxOf(type), site), [value], site),
            new LocalMoveExpr(value, type, site)], type, site);
    }

    /// <summary>Puts a first value into a local's place.</summary>
    private LocalInitExpr Init(int local, Expr value, int site) =>
        new(local, _flow.Locals[local].IsBoxed && !value.Type.IsError ? new ConstructExpr([value], BoxOf(_flow.Locals[local].Type), site) : value, site);

    /// <summary>After a mistake, the locals these values were moved from may be there or not: who moved them is wrong somehow.</summary>
    private void Lose(params ReadOnlySpan<Expr?> values)
    {
        foreach (var value in values)
            if (value is LocalMoveExpr move) _flow.Locals[move.Local].IsLost = true;
    }

    // Temporaries: an owner that something only borrows lives in a hidden local until the expression around it that
    // no longer borrows is done.

    private int TemporaryMark() => _temporaries.Count;

    /// <summary>Turns an owned value into a borrow of it, kept alive by a temporary; anything else stays as it is.</summary>
    private Expr Borrowed(Expr value)
    {
        if (value.Type.Ownership != Ownership.Own || value.Type.IsError || value.Type.IsNever) return value;
        var local = DeclareTemporary(value.Type, value.Site);
        _temporaries.Add(local);
        return new SequenceExpr([new LocalInitExpr(local, value, value.Site), new LocalBorrowExpr(local, value.Type.With(Ownership.Borrow), value.Site)],
            value.Type.With(Ownership.Borrow), value.Site);
    }

    /// <summary>Drops the temporaries made since the mark behind a value that does not borrow from them, unless it is a reference that may.</summary>
    private Expr Flush(int mark, Expr value, bool always = false)
    {
        if (_temporaries.Count == mark) return value;
        if (!always && value.Type.Ownership is Ownership.Borrow or Ownership.Weak && !value.Type.IsNever) return value;
        var drops = new List<Expr>();
        for (var i = _temporaries.Count - 1; i >= mark; i--)
        {
            var local = _temporaries[i];
            if (_flow.IsLive(local) && _flow.Reachable) drops.Add(DropLocal(local, value.Site));
            _flow.SetLive(local, false);
        }
        _temporaries.RemoveRange(mark, _temporaries.Count - mark);
        return drops.Count == 0 || value.Type.IsNever ? value : new ThenExpr(value, drops.ToValueArray(), value.Site);
    }

    // Drops and conversions.

    private Expr DropLocal(int local, int site)
    {
        var state = _flow.Locals[local];
        _flow.SetLive(local, false);
        return Drop(new LocalMoveExpr(local, Stored(state), site), local);
    }

    private ValueArray<Expr> DropLocals(List<int> locals, int site)
    {
        if (locals.Count == 0) return [];
        var drops = new List<Expr>(locals.Count);
        foreach (var local in locals)
            drops.Add(DropLocal(local, site));
        return drops.ToValueArray();
    }

    /// <summary>Ends a value nobody wants.</summary>
    private Expr Drop(Expr value, int local = -1)
    {
        var type = value.Type;
        if (type.IsNever || type.IsError) return value;
        if (type.Ownership != Ownership.Own) return type.IsVoid && value is not LocalMoveExpr ? value : new DiscardExpr(value, value.Site);
        if (FindDrop(type) is { } drop)
        {
            if (drop.Parameters[0] != type && _calls.IsConvertible(type, drop.Parameters[0], out var impl)) value = Upcast(value, impl!.Value, drop.Parameters[0]);
            return new CallExpr(drop.Prototype, [value], drop.ReturnType, value.Site);
        }
        // What is not fully known is told of where it is made.
        if (Contents(type) is { IsUsable: false } || IsUnmet(type.Kind)) return new ErrorExpr(value.Site);
        var name = local >= 0 && _flow.Locals[local].IsUser ? _flow.Locals[local].Name : null;
        var where = name is null ? Where(value.Site) : _flow.Locals[local].Declared;
        var declared = TypeQueries.TemplateOf(_db, type.Kind) is { } template ? ItemQueries.NameAnchor(_db, template) : HeaderAnchor();
        return Report(new NotDroppable(where, type, name, declared), value.Site);
    }

    // A type whose bounds do not hold is told of where it is mentioned or made.
    private bool IsUnmet(KindId kind) =>
        TypeQueries.TemplateOf(_db, kind) is { } template && TypeQueries.ArgumentsOf(_db, kind) is { IsEmpty: false } arguments &&
        _calls.ResolveAll(_db.Get(SignatureQueries.Citizen, template).Terms, template, arguments, out _) is null;

    private ResolvedCall? FindDrop(Coord type)
    {
        if (!_shared.Drops.TryGetValue(type, out var drop)) _shared.Drops.Add(type, drop = _calls.FindDrop(type));
        return drop;
    }

    /// <summary>Checks that a value is of the wanted type, and upcasts it where it can become so.</summary>
    private Expr Convert(Expr value, Coord wanted, ValueRole role, TextRange place, Anchor because)
    {
        if (value.Type == wanted || value.Type.IsNever || value.Type.IsError || wanted.IsError) return value;
        if (_calls.IsConvertible(value.Type, wanted, out var impl)) return Upcast(value, impl!.Value, wanted);
        Lose(value);
        if (value is MemberBorrowExpr borrow && wanted == value.Type.With(Ownership.Own) && Contents(borrow.Container.Type) is { } contents)
            return Report(new MoveOutOfMember(Where(place), borrow.Container.Type, contents.Members[borrow.Member].Name), value.Site);
        return Report(new TypeMismatch(Where(place), wanted, value.Type, role, because), value.Site);
    }

    private UpcastExpr Upcast(Expr value, PrototypeId impl, Coord wanted)
    {
        if (_db.Lookup(TypeQueries.Prototypes, impl) is ImplPrototype { Arguments.IsEmpty: false } known && ImplQueries.OpenReturn(_db, known) is var (function, expected, actual))
            _problems.Add(new BrokenOverride(Where(value.Site), value.Type, wanted, _db.Get(SignatureQueries.Header, function).Name, expected, actual,
                ItemQueries.NameAnchor(_db, _db.Lookup(TypeQueries.Functions, function).Denizen)));
        return new UpcastExpr(value, impl, wanted, value.Site);
    }

    private void Refer(
        TextRange range, ReferenceKind kind, Coord type, FunctionId function = default, DenizenId denizen = default, int member = -1,
        ReferenceUse use = ReferenceUse.Read, PrototypeId? callee = null) =>
        _references.Add(new BodyReference(range.Start, range.Length, kind, -1, function, denizen, member, type, _base != AnchorBase.Body, use, callee));

    private void ReferToLocal(TextRange range, int local, ReferenceUse use) => ReferToLocal(range, _function, NumberOf(local), _flow.Locals[local].Type, use);

    private void ReferToLocal(TextRange range, FunctionId owner, int number, Coord type, ReferenceUse use) =>
        _references.Add(new BodyReference(range.Start, range.Length, ReferenceKind.Local, number, owner, default, -1, type, _base != AnchorBase.Body, use));

    private static ReferenceUse Use(Coord held, LoadAs how) =>
        held.Ownership != Ownership.Own ? ReferenceUse.Read : how == LoadAs.Borrow ? ReferenceUse.Borrow : ReferenceUse.Move;

    // The box of a parameter is, to a reader, the parameter.
    private int NumberOf(int local) => _flow.Locals[local].BoxOf is >= 0 and var parameter ? parameter : local;

    /// <summary>Guards a recursion over the syntax; false (with a problem) when it is too deep to follow.</summary>
    private bool Enter(SyntaxNode node)
    {
        if (_depth < MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _depth++;
            return true;
        }
        if (_problems.Count == 0 || _problems[^1] is not TooDeep) _problems.Add(new TooDeep(Where(node)));
        return false;
    }
}
