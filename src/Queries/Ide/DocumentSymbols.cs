// A file's outline: its items and their members.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class DocumentSymbols
{
    public static IReadOnlyList<DocumentSymbol> Of(QueryContext db, FileId file)
    {
        var items = db.Get(ItemQueries.FileItems, file).Items;
        var ranges = db.Get(ItemQueries.ItemRanges, file).Items;
        var symbols = new List<DocumentSymbol>(items.Length);
        for (var i = 0; i < items.Length; i++)
            // What is written inside of another item is shown there.
            if (items[i].Parent is null) symbols.Add(Of(db, items[i], ranges[i]));
        return symbols;
    }

    private static DocumentSymbol Of(QueryContext db, ItemInfo item, ItemRange range)
    {
        var green = db.Get(ItemQueries.Header, item.Id).Green;
        var node = green is null ? default : new SyntaxNode(green, range.Full.Start);
        return item.Kind switch
        {
            DenizenKind.Function => new DocumentSymbol(item.Name, FunctionDetail(node), SymbolKind.Function, range.Full, range.Name, []),
            DenizenKind.Struct => new DocumentSymbol(item.Name, "", SymbolKind.Struct, range.Full, range.Name, Members(node)),
            DenizenKind.Interface => new DocumentSymbol(item.Name, "", SymbolKind.Interface, range.Full, range.Name, Methods(node)),
            DenizenKind.Impl => new DocumentSymbol(item.Name, "", SymbolKind.Implementation, range.Full, range.Name, []),
            _ => new DocumentSymbol(item.Name, "", SymbolKind.Export, range.Full, range.Name, []),
        };
    }

    private static string FunctionDetail(SyntaxNode header)
    {
        if (header.As<FunctionHeaderSyntax>() is not { } syntax) return "";
        var parameters = OneLine(syntax.Parameters?.Node);
        return syntax.ReturnType is { } returns ? $"{parameters} {OneLine(returns.Node)}" : parameters;
    }

    private static DocumentSymbol[] Members(SyntaxNode node)
    {
        if (node.IsNone || node.As<StructSyntax>() is not { } syntax) return [];
        var symbols = new List<DocumentSymbol>();
        foreach (var member in syntax.Members)
            if (member.Name is { } name)
                symbols.Add(new DocumentSymbol(name.Text, OneLine(member.Type?.Node), SymbolKind.Field, member.Node.Range, name.Range, []));
        return [.. symbols];
    }

    private static DocumentSymbol[] Methods(SyntaxNode node)
    {
        if (node.IsNone || node.As<InterfaceSyntax>() is not { } syntax) return [];
        var symbols = new List<DocumentSymbol>();
        foreach (var method in syntax.Members)
            if (method.Header.Name is { } name)
                symbols.Add(new DocumentSymbol(name.Text, FunctionDetail(method.Header.Node), SymbolKind.Method, method.Node.Range, name.Range, []));
        return [.. symbols];
    }

    private static string OneLine(SyntaxNode? node) =>
        node is { IsNone: false } present ? string.Join(' ', present.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : "";
}
