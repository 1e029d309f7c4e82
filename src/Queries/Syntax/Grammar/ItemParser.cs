// The grammar's machinery: stepping over one item's tokens, building green nodes bottom-up, marking problems, groups
// and recovery. The rules of the language are in the other parts of this class, one file per corner of the grammar.

namespace Vale.Syntax;

/// <summary>Parses one item after another out of a <see cref="TokenBuffer"/>.</summary>
internal sealed partial class ItemParser(string text, TokenBuffer tokens, int expectedLength)
{
    /// <summary>How deep constructs may nest before the parser gives up on what is inside.</summary>
    private const int MaxDepth = 500;

    /// <summary>How high a subtree may be before nothing is chained to it: <c>a + a + a ...</c>, <c>a.b.c ...</c></summary>
    private const int MaxChain = 2000;

    private readonly string _text = text;
    private readonly TokenBuffer _tokens = tokens;
    private readonly TokenCache _cache = new(expectedLength);
    private readonly GreenInner?[] _oneTokenNodes = new GreenInner?[expectedLength > 65536 ? 4096 : 256];
    private GreenNode[] _built = new GreenNode[256];
    private int _builtCount;
    private int _pos;
    private int _end;
    private int _trivia;
    private int _emitted;
    private int _depth;

    // The last stretch in which no spaced `=` was found, so that statements without semicolons are not searched again.
    private (int From, int To, int End, int Group, bool Curly, bool Comma) _noEqual;
    private int _group = -1;
    private int _missingAt = -1;
    private int _conditionBrace = -1;

    // ---------- Looking

    private SyntaxKind Kind => _pos < _end ? _tokens.Kinds[_pos] : SyntaxKind.EndOfFile;

    private SyntaxKind KindAt(int index) => index < _end ? _tokens.Kinds[index] : SyntaxKind.EndOfFile;

    private SyntaxKind Peek(int ahead) => KindAt(_pos + ahead);

    private bool AtEnd => _pos >= _end;

    private bool At(SyntaxKind kind) => Kind == kind;

    private bool AtWord => SyntaxFacts.IsWord(Kind);

    /// <summary>Whether whitespace or a comment lies before the token.</summary>
    private bool GapBefore(int index) => index == 0 || _tokens.Ends[index - 1] < _tokens.Starts[index];

    /// <summary>The index after the token, or after the whole group when it opens one.</summary>
    private int After(int index)
    {
        switch (_tokens.Kinds[index])
        {
            case SyntaxKind.OpenParen or SyntaxKind.OpenSquare or SyntaxKind.OpenCurly or SyntaxKind.OpenAngle
                or SyntaxKind.StringOpen or SyntaxKind.InterpolationOpen:
                var partner = _tokens.Partners[index];
                return partner >= 0 ? partner + 1 : Math.Max(~partner, index + 1);
            default:
                return index + 1;
        }
    }

    private bool FirstOnLine(int index) => _tokens.LineStarts[index];

    private ReadOnlySpan<char> TextAt(int index) => _text.AsSpan(_tokens.Starts[index].._tokens.Ends[index]);

    // ---------- Building

    private void Push(GreenNode node)
    {
        if (_builtCount == _built.Length)
            Array.Resize(ref _built, _builtCount * 2);
        _built[_builtCount++] = node;
        _emitted += node.Width;
    }

    private void FlushTrivia()
    {
        var until = _tokens.TriviaBefore[_pos];
        while (_trivia < until)
        {
            var kind = _tokens.TriviaKinds[_trivia];
            var span = _text.AsSpan(_tokens.TriviaStarts[_trivia].._tokens.TriviaEnds[_trivia]);
            Push(span is " " ? OneSpace : _cache.Get(kind, span));
            _trivia++;
        }
    }

    private static readonly GreenToken OneSpace = new(SyntaxKind.Whitespace, " ");

    /// <summary>Where a node may begin: before the next token and after the trivia before it.</summary>
    private int Mark()
    {
        FlushTrivia();
        return _builtCount;
    }

    /// <summary>Makes everything built since <paramref name="mark"/> one node.</summary>
    private void Finish(int mark, SyntaxKind kind)
    {
        if (_builtCount - mark == 1 && _built[mark] is GreenToken token)
        {
            _built[mark] = OneTokenNode(kind, token);
            return;
        }
        _built[mark] = GreenInner.Create(kind, _built.AsSpan(mark, _builtCount - mark).ToArray());
        _builtCount = mark + 1;
    }

