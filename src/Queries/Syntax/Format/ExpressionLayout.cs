// The layout of lists and expressions: what stands on one line when it fits, and how it is broken when it does not.

namespace Vale.Syntax;

internal sealed partial class LayoutBuilder
{
    // ---------- Lists

    /// <summary>A list from its opening bracket to its closing one: on one line, or an element a line. When all but a lambda's
    /// body at the end fits, only that is broken.</summary>
    /// <param name="walk">At the opening bracket.</param>
    /// <param name="node">The node the list is, or is a part of.</param>
    /// <param name="tails">Where in <see cref="_tails"/> the groups begin whose last part this list is; -1 for none.</param>
    private void Brackets(ref Walk walk, GreenNode node, int tails = -1)
    {
        var isAngle = walk.Kind == SyntaxKind.OpenAngle;
        var hugged = node.Kind == SyntaxKind.ArgumentList ? LastLambda(walk) : null;
        var comma = node.Kind is SyntaxKind.ArgumentList or SyntaxKind.TupleExpression && IsTableOfNumbers(walk) ? Gap.Fill : Gap.Line;
        var outerFill = _fill;
        _fill = -1;
        var group = _layout.Open();
        Take(ref walk);
        _layout.Add(LayoutOp.Indent);
        var edge = IsOneString(walk) ? Gap.None : Gap.Soft; // A string gains nothing from a line of its own.
        var gap = edge;
        var isEmpty = true;
        while (true)
        {
            var next = walk.Next;
            if (IsCloser(next) || next == SyntaxKind.None)
            {
                // A `>` with a blank before it could be read as an operator.
                var last = isEmpty || isAngle ? Gap.None : edge;
                var found = Comments(ref walk, Gap.Soft, blankLines: 0);
                EndFill();
                _fill = outerFill;
                _layout.Add(LayoutOp.Dedent);
                if (found.EndsLine)
                    _layout.AddLines(1, within: false);
                else
                    SetApart(last, found, walk.Kind, blankLines: 0);
                break;
            }
            Between(ref walk, next == SyntaxKind.Comma ? Gap.None : gap);
            isEmpty = false;
            var child = walk.Current;
            if (child.Kind == SyntaxKind.Comma)
            {
                Take(ref walk);
                gap = comma;
                continue;
            }
            if (ReferenceEquals(child, hugged))
            {
                walk.Index++;
                var from = tails < 0 ? _tails.Count : tails;
                _tails.Add(group);
                Hug(child, from);
                _tails.RemoveAt(_tails.Count - 1);
            }
            else
            {
                Take(ref walk);
            }
            gap = Gap.None;
        }
        if (!walk.AtEnd)
            Take(ref walk);
        _layout.Close();
    }

    /// <summary>The last element, when it ends with the braces of a lambda and is the only such.</summary>
    private static GreenNode? LastLambda(Walk walk)
    {
        GreenNode? last = null;
        var lambdas = 0;
        for (; !walk.AtEnd; walk.Index++)
        {
            if (walk.Kind == SyntaxKind.Comma || !SyntaxFacts.IsExpression(walk.Kind))
            {
                if (SyntaxFacts.IsComment(walk.Kind))
                    return null;
                continue;
            }
            last = walk.Current;
            if (EndsWithBraces(last))
                lambdas++;
        }
        return lambdas == 1 && EndsWithBraces(last!) ? last : null;
    }

    private static bool IsOneString(Walk walk)
    {
        var elements = 0;
        for (; !walk.AtEnd; walk.Index++)
        {
            if (walk.Kind is SyntaxKind.Comma or SyntaxKind.Whitespace || IsCloser(walk.Kind))
                continue;
            if (walk.Kind != SyntaxKind.StringExpression || ++elements > 1)
                return false;
        }
        return elements == 1;
    }

    /// <summary>Whether an expression is a lambda with braces, or a call whose last argument is one.</summary>
    private static bool EndsWithBraces(GreenNode expression) => expression.Kind switch
    {
        SyntaxKind.LambdaExpression => expression.Children[^1].Kind == SyntaxKind.Block,
        SyntaxKind.AugmentExpression => EndsWithBraces(expression.Children[^1]),
        SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression =>
            expression.Children[^1] is { Kind: SyntaxKind.ArgumentList } list && LastLambda(new Walk(list.Children)) is not null,
        _ => false,
    };

    private static bool IsTableOfNumbers(Walk walk)
    {
        const int fewest = 4;
        var count = 0;
        for (; !walk.AtEnd; walk.Index++)
        {
            if (!SyntaxFacts.IsExpression(walk.Kind))
                continue;
            if (walk.Kind is not (SyntaxKind.IntegerExpression or SyntaxKind.FloatExpression))
                return false;
            count++;
        }
        return count >= fewest;
    }

