// The layout of items, headers and statements: what stands on lines of its own.

namespace Vale.Syntax;

internal sealed partial class LayoutBuilder
{
    private void Node(GreenNode node)
    {
        if (node.ContainsProblems && !ProblemsLieDeeper(node))
        {
            Verbatim(node);
            return;
        }
        switch (node.Kind)
        {
            case SyntaxKind.Function or SyntaxKind.Struct or SyntaxKind.Interface:
                Declaration(node);
                break;
            case SyntaxKind.Impl:
                Impl(node);
                break;
            case SyntaxKind.WhereClause:
                WhereClause(node);
                break;
            case SyntaxKind.Block or SyntaxKind.StructBody or SyntaxKind.InterfaceBody:
                Braces(node, isShared: false);
                break;
            case SyntaxKind.IfExpression:
                _layout.Open(isBlock: true);
                IfChain(node);
                _layout.Close();
                break;
            case SyntaxKind.WhileStatement or SyntaxKind.ForeachExpression:
                Loop(node);
                break;

            case SyntaxKind.ArgumentList or SyntaxKind.IndexList or SyntaxKind.TupleExpression or SyntaxKind.ParenthesizedExpression
                or SyntaxKind.ParameterList or SyntaxKind.GenericParameterList or SyntaxKind.TypeArgumentList or SyntaxKind.TupleType
                or SyntaxKind.DestructurePattern:
            {
                var walk = new Walk(node.Children);
                Brackets(ref walk, node);
                break;
            }
            case SyntaxKind.CallRule or SyntaxKind.ComponentsRule:
                Rule(node);
                break;
            case SyntaxKind.LambdaExpression:
                Lambda(node, tails: -1);
                break;
            case SyntaxKind.StringExpression:
                String(node);
                break;
            case SyntaxKind.BinaryExpression or SyntaxKind.AndExpression or SyntaxKind.OrExpression:
                Operators(node);
                break;
            case SyntaxKind.MethodCallExpression or SyntaxKind.MemberExpression or SyntaxKind.CallExpression or SyntaxKind.IndexExpression:
                Postfix(node);
                break;
            // `&set x = 1` binds a name, and `& set x = 1` gives one another value.
            case SyntaxKind.AugmentExpression when node.Child(node.ChildCount - 1).Kind == SyntaxKind.SetExpression:
                InOrder(node);
                _isPrecarious = true;
                break;
            case SyntaxKind.NameExpression when node.ChildCount == 1 && ((GreenToken)node.Child(0)).Text == "set":
                InOrder(node);
                _bareSet = _offset;
                break;
            default:
                InOrder(node);
                break;
        }
    }

    /// <summary>The children one after another, with blanks as the table says.</summary>
    private void InOrder(GreenNode node)
    {
        var walk = new Walk(node.Children);
        var left = SyntaxKind.None;
        while (!walk.AtEnd)
        {
            if (left != SyntaxKind.None)
                Between(ref walk, Spacing.Between(node.Kind, left, walk.Next) ? Gap.Space : Gap.None);
            if (walk.AtEnd)
                return;
            left = walk.Kind;
            Take(ref walk);
        }
    }

    // ---------- Declarations

    private void Declaration(GreenNode node)
    {
        var walk = new Walk(node.Children);
        if (walk.Kind != SyntaxKind.FunctionHeader)
        {
            Attributes(ref walk);
            Body(ref walk, Header(ref walk, node.Kind));
            return;
        }
        var inner = new Walk(walk.Current.Children);
        Attributes(ref inner);
        var group = Header(ref inner, SyntaxKind.FunctionHeader);
        walk.Index++;
        Body(ref walk, group);
    }

    private void Attributes(ref Walk walk)
    {
        while (walk.Kind is SyntaxKind.Attribute or SyntaxKind.MacroAttribute)
        {
            // A macro stands on a line of its own, and so may the name in C.
            var attribute = walk.Current;
            var isAlone = attribute.Kind == SyntaxKind.MacroAttribute;
            Take(ref walk);
            isAlone |= attribute.ChildCount > 1 && walk.LineEndsHere;
            Between(ref walk, isAlone ? Gap.Hard : Gap.Space);
        }
    }