    /// <summary>A node of one token. Names recur, so each such node is made once while its place in the table lasts.</summary>
    private GreenInner OneTokenNode(SyntaxKind kind, GreenToken token)
    {
        ref var slot = ref _oneTokenNodes[(token.GetHashCode() ^ ((int)kind * 0x61C88647)) & (_oneTokenNodes.Length - 1)];
        if (slot is null || slot.Kind != kind || !ReferenceEquals(slot.Child(0), token))
            slot = GreenInner.Create(kind, [token]);
        return slot;
    }

    private void Bump()
    {
        var kind = _tokens.Kinds[_pos];
        BumpAs(SyntaxFacts.IsKeyword(kind) ? SyntaxKind.Identifier : kind);
    }

    private void BumpAs(SyntaxKind kind)
    {
        FlushTrivia();
        Push(GreenToken.Fixed(kind) is { } one && one.Width == _tokens.Ends[_pos] - _tokens.Starts[_pos]
            ? one
            : _cache.Get(kind, TextAt(_pos)));
        _pos++;
    }

    /// <summary>Takes a word as the keyword it is.</summary>
    private void BumpKeyword() => BumpAs(_tokens.Kinds[_pos]);

    private bool TryBump(SyntaxKind kind)
    {
        if (!At(kind))
            return false;
        BumpKeyword();
        return true;
    }

    /// <summary>Takes a word as a name, whatever keyword it could be elsewhere.</summary>
    private void BumpName() => BumpAs(At(SyntaxKind.Underscore) ? SyntaxKind.Underscore : SyntaxKind.Identifier);

    // ---------- Problems

    private void Problem(SyntaxProblemCode code, int start, int end, string? found = null, string? expected = null) =>
        Push(new GreenProblem(code, start - _emitted, end - start, found, expected));

    /// <summary>A problem with the token at <paramref name="index"/>.</summary>
    private void ProblemAt(SyntaxProblemCode code, int index, string? expected = null) =>
        Problem(code, _tokens.Starts[index], _tokens.Ends[index], Shown(index), expected);

    /// <summary>Something is missing after the last token taken. Only the first thing missing at a place is reported.</summary>
    private void Missing(SyntaxProblemCode code, string? expected = null)
    {
        if (_missingAt == _pos)
            return;
        _missingAt = _pos;
        if (At(SyntaxKind.Unknown))
        {
            ProblemAt(SyntaxProblemCode.UnexpectedCharacter, _pos);
            return;
        }
        var point = _pos > 0 ? _tokens.Ends[_pos - 1] : _tokens.Starts[0];
        Problem(code, point, point, _pos < _tokens.Count ? Shown(_pos) : null, expected);
    }

    private string Shown(int index)
    {
        var span = TextAt(index);
        return span.Length <= 40 ? span.ToString() : string.Concat(span[..37], "...");
    }

    // ---------- Recovery

    /// <summary>Takes the tokens up to <paramref name="until"/> as they are, into one error node.</summary>
    private void SkipTo(int until, SyntaxKind node = SyntaxKind.Error)
    {
        if (_pos >= until)
            return;
        var mark = Mark();
        while (_pos < until)
            Bump();
        Finish(mark, node);
    }

    /// <summary>The index of the next token of one of two kinds at this level, or the end of the group.</summary>
    private int Find(SyntaxKind first, SyntaxKind second = SyntaxKind.EndOfFile)
    {
        var index = _pos;
        while (index < _end && _tokens.Kinds[index] != first && _tokens.Kinds[index] != second)
            index = After(index);
        return Math.Min(index, _end);
    }

    /// <summary>Reports what is left before <paramref name="until"/> and skips it.</summary>
    private void SkipUnexpected(int until, SyntaxProblemCode code = SyntaxProblemCode.UnexpectedToken, string? expected = null)
    {
        if (_pos >= until)
            return;
        if (_missingAt != _pos)
        {
            // A `<` right after a name opened a list that nothing closed.
            if (At(SyntaxKind.Less) && !GapBefore(_pos))
                ProblemAt(SyntaxProblemCode.ExpectedClose, _pos, ">");
            else
                ProblemAt(Unexpected(_pos, code), _pos, expected);
        }
        SkipTo(until);
    }

    /// <summary>The problem with a token that fits nowhere; <paramref name="code"/> unless the token tells more.</summary>
    private SyntaxProblemCode Unexpected(int index, SyntaxProblemCode code) =>
        ClosesNothing(index) ? SyntaxProblemCode.UnexpectedClose
        : _tokens.Kinds[index] == SyntaxKind.Unknown ? SyntaxProblemCode.UnexpectedCharacter
        : code;

