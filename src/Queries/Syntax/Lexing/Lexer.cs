// Cuts one item's text into tokens, pairs its brackets and finds where it ends, in a single pass. It knows characters,
// words and brackets, and only as much grammar as the end of an item takes.

namespace Vale.Syntax;

internal sealed class Lexer(string text, TokenBuffer tokens)
{
    private readonly string _text = text;
    private readonly TokenBuffer _tokens = tokens;
    private int[] _stack = new int[64];
    private int[] _semicolons = new int[64];
    private (int Parens, int Squares)[] _open = new (int, int)[64];
    private int _depth;
    private int _curlies;
    private int _pos;
    private int _lineStart;
    private bool _firstOnLine;
    private int _itemColumn;
    private SyntaxKind _item;
    private bool _whereSeen;
    private bool _bodySeen;
    private bool _memberIndented;
    private int _brokenStringsBefore;
    private int _examined;

    /// <summary>The end of the text that was looked at for the last item; one more than the text's length when its end was.</summary>
    internal int Examined => _examined;

    /// <summary>Reads one piece of trivia at the top level.</summary>
    /// <returns>Its kind, or None when a token begins here.</returns>
    internal SyntaxKind Trivia(int start, ref int lineStart, out int end, out int examined)
    {
        _pos = start;
        _lineStart = lineStart;
        var kind = NextTrivia();
        end = _pos;
        examined = Math.Min(_pos + 3, _text.Length + 1);
        lineStart = _lineStart;
        return kind;
    }

    /// <summary>Reads the item that begins at <paramref name="start"/> into the buffer.</summary>
    /// <returns>Where the item ends.</returns>
    internal int Item(int start, int lineStart)
    {
        _tokens.Clear();
        _depth = 0;
        _curlies = 0;
        _pos = start;
        _lineStart = lineStart;
        _itemColumn = start - lineStart;
        _item = SyntaxKind.None;
        _whereSeen = false;
        _bodySeen = false;
        _memberIndented = false;
        _brokenStringsBefore = -1;
        _examined = start;
        _firstOnLine = false;
        var ended = false;

        while (!ended)
        {
            if (_depth > 0 && _tokens.Kinds[_stack[_depth - 1]] == SyntaxKind.StringOpen)
            {
                StringPart();
                continue;
            }
            var sawTrivia = false;
            SyntaxKind trivia;
            while (true)
            {
                var at = _pos;
                trivia = NextTrivia();
                if (trivia == SyntaxKind.None)
                    break;
                _tokens.AddTrivia(trivia, at, _pos);
                sawTrivia = true;
            }
            if (_pos >= _text.Length)
            {
                _examined = _text.Length + 1;
                break;
            }
            if (_tokens.Count > 0 && sawTrivia && EndsBefore())
                break;
            var index = _tokens.Count;
            ended = Token(sawTrivia || index == 0);
            _tokens.LineStarts[index] = _firstOnLine;
            _firstOnLine = false;
        }

        var end = _tokens.Count == 0 ? start : _tokens.Ends[_tokens.Count - 1];
        while (_depth > 0)
            PopUnmatched(_tokens.Count);
        _tokens.Seal(end);
        // A closing `}` or `;` is complete in itself; any other token may have grown with what follows.
        _examined = Math.Max(_examined, ended ? end : Math.Min(end + 4, _text.Length + 1));
        return end;
    }

    private SyntaxKind NextTrivia()
    {
        if (_pos >= _text.Length)
            return SyntaxKind.None;
        switch (_text[_pos])
        {
            case ' ' or '\t' or '\n' or '\r' or '\uFEFF':
                do
                {
                    if (_text[_pos] is '\n' or '\r')
                    {
                        _lineStart = _pos + 1;
                        _firstOnLine = true;
                    }
                    _pos++;
                }
                while (_pos < _text.Length && _text[_pos] is ' ' or '\t' or '\n' or '\r' or '\uFEFF');
                return SyntaxKind.Whitespace;

            case '/' when Char(1) == '/':
                var line = _text.AsSpan(_pos).IndexOfAny('\n', '\r');
                _pos = line < 0 ? _text.Length : _pos + line;
                _firstOnLine = false;
                return SyntaxKind.LineComment;

            case '«':
                var close = _text.IndexOf('»', _pos);
                var end = close < 0 ? _text.Length : close + 1;
                var last = _text.AsSpan(_pos, end - _pos).LastIndexOfAny('\n', '\r');
                if (last >= 0)
                    _lineStart = _pos + last + 1;
                _pos = end;
                _examined = Math.Max(_examined, close < 0 ? _text.Length + 1 : end);
                _firstOnLine = false;
                return SyntaxKind.ChevronComment;

            case '.' when Char(1) == '.' && Char(2) == '.':
                _pos += 3;
                _firstOnLine = false;
                return SyntaxKind.EllipsisComment;

            default:
                return SyntaxKind.None;
        }
    }