    /// <summary>A header from its keyword up to the body or semicolon. A where clause that was written on a line of its own stays
    /// there, and goes there when the header is too long; then the body's brace follows on a line of its own.</summary>
    /// <returns>The group that is left open for the brace, or -1.</returns>
    private int Header(ref Walk walk, SyntaxKind parent)
    {
        var group = -1;
        var left = SyntaxKind.None;
        if (HasWhere(walk))
            group = _layout.Open();
        while (!walk.AtEnd)
        {
            var next = walk.Next;
            if (next is SyntaxKind.StructBody or SyntaxKind.InterfaceBody or SyntaxKind.Semicolon or SyntaxKind.None)
                return group;
            if (next == SyntaxKind.WhereClause)
            {
                if (walk.LineEndsHere)
                    _layout.BreakOpen(onlyBlocks: false);
                Between(ref walk, Gap.Line);
            }
            else if (next == SyntaxKind.BodyRegion && group >= 0)
            {
                _layout.Close();
                group = -1;
                Between(ref walk, Gap.Space);
            }
            else if (left != SyntaxKind.None)
            {
                Between(ref walk, Spacing.Between(parent, left, next) ? Gap.Space : Gap.None);
            }
            // What is returned is not broken: the parameters are.
            _isUnbreakable = left == SyntaxKind.ParameterList && SyntaxFacts.IsType(walk.Kind);
            left = walk.Kind;
            Take(ref walk);
            _isUnbreakable = false;
        }
        return group;
    }

    private static bool HasWhere(Walk walk)
    {
        for (; !walk.AtEnd; walk.Index++)
        {
            if (walk.Kind == SyntaxKind.WhereClause)
                return true;
        }
        return false;
    }

    /// <summary>The body, or the semicolon in its place.</summary>
    /// <param name="walk">Behind the header.</param>
    /// <param name="header">The header's group, if the body's brace may have to stand on a line of its own; else -1.</param>
    private void Body(ref Walk walk, int header)
    {
        if (header >= 0)
            _layout.Close();
        var isBlock = walk.Next is SyntaxKind.Block or SyntaxKind.StructBody or SyntaxKind.InterfaceBody;
        if (isBlock)
        {
            _layout.Open(isBlock: true);
            var found = Comments(ref walk, Gap.Line, blankLines: 0);
            if (found.EndsLine || header < 0)
                SetApart(found.EndsLine ? Gap.Line : _last == SyntaxKind.Apostrophe ? Gap.None : Gap.Space, found, walk.Kind, blankLines: 0);
            else
                _layout.Add(LayoutOp.LineAfter, header);
            BracesOrElse(ref walk);
            _layout.Close();
        }
        while (!walk.AtEnd)
        {
            Between(ref walk, Gap.None);
            if (!walk.AtEnd)
                Take(ref walk);
        }
    }

    private void WhereClause(GreenNode node)
    {
        var walk = new Walk(node.Children);
        _layout.Open();
        Take(ref walk);
        _layout.Add(LayoutOp.Indent);
        var isFirst = true;
        while (!walk.AtEnd)
        {
            Between(ref walk, walk.Next == SyntaxKind.Comma ? Gap.None : isFirst && !HasComma(walk) ? Gap.Space : Gap.Line);
            isFirst = false;
            if (!walk.AtEnd)
                Take(ref walk);
        }
        _layout.Add(LayoutOp.Dedent);
        _layout.Close();
    }

    private static bool HasComma(Walk walk)
    {
        for (; !walk.AtEnd; walk.Index++)
        {
            if (walk.Kind == SyntaxKind.Comma)
                return true;
        }
        return false;
    }

    private void Impl(GreenNode node)
    {
        var walk = new Walk(node.Children);
        var left = SyntaxKind.None;
        _layout.Open();
        while (!walk.AtEnd)
        {
            if (left == SyntaxKind.ImplKeyword)
                _layout.Add(LayoutOp.Indent);
            if (left != SyntaxKind.None)
            {
                Between(ref walk, walk.Next is SyntaxKind.ForKeyword or SyntaxKind.WhereKeyword or SyntaxKind.WhereClause ? Gap.Line
                    : Spacing.Between(node.Kind, left, walk.Next) ? Gap.Space : Gap.None);
            }
            if (walk.AtEnd)
                break;
            left = walk.Kind;
            Take(ref walk);
        }
        _layout.Add(LayoutOp.Dedent);
        _layout.Close();
    }

