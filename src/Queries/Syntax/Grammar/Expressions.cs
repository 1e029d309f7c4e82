// The grammar of expressions: operators and their precedence, prefixes, atoms and suffixes.

namespace Vale.Syntax;

internal sealed partial class ItemParser
{
    private bool AtSet => At(SyntaxKind.SetKeyword) && _pos + 1 < _end && GapBefore(_pos + 1);

    /// <summary>An expression; always builds exactly one node.</summary>
    private void Expression(bool stopAtCurly) => Operators(stopAtCurly, 1);

    /// <summary>Operands joined by operators that bind at least as tightly as <paramref name="least"/>. Operators of
    /// one tightness group from the left.</summary>
    private void Operators(bool stopAtCurly, int least)
    {
        var mark = Mark();
        Operand(stopAtCurly);
        while (!AtEnd)
        {
            var glued = AtGluedNumber();
            var precedence = glued ? 4 : Precedence(stopAtCurly);
            if (precedence == 0 || precedence < least)
                return;
            if (_built[mark].Height > MaxChain)
            {
                TooDeepChain(mark, stopAtCurly);
                return;
            }
            if (glued)
            {
                MinusGluedToNumber(mark, stopAtCurly);
                continue;
            }
            var node = Kind switch
            {
                SyntaxKind.AndKeyword => SyntaxKind.AndExpression,
                SyntaxKind.OrKeyword => SyntaxKind.OrExpression,
                _ => SyntaxKind.BinaryExpression,
            };
            if (!GapBefore(_pos) || (_pos + 1 < _end && !GapBefore(_pos + 1)))
                ProblemAt(SyntaxProblemCode.NeedWhitespaceAroundOperator, _pos);
            if (node == SyntaxKind.BinaryExpression)
                Bump();
            else
                BumpKeyword();
            Operators(stopAtCurly, precedence + 1);
            Finish(mark, node);
        }
    }

    /// <summary>How tightly the operator here binds; 0 when none is here.</summary>
    private int Precedence(bool stopAtCurly)
    {
        switch (Kind)
        {
            case SyntaxKind.Star or SyntaxKind.Slash: return 5;
            case SyntaxKind.Plus or SyntaxKind.Minus: return 4;
            case SyntaxKind.EqualEqual or SyntaxKind.EqualEqualEqual or SyntaxKind.BangEqual or SyntaxKind.LessEqual
                or SyntaxKind.GreaterEqual or SyntaxKind.Spaceship or SyntaxKind.Less or SyntaxKind.Greater: return 2;
            case SyntaxKind.AndKeyword or SyntaxKind.OrKeyword: return 1;
            case SyntaxKind.IfKeyword or SyntaxKind.ElseKeyword or SyntaxKind.WhileKeyword or SyntaxKind.ForeachKeyword
                or SyntaxKind.BreakKeyword or SyntaxKind.ReturnKeyword or SyntaxKind.DestructKeyword or SyntaxKind.UnletKeyword
                or SyntaxKind.NotKeyword or SyntaxKind.BlockKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.PureKeyword
                or SyntaxKind.ParallelKeyword or SyntaxKind.FuncKeyword or SyntaxKind.StructKeyword or SyntaxKind.Underscore:
                return 0;
            default:
                // A word between two operands calls the function of that name.
                return SyntaxFacts.IsWord(Kind) && GapBefore(_pos) && _pos + 1 < _end && GapBefore(_pos + 1)
                    && StartsOperand(KindAt(_pos + 1), stopAtCurly) && !(AtSet && FirstOnLine(_pos)) ? 3 : 0;
        }
    }

    private static bool StartsOperand(SyntaxKind kind, bool stopAtCurly) => kind switch
    {
        SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral or SyntaxKind.StringOpen or SyntaxKind.OpenParen
            or SyntaxKind.OpenSquare or SyntaxKind.Hash or SyntaxKind.Ampersand or SyntaxKind.AmpersandAmpersand
            or SyntaxKind.Caret or SyntaxKind.Apostrophe or SyntaxKind.Ellipsis => true,
        SyntaxKind.OpenCurly => !stopAtCurly,
        _ => SyntaxFacts.IsWord(kind),
    };

