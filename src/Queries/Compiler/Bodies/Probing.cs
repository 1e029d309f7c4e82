// Where a probe hears of what the checker meets. Every step asks first whether there is a probe; a check without one
// pays for that and nothing else.

using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    /// <summary>What is called, for a probe within its arguments.</summary>
    private readonly record struct Callee(
        string Name, ArgumentListSyntax? List, TypeArgumentListSyntax? Generics = null, KindId? Closure = null);

    /// <summary>Checks a body for a probe. Outside of any query.</summary>
    public static void Probe(QueryContext db, FunctionId function, BodyProbe probe)
    {
        var data = db.Lookup(TypeQueries.Functions, function);
        new BodyChecker(db, function, data.Denizen, db.Get(SignatureQueries.Header, function), isDerived: false, probe).Declared();
    }

    private GreenNode? BodyGreen() => _shared.Probe?.Body ?? _db.Get(ItemQueries.Body, _denizen).Green;

    /// <summary>True when the probe looks into this range of the body.</summary>
    private bool IsProbed(TextRange range) => _shared.Probe is { } probe && _base == AnchorBase.Body && probe.Touches(range);

    /// <summary>The probe is on a name that stands alone.</summary>
    private ErrorExpr SeeName(TextRange name)
    {
        var probe = _shared.Probe!;
        probe.SeeScope(VisibleLocals(), _flow.InnermostLoop is not null);
        var isArgument = false;
        probe.SeeName(ExpectedAt(probe.Path.Count - 2, ref isArgument), isArgument);
        return new ErrorExpr(Site(name));
    }

    /// <summary>The probe is on a name behind a dot.</summary>
    private ErrorExpr SeeBehindDot(ExpressionSyntax before, int site)
    {
        var probe = _shared.Probe!;
        var subject = before.Node;
        probe.SeeScope(VisibleLocals(), _flow.InnermostLoop is not null);
        if (subject.As<NameExpressionSyntax>() is { Name.Text: "self" } && !IsLocal("self")) return SeeConstructing(subject, site);
        // A name is borrowed there; anything else is used up by a call.
        var value = Expression(before, subject.Kind == SyntaxKind.NameExpression ? LoadAs.Borrow : LoadAs.Use);
        var container = value.Type.Ownership == Ownership.Own ? value.Type.With(Ownership.Borrow) : value.Type;
        var contents = value.Type.IsError || value.Type.IsNever || _shared.LambdaSites.ContainsKey(value.Type.Kind) ? null : Contents(container);
        Coord? owned = null;
        if (subject.As<NameExpressionSyntax>() is { TypeArguments: null } name && _flow.Find(name.Name.Text) is { } local &&
            _flow.Locals[local].Type.Ownership == Ownership.Own) owned = _flow.Locals[local].Type;
        var isArgument = false;
        var expected = ExpectedAt(probe.Path.Count - 2, ref isArgument);
        probe.SeeReceiver(new ProbedReceiver(value.Type, container, owned, subject.Range, contents?.Denizen, contents?.Members ?? []), expected, isArgument);
        return new ErrorExpr(site);
    }

    // What follows `self.` in a function that constructs: members that were set, and those that can be.
    private ErrorExpr SeeConstructing(SyntaxNode subject, int site)
    {
        if (Contents(_header.ReturnType) is { } contents)
            _shared.Probe!.SeeReceiver(
                new ProbedReceiver(Coord.Error, _header.ReturnType, null, subject.Range, contents.Denizen, contents.Members), null, false);
        return new ErrorExpr(site);
    }

    private void SeeCall(Callee callee, Expr?[] arguments, bool isOfReceiver)
    {
        if (_shared.Probe is not { } probe || callee.List is not { } list || _base != AnchorBase.Body) return;
        if (!probe.Wants(list.Node)) return;
        var types = new Coord[arguments.Length];
        for (var i = 0; i < types.Length; i++) types[i] = arguments[i]?.Type is { IsNever: false } type ? type : Coord.Error;
        var written = callee.Generics is { } generics ? new ProbedGenerics(new WrittenArguments(this, generics)) : null;
        LambdaExpressionSyntax? lambda = callee.Closure is { } kind && _shared.LambdaSites.TryGetValue(kind, out var site) ? site.Syntax : null;
        probe.SeeCall(new ProbedCall(list, callee.Name, [.. types], isOfReceiver, written, lambda));
    }

    private void SeeTakenApart(DestructurePatternSyntax parts, Coord type)
    {
        if (IsProbed(parts.Node.Range)) _shared.Probe!.SeeTakenApart(type.IsError ? [] : Contents(type)?.Members ?? []);
    }

    /// <summary>The statement the probe looks into begins; where control does not get there, it is looked at all the same.</summary>
    private void SeeStatement(StatementSyntax[] list, int at)
    {
        if (_shared.Probe is not { IsDone: false } probe || _base != AnchorBase.Body) return;
        if (!_flow.Reachable)
            for (var i = at; i < list.Length; i++)
                _flow.Reachable |= probe.Touches(list[i].Node.Range);
        if (probe.Touches(list[at].Node.Range)) probe.SeeScope(VisibleLocals(), _flow.InnermostLoop is not null);
    }

    /// <summary>
    /// What is not whole was passed over: the parts of it that hold the place are looked at by themselves, the outermost first, until the
    /// probe has seen enough.
    /// </summary>
    private void LookInto(StatementSyntax statement)
    {
        if (_shared.Probe is not { IsDone: false } probe || !IsProbed(statement.Node.Range)) return;
        var isBelow = false;
        foreach (var node in probe.Path)
        {
            // A lambda is looked at when it is called, or in the end.
            var isLambda = isBelow && node.Kind == SyntaxKind.LambdaExpression;
            if (isBelow && !probe.IsDone && !(isLambda && probe.HasEntered(node))) LookAt(node);
            if (isLambda) break;
            isBelow |= node.Kind == statement.Kind && node.Offset == statement.Node.Offset;
        }
        _flow.Reachable = true;
    }

    private void LookAt(SyntaxNode node)
    {
        _flow.Reachable = true;
        if (node.As<BlockSyntax>() is { } block) Block(block);
        else if (node.As<ConditionSyntax>() is { } condition)
        {
            _flow.OpenScope();
            Statements(condition.Statements, [], out _);
            _flow.CloseScope();
        }
        else if (node.As<ExpressionSyntax>() is { Kind: not SyntaxKind.ErrorExpression } expression) Expression(expression, LoadAs.Borrow);
    }

    /// <summary>Of a lambda the probe looks into, it is told what is around it.</summary>
    private void SeeLambda(LambdaExpressionSyntax lambda)
    {
        if (IsProbed(lambda.Node.Range)) _shared.Probe!.Enter(lambda, VisibleLocals());
    }

    // Own names first, then what the functions around offer, which a lambda borrows.
    private List<ProbedLocal> VisibleLocals()
    {
        var found = new List<ProbedLocal>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, local) in _flow.NamesFromInnermost())
        {
            if (name.Length == 0 || name.StartsWith(ConstructingPrefix, StringComparison.Ordinal) || !seen.Add(name)) continue;
            var state = _flow.Locals[local];
            var isParameter = _lambda is null ? local < _header.Parameters.Length : local <= (_lambda.Syntax.Parameters?.Parameters.Count ?? 0);
            found.Add(new ProbedLocal(name, state.Type, _flow.IsLive(local) || state.Type.IsError, isParameter));
        }
        if (_lambda is not null)
            foreach (var outer in _shared.Probe!.Around(_lambda.Syntax))
                if (outer.HoldsValue && seen.Add(outer.Name))
                    found.Add(outer with { Type = outer.Type.Ownership == Ownership.Own ? outer.Type.With(Ownership.Borrow) : outer.Type });
        return found;
    }

    /// <summary>What is wanted in the place of the node of that number on the probe's path.</summary>
    private Coord? ExpectedAt(int at, ref bool isArgument)
    {
        var path = _shared.Probe!.Path;
        for (; at > 0; at--)
        {
            var (node, parent) = (path[at], path[at - 1]);
            switch (parent.Kind)
            {
                case SyntaxKind.ParenthesizedExpression or SyntaxKind.TransmigrateExpression or SyntaxKind.RegionPrefixExpression or SyntaxKind.ElseClause:
                    continue;
                // The operand is whatever is borrowed: the kind says enough.
                case SyntaxKind.AugmentExpression:
                    continue;
                // As what is called, the node stands for what the call yields.
                case SyntaxKind.CallExpression when node.Kind != SyntaxKind.ArgumentList:
                    continue;
                case SyntaxKind.ArgumentList:
                    if (at >= 2 && path[at - 2].As<ArrayExpressionSyntax>() is { } array) return ElementOf(array);
                    isArgument = true;
                    return null;
                case SyntaxKind.ReturnStatement:
                    return ReturnWanted();
                case SyntaxKind.LetStatement:
                    return new LetStatementSyntax(parent).Pattern?.Type is { } written ? Known(Resolver([]).Resolve(written)) : null;
                case SyntaxKind.SetExpression:
                    return new SetExpressionSyntax(parent).Target is { } target && target.Node.Offset != node.Offset ? TypeOfPlace(target) : null;
                case SyntaxKind.AndExpression or SyntaxKind.OrExpression or SyntaxKind.NotExpression:
                    return Coord.Bool;
                case SyntaxKind.BinaryExpression:
                    return new BinaryExpressionSyntax(parent).Left is { } left && left.Node.Offset != node.Offset ? TypeOfOperand(left) : null;
                case SyntaxKind.IndexList or SyntaxKind.RangeExpression:
                    return Coord.I32;
                case SyntaxKind.Interpolation:
                    return Coord.Str;
                case SyntaxKind.ExpressionStatement:
                    if (at < 2 || !IsResult(path[at - 2], parent)) return null;
                    if (path[at - 2].Kind == SyntaxKind.Condition)
                        return at >= 3 && path[at - 3].Kind is SyntaxKind.IfExpression or SyntaxKind.WhileStatement ? Coord.Bool : null;
                    // A block's value is that of the if, the block expression, the lambda or the function it belongs to.
                    at--;
                    continue;
                case SyntaxKind.Block:
                    continue;
                case SyntaxKind.IfExpression when node.Kind == SyntaxKind.Block:
                case SyntaxKind.BlockExpression:
                    continue;
                case SyntaxKind.LambdaExpression:
                    return _yields;
                default:
                    return null;
            }
        }
        return ReturnWanted();
    }

    private static bool IsResult(SyntaxNode container, SyntaxNode statement)
    {
        if (new StatementSyntax(statement).HasSemicolon) return false;
        StatementSyntax? last = null;
        foreach (var one in container.All<StatementSyntax>()) last = one;
        return last is { } found && found.Node.Offset == statement.Offset;
    }

    private Coord? ReturnWanted() => _lambda is null ? Known(_header.ReturnType) : _yields;

    private static Coord? Known(Coord type) => type.IsError || type.IsVoid ? null : type;

    private Coord? ElementOf(ArrayExpressionSyntax array) =>
        array is { HasElementArguments: true, ElementType: { } written } ? Known(Resolver([]).Resolve(written)) : null;

    private Coord? TypeOfOperand(ExpressionSyntax operand) => Known(new BodyChecker(this).Expression(operand, LoadAs.Borrow).Type);

    // What may be put into a place: what it holds, not what looking at it gives.
    private Coord? TypeOfPlace(ExpressionSyntax place)
    {
        if (place.Node.As<NameExpressionSyntax>() is { TypeArguments: null } name)
            return _flow.Find(name.Name.Text) is { } local ? Known(_flow.Locals[local].Type)
                : FindCaptured(name.Name.Text) is { } captured ? Known(_lambda!.Names[captured].Type) : null;
        var copy = new BodyChecker(this);
        if (place.Node.As<MemberExpressionSyntax>() is { Subject: { } subject, Name: { } member })
        {
            var container = copy.Expression(subject, LoadAs.Borrow).Type;
            if (!container.IsError && !container.IsNever && Contents(container) is { } contents)
                foreach (var one in contents.Members)
                    if (one.Name == member.Text) return Known(one.Type);
            return null;
        }
        var type = copy.Expression(place, LoadAs.Borrow).Type;
        return type.Ownership == Ownership.Borrow ? TypeQueries.Owned(_db, type.Kind) : Known(type);
    }
}
