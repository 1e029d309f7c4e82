// The grammar of blocks, conditions and statements. A statement is a let when an `=` with blanks around it stands in it,
// so each statement is looked through once before it is read.

namespace Vale.Syntax;

internal sealed partial class ItemParser
{
    /// <summary><c>{ ... }</c>; the brace is here.</summary>
    private void Block()
    {
        var mark = Mark();
        var group = OpenGroup();
        if (_depth >= MaxDepth)
        {
            if (!AtEnd)
                TooDeepRun(SyntaxKind.ErrorStatement, _end);
        }
        else
        {
            _depth++;
            while (!AtEnd)
                Statement(stopAtCurly: false);
            _depth--;
        }
        CloseGroup(group);
        Finish(mark, SyntaxKind.Block);
    }

    private void TooDeepRun(SyntaxKind node, int until)
    {
        var mark = Mark();
        ProblemAt(SyntaxProblemCode.NestingTooDeep, _pos);
        while (_pos < until)
            Bump();
        Finish(mark, node);
    }

    /// <summary>The block of an if, else, while, foreach or <c>block</c>, or a problem.</summary>
    private void RequiredBlock(string of)
    {
        if (At(SyntaxKind.OpenCurly))
            Block();
        else
            Missing(SyntaxProblemCode.ExpectedBody, of);
    }

    /// <summary>Statements up to the brace of the body.</summary>
    private void Condition(string of)
    {
        var mark = Mark();
        while (!AtEnd && !At(SyntaxKind.OpenCurly) && (_builtCount == mark || ConditionGoesOn()))
        {
            var before = _pos;
            Statement(stopAtCurly: true);
            if (_pos == before)
                break;
        }
        if (_builtCount == mark)
        {
            Missing(SyntaxProblemCode.ExpectedCondition, of);
        }
        Finish(mark, SyntaxKind.Condition);
    }

    /// <summary>Whether what stands here still belongs to a condition: on the same line always, on a new one only if
    /// nothing but expressions comes before a brace. Else the brace is missing and the statement was left unfinished.</summary>
    private bool ConditionGoesOn()
    {
        if (!FirstOnLine(_pos) || _pos < _conditionBrace)
            return true;
        var index = _pos;
        while (index < _end && _tokens.Kinds[index] is not (SyntaxKind.OpenCurly or SyntaxKind.IfKeyword or SyntaxKind.WhileKeyword
            or SyntaxKind.ForeachKeyword or SyntaxKind.ReturnKeyword or SyntaxKind.BreakKeyword or SyntaxKind.BlockKeyword))
        {
            index = After(index);
        }
        if (index >= _end || _tokens.Kinds[index] != SyntaxKind.OpenCurly)
            return false;
        _conditionBrace = index;
        return true;
    }

    private void Statement(bool stopAtCurly)
    {
        var mark = Mark();
        switch (Kind)
        {
            case SyntaxKind.WhileKeyword:
            case SyntaxKind.PureKeyword when Peek(1) == SyntaxKind.WhileKeyword:
                TryBump(SyntaxKind.PureKeyword);
                BumpKeyword();
                Condition("while");
                RequiredBlock("while");
                Finish(mark, SyntaxKind.WhileStatement);
                return;

            case SyntaxKind.IfKeyword:
                If();
                Finish(mark, SyntaxKind.ExpressionStatement);
                return;

            case SyntaxKind.ForeachKeyword or SyntaxKind.ParallelKeyword or SyntaxKind.PureKeyword when AtForeach():
                Foreach();
                Finish(mark, SyntaxKind.ExpressionStatement);
                return;

            case SyntaxKind.BlockKeyword:
            case SyntaxKind.PureKeyword when Peek(1) == SyntaxKind.BlockKeyword:
            case SyntaxKind.UnsafeKeyword when AtUnsafeBlock():
                BlockExpression();
                Finish(mark, SyntaxKind.ExpressionStatement);
                return;

            case SyntaxKind.BreakKeyword:
                BumpKeyword();
                EndStatement(stopAtCurly, needsSemicolon: true);
                Finish(mark, SyntaxKind.BreakStatement);
                return;

            case SyntaxKind.ReturnKeyword:
                BumpKeyword();
                if (At(SyntaxKind.Semicolon))
                    MissingNode(SyntaxKind.ErrorExpression, SyntaxProblemCode.ExpectedExpression, "return");
                else
                    Expression(stopAtCurly);
                EndStatement(stopAtCurly, needsSemicolon: true);
                Finish(mark, SyntaxKind.ReturnStatement);
                return;

            case SyntaxKind.Semicolon:
                ProblemAt(SyntaxProblemCode.UnneededSemicolon, _pos);
                Bump();
                Finish(mark, SyntaxKind.EmptyStatement);
                return;

            case SyntaxKind.CloseParen or SyntaxKind.CloseSquare or SyntaxKind.CloseCurly or SyntaxKind.Comma or SyntaxKind.Unknown or SyntaxKind.Arrow or SyntaxKind.Equal or SyntaxKind.Bang:
                ErrorStatement(mark, stopAtCurly);
                return;
        }

        if (!AtSet)
        {
            var equal = FindSpacedEqual(stopAtCurly, stopAtComma: false);
            if (equal < 0)
                equal = TightEqual(stopAtCurly);
            if (equal > _pos)
            {
                Let(mark, equal, stopAtCurly);
                return;
            }
        }
        var start = _pos;
        Expression(stopAtCurly);
        if (_pos == start)
        {
            // Nothing was read: the problem is in the tree already; get past the token.
            SkipTo(_pos + 1);
        }
        var destructs = _tokens.Kinds[start] == SyntaxKind.DestructKeyword;
        EndStatement(stopAtCurly, needsSemicolon: destructs);
        Finish(mark, SyntaxKind.ExpressionStatement);
    }