    /// <summary>Whether a number with its sign stands where an operator should: <c>a -5</c>, <c>a-5</c>.</summary>
    private bool AtGluedNumber() => Kind is SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral && _text[_tokens.Starts[_pos]] == '-';

    private void MinusGluedToNumber(int mark, bool stopAtCurly)
    {
        var start = _tokens.Starts[_pos];
        Problem(SyntaxProblemCode.NeedWhitespaceAroundOperator, start, start + 1, "-");
        FlushTrivia();
        Push(GreenToken.Fixed(SyntaxKind.Minus)!);
        var number = _builtCount;
        var kind = Kind;
        Push(_cache.Get(kind, TextAt(_pos)[1..]));
        _pos++;
        Finish(number, kind == SyntaxKind.IntegerLiteral ? SyntaxKind.IntegerExpression : SyntaxKind.FloatExpression);
        Suffixes(number, stopAtCurly);
        Finish(mark, SyntaxKind.BinaryExpression);
    }

    /// <summary>Gives up on a chain that is too long: what is left of it becomes part of an error.</summary>
    private void TooDeepChain(int mark, bool stopAtCurly)
    {
        var stop = _pos;
        while (stop < _end && _tokens.Kinds[stop] is not (SyntaxKind.Semicolon or SyntaxKind.Comma)
            && !(stopAtCurly && _tokens.Kinds[stop] == SyntaxKind.OpenCurly))
        {
            stop = After(stop);
        }
        TooDeepRun(SyntaxKind.Error, Math.Min(stop, _end));
        Finish(mark, SyntaxKind.ErrorExpression);
    }

    /// <summary>An expression without binary operators; always builds exactly one node.</summary>
    private void Operand(bool stopAtCurly)
    {
        if (TooDeep(SyntaxKind.ErrorExpression))
            return;
        _depth++;
        var mark = Mark();
        switch (Kind)
        {
            case SyntaxKind.Ellipsis:
                Bump();
                Finish(mark, SyntaxKind.EllipsisExpression);
                break;

            case SyntaxKind.Apostrophe when SyntaxFacts.IsWord(Peek(1)):
                Bump();
                BumpAs(SyntaxKind.Identifier);
                Operand(stopAtCurly);
                Finish(mark, SyntaxKind.RegionPrefixExpression);
                break;

            case SyntaxKind.NotKeyword:
                BumpKeyword();
                Operand(stopAtCurly);
                Finish(mark, SyntaxKind.NotExpression);
                break;

            case SyntaxKind.BlockKeyword:
            case SyntaxKind.PureKeyword when Peek(1) == SyntaxKind.BlockKeyword:
            case SyntaxKind.UnsafeKeyword when AtUnsafeBlock():
                BlockExpression();
                break;

            case SyntaxKind.IfKeyword:
                If();
                break;

            case SyntaxKind.ForeachKeyword or SyntaxKind.ParallelKeyword or SyntaxKind.PureKeyword when AtForeach():
                Foreach();
                break;

            case SyntaxKind.DestructKeyword:
                BumpKeyword();
                Expression(stopAtCurly);
                Finish(mark, SyntaxKind.DestructExpression);
                break;

            case SyntaxKind.UnletKeyword:
                BumpKeyword();
                if (AtWord)
                    BumpAs(SyntaxKind.Identifier);
                else
                    Missing(SyntaxProblemCode.ExpectedName);
                Finish(mark, SyntaxKind.UnletExpression);
                break;

            case SyntaxKind.Caret or SyntaxKind.Ampersand or SyntaxKind.AmpersandAmpersand or SyntaxKind.InlKeyword:
                BumpKeyword();
                AtomAndSuffixes(stopAtCurly);
                Finish(mark, SyntaxKind.AugmentExpression);
                break;

            case var word when SyntaxFacts.IsWord(word) && Peek(1) == SyntaxKind.Apostrophe:
                BumpAs(SyntaxKind.Identifier);
                Bump();
                AtomAndSuffixes(stopAtCurly);
                Finish(mark, SyntaxKind.TransmigrateExpression);
                break;

            default:
                AtomAndSuffixes(stopAtCurly);
                break;
        }
        _depth--;
    }

    private void AtomAndSuffixes(bool stopAtCurly)
    {
        var mark = Mark();
        Atom(stopAtCurly);
        Suffixes(mark, stopAtCurly);
    }