    /// <summary>An expression that ends with the braces of a lambda, in which the groups of <see cref="_tails"/> may be broken alone.</summary>
    private void Hug(GreenNode expression, int tails)
    {
        switch (expression.Kind)
        {
            case SyntaxKind.LambdaExpression:
                Lambda(expression, tails);
                return;
            case SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression:
                Postfix(expression, tails);
                return;
        }
        var walk = new Walk(expression.Children);
        while (walk.Next != SyntaxKind.None)
        {
            Between(ref walk, Spacing.Between(expression.Kind, _last, walk.Next) ? Gap.Space : Gap.None);
            var child = walk.Current;
            if (child is GreenToken)
            {
                Take(ref walk);
                continue;
            }
            walk.Index++;
            Hug(child, tails);
        }
    }

    /// <summary>A rule of a where clause that has a list: its name, then the list.</summary>
    private void Rule(GreenNode node)
    {
        var walk = new Walk(node.Children);
        while (walk.Kind is not (SyntaxKind.OpenParen or SyntaxKind.OpenSquare or SyntaxKind.None))
        {
            Take(ref walk);
            Between(ref walk, Gap.None);
        }
        if (!walk.AtEnd)
            Brackets(ref walk, node);
    }

    // ---------- Lambdas

    /// <summary>A lambda.</summary>
    /// <param name="node">The lambda.</param>
    /// <param name="tails">Where in <see cref="_tails"/> the groups begin that may be broken in its braces alone; -1 for none.</param>
    private void Lambda(GreenNode node, int tails)
    {
        var walk = new Walk(node.Children);
        while (true)
        {
            if (walk.Kind == SyntaxKind.Block && tails >= 0)
            {
                for (var i = tails; i < _tails.Count; i++)
                    _layout.BeginTail(_tails[i]);
                Take(ref walk);
                for (var i = tails; i < _tails.Count; i++)
                    _layout.EndTail(_tails[i]);
            }
            else
            {
                Take(ref walk);
            }
            if (walk.AtEnd)
                return;
            Between(ref walk, Gap.Space);
        }
    }

    // ---------- Strings

    /// <summary>A string as it is written, but for blanks in expressions that stand on one line.</summary>
    private void String(GreenNode node)
    {
        foreach (var part in node.Children)
        {
            if (part is GreenToken)
                Piece(part);
            else if (part.Kind == SyntaxKind.Interpolation && !HasLineEnd(part))
                Interpolation(part);
            else
                Leaves(part);
        }
    }

    private void Interpolation(GreenNode node)
    {
        _layout.Open(isFlat: true);
        var walk = new Walk(node.Children);
        while (!walk.AtEnd)
        {
            Take(ref walk);
            Between(ref walk, Gap.None);
        }
        _layout.Close();
    }

    private static bool HasLineEnd(GreenNode node)
    {
        if (node is GreenToken token)
            return token.Text.AsSpan().IndexOfAny('\n', '\r') >= 0;
        foreach (var child in node.Children)
        {
            if (HasLineEnd(child))
                return true;
        }
        return false;
    }

    // ---------- Operators

    /// <summary>Operands joined by operators that bind equally: on one line, or broken before operators, all of them where these
    /// compare or choose, else as many as it takes.</summary>
    private void Operators(GreenNode node)
    {
        var strength = Strength(node);
        var start = _path.Count;
        var operand = node;
        while (Strength(operand) == strength)
        {
            _path.Add(operand);
            operand = operand.Child(0);
        }
        var outerFill = _fill;
        _fill = -1;
        var gap = (_path.Count - start == 1 && IsCall(operand) && IsShort(node.Children[^1])) || HasSet(start) ? Gap.Space : strength > 2 ? Gap.Fill : Gap.Line;
        _layout.Open();
        Node(operand);
        _layout.Add(LayoutOp.Indent);
        for (var i = _path.Count - 1; i >= start; i--)
        {
            var walk = new Walk(_path[i].Children, 1);
            Between(ref walk, gap);
            Take(ref walk);
            while (!walk.AtEnd)
            {
                // At the beginning of a line `set` ends the search for what is bound.
                _isPrecarious |= walk.Next == SyntaxKind.SetExpression && walk.LineEndsHere;
                Between(ref walk, Gap.Space);
                if (!walk.AtEnd)
                    Take(ref walk);
            }
        }
        _path.RemoveRange(start, _path.Count - start);
        EndFill();
        _fill = outerFill;
        _layout.Add(LayoutOp.Dedent);
        _layout.Close();
    }