    /// <summary>Whether another item begins here although this one has not ended.</summary>
    private bool EndsBefore()
    {
        var c = _text[_pos];
        if (!char.IsAsciiLetterLower(c) && c != '#')
            return false;
        var errorItem = _item is SyntaxKind.Unknown && _depth == 0;
        var atLineStart = _firstOnLine && _pos - _lineStart <= _itemColumn;
        if (!errorItem && (!atLineStart || _item == SyntaxKind.None))
            return false;
        if (!ItemStart.Is(_text, _pos, out var keyword, ref _examined))
            return false;
        if (keyword != SyntaxKind.FuncKeyword || errorItem)
            return true;
        if (_curlies == 0)
        {
            // A prototype in a where clause may begin a line, though not after an empty one.
            var gap = _text.AsSpan(_tokens.Ends[_tokens.Count - 1].._pos);
            return gap.Count('\n') > 1 || !(_whereSeen && _tokens.Kinds[_tokens.Count - 1] is SyntaxKind.WhereKeyword or SyntaxKind.Comma or SyntaxKind.Equal or SyntaxKind.OpenParen);
        }
        if (_depth == 1 && _item is SyntaxKind.InterfaceKeyword or SyntaxKind.StructKeyword)
            return _memberIndented || ItemStart.HasBody(_text, _pos, ref _examined);
        return true;
    }

    private char Char(int ahead) => _pos + ahead < _text.Length ? _text[_pos + ahead] : '\0';

    /// <summary>Reads a token; true when it ends the item.</summary>
    private bool Token(bool afterGap)
    {
        if (_bodySeen && !_memberIndented && _tokens.Count > 0 && _depth == 1 && _tokens.Kinds[_tokens.Count - 1] == SyntaxKind.OpenCurly)
            _memberIndented = !_firstOnLine || _pos - _lineStart > _itemColumn;
        var c = _text[_pos];
        if (char.IsAsciiLetter(c) || c == '_')
        {
            Word();
            return false;
        }
        if (char.IsAsciiDigit(c))
        {
            Number(_pos);
            return false;
        }
        switch (c)
        {
            case '(': Push(Take(SyntaxKind.OpenParen, 1)); return false;
            case '[': Push(Take(SyntaxKind.OpenSquare, 1)); return false;
            case '{': OpenCurly(); return false;
            case '}': return CloseCurly();
            case ')': Close(SyntaxKind.OpenParen, SyntaxKind.CloseParen); return false;
            case ']': Close(SyntaxKind.OpenSquare, SyntaxKind.CloseSquare); return false;
            case ';': return Semicolon();
            case ',': Take(SyntaxKind.Comma, 1); return false;
            case '.':
                Take(Char(1) == '.' ? SyntaxKind.DotDot : SyntaxKind.Dot, Char(1) == '.' ? 2 : 1);
                return false;
            case '=':
                if (Char(1) == '=')
                    Take(Char(2) == '=' ? SyntaxKind.EqualEqualEqual : SyntaxKind.EqualEqual, Char(2) == '=' ? 3 : 2);
                else
                    Take(Char(1) == '>' ? SyntaxKind.Arrow : SyntaxKind.Equal, Char(1) == '>' ? 2 : 1);
                return false;
            case '!': Take(Char(1) == '=' ? SyntaxKind.BangEqual : SyntaxKind.Bang, Char(1) == '=' ? 2 : 1); return false;
            case '<': Less(afterGap); return false;
            case '>': Greater(afterGap); return false;
            case '+': Take(SyntaxKind.Plus, 1); return false;
            case '*': Take(SyntaxKind.Star, 1); return false;
            case '/': Take(SyntaxKind.Slash, 1); return false;
            case '-':
                if (char.IsAsciiDigit(Char(1)) && !(LastIs(SyntaxKind.Dot) && !afterGap) && !LastIs(SyntaxKind.FuncKeyword))
                    Number(_pos);
                else
                    Take(SyntaxKind.Minus, 1);
                return false;
            case '&': Take(Char(1) == '&' ? SyntaxKind.AmpersandAmpersand : SyntaxKind.Ampersand, Char(1) == '&' ? 2 : 1); return false;
            case '^': Take(SyntaxKind.Caret, 1); return false;
            case '@': Take(SyntaxKind.At, 1); return false;
            case '#':
                if (_item == SyntaxKind.None && _tokens.Count == 0 && !char.IsLetter(Char(1)) && Char(1) != '!')
                    _item = SyntaxKind.Unknown;
                Take(SyntaxKind.Hash, 1);
                return false;
            case '\'': Take(SyntaxKind.Apostrophe, 1); return false;
            case '…': Take(SyntaxKind.Ellipsis, 1); return false;
            case '"':
                var isLong = Char(1) == '"' && Char(2) == '"';
                Push(Take(SyntaxKind.StringOpen, isLong ? 3 : 1));
                return false;
            default:
                if (Words.End(_text, _pos) > _pos)
                {
                    Word();
                    return false;
                }
                var pair = char.IsHighSurrogate(c) && char.IsLowSurrogate(Char(1));
                Take(SyntaxKind.Unknown, pair ? 2 : 1);
                return false;
        }
    }

