// The grammar of a file's items: functions, structs, interfaces, impls, imports and exports.

namespace Vale.Syntax;

internal sealed partial class ItemParser
{
    private bool AtFunctionWord => At(SyntaxKind.FuncKeyword) || (At(SyntaxKind.Identifier) && TextAt(_pos) is "funky");

    /// <summary>The whole buffer as one item.</summary>
    private void ItemRule()
    {
        var mark = Mark();
        var attributes = Attributes();
        var kind = Kind;
        if (AtFunctionWord)
        {
            Function(mark, inCitizen: false);
        }
        else if (kind == SyntaxKind.StructKeyword)
        {
            Struct(mark);
        }
        else if (kind == SyntaxKind.InterfaceKeyword)
        {
            Interface(mark);
        }
        else if (kind == SyntaxKind.ImplKeyword)
        {
            Impl(mark);
        }
        else if (kind is SyntaxKind.ImportKeyword or SyntaxKind.ExportKeyword)
        {
            if (attributes > 0)
                Problem(SyntaxProblemCode.UnexpectedAttribute, _tokens.Starts[0], _tokens.Ends[_pos - 1], Shown(0), Shown(_pos));
            if (kind == SyntaxKind.ImportKeyword)
                Import(mark);
            else
                ExportAs(mark);
        }
        else
        {
            if (AtEnd)
                Missing(SyntaxProblemCode.ExpectedItem);
            else
                ProblemAt(Unexpected(_pos, SyntaxProblemCode.ExpectedItem), _pos);
            while (!AtEnd)
                Bump();
            Finish(mark, SyntaxKind.ErrorItem);
        }

        if (!AtEnd)
        {
            // The item is over, but not its text: put the rest inside it.
            var item = _built[mark];
            SkipUnexpected(_end);
            var rest = _built.AsSpan(mark + 1, _builtCount - mark - 1).ToArray();
            _builtCount = mark;
            _built[_builtCount++] = GreenInner.Create(item.Kind, [.. item.Children, .. rest]);
        }
    }

    private int Attributes()
    {
        var count = 0;
        while (true)
        {
            var mark = Mark();
            switch (Kind)
            {
                case SyntaxKind.AbstractKeyword or SyntaxKind.ExportedKeyword or SyntaxKind.PureKeyword or SyntaxKind.AdditiveKeyword
                    or SyntaxKind.LinearKeyword or SyntaxKind.WeakableKeyword or SyntaxKind.SealedKeyword:
                    BumpKeyword();
                    Finish(mark, SyntaxKind.Attribute);
                    break;
                case SyntaxKind.ExternKeyword:
                    BumpKeyword();
                    if (At(SyntaxKind.OpenParen))
                        ExternName();
                    Finish(mark, SyntaxKind.Attribute);
                    break;
                case SyntaxKind.Hash when SyntaxFacts.IsWord(Peek(1)) || (Peek(1) == SyntaxKind.Bang && SyntaxFacts.IsWord(Peek(2))):
                    Bump();
                    TryBump(SyntaxKind.Bang);
                    BumpAs(SyntaxKind.Identifier);
                    Finish(mark, SyntaxKind.MacroAttribute);
                    break;
                default:
                    return count;
            }
            count++;
        }
    }

    private void ExternName()
    {
        var group = OpenGroup();
        if (AtEnd)
        {
            Missing(SyntaxProblemCode.ExpectedExternName);
        }
        else if (At(SyntaxKind.StringOpen))
        {
            var index = _pos;
            String();
            if (new StringExpressionSyntax(new SyntaxNode(_built[_builtCount - 1])) is { IsInterpolated: true } or { Parts.Count: 0 })
                Problem(SyntaxProblemCode.ExpectedExternName, _tokens.Starts[index], _emitted);
        }
        CloseGroup(group, SyntaxProblemCode.ExpectedExternName);
    }

    // ---------- Functions

