// Blocks, statements and patterns.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    /// <summary>A block in a scope of its own; its value, behind the drops of its locals.</summary>
    private Expr Block(BlockSyntax block)
    {
        _flow.OpenScope();
        var items = new List<Expr>();
        var value = Statements(block.Statements, items, out _);
        return CloseBlock(items, value, Site(new TextRange(Math.Max(block.Node.Offset, block.Node.End - 1), block.Node.End)));
    }

    private Expr CloseBlock(List<Expr> items, Expr value, int site)
    {
        var drops = _flow.Reachable ? DropLocals(_flow.LiveInScope(), site) : [];
        _flow.CloseScope();
        if (!drops.IsEmpty) value = new ThenExpr(value, drops, site);
        if (items.Count == 0) return value;
        items.Add(value);
        return new SequenceExpr(items.ToValueArray(), _flow.Reachable ? value.Type : Coord.Never, value.Site);
    }

    /// <summary>Checks statements in order; yields the value of a last expression that has no semicolon, else void.</summary>
    private Expr Statements(SyntaxList<StatementSyntax> statements, List<Expr> items, out TextRange? resultRange)
    {
        resultRange = null;
        Expr? value = null;
        var list = statements.ToArray();
        for (var i = 0; i < list.Length; i++)
        {
            if (_shared.Probe is { IsDone: true }) break;
            SeeStatement(list, i);
            if (!_flow.Reachable)
            {
                if (list[i].Kind == SyntaxKind.EmptyStatement) continue;
                _problems.Add(new UnreachableCode(Where(new TextRange(list[i].Node.Offset, list[^1].Node.End))));
                break;
            }
            var statement = list[i];
            var mark = TemporaryMark();
            if (i == list.Length - 1 && statement is { Kind: SyntaxKind.ExpressionStatement, HasSemicolon: false } &&
                statement.Node.First<ExpressionSyntax>() is { } last)
            {
                resultRange = last.Node.Range;
                value = Flush(mark, Expression(last, LoadAs.Use), always: true);
                LookInto(statement);
                if (value.Type.IsNever) _flow.Reachable = false;
                break;
            }
            Statement(statement, items);
            LookInto(statement);
            // What a statement put into temporaries ends with it.
            if (items.Count > 0) items[^1] = Flush(mark, items[^1], always: true);
        }
        if (value is not null) return value;
        return _flow.Reachable ? new VoidExpr(items.Count > 0 ? items[^1].Site : -1) : Ended(items);
    }

    // The last item never comes back, so it is what the block yields.
    private static Expr Ended(List<Expr> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (!items[i].Type.IsNever) continue;
            var last = items[i];
            items.RemoveRange(i, items.Count - i);
            return last;
        }
        return new VoidExpr(-1);
    }

    private void Statement(StatementSyntax statement, List<Expr> items)
    {
        switch (statement.Kind)
        {
            case SyntaxKind.ExpressionStatement when statement.Node.First<ExpressionSyntax>() is { } expression:
            {
                var value = Expression(expression, LoadAs.Use);
                if (value.Type.IsNever) _flow.Reachable = false;
                items.Add(Drop(value));
                break;
            }
            case SyntaxKind.LetStatement:
                Let(new LetStatementSyntax(statement.Node), items);
                break;
            case SyntaxKind.ReturnStatement:
                items.Add(Return(new ReturnStatementSyntax(statement.Node)));
                break;
            case SyntaxKind.BreakStatement:
                items.Add(Break(statement.Node));
                break;
            case SyntaxKind.WhileStatement:
                items.Add(While(new WhileStatementSyntax(statement.Node)));
                break;
        }
    }

    private Expr Return(ReturnStatementSyntax statement)
    {
        var site = Site(statement.Node);
        var value = statement.Value is { } syntax ? Expression(syntax, LoadAs.Use) : new VoidExpr(site);
        if (value.Type.IsNever)
        {
            _flow.Reachable = false;
            return value;
        }
        var range = statement.Value?.Node.Range ?? statement.Node.Range;
        // A lambda yields what its first return does.
        if (_lambda is not null && _yields is null && !value.Type.IsError) _yields = value.Type;
        value = Convert(value, _lambda is null ? _header.ReturnType : _yields ?? Coord.Error, ValueRole.Return, range, HeaderAnchor());
        var state = _flow.Save();
        var drops = DropLocals(_flow.LiveFrom(0), site);
        _flow.Restore(state);
        _flow.Reachable = false;
        return new ReturnExpr(value, drops, site);
    }

    private Expr Break(SyntaxNode node)
    {
        var site = Site(node);
        if (_flow.InnermostLoop is not { } loop) return Report(new BreakOutsideLoop(Where(node)), site);
        var state = _flow.Save();
        var drops = DropLocals(_flow.LiveFrom(loop.LocalCount), site);
        _flow.Restore(state);
        if (loop.BreakState is null) loop.BreakState = state;
        else RequireSame(loop, loop.BreakState, state, isExit: true);
        _flow.Reachable = false;
        var leave = new BreakExpr(site);
        return drops.IsEmpty ? leave : new SequenceExpr([.. drops, leave], Coord.Never, site);
    }

    private Expr While(WhileStatementSyntax statement)
    {
        var site = Site(statement.Node);
        if (statement.Condition is not { } syntax || statement.Body is not { } block) return new ErrorExpr(site);
        var loop = _flow.OpenLoop(Site(new TextRange(statement.Node.Offset, syntax.Node.Offset)));
        var result = syntax.Statements.Count > 1 ? WhileWithStatements(syntax, block, loop, site) : PlainWhile(syntax, block, loop, site);
        _flow.CloseLoop();
        return result;
    }

    private Expr PlainWhile(ConditionSyntax syntax, BlockSyntax block, BodyFlow.Loop loop, int site)
    {
        var condition = Condition(syntax, ValueRole.LoopCondition);
        var afterCondition = _flow.Save();
        RequireSame(loop, loop.Entry, afterCondition);
        var body = Drop(Block(block));
        if (_flow.Reachable) RequireSame(loop, loop.Entry, _flow.Save());
        var isEndless = condition is BoolExpr { Value: true };
        return LeaveLoop(loop, isEndless ? null : afterCondition, condition, body, site);
    }

    // while x = next(); x > 0 { … }: what the condition declares lives for one round.
    private Expr WhileWithStatements(ConditionSyntax syntax, BlockSyntax block, BodyFlow.Loop loop, int site)
    {
        _flow.OpenScope();
        var items = new List<Expr>();
        var condition = ConditionStatements(syntax, items, ValueRole.LoopCondition);
        var afterCondition = _flow.Save();
        var leave = new SequenceExpr([.. DropLocals(_flow.LiveInScope(), site), new BreakExpr(site)], Coord.Never, site);
        _flow.Restore(afterCondition);
        var body = Drop(Block(block));
        var drops = _flow.Reachable ? DropLocals(_flow.LiveInScope(), site) : [];
        if (_flow.Reachable) RequireSame(loop, loop.Entry, _flow.Save());
        _flow.CloseScope();
        items.Add(new IfExpr(condition, drops.IsEmpty ? body : new ThenExpr(body, drops, site), leave, Coord.Void, site));
        return LeaveLoop(loop, afterCondition, new BoolExpr(true, site), new SequenceExpr(items.ToValueArray(), Coord.Void, site), site);
    }

    private Expr LeaveLoop(BodyFlow.Loop loop, bool[]? falseState, Expr condition, Expr body, int site)
    {
        var exit = falseState ?? loop.BreakState;
        if (falseState is not null && loop.BreakState is not null) RequireSame(loop, falseState, loop.BreakState, isExit: true);
        _flow.Reachable = exit is not null;
        if (exit is not null) _flow.Restore(exit);
        for (var i = loop.LocalCount; i < _flow.Locals.Count; i++) _flow.SetLive(i, false);
        return new WhileExpr(condition, body, exit is null ? Coord.Never : Coord.Void, site);
    }

    /// <summary>Each round of a loop, and each way out of it, must find the locals from outside as the others do.</summary>
    private void RequireSame(BodyFlow.Loop loop, bool[] wanted, bool[] actual, bool isExit = false)
    {
        for (var i = 0; i < loop.LocalCount; i++)
        {
            if (wanted[i] == actual[i]) continue;
            var state = _flow.Locals[i];
            if (!state.IsLost) _problems.Add(new MovedInLoop(state.MovedAt >= 0 ? Where(state.MovedAt) : Where(loop.Site), state.Name, Where(loop.Site), state.Declared, isExit));
            wanted[i] = actual[i] = false;
            state.IsLost = true;
        }
    }

    /// <summary>The condition of an if or while: statements, then a bool.</summary>
    private Expr Condition(ConditionSyntax syntax, ValueRole role)
    {
        var items = new List<Expr>();
        var value = ConditionStatements(syntax, items, role);
        if (items.Count == 0) return value;
        items.Add(value);
        return new SequenceExpr(items.ToValueArray(), value.Type, value.Site);
    }

    private Expr ConditionStatements(ConditionSyntax syntax, List<Expr> items, ValueRole role)
    {
        var value = Statements(syntax.Statements, items, out var range);
        return value.Type.IsNever ? value : Convert(value, Coord.Bool, role, range ?? syntax.Node.Range, Where(range ?? syntax.Node.Range));
    }

    private Expr If(IfExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.Condition is not { } conditionSyntax || syntax.Then is not { } thenSyntax) return new ErrorExpr(site);
        _flow.OpenScope();
        var condition = Condition(conditionSyntax, ValueRole.Condition);
        if (condition.Type.IsNever)
        {
            _flow.Reachable = false;
            _flow.CloseScope();
            return condition;
        }
        var entry = _flow.Save();
        var locals = _flow.Locals.Count;
        var then = Block(thenSyntax);
        var (thenState, thenComesOut) = (_flow.Save(), _flow.Reachable);
        _flow.Restore(entry);
        _flow.Reachable = true;
        var otherwise = Else(syntax.Else, site);
        var (elseState, elseComesOut) = (_flow.Save(), _flow.Reachable);
        Join(locals, thenState, thenComesOut, elseState, elseComesOut);
        var result = Branches(syntax, condition, then, thenComesOut, otherwise, elseComesOut, site);
        var drops = _flow.Reachable ? DropLocals(_flow.LiveInScope(), site) : [];
        _flow.CloseScope();
        return drops.IsEmpty ? result : new ThenExpr(result, drops, site);
    }

    private Expr Else(ElseClauseSyntax? clause, int site)
    {
        if (clause?.Block is { } block) return Block(block);
        if (clause?.If is not { } next) return new VoidExpr(site);
        if (!Enter(next.Node)) return new ErrorExpr(site);
        var result = If(next);
        _depth--;
        return result;
    }

    private void Join(int locals, bool[] thenState, bool thenComesOut, bool[] elseState, bool elseComesOut, bool isOperand = false)
    {
        _flow.Reachable = thenComesOut || elseComesOut;
        if (thenComesOut && elseComesOut)
            for (var i = 0; i < locals; i++)
            {
                if (thenState[i] == elseState[i]) continue;
                var state = _flow.Locals[i];
                if (!state.IsLost)
                    _problems.Add(new MovedInOneBranch(state.MovedAt >= 0 ? Where(state.MovedAt) : state.Declared, state.Name, state.Declared,
                        isOperand ? Branch.RightSide : thenState[i] ? Branch.Else : Branch.Then));
                thenState[i] = elseState[i] = false;
                state.IsLost = true;
            }
        _flow.Restore(thenComesOut ? thenState : elseState);
        for (var i = locals; i < _flow.Locals.Count; i++) _flow.SetLive(i, false);
    }

    private Expr Branches(IfExpressionSyntax syntax, Expr condition, Expr then, bool thenComesOut, Expr otherwise, bool elseComesOut, int site)
    {
        var type = !thenComesOut ? (elseComesOut ? otherwise.Type : Coord.Never) : !elseComesOut ? then.Type
            : then.Type.IsError || otherwise.Type.IsError ? Coord.Error : then.Type;
        if (thenComesOut && elseComesOut && then.Type != otherwise.Type && !type.IsError && !Meet(ref then, ref otherwise, ref type))
        {
            var hasElse = syntax.Else is not null;
            var thenRange = syntax.Then!.Value.Result?.Node.Range ?? syntax.Then.Value.Node.Range;
            var elseRange = syntax.Else?.Block?.Result?.Node.Range ?? syntax.Else?.Node.Range ?? thenRange;
            return Report(new BranchMismatch(Where(hasElse ? elseRange : thenRange), then.Type, otherwise.Type, Where(thenRange), hasElse), site);
        }
        return new IfExpr(condition, then, otherwise, type, site);
    }

    // Two structs that implement one and the same interface meet in it.
    private bool Meet(ref Expr then, ref Expr otherwise, ref Coord type)
    {
        if (then.Type.Ownership != otherwise.Type.Ownership) return false;
        var parents = new List<KindId> { then.Type.Kind };
        var others = new List<KindId> { otherwise.Type.Kind };
        _calls.Parents(then.Type.Kind, parents);
        _calls.Parents(otherwise.Type.Kind, others);
        parents.RemoveAll(kind => !others.Contains(kind));
        if (parents.Count != 1) return false;
        var common = new Coord(parents[0], then.Type.Ownership);
        if (!_calls.IsConvertible(then.Type, common, out var first) || !_calls.IsConvertible(otherwise.Type, common, out var second)) return false;
        if (first is { } a) then = Upcast(then, a, common);
        if (second is { } b) otherwise = Upcast(otherwise, b, common);
        type = common;
        return true;
    }

    // Patterns.

    private void Let(LetStatementSyntax statement, List<Expr> items)
    {
        if (statement.Pattern is not { } pattern || statement.Value is not { } syntax) return;
        var mark = TemporaryMark();
        var value = Expression(syntax, LoadAs.Use);
        if (value.Type.IsNever)
        {
            _flow.Reachable = false;
            items.Add(value);
            return;
        }
        Bind(pattern, value, syntax.Node.Range, items);
        if (items.Count > 0) items[^1] = Flush(mark, items[^1], always: true);
    }

    /// <summary>Binds a value to a pattern; appends what has to be done.</summary>
    private void Bind(PatternSyntax pattern, Expr value, TextRange valueRange, List<Expr> items)
    {
        var type = value.Type;
        if (pattern.Type is { } written)
        {
            var wanted = Resolver().Resolve(written);
            ReferToType(written, wanted);
            value = Convert(value, wanted, ValueRole.Annotation, valueRange, Where(written.Node));
            type = wanted.IsError ? Coord.Error : wanted;
        }
        if (pattern.Name is not { } token || pattern.IsIgnored)
        {
            if (pattern.Destructure is { } unnamed) TakeApart(unnamed, value, type, items);
            else items.Add(Drop(value));
            return;
        }
        var site = Site(token.Range);
        var name = pattern.IsConstructingMember ? ConstructingPrefix + token.Text : token.Text;
        if (pattern.IsSet)
        {
            SetLocal(token, value, valueRange, items);
            return;
        }
        var local = DeclareUser(name, type, site);
        ReferToLocal(token.Range, local, ReferenceUse.Declare);
        items.Add(Init(local, value, site));
        if (pattern.Destructure is { } parts) TakeApart(parts, Load(local, LoadAs.Borrow, site), type, items);
    }

    private void SetLocal(SyntaxToken token, Expr value, TextRange valueRange, List<Expr> items)
    {
        var site = Site(token.Range);
        if (_flow.Find(token.Text) is not { } local)
        {
            items.Add(Report(new UnknownName(Where(token.Range), token.Text, NearNames(token.Text)), site));
            return;
        }
        ReferToLocal(token.Range, local, ReferenceUse.Write);
        items.Add(Drop(Replace(local, value, valueRange, site)));
    }

    private void TakeApart(DestructurePatternSyntax parts, Expr value, Coord type, List<Expr> items)
    {
        var elements = parts.Elements;
        SeeTakenApart(parts, value.Type);
        if (value.Type.IsError || type.IsError)
        {
            // The parts' names are declared all the same, so that their uses are not taken for mistakes.
            foreach (var element in elements) Bind(element, new ErrorExpr(value.Site), element.Node.Range, []);
            return;
        }
        if (TakeArrayApart(parts, value, items)) return;
        if (Contents(value.Type) is not { } contents)
        {
            items.Add(Report(new NotDestructurable(Where(parts.Node), value.Type), value.Site));
            foreach (var element in elements) Bind(element, new ErrorExpr(value.Site), element.Node.Range, []);
            return;
        }
        var members = contents.Members;
        if (members.Length != elements.Count)
        {
            items.Add(Report(new WrongPartCount(Where(parts.Node), value.Type, members.Length, elements.Count, DeclarationAnchor(contents)), value.Site));
            foreach (var element in elements) Bind(element, new ErrorExpr(value.Site), element.Node.Range, []);
            return;
        }
        if (value.Type.Ownership == Ownership.Borrow) TakeBorrowApart(elements, value, members, items);
        else TakeWholeApart(elements, value, members, items);
    }

    private void TakeWholeApart(SyntaxList<PatternSyntax> elements, Expr value, ValueArray<StructMember> members, List<Expr> items)
    {
        var locals = new int[members.Length];
        for (var i = 0; i < locals.Length; i++) locals[i] = DeclareTemporary(members[i].Type, value.Site);
        items.Add(new DestructureExpr(value, ValueArray.Wrap(locals), value.Site));
        var at = 0;
        foreach (var element in elements) Bind(element, Move(locals[at++], value.Site), element.Node.Range, items);
    }

    private void TakeBorrowApart(SyntaxList<PatternSyntax> elements, Expr value, ValueArray<StructMember> members, List<Expr> items)
    {
        var local = DeclareTemporary(value.Type, value.Site);
        items.Add(new LocalInitExpr(local, value, value.Site));
        var at = 0;
        foreach (var element in elements)
        {
            var container = new LocalReadExpr(local, value.Type, value.Site);
            Bind(element, Member(container, at, members[at], value.Site), element.Node.Range, items);
            at++;
        }
    }

    private TypeResolver Resolver() => Resolver(_problems);

    private TypeResolver Resolver(List<Problem> problems) => new(_db, _file, _denizen, _base, problems, _header.Terms.Runes);

    private void ReferToType(TypeSyntax type, Coord coord)
    {
        if (TypeQueries.TemplateOf(_db, coord.Kind) is not { } id) return;
        var node = type.Node;
        while (node.As<InterpretedTypeSyntax>() is { Inner: { } inner }) node = inner.Node;
        if (node.As<CallTypeSyntax>() is { Template: { } template }) node = template.Node;
        Refer(node.Range, ReferenceKind.Type, coord, denizen: id);
    }
}
