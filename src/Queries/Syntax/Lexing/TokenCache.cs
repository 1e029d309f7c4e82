// Gives each distinct token text one object within a parse: most tokens of a file are words and blanks seen before.

namespace Vale.Syntax;

internal sealed class TokenCache
{
    private const int LongestCached = 64;
    private GreenToken?[] _table;
    private int _mask;
    private int _count;

    internal TokenCache(int textLength)
    {
        var size = 256;
        while (size < 16384 && size * 16 < textLength)
            size *= 2;
        _table = new GreenToken?[size];
        _mask = size - 1;
    }

    internal GreenToken Get(SyntaxKind kind, ReadOnlySpan<char> text)
    {
        if (text.Length > LongestCached)
            return new GreenToken(kind, text.ToString());
        var hash = GreenToken.HashText(text);
        var slot = (hash ^ ((int)kind * 0x61C88647)) & _mask;
        while (_table[slot] is { } token)
        {
            if (token.Kind == kind && token.Text.Length == text.Length && text.SequenceEqual(token.Text))
                return token;
            slot = (slot + 1) & _mask;
        }
        var made = new GreenToken(kind, text.ToString(), hash);
        _table[slot] = made;
        if (++_count * 2 > _table.Length)
            Grow();
        return made;
    }

    private void Grow()
    {
        var old = _table;
        _table = new GreenToken?[old.Length * 2];
        _mask = _table.Length - 1;
        foreach (var token in old)
        {
            if (token is null)
                continue;
            var slot = (GreenToken.HashText(token.Text) ^ ((int)token.Kind * 0x61C88647)) & _mask;
            while (_table[slot] is not null)
                slot = (slot + 1) & _mask;
            _table[slot] = token;
        }
    }
}