    /// <summary>A function whose attributes are built since <paramref name="mark"/>.</summary>
    private void Function(int mark, bool inCitizen)
    {
        BumpAs(SyntaxKind.FuncKeyword);
        var bodyAt = Find(SyntaxKind.OpenCurly, SyntaxKind.Semicolon);
        var outer = _end;
        _end = bodyAt;

        if (AtWord && !At(SyntaxKind.WhereKeyword))
            BumpAs(SyntaxKind.Identifier);
        else if (SyntaxFacts.IsOperatorName(Kind))
            Bump();
        else
            Missing(SyntaxProblemCode.ExpectedFunctionName);
        if (At(SyntaxKind.OpenAngle))
            GenericParameters();
        if (At(SyntaxKind.OpenParen))
            Parameters(inCitizen ? Element.MethodParameter : Element.Parameter);
        else
            Missing(SyntaxProblemCode.ExpectedParameters);

        // `i'` just before the body is the body's region.
        var detailsEnd = bodyAt;
        if (bodyAt - _pos >= 2 && _tokens.Kinds[bodyAt - 1] == SyntaxKind.Apostrophe && SyntaxFacts.IsWord(_tokens.Kinds[bodyAt - 2]))
            detailsEnd = bodyAt - 2;
        _end = detailsEnd;
        var where = Find(SyntaxKind.WhereKeyword);
        if (!AtEnd && !At(SyntaxKind.WhereKeyword))
        {
            _end = where;
            var start = _pos;
            if (StartsType(Kind))
                Type();
            if (KindAt(start) == SyntaxKind.FuncKeyword && KindAt(start + 1) != SyntaxKind.OpenParen)
                Problem(SyntaxProblemCode.ForgotWhere, _tokens.Starts[start], _tokens.Ends[start], Shown(start));
            SkipUnexpected(where);
            _end = detailsEnd;
        }
        if (At(SyntaxKind.WhereKeyword))
            WhereClause(detailsEnd);
        _end = bodyAt;
        if (detailsEnd < bodyAt)
        {
            var region = Mark();
            BumpAs(SyntaxKind.Identifier);
            Bump();
            Finish(region, SyntaxKind.Region);
            Finish(region, SyntaxKind.BodyRegion);
        }
        Finish(mark, SyntaxKind.FunctionHeader);

        _end = outer;
        if (At(SyntaxKind.OpenCurly))
            Block();
        else if (!TryBump(SyntaxKind.Semicolon))
            Missing(SyntaxProblemCode.ExpectedBody, "func");
        Finish(mark, SyntaxKind.Function);
    }

    private void Parameters(Element element)
    {
        var mark = Mark();
        var group = OpenGroup();
        List(element);
        CloseGroup(group);
        Finish(mark, SyntaxKind.ParameterList);
    }

    // ---------- Citizens

    private void CitizenHeader(int bodyAt)
    {
        BumpKeyword();
        var outer = _end;
        _end = bodyAt;
        if (AtWord && !At(SyntaxKind.WhereKeyword))
            BumpAs(SyntaxKind.Identifier);
        else
            Missing(SyntaxProblemCode.ExpectedName);
        if (At(SyntaxKind.OpenAngle))
            GenericParameters();
        if (!AtEnd && !At(SyntaxKind.WhereKeyword))
        {
            var where = Find(SyntaxKind.WhereKeyword);
            _end = where;
            if (StartsType(Kind))
                Type();
            SkipUnexpected(where);
            _end = bodyAt;
        }
        if (At(SyntaxKind.WhereKeyword))
            WhereClause(bodyAt);
        _end = outer;
    }

    private void Struct(int mark)
    {
        CitizenHeader(Find(SyntaxKind.OpenCurly, SyntaxKind.Semicolon));
        if (At(SyntaxKind.OpenCurly))
        {
            var body = Mark();
            var group = OpenGroup();
            var semicolon = -1;
            while (!AtEnd)
            {
                if (semicolon < _pos)
                    semicolon = Find(SyntaxKind.Semicolon);
                StructMember(semicolon);
            }
            CloseGroup(group);
            Finish(body, SyntaxKind.StructBody);
        }
        else
        {
            Missing(SyntaxProblemCode.ExpectedMembers, "struct");
            TryBump(SyntaxKind.Semicolon);
        }
        Finish(mark, SyntaxKind.Struct);
    }