    /// <summary>What may follow an atom, each wrapping what is built since <paramref name="mark"/>.</summary>
    private void Suffixes(int mark, bool stopAtCurly)
    {
        while (!AtEnd)
        {
            if (_built[mark].Height > MaxChain && Kind is SyntaxKind.Ampersand or SyntaxKind.OpenParen or SyntaxKind.OpenSquare or SyntaxKind.Dot or SyntaxKind.DotDot or SyntaxKind.Star)
            {
                TooDeepChain(mark, stopAtCurly);
                return;
            }
            switch (Kind)
            {
                case SyntaxKind.Ampersand:
                    Bump();
                    Finish(mark, SyntaxKind.AugmentExpression);
                    break;

                case SyntaxKind.OpenAngle:
                    ProblemAt(SyntaxProblemCode.TemplateArgumentsOnValue, _pos);
                    TypeArguments();
                    Finish(mark, SyntaxKind.ErrorExpression);
                    break;

                case SyntaxKind.OpenParen or SyntaxKind.OpenSquare:
                    CallOrIndex(mark);
                    break;

                case SyntaxKind.DotDot:
                    Bump();
                    RangeEnd(stopAtCurly);
                    Finish(mark, SyntaxKind.RangeExpression);
                    break;

                case SyntaxKind.Star when Peek(1) == SyntaxKind.Dot:
                    Bump();
                    Member(mark);
                    break;

                case SyntaxKind.Dot:
                    Member(mark);
                    break;

                default:
                    return;
            }
        }
    }

    // What is called or indexed is the end of a range: nobody calls a range. A member behind it is the range's.
    private void RangeEnd(bool stopAtCurly)
    {
        var mark = Mark();
        Atom(stopAtCurly);
        while (!AtEnd && Kind is SyntaxKind.OpenParen or SyntaxKind.OpenSquare && _built[mark].Height <= MaxChain) CallOrIndex(mark);
    }

    private void CallOrIndex(int mark)
    {
        if (Kind == SyntaxKind.OpenParen)
        {
            Arguments();
            Finish(mark, SyntaxKind.CallExpression);
            return;
        }
        var list = Mark();
        var group = OpenGroup();
        List(Element.Expression);
        CloseGroup(group);
        Finish(list, SyntaxKind.IndexList);
        Finish(mark, SyntaxKind.IndexExpression);
    }

    private void Arguments()
    {
        var mark = Mark();
        var group = OpenGroup();
        List(Element.Expression);
        CloseGroup(group);
        Finish(mark, SyntaxKind.ArgumentList);
    }

    /// <summary><c>.name</c>, <c>.0</c>, <c>.+</c>, and what belongs to it.</summary>
    private void Member(int mark)
    {
        Bump();
        if (At(SyntaxKind.IntegerLiteral) || SyntaxFacts.IsOperatorName(Kind))
            Bump();
        else if (AtWord && !(FirstOnLine(_pos) && Kind is SyntaxKind.SetKeyword or SyntaxKind.ReturnKeyword or SyntaxKind.IfKeyword
            or SyntaxKind.WhileKeyword or SyntaxKind.ForeachKeyword or SyntaxKind.BreakKeyword))
            BumpAs(SyntaxKind.Identifier);
        else
        {
            Missing(SyntaxProblemCode.ExpectedMember, ".");
            Finish(mark, SyntaxKind.MemberExpression);
            return;
        }
        var angle = -1;
        if (At(SyntaxKind.OpenAngle))
        {
            angle = _pos;
            TypeArguments();
        }
        if (At(SyntaxKind.OpenParen))
        {
            Arguments();
            Finish(mark, SyntaxKind.MethodCallExpression);
            return;
        }
        if (angle >= 0)
            Problem(SyntaxProblemCode.TemplateArgumentsOnMember, _tokens.Starts[angle], _emitted);
        Finish(mark, SyntaxKind.MemberExpression);
    }