    /// <summary>Tokens that begin no statement, up to the semicolon or the end of the line.</summary>
    private void ErrorStatement(int mark, bool stopAtCurly)
    {
        ProblemAt(Unexpected(_pos, SyntaxProblemCode.ExpectedStatement), _pos);
        var stop = _pos + 1;
        if (ClosesNothing(_pos))
        {
            while (stop < _end && ClosesNothing(stop))
                stop++;
        }
        else
        {
            stop = EndOfLineOrSemicolon(stop, stopAtCurly);
        }
        while (_pos < stop)
            Bump();
        TryBump(SyntaxKind.Semicolon);
        Finish(mark, SyntaxKind.ErrorStatement);
    }

    private int EndOfLineOrSemicolon(int index, bool stopAtCurly)
    {
        while (index < _end && _tokens.Kinds[index] != SyntaxKind.Semicolon && !FirstOnLine(index)
            && !(stopAtCurly && _tokens.Kinds[index] == SyntaxKind.OpenCurly))
        {
            index = After(index);
        }
        return Math.Min(index, _end);
    }

    /// <summary>The semicolon, or the reasons for which none is needed.</summary>
    private void EndStatement(bool stopAtCurly, bool needsSemicolon)
    {
        if (TryBump(SyntaxKind.Semicolon))
            return;
        if (!needsSemicolon && (AtEnd || (stopAtCurly && At(SyntaxKind.OpenCurly))))
            return;
        if (!AtEnd && ClosesNothing(_pos))
        {
            ProblemAt(SyntaxProblemCode.UnexpectedClose, _pos);
            SkipTo(_pos + 1);
            TryBump(SyntaxKind.Semicolon);
            return;
        }
        if (stopAtCurly && !AtEnd && !ConditionGoesOn())
            return;
        Missing(SyntaxProblemCode.ExpectedSemicolon);
        if (AtEnd || (stopAtCurly && At(SyntaxKind.OpenCurly)))
            return;
        SkipTo(EndOfLineOrSemicolon(_pos, stopAtCurly));
        TryBump(SyntaxKind.Semicolon);
    }

    // ---------- Lets

    /// <summary>The index of the first <c>=</c> of this statement or rule that has blanks on both sides, or -1.</summary>
    private int FindSpacedEqual(bool stopAtCurly, bool stopAtComma)
    {
        var known = _noEqual;
        if (_pos >= known.From && _pos < known.To && _end == known.End && _group == known.Group
            && stopAtCurly == known.Curly && stopAtComma == known.Comma)
        {
            return -1;
        }
        var index = _pos;
        while (index < _end)
        {
            var kind = _tokens.Kinds[index];
            if (kind == SyntaxKind.Semicolon || (kind == SyntaxKind.Comma && stopAtComma) || (kind == SyntaxKind.OpenCurly && stopAtCurly))
                break;
            if (kind == SyntaxKind.Equal && index > _pos && GapBefore(index) && index + 1 < _end && GapBefore(index + 1))
                return index;
            if (_tokens.LineStarts[index] && index > _pos + 1 && SyntaxFacts.IsWord(kind) && EndsOperand(_tokens.Kinds[index - 1]) && !stopAtComma && !AtSetTarget)
                break; // A new line begins with a word after a complete operand: the semicolon before it is missing.
            index = After(index);
        }
        _noEqual = (_pos, index, _end, _group, stopAtCurly, stopAtComma);
        return -1;
    }

    /// <summary>Whether what is being read comes right after <c>set</c>, where a place may span lines.</summary>
    private bool AtSetTarget => _pos > 0 && _tokens.Kinds[_pos - 1] == SyntaxKind.SetKeyword;

    private static bool EndsOperand(SyntaxKind kind) => SyntaxFacts.IsWord(kind) || kind is SyntaxKind.CloseParen or SyntaxKind.CloseSquare
        or SyntaxKind.CloseCurly or SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral or SyntaxKind.StringClose;