    /// <summary>Whether <c>set</c> is one of the operators: at the beginning of a line it would be a statement's.</summary>
    private bool HasSet(int start)
    {
        for (var i = start; i < _path.Count; i++)
        {
            foreach (var child in _path[i].Children)
            {
                if (child is GreenToken { Kind: SyntaxKind.SetKeyword or SyntaxKind.Identifier, Text: "set" })
                    return true;
            }
        }
        return false;
    }

    private static bool IsCall(GreenNode operand) => operand.Kind is SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression;

    /// <summary>Whether an operand may follow a call's closing bracket, rather than stand on a line of its own.</summary>
    private static bool IsShort(GreenNode operand)
    {
        const int most = 12;
        return operand.Width <= most && operand.Kind is SyntaxKind.NameExpression or SyntaxKind.IntegerExpression or SyntaxKind.FloatExpression
            or SyntaxKind.BoolExpression or SyntaxKind.StringExpression;
    }

    /// <summary>How tightly the operator of a node binds, as the grammar has it; 0 when it is none.</summary>
    private static int Strength(GreenNode node)
    {
        switch (node.Kind)
        {
            case SyntaxKind.AndExpression or SyntaxKind.OrExpression:
                return 1;
            case SyntaxKind.BinaryExpression:
                foreach (var child in node.Children)
                {
                    if (child is GreenToken && !SyntaxFacts.IsTrivia(child.Kind))
                    {
                        return child.Kind switch
                        {
                            SyntaxKind.Star or SyntaxKind.Slash => 5,
                            SyntaxKind.Plus or SyntaxKind.Minus => 4,
                            _ => SyntaxFacts.IsWord(child.Kind) ? 3 : 2,
                        };
                    }
                }
                return 0;
            default:
                return 0;
        }
    }

    // ---------- Members and calls

    /// <summary>Members, calls and indices, one after another. With two calls of methods or more, and when they do not fit on a
    /// line, each of these gets its own.</summary>
    /// <param name="node">The last of them.</param>
    /// <param name="tails">Where in <see cref="_tails"/> the groups begin whose last part this is; -1 for none.</param>
    private void Postfix(GreenNode node, int tails = -1)
    {
        var start = _path.Count;
        var calls = 0;
        var receiver = node;
        while (IsPostfix(receiver.Kind))
        {
            _path.Add(receiver);
            if (receiver.Kind == SyntaxKind.MethodCallExpression)
                calls++;
            receiver = receiver.Child(0);
        }
        var chain = calls > 1 ? _layout.Open() : -1;
        Node(receiver);
        if (chain >= 0)
            _layout.Add(LayoutOp.Indent);
        var isBehindCall = false;
        var hasBegun = false; // The call to come already has its line, which began with a member.
        for (var i = _path.Count - 1; i >= start; i--)
        {
            var link = _path[i];
            var mayBreak = false;
            if (link.Kind == SyntaxKind.MethodCallExpression)
            {
                mayBreak = !hasBegun;
                (isBehindCall, hasBegun) = (true, false);
            }
            else if (link.Kind == SyntaxKind.MemberExpression && isBehindCall)
            {
                mayBreak = true;
                (isBehindCall, hasBegun) = (false, true);
            }
            var walk = new Walk(link.Children, 1);
            Between(ref walk, mayBreak && chain >= 0 ? Gap.Soft : Gap.None);
            while (!walk.AtEnd)
            {
                if (walk.Kind == SyntaxKind.ArgumentList && i == start && !walk.Current.ContainsProblems)
                {
                    var list = walk.Current;
                    walk.Index++;
                    var inner = new Walk(list.Children);
                    var from = tails < 0 ? _tails.Count : tails;
                    if (chain >= 0)
                        _tails.Add(chain);
                    Brackets(ref inner, list, from);
                    if (chain >= 0)
                        _tails.RemoveAt(_tails.Count - 1);
                }
                else
                {
                    Take(ref walk);
                }
                Between(ref walk, Gap.None);
            }
        }
        _path.RemoveRange(start, _path.Count - start);
        if (chain >= 0)
        {
            _layout.Add(LayoutOp.Dedent);
            _layout.Close();
        }
    }

    private static bool IsPostfix(SyntaxKind kind) =>
        kind is SyntaxKind.MethodCallExpression or SyntaxKind.MemberExpression or SyntaxKind.CallExpression or SyntaxKind.IndexExpression;
}