    /// <summary>A member; the next semicolon, or the body's end, is at <paramref name="next"/>.</summary>
    private void StructMember(int next)
    {
        var mark = Mark();
        if (At(SyntaxKind.Semicolon))
        {
            ProblemAt(SyntaxProblemCode.UnneededSemicolon, _pos);
            Bump();
            return;
        }
        if (StartsMethod())
        {
            Attributes();
            Function(mark, inCitizen: true);
            return;
        }
        if (!AtWord && !At(SyntaxKind.IntegerLiteral))
        {
            SkipUnexpected(Math.Max(next, _pos + 1), SyntaxProblemCode.ExpectedMemberName);
            TryBump(SyntaxKind.Semicolon);
            return;
        }
        var name = _pos;
        var outer = _end;
        _end = next;
        if (At(SyntaxKind.IntegerLiteral))
            Bump();
        else
            BumpName();
        TryBump(SyntaxKind.Bang);
        var variadic = TryBump(SyntaxKind.DotDot);
        if (variadic && _tokens.Kinds[name] != SyntaxKind.Underscore)
            Problem(SyntaxProblemCode.VariadicMemberHasName, _tokens.Starts[name], _tokens.Ends[name], Shown(name));
        if (!AtEnd && FirstOnLine(_pos) && AtWord && Peek(1) is not (SyntaxKind.EndOfFile or SyntaxKind.OpenAngle or SyntaxKind.Apostrophe or SyntaxKind.OpenParen))
            Missing(SyntaxProblemCode.ExpectedType); // The next line is a member of its own.
        else
            Type();
        _end = outer;
        if (!AtEnd && !At(SyntaxKind.Semicolon))
        {
            // Most likely the semicolon of this member is missing, and the next begins on the next line.
            Missing(SyntaxProblemCode.ExpectedSemicolon);
            var stop = _pos;
            while (stop < next && !FirstOnLine(stop))
                stop = After(stop);
            SkipTo(Math.Min(stop, next));
        }
        TryBump(SyntaxKind.Semicolon);
        Finish(mark, variadic ? SyntaxKind.VariadicMember : SyntaxKind.StructMember);
    }

    /// <summary>Whether attributes and <c>func name(</c> follow.</summary>
    private bool StartsMethod()
    {
        var index = _pos;
        while (KindAt(index) is SyntaxKind.AbstractKeyword or SyntaxKind.ExportedKeyword or SyntaxKind.PureKeyword
            or SyntaxKind.AdditiveKeyword or SyntaxKind.ExternKeyword or SyntaxKind.SealedKeyword)
        {
            index++;
            if (KindAt(index) == SyntaxKind.OpenParen)
                index = After(index);
        }
        return KindAt(index) == SyntaxKind.FuncKeyword
            && (SyntaxFacts.IsWord(KindAt(index + 1)) || SyntaxFacts.IsOperatorName(KindAt(index + 1)))
            && KindAt(index + 2) is SyntaxKind.OpenParen or SyntaxKind.OpenAngle;
    }

    private void Interface(int mark)
    {
        CitizenHeader(Find(SyntaxKind.OpenCurly, SyntaxKind.Semicolon));
        if (At(SyntaxKind.OpenCurly))
        {
            var body = Mark();
            var group = OpenGroup();
            while (!AtEnd)
                InterfaceMember();
            CloseGroup(group);
            Finish(body, SyntaxKind.InterfaceBody);
        }
        else
        {
            Missing(SyntaxProblemCode.ExpectedMembers, "interface");
            TryBump(SyntaxKind.Semicolon);
        }
        Finish(mark, SyntaxKind.Interface);
    }

