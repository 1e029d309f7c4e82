// Calls in all their forms: f(x), x.f(y), a + b, not a, and the short-circuiting and/or.

using Vale.Compiler.Calls;
using Vale.Compiler.Impls;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    private Expr Call(CallExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.Callee is not { } callee) return new ErrorExpr(site);
        if (callee.Node.As<NameExpressionSyntax>() is { } seen && IsProbed(seen.Name.Range)) return SeeName(seen.Name.Range);
        var mark = TemporaryMark();
        var named = callee.Node;
        while (named.As<ParenthesizedExpressionSyntax>() is { Inner: { } inner }) named = inner.Node;
        if (named.As<NameExpressionSyntax>() is { TypeArguments: null, Name: var rune } && !IsLocal(rune.Text) && FindRune(rune.Text) is { } value &&
            _db.Lookup(TypeQueries.Templatas, value) is PrototypeTemplata prototype)
        {
            ReferToRune(rune);
            return Arguments(syntax.Arguments, null, new Callee(prototype.Name, syntax.ArgumentList)) is { } taken ? Flush(mark, Call(prototype.Name, taken, rune.Range, syntax.Node.Range, site)) : new ErrorExpr(site);
        }
        if (callee.Node.As<NameExpressionSyntax>() is not { } name)
            return callee.Kind == SyntaxKind.ErrorExpression ? new ErrorExpr(site) : CallValue(callee, syntax, mark, site);
        if (name.TypeArguments is null && IsLocal(name.Name.Text) && !(IsFunction(name.Name.Text) && !HoldsCallable(name.Name.Text)))
            return CallValue(callee, syntax, mark, site);
        if (Arguments(syntax.Arguments, null, new Callee(name.Name.Text, syntax.ArgumentList, name.TypeArguments)) is not { } arguments) return Unresolved(name.Name.Text, syntax.Arguments.Count, name.Name.Range, site);
        return Flush(mark, Call(name.Name.Text, arguments, name.Name.Range, syntax.Node.Range, site, name.TypeArguments));
    }

    private bool IsLocal(string name) => _flow.Find(name) is not null || FindCaptured(name) is not null;

    private bool IsFunction(string name)
    {
        foreach (var (item, _) in NameQueries.Lookup(_db, _file, name))
            if (item.Kind is DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface) return true;
        return false;
    }

    // A local of a function's name: it is called if it can be.
    private bool HoldsCallable(string name)
    {
        var type = _flow.Find(name) is { } local ? _flow.Locals[local].Type : FindCaptured(name) is { } index ? _lambda!.Names[index].Type : Coord.Error;
        return !WellKnownKinds.IsWellKnown(type.Kind) && _db.Lookup(TypeQueries.Kinds, type.Kind) is ClosureKind or InterfaceKind or PlaceholderKind or OverloadSetKind;
    }

    /// <summary>A call of a value: of its <c>__call</c>, which borrows it. <c>(f)()</c> moves it here first, so that it ends with the statement.</summary>
    private Expr CallValue(ExpressionSyntax callee, CallExpressionSyntax syntax, int mark, int site)
    {
        var value = Borrowed(Expression(callee, callee.Kind == SyntaxKind.ParenthesizedExpression ? LoadAs.Use : LoadAs.Borrow));
        if (value.Type.IsNever || value.Type.IsError && !IsProbed(syntax.Node.Range)) return value;
        if (Arguments(syntax.Arguments, value, new Callee("__call", syntax.ArgumentList, Closure: value.Type.Kind)) is not { } arguments) return new ErrorExpr(site);
        return Flush(mark, Call("__call", arguments, callee.Node.Range, syntax.Node.Range, site, callee: value.Type));
    }

    private Expr MethodCall(MethodCallExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.IsMap) return Unsupported(syntax.Node, "calls of every element");
        if (syntax.Name is not { } name || syntax.Subject is not { } subject) return new ErrorExpr(site);
        if (IsProbed(name.Range)) return SeeBehindDot(subject, site);
        var mark = TemporaryMark();
        // A name before the dot is borrowed; `(x).f()` moves it.
        var receiver = Expression(subject, subject.Kind == SyntaxKind.NameExpression ? LoadAs.Borrow : LoadAs.Use);
        if (receiver.Type.IsNever) return receiver;
        if (Arguments(syntax.Arguments, receiver, new Callee(name.Text, syntax.ArgumentList, syntax.TypeArguments)) is not { } arguments) return Unresolved(name.Text, syntax.Arguments.Count + 1, name.Range, site);
        return Flush(mark, Call(name.Text, arguments, name.Range, syntax.Node.Range, site, syntax.TypeArguments));
    }

    private Expr Binary(BinaryExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        // A chain a + b + c leans to the left: it is followed in a loop. Its tree is as deep as it is long, though.
        var chain = new Stack<BinaryExpressionSyntax>();
        var innermost = syntax;
        while (true)
        {
            chain.Push(innermost);
            if (innermost.Left?.Node.As<BinaryExpressionSyntax>() is not { } next) break;
            innermost = next;
        }
        if (_depth + chain.Count > MaxDepth) return Report(new TooDeep(Where(syntax.Node)), site);
        var value = Expression(innermost.Left, LoadAs.Borrow, innermost.Node);
        while (chain.TryPop(out var binary))
        {
            // Operands are borrowed, also those that nobody else owns.
            value = Borrowed(value);
            if (value.Type.IsNever) return value;
            var here = chain.Count == 0 ? site : Site(binary.Node);
            var right = Borrowed(Expression(binary.Right, LoadAs.Borrow, binary.Node));
            if (binary.Operator is not { } name) value = new ErrorExpr(here);
            else if (name.Kind == SyntaxKind.EqualEqualEqual && SameInstance(value, right, here) is { } same) value = same;
            else value = Call(name.Text, [value, right], name.Range, binary.Node.Range, here);
        }
        return Flush(mark, value);
    }

    private SameInstanceExpr? SameInstance(Expr left, Expr right, int site) =>
        left.Type == right.Type && left.Type.Ownership == Ownership.Borrow ? new SameInstanceExpr(left, right, site) : null;

    private Expr Not(NotExpressionSyntax syntax)
    {
        var mark = TemporaryMark();
        var value = Expression(syntax.Inner, LoadAs.Use, syntax.Node);
        return Flush(mark, Call("not", [value], new TextRange(syntax.Node.Offset, syntax.Node.Offset + 3), syntax.Node.Range, Site(syntax.Node)));
    }

    private Expr Logical(ExpressionSyntax? left, ExpressionSyntax? right, SyntaxNode node, bool isAnd)
    {
        var site = Site(node);
        var first = Operand(left, node);
        if (first.Type.IsNever) return first;
        var entry = _flow.Save();
        var locals = _flow.Locals.Count;
        var second = Operand(right, node);
        var (state, comesOut) = (_flow.Save(), _flow.Reachable);
        _flow.Reachable = true;
        Join(locals, state, comesOut, entry, elseComesOut: true, isOperand: true);
        if (first.Type.IsError || second.Type.IsError) return new ErrorExpr(site);
        return isAnd
            ? new IfExpr(first, second, new BoolExpr(false, site), Coord.Bool, site)
            : new IfExpr(first, new BoolExpr(true, site), second, Coord.Bool, site);
    }

    // An operand's temporaries must not outlive it: the right side may not be evaluated at all.
    private Expr Operand(ExpressionSyntax? syntax, SyntaxNode around)
    {
        var mark = TemporaryMark();
        var range = syntax?.Node.Range ?? around.Range;
        var value = Convert(Expression(syntax, LoadAs.Use, around), Coord.Bool, ValueRole.Operand, range, Where(range));
        return Flush(mark, value, always: true);
    }

    /// <summary>The arguments in order, or null when one is in error.</summary>
    private Expr[]? Arguments(SyntaxList<ExpressionSyntax> syntax, Expr? receiver, Callee callee = default)
    {
        var arguments = new Expr[syntax.Count + (receiver is null ? 0 : 1)];
        var at = 0;
        if (receiver is not null) arguments[at++] = receiver;
        var ok = true;
        foreach (var argument in syntax) ok &= !(arguments[at++] = Expression(argument, LoadAs.Use)).Type.IsError;
        if (_shared.Probe is not null) SeeCall(callee, arguments, receiver is not null);
        if (ok && receiver is not { Type.IsError: true }) return arguments;
        Lose(arguments);
        return null;
    }

    /// <summary>Resolves a call by name, argument types and the generic arguments written.</summary>
    /// <param name="callee">The type of the value that is called, when the call is of a value.</param>
    private Expr Call(string name, Expr[] arguments, TextRange nameRange, TextRange range, int site, TypeArgumentListSyntax? generics = null, Coord? callee = null)
    {
        var types = new Coord[arguments.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = arguments[i].Type;
            if (types[i].IsError)
            {
                Lose(arguments);
                return Unresolved(name, arguments.Length, nameRange, site);
            }
            if (types[i].IsNever) return UpToNever(arguments, i, site);
        }
        var written = generics is { } list ? new WrittenArguments(this, list) : null;
        if (written is { IsInError: true })
        {
            Lose(arguments);
            return new ErrorExpr(site);
        }
        var problems = _problems.Count;
        var resolution = _calls.Find(name, types, written);
        if (resolution.Call is { } call)
        {
            ReferToCallee(call, nameRange);
            for (var i = 0; i < arguments.Length; i++)
                if (arguments[i].Type != call.Parameters[i] && _calls.IsConvertible(arguments[i].Type, call.Parameters[i], out var impl) && impl is { } by)
                    arguments[i] = Upcast(arguments[i], by, call.Parameters[i]);
            CheckConstructed(call, nameRange);
            return new CallExpr(call.Prototype, ValueArray.Wrap(arguments), call.ReturnType, site);
        }
        Lose(arguments);
        ReferToLikely(name, arguments.Length, nameRange);
        // What is wrong within a lambda is told there.
        if (_problems.Count > problems) return new ErrorExpr(site);
        if (callee is { } type && AreOfLibrary(resolution.Candidates)) return Report(CallProblem(type, types, nameRange), site);
        if (resolution.IsAmbiguous)
            return Report(new AmbiguousCall(Where(nameRange), name, ValueArray.Wrap(types), resolution.Candidates), site);
        if (resolution.Candidates.IsEmpty)
            return Report(new UnknownFunction(Where(nameRange), name, ValueArray.Wrap(types), NearFunctions(name), nameRange.Start > range.Start && HasMember(types[0], name)), site);
        // A candidate with a mistake of its own may be the one that was meant; its own problem is told there.
        foreach (var candidate in resolution.Candidates)
            if (candidate.Why is HeaderInError) return new ErrorExpr(site);
        return Report(new NoMatchingFunction(Where(nameRange), name, ValueArray.Wrap(types), resolution.Candidates,
            BehindDot: nameRange.Start > range.Start && char.IsLetter(name[0])), site);
    }

    // What the library can call is void alone: nobody means that.
    private bool AreOfLibrary(ValueArray<RejectedCandidate> candidates)
    {
        foreach (var candidate in candidates)
            if (candidate.Function is not { } function ||
                !EmbeddedLibrary.IsLibraryModule(ItemQueries.PackageDataOf(_db, _db.Lookup(TypeQueries.Functions, function).Denizen).Module)) return false;
        return true;
    }

    private Problem CallProblem(Coord callee, Coord[] types, TextRange where)
    {
        if (_shared.LambdaSites.TryGetValue(callee.Kind, out var lambda))
        {
            var count = lambda.Syntax.Parameters is { } list ? list.Parameters.Count : CountMagic(lambda.Syntax.Node);
            return new LambdaMismatch(Where(where), Where(lambda.Syntax.Node), count, ValueArray.Create(types.AsSpan()[1..]),
                LambdaParameters(lambda.Syntax, types.AsSpan()[1..]) is not null);
        }
        return new NotCallable(Where(where), callee);
    }

    // What is constructed must hold together for the types it is constructed with.
    private void CheckConstructed(ResolvedCall call, TextRange range)
    {
        if (_db.Lookup(TypeQueries.Prototypes, call.Prototype) is FunctionPrototype { Function: var function } &&
            _db.Lookup(TypeQueries.Functions, function) is { Origin: FunctionOrigin.StructConstructor, Denizen: var denizen } &&
            _db.Lookup(ItemQueries.Denizens, denizen).Kind == DenizenKind.AnonymousStruct) CheckAnonymous(TypeQueries.InterfaceOf(_db, denizen), range);
        if (call.ReturnType.Ownership != Ownership.Share || WellKnownKinds.IsWellKnown(call.ReturnType.Kind) ||
            _db.Lookup(TypeQueries.Kinds, call.ReturnType.Kind) is not StructKind { Arguments.IsEmpty: false } made) return;
        CallQueries.CheckImmutable(_db, call.ReturnType.Kind, made.Struct, made.Arguments, Where(range), _problems);
    }

    // What is made from functions has one for each method within the interface; one beside it would be called and not be there.
    private void CheckAnonymous(DenizenId iface, TextRange range)
    {
        foreach (var function in _db.Get(ImplQueries.AbstractFunctions, iface))
            if (ImplQueries.OverrideOf(_db, TypeQueries.AnonymousImplOf(_db, iface), function) is { IsOfInterface: true, Prototype: null })
                _problems.Add(new MissingInAnonymous(Where(range), _db.Get(SignatureQueries.Citizen, iface).Self, _db.Get(SignatureQueries.Header, function).Name,
                    ItemQueries.NameAnchor(_db, _db.Lookup(TypeQueries.Functions, function).Denizen)));
    }

    private void ReferToCallee(ResolvedCall call, TextRange range)
    {
        switch (_db.Lookup(TypeQueries.Prototypes, call.Prototype))
        {
            case FunctionPrototype f when _db.Lookup(TypeQueries.Functions, f.Function).Origin is not (FunctionOrigin.Lambda or FunctionOrigin.KindDrop or FunctionOrigin.OverloadCall):
                Refer(range, ReferenceKind.Function, call.ReturnType, function: f.Function, callee: call.Prototype);
                break;
            case BoundPrototype b:
                Refer(range, ReferenceKind.Bound, call.ReturnType, denizen: b.Root, member: b.Index, callee: call.Prototype);
                break;
        }
    }

    // A call that cannot be resolved because what it is given is in error.
    private ErrorExpr Unresolved(string name, int count, TextRange range, int site)
    {
        ReferToLikely(name, count, range);
        return new ErrorExpr(site);
    }

    // What a call in error most likely means, for those who look at it meanwhile: the one function or struct of that name, or the
    // one function of the name that takes so many arguments.
    private void ReferToLikely(string name, int count, TextRange range)
    {
        // Nobody asks what an operator is.
        if (!char.IsLetter(name[0])) return;
        ItemInfo? only = null, fitting = null;
        var (named, fit) = (0, 0);
        foreach (var (item, _) in NameQueries.Lookup(_db, _file, name))
        {
            if (item.Kind is not (DenizenKind.Function or DenizenKind.Struct)) continue;
            (only, named) = (item, named + 1);
            if (item.Kind == DenizenKind.Function && item.Arity == count) (fitting, fit) = (item, fit + 1);
        }
        if ((named == 1 ? only : fit == 1 ? fitting : null) is not { } likely) return;
        var function = likely.Kind == DenizenKind.Function ? SignatureQueries.Declared(_db, likely.Id) : SignatureQueries.Constructor(_db, likely.Id);
        Refer(range, ReferenceKind.Function, Coord.Error, function: function);
    }

    private TemplataId? FindRune(string name)
    {
        foreach (var rune in _header.Terms.Runes)
            if (rune.Name == name) return rune.Value;
        return null;
    }

    private bool HasMember(Coord type, string name)
    {
        if (Contents(type) is not { } contents) return false;
        foreach (var member in contents.Members)
            if (member.Name == name) return true;
        return false;
    }

    // An argument that does not come back: what was evaluated before it is dropped, and the call is never made.
    private SequenceExpr UpToNever(Expr[] arguments, int never, int site)
    {
        var items = new List<Expr>();
        for (var i = 0; i < never; i++) items.Add(Drop(arguments[i]));
        items.Add(arguments[never]);
        return new SequenceExpr(items.ToValueArray(), Coord.Never, site);
    }

    private ValueArray<string> NearFunctions(string name)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in NameQueries.AllVisible(_db, _file))
            if (item.Kind is DenizenKind.Function or DenizenKind.Struct) names.Add(item.Name);
        return Spelling.Near(name, names);
    }
}
