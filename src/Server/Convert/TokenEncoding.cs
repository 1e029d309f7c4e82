// Semantic tokens as the protocol's numbers: each is told by how far it is from the one before it.

using Vale.Ide.Tokens;
using Vale.Server.Protocol;
using Vale.Syntax;

namespace Vale.Server.Convert;

/// <summary>Encodes tokens, and what has changed since they were encoded last.</summary>
internal static class TokenEncoding
{
    private const int NumbersPerToken = 5;

    /// <summary>Tokens in the order of the text, five numbers each.</summary>
    /// <param name="multiline">The client takes tokens that go on over a line's end; else they are cut there.</param>
    public static int[] Encode(IReadOnlyList<SemanticToken> tokens, LineTable lines, TokenLegend legend, bool multiline)
    {
        var data = new int[tokens.Count * NumbersPerToken];
        var count = 0;
        var before = new Position(0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var type = legend.Type(token.Type);
            if (type == TokenLegend.None) continue;
            var modifiers = legend.Modifiers(token.Modifiers);
            var start = lines.Position(token.Start);
            var end = lines.Position(token.End);
            if (end.Line == start.Line) Put(start, end.Character - start.Character);
            else if (multiline) Put(start, lines.Length(new TextRange(token.Start, token.End)));
            else
                for (var line = start.Line; line <= end.Line; line++)
                {
                    var from = line == start.Line ? start.Character : 0;
                    var to = line == end.Line ? end.Character : lines.Position(lines.End(line)).Character;
                    if (to > from) Put(new Position(line, from), to - from);
                }

            void Put(Position at, int length)
            {
                if (count == data.Length) Array.Resize(ref data, data.Length * 2);
                data[count++] = at.Line - before.Line;
                data[count++] = at.Line == before.Line ? at.Character - before.Character : at.Character;
                data[count++] = length;
                data[count++] = type;
                data[count++] = modifiers;
                before = at;
            }
        }
        return count == data.Length ? data : data[..count];
    }

    /// <summary>The one edit that makes the new numbers of the old ones; none when they are the same.</summary>
    public static SemanticTokensEdit[] Difference(int[] old, int[] data)
    {
        var same = old.AsSpan().CommonPrefixLength(data);
        if (same == old.Length && same == data.Length) return [];
        var behind = 0;
        var most = Math.Min(old.Length, data.Length) - same;
        while (behind < most && old[old.Length - 1 - behind] == data[data.Length - 1 - behind]) behind++;
        return [new SemanticTokensEdit(same, old.Length - behind - same, data.Length - behind == same ? null : data[same..(data.Length - behind)])];
    }
}