    private void InterfaceMember()
    {
        var mark = Mark();
        var before = _pos;
        Attributes();
        if (AtFunctionWord)
        {
            Function(mark, inCitizen: true);
            return;
        }
        // Skip to the end of whatever this is, or to the next function.
        if (AtEnd)
            Missing(SyntaxProblemCode.ExpectedMember);
        else
            ProblemAt(Unexpected(_pos, SyntaxProblemCode.ExpectedMember), _pos);
        var stop = _pos;
        while (stop < _end && _tokens.Kinds[stop] is not (SyntaxKind.Semicolon or SyntaxKind.FuncKeyword))
        {
            var curly = _tokens.Kinds[stop] == SyntaxKind.OpenCurly;
            stop = After(stop);
            if (curly)
                break;
        }
        if (stop < _end && _tokens.Kinds[stop] == SyntaxKind.Semicolon)
            stop++;
        stop = Math.Min(stop, _end);
        if (stop == before && stop < _end)
            stop++;
        while (_pos < stop)
            Bump();
        Finish(mark, SyntaxKind.Error);
    }

    // ---------- Impls, imports, exports

    private void Impl(int mark)
    {
        BumpKeyword();
        var end = Find(SyntaxKind.Semicolon);
        var outer = _end;
        _end = end;
        if (At(SyntaxKind.OpenAngle))
            GenericParameters();
        var forAt = Find(SyntaxKind.ForKeyword, SyntaxKind.WhereKeyword);
        _end = forAt;
        if (StartsType(Kind))
            Type();
        else
            Missing(SyntaxProblemCode.ExpectedType);
        SkipUnexpected(forAt);
        _end = end;
        if (TryBump(SyntaxKind.ForKeyword))
        {
            var where = Find(SyntaxKind.WhereKeyword);
            _end = where;
            Type();
            SkipUnexpected(where);
            _end = end;
        }
        else
        {
            Missing(SyntaxProblemCode.ExpectedFor);
        }
        if (At(SyntaxKind.WhereKeyword))
            WhereClause(end);
        _end = outer;
        EndWithSemicolon();
        Finish(mark, SyntaxKind.Impl);
    }

    private void Import(int mark)
    {
        BumpKeyword();
        var end = Find(SyntaxKind.Semicolon);
        var outer = _end;
        _end = end;
        var steps = 0;
        do
        {
            if (AtWord)
                BumpAs(SyntaxKind.Identifier);
            else if (At(SyntaxKind.Star))
                Bump();
            else
            {
                Missing(SyntaxProblemCode.ExpectedName);
                break;
            }
            steps++;
        }
        while (TryBump(SyntaxKind.Dot));
        if (steps == 1 && _tokens.Kinds[_pos - 1] != SyntaxKind.Dot)
            Missing(SyntaxProblemCode.ExpectedImportee, Shown(_pos - 1));
        _end = outer;
        EndWithSemicolon();
        Finish(mark, SyntaxKind.Import);
    }

    private void ExportAs(int mark)
    {
        BumpKeyword();
        var end = Find(SyntaxKind.Semicolon);
        var outer = _end;
        _end = end;
        var asAt = Find(SyntaxKind.AsKeyword);
        _end = asAt;
        Type();
        if (asAt < end)
            SkipUnexpected(asAt);
        _end = end;
        if (!TryBump(SyntaxKind.AsKeyword))
            Missing(SyntaxProblemCode.ExpectedAs);
        if (AtWord)
            BumpAs(SyntaxKind.Identifier);
        else
            Missing(SyntaxProblemCode.ExpectedName);
        _end = outer;
        EndWithSemicolon();
        Finish(mark, SyntaxKind.ExportAs);
    }

    private void EndWithSemicolon()
    {
        if (TryBump(SyntaxKind.Semicolon))
            return;
        Missing(SyntaxProblemCode.ExpectedSemicolon);
        SkipTo(Find(SyntaxKind.Semicolon));
        TryBump(SyntaxKind.Semicolon);
    }
}