    private bool LastIs(SyntaxKind kind) => _tokens.Count > 0 && _tokens.Kinds[_tokens.Count - 1] == kind;

    private int Take(SyntaxKind kind, int length)
    {
        if (_item == SyntaxKind.None && !IsPartOfAttribute(kind))
            _item = SyntaxKind.Unknown;
        var start = _pos;
        _pos += length;
        return _tokens.Add(kind, start, _pos);
    }

    /// <summary>Whether a token may stand between an item's start and its keyword.</summary>
    private bool IsPartOfAttribute(SyntaxKind kind) =>
        kind == SyntaxKind.Hash || _depth > 0 || (_tokens.Count > 0 && kind is SyntaxKind.Bang or SyntaxKind.OpenParen or SyntaxKind.CloseParen);

    private void Word()
    {
        var end = Words.End(_text, _pos);
        var word = _text.AsSpan(_pos, end - _pos);
        var kind = Words.Kind(word);
        if (_item == SyntaxKind.None)
            NoteItemWord(word is "funky" ? SyntaxKind.FuncKeyword : kind);
        else if (kind == SyntaxKind.WhereKeyword && _curlies == 0)
            _whereSeen = true;
        _tokens.Add(kind, _pos, end);
        _pos = end;
    }

    private void NoteItemWord(SyntaxKind kind)
    {
        switch (kind)
        {
            case SyntaxKind.FuncKeyword or SyntaxKind.StructKeyword or SyntaxKind.InterfaceKeyword
                or SyntaxKind.ImplKeyword or SyntaxKind.ImportKeyword or SyntaxKind.ExportKeyword:
                _item = kind;
                break;
            case SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword or SyntaxKind.ExportedKeyword or SyntaxKind.PureKeyword
                or SyntaxKind.AdditiveKeyword or SyntaxKind.LinearKeyword or SyntaxKind.WeakableKeyword or SyntaxKind.SealedKeyword:
                break; // An attribute: the keyword is still to come.
            default:
                if (_depth == 0 && !LastIs(SyntaxKind.Hash) && !LastIs(SyntaxKind.Bang))
                    _item = SyntaxKind.Unknown;
                break;
        }
    }

    private void Number(int start)
    {
        // After `a.` a number names a member, so that `a.2.1` is no float; after `0..` it cannot have a fraction either.
        var last = _tokens.Count - 1;
        var adjacent = last >= 0 && _tokens.Ends[last] == start;
        var afterDot = adjacent && _tokens.Kinds[last] == SyntaxKind.Dot;
        var afterRange = adjacent && _tokens.Kinds[last] == SyntaxKind.DotDot;
        if (_item == SyntaxKind.None && last < 0)
            _item = SyntaxKind.Unknown;
        if (_text[_pos] == '-')
            _pos++;
        SkipDigits();
        var kind = SyntaxKind.IntegerLiteral;
        if (!afterDot)
        {
            if (Char(0) == '.' && Char(1) != '.' && !afterRange)
            {
                _pos++;
                SkipDigits();
                kind = SyntaxKind.FloatLiteral;
            }
            else if (Char(0) == 'i' && char.IsAsciiDigit(Char(1)))
            {
                _pos++;
                SkipDigits();
            }
        }
        _tokens.Add(kind, start, _pos);
    }