    private bool ClosesNothing(int index) =>
        _tokens.Kinds[index] is SyntaxKind.CloseParen or SyntaxKind.CloseSquare or SyntaxKind.CloseCurly && _tokens.Partners[index] < 0;

    /// <summary>True when constructs nest too deep here; then everything up to <paramref name="until"/> was skipped.</summary>
    private bool TooDeep(SyntaxKind node)
    {
        if (_depth < MaxDepth)
            return false;
        var mark = Mark();
        ProblemAt(SyntaxProblemCode.NestingTooDeep, Math.Min(_pos, _tokens.Count - 1));
        var index = _pos;
        while (index < _end && _tokens.Kinds[index] is not (SyntaxKind.Semicolon or SyntaxKind.Comma))
            index = After(index);
        index = Math.Min(index, _end);
        while (_pos < index)
            Bump();
        Finish(mark, node);
        return true;
    }

    // ---------- Groups

    /// <summary>A bracket being read: where it opens, and what was seen around it.</summary>
    private readonly record struct Group(int Open, int OuterEnd, int OuterGroup);

    /// <summary>Takes an opening bracket and narrows what is seen to its group.</summary>
    /// <returns>What <see cref="CloseGroup"/> needs to go back.</returns>
    private Group OpenGroup()
    {
        var open = _pos;
        var partner = _tokens.Partners[open];
        if (partner < 0)
            ProblemAt(SyntaxProblemCode.ExpectedClose, open, CloserText(_tokens.Kinds[open]));
        BumpKeyword();
        var group = new Group(open, _end, _group);
        _end = Math.Min(_end, partner >= 0 ? partner : Math.Max(~partner, open + 1));
        _group = open;
        return group;
    }

    /// <summary>Skips what the group still holds and takes its closing bracket.</summary>
    private void CloseGroup(Group group, SyntaxProblemCode code = SyntaxProblemCode.UnexpectedToken, string? expected = null)
    {
        SkipUnexpected(_end, code, expected);
        _end = group.OuterEnd;
        _group = group.OuterGroup;
        if (_tokens.Partners[group.Open] is >= 0 and var close && close < _end && _pos == close)
            BumpKeyword();
    }

    private static string CloserText(SyntaxKind opener) => opener switch
    {
        SyntaxKind.OpenParen => ")",
        SyntaxKind.OpenSquare => "]",
        SyntaxKind.OpenAngle => ">",
        _ => "}",
    };

    /// <summary>What a comma-separated list holds.</summary>
    private enum Element
    {
        Expression,
        Type,
        TypeArgument,
        Rule,
        Pattern,
        Parameter,
        LambdaParameter,
        MethodParameter,
        GenericParameter,
    }

    /// <summary>Parses elements and commas up to the end of the group. A comma may follow the last element.</summary>
    private int List(Element element)
    {
        var commas = 0;
        while (!AtEnd)
        {
            var before = _pos;
            switch (element)
            {
                case Element.Expression: Expression(stopAtCurly: false); break;
                case Element.Type: Type(); break;
                case Element.TypeArgument: TypeArgument(); break;
                case Element.Rule: Rule(); break;
                case Element.Pattern: PatternElement(); break;
                case Element.GenericParameter: GenericParameter(); break;
                default: Parameter(element); break;
            }
            if (AtEnd)
                break;
            if (!At(SyntaxKind.Comma))
            {
                if (ClosesNothing(_pos))
                    ProblemAt(SyntaxProblemCode.UnexpectedClose, _pos);
                else if (before != _pos)
                    Missing(SyntaxProblemCode.ExpectedCommaOrClose);
                SkipTo(Math.Max(Find(SyntaxKind.Comma), before == _pos ? _pos + 1 : _pos));
                if (!At(SyntaxKind.Comma))
                    continue;
            }
            Bump();
            commas++;
        }
        return commas;
    }

    // ---------- The door

    /// <summary>Parses the item the buffer holds.</summary>
    internal GreenNode Item()
    {
        _builtCount = 0;
        _pos = 0;
        _end = _tokens.Count;
        _trivia = 0;
        _emitted = _tokens.Starts[0];
        _depth = 0;
        _noEqual = default;
        _group = -1;
        _missingAt = -1;
        _conditionBrace = -1;
        ItemRule();
        if (_builtCount != 1)
            throw new InvalidOperationException("An item must be one node.");
        var item = _built[0];
        _built[0] = null!;
        return item;
    }
}
