// Calls in all their forms: f(x), x.f(y), a + b, not a, and the short-circuiting and/or.

using Vale.Compiler.Items;
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
        if (callee.Node.As<NameExpressionSyntax>() is not { } name)
            return callee.Kind == SyntaxKind.ErrorExpression ? new ErrorExpr(site)
                : callee.Kind is SyntaxKind.LambdaExpression ? Unsupported(callee.Node, "lambdas")
                : NotAFunction(callee, site);
        if (name.TypeArguments is not null) return Unsupported(name.Node, "generic arguments");
        if (_flow.Find(name.Name.Text) is { } local && !IsCallable(name.Name.Text))
            return Report(new NotCallable(Where(name.Node), _flow.Locals[local].Type), site);
        var mark = TemporaryMark();
        if (Arguments(syntax.Arguments, null) is not { } arguments) return new ErrorExpr(site);
        return Flush(mark, Call(name.Name.Text, arguments, name.Name.Range, syntax.Node.Range, site));
    }

    private bool IsCallable(string name)
    {
        foreach (var (item, _) in NameQueries.Lookup(_db, _file, name))
            if (item.Kind is DenizenKind.Function or DenizenKind.Struct) return true;
        return false;
    }

    private ErrorExpr NotAFunction(ExpressionSyntax callee, int site)
    {
        var value = Expression(callee, LoadAs.Borrow);
        return value.Type.IsError || value.Type.IsNever ? new ErrorExpr(site) : Report(new NotCallable(Where(callee.Node), value.Type), site);
    }

    private Expr MethodCall(MethodCallExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.IsMap) return Unsupported(syntax.Node, "calls of every element");
        if (syntax.TypeArguments is not null) return Unsupported(syntax.Node, "generic arguments");
        if (syntax.Name is not { } name || syntax.Subject is not { } subject) return new ErrorExpr(site);
        var mark = TemporaryMark();
        // A name before the dot is borrowed; `(x).f()` moves it.
        var receiver = Expression(subject, subject.Kind == SyntaxKind.NameExpression ? LoadAs.Borrow : LoadAs.Use);
        if (receiver.Type.IsNever) return receiver;
        if (Arguments(syntax.Arguments, receiver) is not { } arguments) return new ErrorExpr(site);
        return Flush(mark, Call(name.Text, arguments, name.Range, syntax.Node.Range, site));
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
            if (value.Type.IsNever) return value;
            var here = chain.Count == 0 ? site : Site(binary.Node);
            var right = Expression(binary.Right, LoadAs.Borrow, binary.Node);
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
    private Expr[]? Arguments(SyntaxList<ExpressionSyntax> syntax, Expr? receiver)
    {
        var arguments = new Expr[syntax.Count + (receiver is null ? 0 : 1)];
        var at = 0;
        if (receiver is not null) arguments[at++] = receiver;
        var ok = true;
        foreach (var argument in syntax) ok &= !(arguments[at++] = Expression(argument, LoadAs.Use)).Type.IsError;
        if (ok && receiver is not { Type.IsError: true }) return arguments;
        Lose(arguments);
        return null;
    }

    /// <summary>Resolves a call by name and argument types.</summary>
    private Expr Call(string name, Expr[] arguments, TextRange nameRange, TextRange range, int site)
    {
        var types = new Coord[arguments.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = arguments[i].Type;
            if (types[i].IsError)
            {
                Lose(arguments);
                return new ErrorExpr(site);
            }
            if (types[i].IsNever) return UpToNever(arguments, i, site);
        }
        var resolution = CallResolution.Find(_db, _file, name, types);
        if (resolution.Function is { } function)
        {
            var header = _db.Get(SignatureQueries.Header, function);
            Refer(nameRange, ReferenceKind.Function, header.ReturnType, function: function);
            return new CallExpr(function, ValueArray.Wrap(arguments), header.ReturnType, site);
        }
        Lose(arguments);
        if (resolution.IsAmbiguous)
            return Report(new AmbiguousCall(Where(nameRange), name, ValueArray.Wrap(types), resolution.Candidates), site);
        if (resolution.Candidates.IsEmpty)
            return Report(new UnknownFunction(Where(nameRange), name, NearFunctions(name), nameRange.Start > range.Start && HasMember(types[0], name)), site);
        // A candidate with a mistake of its own may be the one that was meant; its own problem is told there.
        foreach (var candidate in resolution.Candidates)
            if (!candidate.WrongCount && !_db.Get(SignatureQueries.Header, candidate.Function).IsUsable) return new ErrorExpr(site);
        return Report(new NoMatchingFunction(Where(nameRange), name, ValueArray.Wrap(types), resolution.Candidates,
            BehindDot: nameRange.Start > range.Start && char.IsLetter(name[0])), site);
    }

    private bool HasMember(Coord type, string name)
    {
        if (AsStruct(type) is not { Struct: var id }) return false;
        foreach (var member in _db.Get(SignatureQueries.StructDefinition, id).Members)
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
        foreach (var entry in _db.Get(NameQueries.FileScope, _file).Entries)
            foreach (var item in _db.Get(NameQueries.Scope, entry.Package).Items)
                if (item.Kind is DenizenKind.Function or DenizenKind.Struct) names.Add(item.Name);
        return Spelling.Near(name, names);
    }
}