    private void SkipDigits()
    {
        while (_pos < _text.Length && char.IsAsciiDigit(_text[_pos]))
            _pos++;
    }

    private bool SpaceAt(int ahead) => _pos + ahead < _text.Length && _text[_pos + ahead] is ' ' or '\t' or '\n' or '\r';

    private void Less(bool afterGap)
    {
        if (Char(1) == '=')
            Take(Char(2) == '>' ? SyntaxKind.Spaceship : SyntaxKind.LessEqual, Char(2) == '>' ? 3 : 2);
        else if ((afterGap && SpaceAt(1)) || LastIs(SyntaxKind.FuncKeyword))
            Take(SyntaxKind.Less, 1);
        else
            Push(Take(SyntaxKind.OpenAngle, 1));
    }

    private void Greater(bool afterGap)
    {
        if (Char(1) == '=')
        {
            Take(SyntaxKind.GreaterEqual, 2);
            return;
        }
        var bracket = !(afterGap && SpaceAt(1)) && !LastIs(SyntaxKind.FuncKeyword);
        if (bracket && _depth > 0 && _tokens.Kinds[_stack[_depth - 1]] == SyntaxKind.OpenAngle)
            Pair(_stack[--_depth], Take(SyntaxKind.CloseAngle, 1));
        else
            Take(SyntaxKind.Greater, 1);
    }

    private void Push(int index)
    {
        if (_depth == _stack.Length)
        {
            Array.Resize(ref _stack, _depth * 2);
            Array.Resize(ref _semicolons, _depth * 2);
            Array.Resize(ref _open, _depth * 2);
        }
        // How many parentheses and squares are open since the innermost brace, so that a closer knows at once whether
        // it closes anything.
        var kind = _tokens.Kinds[index];
        var (parens, squares) = _depth == 0 || IsBrace(_tokens.Kinds[_stack[_depth - 1]]) ? default : _open[_depth - 1];
        _open[_depth] = (parens + (kind == SyntaxKind.OpenParen ? 1 : 0), squares + (kind == SyntaxKind.OpenSquare ? 1 : 0));
        _stack[_depth] = index;
        _semicolons[_depth] = -1;
        _depth++;
    }

    private void Pair(int open, int close)
    {
        _tokens.Partners[open] = close;
        _tokens.Partners[close] = open;
    }

    /// <summary>Gives up on the innermost open bracket: nothing closes it, and its group ends at <paramref name="limit"/>
    /// or at the first semicolon in it. An angle bracket that nothing closes was an operator.</summary>
    private void PopUnmatched(int limit)
    {
        var open = _stack[--_depth];
        switch (_tokens.Kinds[open])
        {
            case SyntaxKind.OpenAngle:
                _tokens.Kinds[open] = SyntaxKind.Less;
                break;
            case SyntaxKind.OpenCurly:
                _curlies--;
                _tokens.Partners[open] = ~limit;
                break;
            case SyntaxKind.InterpolationOpen:
                _curlies--;
                _tokens.Partners[open] = ~limit;
                break;
            default:
                _tokens.Partners[open] = ~(_semicolons[_depth] >= 0 ? _semicolons[_depth] : limit);
                break;
        }
    }

    private void DropAngles()
    {
        while (_depth > 0 && _tokens.Kinds[_stack[_depth - 1]] == SyntaxKind.OpenAngle)
            PopUnmatched(_tokens.Count);
    }

    private void OpenCurly()
    {
        DropAngles();
        if (_curlies == 0)
        {
            // A header's brackets do not reach into the body.
            while (_depth > 0)
                PopUnmatched(_tokens.Count);
            _bodySeen = true;
        }
        Push(Take(SyntaxKind.OpenCurly, 1));
        _curlies++;
    }

    private bool CloseCurly()
    {
        if (_curlies == 0)
        {
            Take(SyntaxKind.CloseCurly, 1); // It closes nothing: whatever this item is, it is over.
            return true;
        }
        while (_tokens.Kinds[_stack[_depth - 1]] is not (SyntaxKind.OpenCurly or SyntaxKind.InterpolationOpen))
            PopUnmatched(_tokens.Count);
        var open = _stack[--_depth];
        _curlies--;
        var interpolation = _tokens.Kinds[open] == SyntaxKind.InterpolationOpen;
        Pair(open, Take(interpolation ? SyntaxKind.InterpolationClose : SyntaxKind.CloseCurly, 1));
        return _depth == 0;
    }