    /// <summary>The smallest expressions; always builds exactly one node.</summary>
    private void Atom(bool stopAtCurly)
    {
        var mark = Mark();
        switch (Kind)
        {
            case SyntaxKind.BreakKeyword or SyntaxKind.ReturnKeyword or SyntaxKind.WhileKeyword:
                ProblemAt(SyntaxProblemCode.StatementInExpression, _pos);
                BumpKeyword();
                if (!AtEnd && StartsOperand(Kind, stopAtCurly) && !FirstOnLine(_pos))
                    Expression(stopAtCurly);
                Finish(mark, SyntaxKind.ErrorExpression);
                return;

            case SyntaxKind.Underscore:
                BumpKeyword();
                Finish(mark, SyntaxKind.MagicParameterExpression);
                return;

            case SyntaxKind.ForeachKeyword or SyntaxKind.ParallelKeyword or SyntaxKind.PureKeyword when AtForeach():
                Foreach();
                return;

            case SyntaxKind.SetKeyword when AtSet:
                Set(mark, stopAtCurly);
                return;

            case SyntaxKind.IntegerLiteral:
                Integer();
                Finish(mark, SyntaxKind.IntegerExpression);
                return;

            case SyntaxKind.FloatLiteral:
                Bump();
                Finish(mark, SyntaxKind.FloatExpression);
                return;

            case SyntaxKind.StringOpen:
                String();
                return;

            case SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword:
                BumpKeyword();
                Finish(mark, SyntaxKind.BoolExpression);
                return;

            case SyntaxKind.OpenSquare:
            case SyntaxKind.Hash when Peek(1) == SyntaxKind.OpenSquare:
                ArrayLiteral(mark);
                return;

            case SyntaxKind.OpenCurly:
                Block();
                Finish(mark, SyntaxKind.LambdaExpression);
                return;

            case SyntaxKind.OpenParen:
                if (KindAt(After(_pos)) == SyntaxKind.Arrow)
                {
                    Parameters(Element.LambdaParameter);
                    LambdaBody(mark);
                }
                else
                {
                    Tuple(mark);
                }
                return;

            case SyntaxKind.ElseKeyword:
                break;

            case var word when SyntaxFacts.IsWord(word):
                if (Peek(1) == SyntaxKind.Arrow)
                {
                    BumpAs(SyntaxKind.Identifier);
                    Finish(mark, SyntaxKind.Pattern);
                    Finish(mark, SyntaxKind.Parameter);
                    Finish(mark, SyntaxKind.ParameterList);
                    LambdaBody(mark);
                    return;
                }
                BumpAs(SyntaxKind.Identifier);
                if (At(SyntaxKind.OpenAngle))
                    TypeArguments();
                Finish(mark, SyntaxKind.NameExpression);
                return;

            case var symbol when SyntaxFacts.IsOperatorName(symbol):
                Bump();
                if (At(SyntaxKind.OpenAngle))
                    TypeArguments();
                Finish(mark, SyntaxKind.NameExpression);
                return;
        }

        if (!AtEnd && Kind is SyntaxKind.Unknown)
        {
            ProblemAt(SyntaxProblemCode.UnexpectedCharacter, _pos);
            Bump();
            Finish(mark, SyntaxKind.ErrorExpression);
            return;
        }
        MissingNode(SyntaxKind.ErrorExpression, SyntaxProblemCode.ExpectedExpression);
    }

    private void Integer()
    {
        var index = _pos;
        Bump();
        var text = TextAt(index);
        if (text.Length < 10 && !text.Contains('i'))
            return;
        if (!Literals.TryInteger(text, out _, out var bits))
            Problem(SyntaxProblemCode.IntegerTooLarge, _tokens.Starts[index], _tokens.Ends[index], Shown(index));
        else if (bits is < 1 or > 64)
            Problem(SyntaxProblemCode.BadIntegerBits, _tokens.Starts[index], _tokens.Ends[index], Shown(index));
    }

    private void Set(int mark, bool stopAtCurly)
    {
        BumpKeyword();
        var outer = _end;
        var equal = FindSpacedEqual(stopAtCurly, stopAtComma: true);
        if (equal < 0)
            equal = TightEqual(stopAtCurly);
        if (equal >= 0)
            _end = equal;
        Expression(stopAtCurly);
        if (equal < 0)
        {
            Missing(SyntaxProblemCode.ExpectedEquals);
            Finish(mark, SyntaxKind.SetExpression);
            return;
        }
        SkipUnexpected(equal);
        _end = outer;
        if (!GapBefore(equal) || equal + 1 >= _end || !GapBefore(equal + 1))
            ProblemAt(SyntaxProblemCode.NeedWhitespaceAroundEquals, equal);
        Bump();
        if (AtEnd || At(SyntaxKind.Semicolon))
            MissingNode(SyntaxKind.ErrorExpression, SyntaxProblemCode.ExpectedExpression);
        else
            Expression(stopAtCurly);
        Finish(mark, SyntaxKind.SetExpression);
    }