    // ---------- Braces

    /// <summary>Whether what stands between braces was written over several lines.</summary>
    private static bool IsBroken(GreenNode braces)
    {
        var walk = new Walk(braces.Children, 1);
        return walk.LineEndsHere && (walk.Next != SyntaxKind.CloseCurly || walk.CommentIsHere);
    }

    /// <summary>Members or statements in braces, a line each; on one line if they were written so and fit.</summary>
    /// <param name="node">The braces and what is in them.</param>
    /// <param name="isShared">Whether they break together with the group they stand in.</param>
    private void Braces(GreenNode node, bool isShared)
    {
        if (node.ContainsProblems && !ProblemsLieDeeper(node))
        {
            Verbatim(node);
            return;
        }
        var walk = new Walk(node.Children);
        var gap = IsBroken(node) ? Gap.Hard : Gap.Line;
        if (!isShared)
            _layout.Open(isBlock: true);
        Take(ref walk);
        if (walk.Next == SyntaxKind.CloseCurly && !walk.CommentIsHere)
        {
            Between(ref walk, Gap.Space);
            Take(ref walk);
        }
        else
        {
            _layout.Add(LayoutOp.Indent);
            var blankLines = 0;
            while (walk.Next is not (SyntaxKind.CloseCurly or SyntaxKind.None))
            {
                Between(ref walk, gap, blankLines);
                Take(ref walk);
                blankLines = 1;
            }
            var found = Comments(ref walk, gap, blankLines);
            _layout.Add(LayoutOp.Dedent);
            SetApart(gap, found, walk.Kind, blankLines: 0);
            if (!walk.AtEnd)
                Take(ref walk);
        }
        if (!isShared)
            _layout.Close();
    }

    // ---------- Conditions and loops

    /// <summary>An if with all its elses: their braces break together.</summary>
    private void IfChain(GreenNode node)
    {
        var walk = new Walk(node.Children);
        Guard(ref walk);
        BracesOrElse(ref walk);
        while (!walk.AtEnd)
        {
            if (walk.LineEndsHere)
                _layout.BreakOpen(onlyBlocks: false);
            BetweenParts(ref walk, Gap.Space);
            if (walk.AtEnd)
                return;
            var clause = walk.Current;
            walk.Index++;
            if (clause.Kind != SyntaxKind.ElseClause)
            {
                Piece(clause);
                continue;
            }
            var inner = new Walk(clause.Children);
            Take(ref inner);
            Between(ref inner, Gap.Space);
            if (!inner.AtEnd && inner.Kind == SyntaxKind.IfExpression && !inner.Current.ContainsProblems)
                IfChain(inner.Current);
            else
                BracesOrElse(ref inner);
        }
    }

    private void BracesOrElse(ref Walk walk)
    {
        if (walk.AtEnd)
            return;
        var child = walk.Current;
        walk.Index++;
        if (child.Kind is SyntaxKind.Block or SyntaxKind.StructBody or SyntaxKind.InterfaceBody)
            Braces(child, isShared: true);
        else
            Node(child);
    }

    private void Loop(GreenNode node)
    {
        var walk = new Walk(node.Children);
        Guard(ref walk);
        while (!walk.AtEnd)
        {
            Take(ref walk);
            Between(ref walk, Gap.None);
        }
    }

    /// <summary>What stands before the body. When it takes several lines, the brace follows on a line of its own.</summary>
    private void Guard(ref Walk walk)
    {
        _layout.Open();
        Take(ref walk);
        while (!walk.AtEnd)
        {
            if (walk.Next is SyntaxKind.Block or SyntaxKind.None)
            {
                Between(ref walk, Gap.Line);
                break;
            }
            Between(ref walk, Gap.Space);
            Take(ref walk);
        }
        _layout.Close();
    }
}