    /// <summary>An <c>=</c> without the blanks it needs, right after what could be a pattern.</summary>
    private int TightEqual(bool stopAtCurly)
    {
        if (!AtWord && !At(SyntaxKind.OpenSquare))
            return -1;
        var index = _pos;
        for (var looked = 0; index < _end && looked < 256; looked++, index = After(index))
        {
            switch (_tokens.Kinds[index])
            {
                case SyntaxKind.Semicolon:
                case SyntaxKind.OpenCurly when stopAtCurly:
                    return -1;
                case SyntaxKind.Equal:
                    return index > _pos ? index : -1;
                case var _ when index > _pos && FirstOnLine(index):
                    return -1;
            }
        }
        return -1;
    }

    private void Let(int mark, int equal, bool stopAtCurly)
    {
        var outer = _end;
        _end = equal;
        var isSet = LooksLikePlace();
        if (isSet)
        {
            ProblemAt(SyntaxProblemCode.ForgotSet, _pos);
            Expression(stopAtCurly: false);
            SkipUnexpected(equal);
        }
        else if (AtWord || At(SyntaxKind.OpenSquare) || StartsType(Kind))
        {
            Pattern(nameTaken: false, inList: false);
        }
        else
        {
            SkipUnexpected(equal, SyntaxProblemCode.ExpectedPattern);
        }
        _end = outer;
        if (!GapBefore(equal) || equal + 1 >= _end || !GapBefore(equal + 1))
            ProblemAt(SyntaxProblemCode.NeedWhitespaceAroundEquals, equal);
        Bump();
        if (AtEnd || At(SyntaxKind.Semicolon))
            MissingNode(SyntaxKind.ErrorExpression, SyntaxProblemCode.ExpectedExpression);
        else
            Expression(stopAtCurly);
        if (isSet)
            Finish(mark, SyntaxKind.SetExpression);
        EndStatement(stopAtCurly, needsSemicolon: false);
        Finish(mark, isSet ? SyntaxKind.ExpressionStatement : SyntaxKind.LetStatement);
    }

    /// <summary>Whether what stands before the <c>=</c> reads as an existing place, such as <c>ship.fuel</c>: then
    /// <c>set</c> was forgotten.</summary>
    private bool LooksLikePlace()
    {
        if (!AtWord)
            return false;
        var dot = _pos + 1;
        if (At(SyntaxKind.SelfKeyword) && KindAt(dot) == SyntaxKind.Dot)
            dot += 2; // `self.x = ...` constructs a member.
        return KindAt(dot) == SyntaxKind.Dot && !GapBefore(dot);
    }

    // ---------- If, foreach, block

    private void If()
    {
        if (TooDeep(SyntaxKind.ErrorExpression))
            return;
        _depth++;
        var mark = Mark();
        BumpKeyword();
        Condition("if");
        RequiredBlock("if");
        if (At(SyntaxKind.ElseKeyword))
        {
            var clause = Mark();
            BumpKeyword();
            if (At(SyntaxKind.IfKeyword))
                If();
            else
                RequiredBlock("else");
            Finish(clause, SyntaxKind.ElseClause);
        }
        Finish(mark, SyntaxKind.IfExpression);
        _depth--;
    }

    private bool AtForeach()
    {
        var index = _pos;
        if (KindAt(index) == SyntaxKind.ParallelKeyword)
            index++;
        if (KindAt(index) == SyntaxKind.PureKeyword)
            index++;
        return KindAt(index) == SyntaxKind.ForeachKeyword;
    }

    private void Foreach()
    {
        var mark = Mark();
        TryBump(SyntaxKind.ParallelKeyword);
        TryBump(SyntaxKind.PureKeyword);
        BumpKeyword();
        var outer = _end;
        var inAt = _pos;
        while (inAt < _end && _tokens.Kinds[inAt] is not (SyntaxKind.InKeyword or SyntaxKind.Semicolon or SyntaxKind.OpenCurly))
            inAt = After(inAt);
        inAt = Math.Min(inAt, _end);
        var hasIn = inAt < _end && _tokens.Kinds[inAt] == SyntaxKind.InKeyword;
        _end = hasIn ? inAt : Math.Min(inAt, _pos + 1);
        if (AtEnd)
            Missing(SyntaxProblemCode.ExpectedPattern);
        else if (StartsType(Kind) || At(SyntaxKind.OpenSquare))
            Pattern(nameTaken: false, inList: false);
        else
            SkipUnexpected(_end, SyntaxProblemCode.ExpectedPattern);
        _end = outer;
        if (hasIn)
        {
            BumpKeyword();
            Condition("foreach");
        }
        else
        {
            Missing(SyntaxProblemCode.ExpectedIn);
            SkipTo(inAt);
        }
        RequiredBlock("foreach");
        Finish(mark, SyntaxKind.ForeachExpression);
    }

    private bool AtUnsafeBlock() =>
        Peek(1) == SyntaxKind.BlockKeyword || (Peek(1) == SyntaxKind.PureKeyword && Peek(2) == SyntaxKind.BlockKeyword);

    private void BlockExpression()
    {
        var mark = Mark();
        TryBump(SyntaxKind.UnsafeKeyword);
        TryBump(SyntaxKind.PureKeyword);
        BumpKeyword();
        RequiredBlock("block");
        Finish(mark, SyntaxKind.BlockExpression);
    }
}
