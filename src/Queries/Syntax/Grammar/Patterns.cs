// The grammar of patterns and parameters. Whitespace decides here: in `a [x]` a name stands before the bracket, in
// `A[x]` a type does.

namespace Vale.Syntax;

internal sealed partial class ItemParser
{
    /// <summary>A parameter of a function, method or lambda.</summary>
    private void Parameter(Element element)
    {
        var mark = Mark();
        if (At(SyntaxKind.VirtualKeyword) && Peek(1) is not (SyntaxKind.EndOfFile or SyntaxKind.Comma))
            BumpKeyword();
        if (At(SyntaxKind.Ampersand) && Peek(1) == SyntaxKind.SelfKeyword)
        {
            Bump();
            BumpKeyword();
        }
        else
        {
            var end = Find(SyntaxKind.Comma);
            var outer = _end;
            _end = end;
            if (!AtWord && !At(SyntaxKind.OpenSquare))
            {
                if (AtEnd)
                    Missing(SyntaxProblemCode.ExpectedPattern);
                else
                    SkipUnexpected(end, SyntaxProblemCode.ExpectedPattern);
            }
            else
            {
                var named = AtWord && Peek(1) != SyntaxKind.OpenSquare;
                var first = _pos;
                var hasType = Pattern(nameTaken: named, inList: true, mayBePreChecked: true);
                if (!hasType && element == Element.Parameter)
                    Problem(SyntaxProblemCode.ParameterNeedsType, _tokens.Starts[first], _emitted, Shown(first));
            }
            _end = outer;
        }
        Finish(mark, SyntaxKind.Parameter);
    }

    /// <summary>A pattern in a list of patterns.</summary>
    private void PatternElement()
    {
        var end = Find(SyntaxKind.Comma);
        var outer = _end;
        _end = end;
        if (AtEnd)
            MissingNode(SyntaxKind.Pattern, SyntaxProblemCode.ExpectedPattern);
        else
            Pattern(nameTaken: false, inList: true);
        _end = outer;
    }

    /// <summary>A pattern that takes everything up to the end.</summary>
    /// <param name="nameTaken">Whether the first word is the name without asking.</param>
    /// <param name="inList">Whether a comma or the list's end comes next.</param>
    /// <param name="mayBePreChecked">Whether <c>pre</c> may follow the name.</param>
    /// <returns>Whether it says a type.</returns>
    private bool Pattern(bool nameTaken, bool inList, bool mayBePreChecked = false)
    {
        if (TooDeep(SyntaxKind.Pattern))
            return true;
        _depth++;
        var mark = Mark();
        if (!nameTaken && At(SyntaxKind.SelfKeyword) && Peek(1) == SyntaxKind.Dot)
        {
            BumpKeyword();
            Bump();
        }
        if (!nameTaken && At(SyntaxKind.SetKeyword))
        {
            if (_pos + 1 >= _end)
                ProblemAt(SyntaxProblemCode.ReservedLocalName, _pos);
            else
                BumpKeyword();
        }
        if (AtWord && (nameTaken || NameIsNext()))
            BumpName();
        if (mayBePreChecked && At(SyntaxKind.PreKeyword) && Peek(1) != SyntaxKind.Apostrophe)
            BumpKeyword();

        // A square group with nothing after it destructures; with something after it, it begins an array's type.
        var isType = !AtEnd && !(At(SyntaxKind.OpenSquare) && After(_pos) >= _end);
        if (isType)
        {
            if (StartsType(Kind))
                Type();
            else
                SkipUnexpected(_end, SyntaxProblemCode.ExpectedPattern);
        }
        if (At(SyntaxKind.OpenSquare))
        {
            var destructure = Mark();
            var group = OpenGroup();
            List(Element.Pattern);
            CloseGroup(group);
            Finish(destructure, SyntaxKind.DestructurePattern);
        }
        SkipUnexpected(_end, inList ? SyntaxProblemCode.ExpectedCommaOrClose : SyntaxProblemCode.UnexpectedToken);
        Finish(mark, SyntaxKind.Pattern);
        _depth--;
        return isType;
    }

    /// <summary>Whether the word here is a name: it stands alone, or a gap follows it.</summary>
    private bool NameIsNext() => _pos + 1 >= _end || GapBefore(_pos + 1);
}