    private void LambdaBody(int mark)
    {
        BumpKeyword();
        if (At(SyntaxKind.OpenCurly))
            Block();
        else
            Expression(stopAtCurly: false);
        Finish(mark, SyntaxKind.LambdaExpression);
    }

    /// <summary><c>()</c>, <c>(e)</c>, <c>(e,)</c>, <c>(e, f)</c></summary>
    private void Tuple(int mark)
    {
        var group = OpenGroup();
        var empty = AtEnd;
        var commas = List(Element.Expression);
        CloseGroup(group);
        Finish(mark, empty || commas > 0 ? SyntaxKind.TupleExpression : SyntaxKind.ParenthesizedExpression);
    }

    private void ArrayLiteral(int mark)
    {
        TryBump(SyntaxKind.Hash);
        var size = Mark();
        var group = OpenGroup();
        if (TryBump(SyntaxKind.Hash) && !AtEnd)
            Type();
        var bare = !AtEnd;
        CloseGroup(group, SyntaxProblemCode.ExpectedArraySize);
        Finish(size, SyntaxKind.ArraySize);
        if (!AtEnd && !At(SyntaxKind.OpenParen) && StartsType(Kind) && !FirstOnLine(_pos))
            Type();
        if (At(SyntaxKind.OpenParen))
            Arguments();
        else if (!bare)
            Missing(SyntaxProblemCode.ExpectedArrayArguments);
        Finish(mark, SyntaxKind.ArrayExpression);
    }

    private void String()
    {
        var mark = Mark();
        var open = _pos;
        var partner = _tokens.Partners[open];
        var outer = _end;
        _end = Math.Min(outer, partner >= 0 ? partner : ~partner);
        if (partner < 0)
            Problem(SyntaxProblemCode.UnterminatedString, _tokens.Starts[open], _tokens.Ends[open], Shown(open));
        BumpAs(SyntaxKind.StringOpen);
        while (!AtEnd)
        {
            if (At(SyntaxKind.StringText))
            {
                EscapeProblems();
                Bump();
                continue;
            }
            if (!At(SyntaxKind.InterpolationOpen))
                break;
            var part = Mark();
            var interpolation = _pos;
            var close = _tokens.Partners[interpolation];
            if (close < 0)
                Problem(SyntaxProblemCode.UnterminatedInterpolation, _tokens.Starts[interpolation], _tokens.Ends[interpolation]);
            BumpAs(SyntaxKind.InterpolationOpen);
            var stringEnd = _end;
            var outerGroup = _group;
            _group = interpolation;
            _end = Math.Min(_end, close >= 0 ? close : Math.Max(~close, interpolation + 1));
            Expression(stopAtCurly: false);
            SkipUnexpected(_end);
            _end = stringEnd;
            _group = outerGroup;
            if (close >= 0 && _pos == close)
                BumpAs(SyntaxKind.InterpolationClose);
            Finish(part, SyntaxKind.Interpolation);
        }
        _end = outer;
        if (partner >= 0 && _pos == partner)
            BumpAs(SyntaxKind.StringClose);
        Finish(mark, SyntaxKind.StringExpression);
    }

    private void EscapeProblems()
    {
        var text = TextAt(_pos);
        var start = _tokens.Starts[_pos];
        for (var at = text.IndexOf('\\'); at >= 0 && at + 1 < text.Length;)
        {
            if (text[at + 1] == 'u' && !Literals.TryHex(text, at + 2, out _))
                Problem(SyntaxProblemCode.BadUnicodeEscape, start + at, start + Math.Min(at + 6, text.Length), text[at..Math.Min(at + 6, text.Length)].ToString());
            var next = text[(at + 2)..].IndexOf('\\');
            at = next < 0 ? -1 : at + 2 + next;
        }
    }
}
