// Reads a file's tree for what it declares: names and shapes, no types.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Items;

/// <summary>A file's contents with their nodes; never compared, so never held on to.</summary>
internal sealed class ItemMap(FileItems contents, SyntaxNode[] nodes, ValueArray<TextRange> imports)
{
    public FileItems Contents { get; } = contents;
    /// <summary>Per item, its node, at its offset in the file.</summary>
    public SyntaxNode[] Nodes { get; } = nodes;
    public ValueArray<TextRange> Imports { get; } = imports;
    public Dictionary<DenizenId, int> Places { get; } = MakePlaces(contents);

    private static Dictionary<DenizenId, int> MakePlaces(FileItems contents)
    {
        var places = new Dictionary<DenizenId, int>(contents.Items.Length);
        for (var i = 0; i < contents.Items.Length; i++) places[contents.Items[i].Id] = i;
        return places;
    }
}

/// <summary>Collects a file's items.</summary>
internal static class ItemCollector
{
    public static ItemMap Collect(QueryContext db, FileId file, GreenNode root)
    {
        var items = new List<ItemInfo>();
        var nodes = new List<SyntaxNode>();
        var imports = new List<ImportInfo>();
        var importRanges = new List<TextRange>();
        var heads = new Dictionary<(DenizenKind, string, string), int>();
        foreach (var item in new SourceFileSyntax(new SyntaxNode(root)).Items)
        {
            if (item.Node.As<ImportSyntax>() is { } import)
            {
                if (Import(import, imports.Count) is not { } info) continue;
                imports.Add(info);
                importRanges.Add(item.Node.Range);
                continue;
            }
            if (Add(item, null) is not { } id) continue;
            if (item.Kind == SyntaxKind.Interface)
                foreach (var method in new InterfaceSyntax(item.Node).Members) Add(new ItemSyntax(method.Node), id);
            else if (item.Kind == SyntaxKind.Struct)
                foreach (var method in new StructSyntax(item.Node).Methods) Add(new ItemSyntax(method.Node), id);
        }
        return new ItemMap(new FileItems(items.ToValueArray(), imports.ToValueArray()), [.. nodes], importRanges.ToValueArray());

        DenizenId? Add(ItemSyntax item, DenizenId? parent)
        {
            if (Describe(item) is not var (kind, name, disambiguator, arity, isExported, isGeneric) || name.Length == 0) return null;
            // A function of an interface is told from one beside it by where it is written.
            if (parent is { } container) disambiguator = $"{db.Lookup(ItemQueries.Denizens, container).Name}::{disambiguator}";
            var count = heads.TryGetValue((kind, name, disambiguator), out var before) ? before + 1 : 1;
            heads[(kind, name, disambiguator)] = count;
            var data = new DenizenData(file, kind, name, count == 1 ? disambiguator : $"{disambiguator}#{count}", parent);
            var id = db.Intern(ItemQueries.Denizens, data);
            items.Add(new ItemInfo(id, kind, name, arity, isExported, isGeneric, count > 1, HeadsOf(item), parent, VirtualOf(item)));
            nodes.Add(item.Node);
            return id;
        }
    }

    private static ImplHeads? HeadsOf(ItemSyntax item)
    {
        if (item.Node.As<ImplSyntax>() is not { } impl) return null;
        return new ImplHeads(HeadOf(impl.Interface), HeadOf(impl.Struct));
    }

    private static string? VirtualOf(ItemSyntax item)
    {
        if (item.Node.As<FunctionSyntax>() is not { Header.Parameters: { } list }) return null;
        foreach (var parameter in list.Parameters)
            if (parameter.IsVirtual) return HeadOf(parameter.Pattern?.Type);
        return null;
    }

    private static string HeadOf(TypeSyntax? type)
    {
        while (type is { } present)
        {
            if (present.Node.As<NameTypeSyntax>() is { } name) return name.Name.Text;
            type = present.Node.As<CallTypeSyntax>() is { } call ? call.Template
                : present.Node.As<InterpretedTypeSyntax>() is { } interpreted ? interpreted.Inner : null;
        }
        return "";
    }

    private static ImportInfo? Import(ImportSyntax import, int ordinal)
    {
        var steps = import.StepCount;
        if (import.ModuleName is not { } module || steps < 2) return null;
        var package = new StringBuilder();
        for (var i = 1; i < steps - 1; i++)
        {
            if (i > 1) package.Append('.');
            package.Append(import.Step(i)!.Value.Text);
        }
        return new ImportInfo(new PackageData(module.Text, package.ToString()), import.IsWildcard ? null : import.Importee!.Value.Text, ordinal);
    }

    private static (DenizenKind Kind, string Name, string Disambiguator, int Arity, bool IsExported, bool IsGeneric)? Describe(ItemSyntax item)
    {
        switch (item.Kind)
        {
            case SyntaxKind.Function:
            {
                var header = new FunctionSyntax(item.Node).Header;
                if (header.Node.IsNone) return null;
                var types = new StringBuilder();
                var arity = 0;
                if (header.Parameters is { } list)
                    foreach (var parameter in list.Parameters)
                    {
                        if (arity++ > 0) types.Append(',');
                        if (parameter.Pattern is { } pattern) AppendTokens(types, pattern.Type?.Node ?? pattern.Node);
                        else AppendTokens(types, parameter.Node);
                    }
                return (DenizenKind.Function, header.Name?.Text ?? "", types.ToString(), arity,
                    header.HasAttribute(SyntaxKind.ExportedKeyword), header.GenericParameters is not null || header.Where is not null);
            }
            case SyntaxKind.Struct:
            {
                var syntax = new StructSyntax(item.Node);
                return (DenizenKind.Struct, syntax.Name?.Text ?? "", "", syntax.Members.Count,
                    syntax.HasAttribute(SyntaxKind.ExportedKeyword), syntax.GenericParameters is not null || syntax.Where is not null);
            }
            case SyntaxKind.Interface:
            {
                var syntax = new InterfaceSyntax(item.Node);
                return (DenizenKind.Interface, syntax.Name?.Text ?? "", "", 0,
                    syntax.HasAttribute(SyntaxKind.ExportedKeyword), syntax.GenericParameters is not null || syntax.Where is not null);
            }
            case SyntaxKind.Impl:
            {
                var head = new StringBuilder();
                AppendTokens(head, item.Node);
                return (DenizenKind.Impl, head.ToString(), "", 0, false, true);
            }
            case SyntaxKind.ExportAs:
            {
                var head = new StringBuilder();
                AppendTokens(head, item.Node);
                return (DenizenKind.Export, head.ToString(), "", 0, true, false);
            }
            default:
                return null;
        }
    }

    // The tokens' text without the spaces and comments between them.
    private static void AppendTokens(StringBuilder text, SyntaxNode node)
    {
        if (node.IsToken)
        {
            if (SyntaxFacts.IsTrivia(node.Kind)) return;
            if (text.Length > 0 && char.IsLetterOrDigit(text[^1]) && char.IsLetterOrDigit(node.Text[0])) text.Append(' ');
            text.Append(node.Text);
            return;
        }
        foreach (var child in node.Children) AppendTokens(text, child);
    }
}