    private void Close(SyntaxKind opener, SyntaxKind closer)
    {
        DropAngles();
        if (_depth == 0 || IsBrace(_tokens.Kinds[_stack[_depth - 1]])
            || (opener == SyntaxKind.OpenParen ? _open[_depth - 1].Parens : _open[_depth - 1].Squares) == 0)
        {
            Take(closer, 1); // Closes nothing.
            return;
        }
        while (_tokens.Kinds[_stack[_depth - 1]] != opener)
            PopUnmatched(_tokens.Count);
        Pair(_stack[--_depth], Take(closer, 1));
    }

    private static bool IsBrace(SyntaxKind kind) => kind is SyntaxKind.OpenCurly or SyntaxKind.InterpolationOpen;

    private bool Semicolon()
    {
        DropAngles();
        if (_depth > 0 && _tokens.Kinds[_stack[_depth - 1]] == SyntaxKind.InterpolationOpen)
        {
            // No statement stands in a string: the interpolation and its string were left unfinished.
            PopUnmatched(_tokens.Count);
            PopUnmatched(_tokens.Count);
        }
        var index = Take(SyntaxKind.Semicolon, 1);
        if (_depth == 0)
            return true;
        if (_semicolons[_depth - 1] < 0)
            _semicolons[_depth - 1] = index;
        return false;
    }

    /// <summary>Reads text, an interpolation's start or the end of the string that is open.</summary>
    private void StringPart()
    {
        var open = _stack[_depth - 1];
        var isLong = _tokens.Ends[open] - _tokens.Starts[open] == 3;
        var start = _pos;
        var firstLineEnd = -1;
        while (true)
        {
            var skip = _text.AsSpan(_pos).IndexOfAny("\"{\\\n\r");
            if (skip < 0)
            {
                _pos = _text.Length;
                _examined = _text.Length + 1;
                _brokenStringsBefore = _text.Length;
                UnterminatedString(start, isLong ? _pos : firstLineEnd < 0 ? _pos : firstLineEnd);
                return;
            }
            _pos += skip;
            switch (_text[_pos])
            {
                case '"' when !isLong || (Char(1) == '"' && Char(2) == '"'):
                    AddText(start, _pos);
                    _depth--;
                    Pair(open, Take(SyntaxKind.StringClose, isLong ? 3 : 1));
                    _firstOnLine = false;
                    return;

                case '{' when Char(1) is not ('\n' or '\r'):
                    AddText(start, _pos);
                    var length = 1;
                    if (Char(1) == '\\' && Char(2) is '\n' or '\r')
                        length = Char(2) == '\r' && Char(3) == '\n' ? 4 : 3;
                    Push(Take(SyntaxKind.InterpolationOpen, length));
                    _curlies++;
                    if (length > 1)
                        _lineStart = _pos;
                    return;

                case '\\':
                    if (Char(1) is '\n' or '\r')
                        _lineStart = _pos + 2;
                    _pos = Math.Min(_pos + 2, _text.Length);
                    continue;

                case '\n' or '\r':
                    if (!isLong)
                    {
                        if (firstLineEnd < 0)
                            firstLineEnd = _pos;
                        if (_pos < _brokenStringsBefore || NextLineBeginsItem())
                        {
                            UnterminatedString(start, firstLineEnd);
                            return;
                        }
                    }
                    _pos++;
                    _lineStart = _pos;
                    continue;

                default:
                    _pos++;
                    continue;
            }
        }
    }

    private bool NextLineBeginsItem()
    {
        var at = _pos + 1;
        while (at < _text.Length && _text[at] is ' ' or '\t')
            at++;
        if (at >= _text.Length || at - (_pos + 1) > _itemColumn || !(char.IsAsciiLetterLower(_text[at]) || _text[at] == '#'))
            return false;
        _examined = Math.Max(_examined, at + 1);
        if (!ItemStart.Is(_text, at, out _, ref _examined))
            return false;
        _brokenStringsBefore = Math.Max(_brokenStringsBefore, at);
        return true;
    }

    private void UnterminatedString(int start, int end)
    {
        _examined = Math.Max(_examined, Math.Min(_pos + 1, _text.Length + 1));
        _pos = end;
        AddText(start, end);
        _depth--;
        _tokens.Partners[_stack[_depth]] = ~_tokens.Count;
        var last = _text.AsSpan(0, end).LastIndexOfAny('\n', '\r');
        _lineStart = last + 1;
    }

    private void AddText(int start, int end)
    {
        if (end > start)
            _tokens.Add(SyntaxKind.StringText, start, end);
    }
}
