// The grammar of types (templexes), rules and generic parameters.

namespace Vale.Syntax;

internal sealed partial class ItemParser
{
    private bool StartsType(SyntaxKind kind) => kind switch
    {
        SyntaxKind.InKeyword or SyntaxKind.WhereKeyword => false,
        SyntaxKind.Caret or SyntaxKind.At or SyntaxKind.Ampersand or SyntaxKind.AmpersandAmpersand or SyntaxKind.Apostrophe
            or SyntaxKind.Hash or SyntaxKind.OpenSquare or SyntaxKind.OpenParen or SyntaxKind.StringOpen
            or SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral => true,
        _ => SyntaxFacts.IsWord(kind),
    };

    /// <summary>A type; always builds exactly one node.</summary>
    private void Type()
    {
        if (TooDeep(SyntaxKind.ErrorType))
            return;
        if (!StartsType(Kind))
        {
            MissingNode(SyntaxKind.ErrorType, SyntaxProblemCode.ExpectedType);
            return;
        }
        _depth++;
        var mark = Mark();
        var marked = Kind is SyntaxKind.Caret or SyntaxKind.At or SyntaxKind.Ampersand or SyntaxKind.AmpersandAmpersand;
        if (marked)
            Bump();
        if (At(SyntaxKind.Apostrophe) || (AtWord && Peek(1) == SyntaxKind.Apostrophe))
        {
            var region = Mark();
            if (AtWord)
                BumpName();
            Bump();
            if (!marked && !StartsType(Kind))
            {
                Finish(region, SyntaxKind.RegionType);
            }
            else
            {
                Finish(region, SyntaxKind.Region);
                Type();
                Finish(mark, SyntaxKind.InterpretedType);
            }
        }
        else if (marked)
        {
            Type();
            Finish(mark, SyntaxKind.InterpretedType);
        }
        else
        {
            TypeAtom(mark);
            if (At(SyntaxKind.OpenAngle))
            {
                TypeArguments();
                Finish(mark, SyntaxKind.CallType);
            }
        }
        _depth--;
    }

    private void MissingNode(SyntaxKind node, SyntaxProblemCode code, string? expected = null)
    {
        var mark = _builtCount;
        Missing(code, expected);
        Finish(mark, node);
    }

    private void TypeArguments()
    {
        var mark = Mark();
        var group = OpenGroup();
        List(Element.TypeArgument);
        CloseGroup(group);
        Finish(mark, SyntaxKind.TypeArgumentList);
    }

    private void TypeAtom(int mark)
    {
        switch (Kind)
        {
            case SyntaxKind.Underscore: BumpAs(SyntaxKind.Underscore); Finish(mark, SyntaxKind.AnonymousType); return;
            case SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword: BumpKeyword(); Finish(mark, SyntaxKind.BoolType); return;
            case SyntaxKind.OwnKeyword or SyntaxKind.BorrowKeyword or SyntaxKind.WeakKeyword or SyntaxKind.ShareKeyword:
                BumpKeyword(); Finish(mark, SyntaxKind.OwnershipType); return;
            case SyntaxKind.InlKeyword or SyntaxKind.HeapKeyword: BumpKeyword(); Finish(mark, SyntaxKind.LocationType); return;
            case SyntaxKind.ImmKeyword or SyntaxKind.MutKeyword: BumpKeyword(); Finish(mark, SyntaxKind.MutabilityType); return;
            case SyntaxKind.VaryKeyword or SyntaxKind.FinalKeyword: BumpKeyword(); Finish(mark, SyntaxKind.VariabilityType); return;
            case SyntaxKind.FuncKeyword: Prototype(mark); return;
            case SyntaxKind.OpenParen: TupleType(); return;
            case SyntaxKind.Hash or SyntaxKind.OpenSquare: ArrayType(mark); return;
            case SyntaxKind.StringOpen:
                var index = _pos;
                String();
                if (new StringExpressionSyntax(new SyntaxNode(_built[_builtCount - 1])).IsInterpolated)
                    Problem(SyntaxProblemCode.InterpolatedStringInType, _tokens.Starts[index], _emitted);
                Finish(mark, SyntaxKind.StringType);
                return;
            case SyntaxKind.IntegerLiteral: Integer(); Finish(mark, SyntaxKind.IntegerType); return;
            case SyntaxKind.FloatLiteral:
                ProblemAt(SyntaxProblemCode.FloatInType, _pos);
                Bump();
                Finish(mark, SyntaxKind.ErrorType);
                return;
            default: BumpName(); Finish(mark, SyntaxKind.NameType); return;
        }
    }

    /// <summary>A type argument: a type, or a rune that repeats its kind as in <c>&lt;K Ref imm&gt;</c>.</summary>
    private void TypeArgument()
    {
        var mark = Mark();
        Type();
        if (_built[mark].Kind != SyntaxKind.NameType || !AtWord || SyntaxParts.ParseRuneKind(TextAt(_pos)) is null)
            return;
        // The words stand in the node itself, as they do where the rune is declared.
        _built[mark] = _built[mark].Child(0);
        BumpAs(SyntaxKind.Identifier);
        TryBump(SyntaxKind.ImmKeyword);
        Finish(mark, SyntaxKind.TypedRuneType);
    }

    private void TupleType()
    {
        var mark = Mark();
        var group = OpenGroup();
        List(Element.Type);
        CloseGroup(group);
        Finish(mark, SyntaxKind.TupleType);
    }

    private void Prototype(int mark)
    {
        BumpKeyword();
        if (AtWord)
            BumpName();
        else if (SyntaxFacts.IsOperatorName(Kind))
            Bump();
        else if (!At(SyntaxKind.OpenParen))
            Missing(SyntaxProblemCode.ExpectedFunctionName);
        if (At(SyntaxKind.OpenParen))
        {
            TupleType();
            Type();
        }
        else
        {
            Missing(SyntaxProblemCode.ExpectedParameters);
        }
        Finish(mark, SyntaxKind.PrototypeType);
    }

    private void ArrayType(int mark)
    {
        var hash = _pos;
        var immutable = TryBump(SyntaxKind.Hash);
        if (!At(SyntaxKind.OpenSquare))
        {
            Problem(SyntaxProblemCode.UnexpectedToken, _tokens.Starts[hash], _tokens.Ends[hash], "#");
            Finish(mark, SyntaxKind.ErrorType);
            return;
        }
        var isStatic = KindAt(_pos + 1) == SyntaxKind.Hash;
        var group = OpenGroup();
        if (isStatic)
        {
            Bump();
            if (AtEnd)
                Missing(SyntaxProblemCode.ExpectedArraySize);
            else
                Type();
        }
        CloseGroup(group, SyntaxProblemCode.ExpectedArraySize);
        if (At(SyntaxKind.OpenAngle))
        {
            var arguments = _pos;
            TypeArguments();
            if (immutable)
                Problem(SyntaxProblemCode.ConflictingMutability, _tokens.Starts[hash], _tokens.Ends[hash], "#", _text[_tokens.Starts[arguments].._emitted]);
        }
        Type();
        Finish(mark, isStatic ? SyntaxKind.StaticArrayType : SyntaxKind.RuntimeArrayType);
    }

    // ---------- Rules

    private void WhereClause(int end)
    {
        var mark = Mark();
        BumpKeyword();
        var outer = _end;
        _end = end;
        if (AtEnd)
            Missing(SyntaxProblemCode.ExpectedRule);
        List(Element.Rule);
        _end = outer;
        Finish(mark, SyntaxKind.WhereClause);
    }

    /// <summary>One rule: <c>a = b</c> or an atom.</summary>
    private void Rule()
    {
        if (TooDeep(SyntaxKind.ErrorType))
            return;
        _depth++;
        var mark = Mark();
        var equal = FindSpacedEqual(stopAtCurly: true, stopAtComma: true);
        if (equal < 0)
        {
            RuleAtom();
        }
        else
        {
            var outer = _end;
            _end = equal;
            RuleAtom();
            SkipUnexpected(equal);
            _end = outer;
            Bump();
            RuleAtom();
            Finish(mark, SyntaxKind.EqualsRule);
        }
        _depth--;
    }

    private void RuleAtom()
    {
        var mark = Mark();
        if (AtWord && !At(SyntaxKind.FuncKeyword))
        {
            switch (Peek(1))
            {
                case SyntaxKind.OpenParen:
                {
                    BumpAs(SyntaxKind.Identifier);
                    var group = OpenGroup();
                    List(Element.Rule);
                    CloseGroup(group);
                    Finish(mark, SyntaxKind.CallRule);
                    return;
                }
                case SyntaxKind.OpenSquare:
                {
                    RuneKindWord();
                    var group = OpenGroup();
                    List(Element.Rule);
                    CloseGroup(group);
                    Finish(mark, SyntaxKind.ComponentsRule);
                    return;
                }
                case var second when SyntaxFacts.IsWord(second) && Peek(2) != SyntaxKind.Apostrophe:
                    BumpName();
                    RuneKindWord();
                    Finish(mark, SyntaxKind.TypedRuneRule);
                    return;
            }
        }
        if (StartsType(Kind))
            Type();
        else
            MissingNode(SyntaxKind.ErrorType, SyntaxProblemCode.ExpectedRule);
    }

    private void RuneKindWord()
    {
        if (SyntaxParts.ParseRuneKind(TextAt(_pos)) is null)
            ProblemAt(SyntaxProblemCode.ExpectedRuneKind, _pos);
        BumpAs(SyntaxKind.Identifier);
    }

    // ---------- Generic parameters

    private void GenericParameters()
    {
        var mark = Mark();
        var group = OpenGroup();
        List(Element.GenericParameter);
        CloseGroup(group);
        Finish(mark, SyntaxKind.GenericParameterList);
    }

    private void GenericParameter()
    {
        var mark = Mark();
        var isRegion = false;
        if (At(SyntaxKind.Apostrophe) || (AtWord && Peek(1) == SyntaxKind.Apostrophe))
        {
            // Directly before a name it is the name's region, else it is the parameter.
            var named = AtWord;
            var apostrophe = named ? _pos + 1 : _pos;
            isRegion = !(SyntaxFacts.IsWord(KindAt(apostrophe + 1)) && !GapBefore(apostrophe + 1));
            if (!named && isRegion)
                Missing(SyntaxProblemCode.ExpectedName);
            var region = Mark();
            if (named)
                BumpName();
            Bump();
            Finish(region, isRegion ? SyntaxKind.RegionType : SyntaxKind.Region);
        }
        if (isRegion)
        {
            if (Kind is SyntaxKind.RoKeyword or SyntaxKind.RwKeyword or SyntaxKind.AdditiveKeyword or SyntaxKind.ImmKeyword)
                BumpKeyword();
        }
        else if (AtWord)
        {
            BumpName();
            if (AtWord && !At(SyntaxKind.ImmKeyword))
                RuneKindWord();
            TryBump(SyntaxKind.ImmKeyword);
        }
        else
        {
            Missing(SyntaxProblemCode.ExpectedName);
        }
        if (At(SyntaxKind.Equal))
        {
            Bump();
            Type();
        }
        Finish(mark, SyntaxKind.GenericParameter);
    }
}
