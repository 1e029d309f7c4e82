// The door of the items stage: the wall between text and meaning. Below it everything changes with each keystroke;
// above it a denizen's header changes only when the header's text does, and nothing knows where anything stands.

using Vale.Compiler.Inputs;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Items;

/// <summary>Tables of contents, pieces of syntax per denizen, and where denizens stand.</summary>
public static class ItemQueries
{
    /// <summary>Denizens.</summary>
    public static readonly Interner<DenizenData, DenizenId> Denizens = Interner.Define<DenizenData, DenizenId>("Denizen");

    private static readonly Query<FileId, ItemMap> s_map = Query.DefineNoCompare<FileId, ItemMap>("ItemMap",
        static (db, file) => ItemCollector.Collect(db, file, db.Get(ParseQueries.Parse, file).Result.Tree),
        new QueryOptions<FileId, ItemMap> { LruCapacity = ParseQueries.KeptTrees, Parts = OfferParts });

    /// <summary>What a file declares and imports.</summary>
    public static readonly Query<FileId, FileItems> FileItems =
        Query.Define<FileId, FileItems>("Items", static (db, file) => db.Get(s_map, file).Contents);

    /// <summary>What a file declares: its items alone, so that a package's scope does not hear of imports.</summary>
    public static readonly Query<FileId, ValueArray<ItemInfo>> Declarations =
        Query.Define<FileId, ValueArray<ItemInfo>>("Declarations", static (db, file) => db.Get(FileItems, file).Items);

    /// <summary>What a file imports: its imports alone, so that where it looks names up does not hear of items.</summary>
    public static readonly Query<FileId, ValueArray<ImportInfo>> Imports =
        Query.Define<FileId, ValueArray<ImportInfo>>("Imports", static (db, file) => db.Get(FileItems, file).Imports);

    /// <summary>Where a file's items stand.</summary>
    public static readonly Query<FileId, ItemRanges> ItemRanges = Query.Define<FileId, ItemRanges>("ItemRanges", ComputeRanges);

    /// <summary>A denizen's header: of a function everything before the body, of any other the whole.</summary>
    public static readonly Query<DenizenId, SyntaxPiece> Header = Query.Define<DenizenId, SyntaxPiece>("HeaderSyntax", static (db, id) =>
        HeaderOf(Item(db, id)));

    /// <summary>A function's body.</summary>
    public static readonly Query<DenizenId, SyntaxPiece> Body = Query.Define<DenizenId, SyntaxPiece>("BodySyntax", static (db, id) =>
        BodyOf(Item(db, id)));

    /// <summary>The place of a denizen's name.</summary>
    public static Anchor NameAnchor(QueryContext db, DenizenId id) =>
        new(db.Lookup(Denizens, id).File, id, AnchorBase.Name, 0, 0);

    /// <summary>The place of a struct's member.</summary>
    public static Anchor MemberAnchor(QueryContext db, DenizenId id, int member) =>
        new(db.Lookup(Denizens, id).File, id, AnchorBase.Member, member, 0);

    /// <summary>The place of a function's parameter.</summary>
    public static Anchor ParameterAnchor(QueryContext db, DenizenId id, int parameter) =>
        new(db.Lookup(Denizens, id).File, id, AnchorBase.Parameter, parameter, 0);

    /// <summary>The place of an import.</summary>
    public static Anchor ImportAnchor(QueryContext db, FileId file, int ordinal) => new(file, default, AnchorBase.Import, ordinal, 0);

    /// <summary>The package that declares a denizen.</summary>
    public static PackageData PackageDataOf(QueryContext db, DenizenId id)
    {
        var file = db.Lookup(InputQueries.Files, db.Lookup(Denizens, id).File);
        return new PackageData(file.Module, file.Package);
    }

    /// <summary>Where an anchor stands in its file now.</summary>
    public static TextRange Resolve(QueryContext db, Anchor anchor)
    {
        if (anchor.Base == AnchorBase.File) return new TextRange(anchor.Start, anchor.Start + anchor.Length);
        var ranges = db.Get(ItemRanges, anchor.File);
        if (anchor.Base == AnchorBase.Import)
            return anchor.Start < ranges.Imports.Length ? ranges.Imports[anchor.Start] : default;
        if (Find(ranges, anchor.Denizen) is not { } item) return default;
        switch (anchor.Base)
        {
            case AnchorBase.Name:
                return item.Name;
            case AnchorBase.Member:
                return MemberRange(db, anchor, item);
            case AnchorBase.Parameter:
                return ParameterRange(db, anchor, item);
            default:
                var start = anchor.Start + (anchor.Base == AnchorBase.Body ? item.BodyStart : item.Full.Start);
                return new TextRange(start, start + anchor.Length);
        }
    }

    /// <summary>An item's place among a file's, or null when it is gone.</summary>
    public static ItemRange? Find(ItemRanges ranges, DenizenId id)
    {
        foreach (var item in ranges.Items)
            if (item.Id == id) return item;
        return null;
    }

    /// <summary>The denizen whose text an offset touches, or null.</summary>
    public static ItemRange? At(QueryContext db, FileId file, int offset)
    {
        // What is written inside of an interface is an item, and so is the interface: the inner one is meant.
        ItemRange? found = null;
        foreach (var item in db.Get(ItemRanges, file).Items)
            if (item.Full.Touches(offset) && (found is null || item.Full.Length <= found.Value.Full.Length)) found = item;
        return found;
    }

    private static TextRange MemberRange(QueryContext db, Anchor anchor, ItemRange item)
    {
        if (Item(db, anchor.Denizen)?.As<StructSyntax>() is not { } syntax) return item.Name;
        var number = 0;
        foreach (var member in syntax.Members)
            if (number++ == anchor.Start) return (member.Name?.Range ?? member.Node.Range).Moved(item.Full.Start);
        return item.Name;
    }

    private static TextRange ParameterRange(QueryContext db, Anchor anchor, ItemRange item)
    {
        if (Item(db, anchor.Denizen)?.As<FunctionSyntax>() is not { Header.Parameters: { } list }) return item.Name;
        var number = 0;
        foreach (var parameter in list.Parameters)
            if (number++ == anchor.Start) return parameter.Node.Range.Moved(item.Full.Start);
        return item.Name;
    }

    private static SyntaxNode? Item(QueryContext db, DenizenId id)
    {
        var map = db.Get(s_map, db.Lookup(Denizens, id).File);
        return map.Places.TryGetValue(id, out var index) ? new SyntaxNode(map.Nodes[index].Green) : null;
    }

    // Every item of an edited file is looked at again, but only those whose text changed make anything run.
    private static void OfferParts(QueryContext db, PartsWriter parts, ItemMap map)
    {
        for (var i = 0; i < map.Nodes.Length; i++)
        {
            var id = map.Contents.Items[i].Id;
            parts.Offer(Header, id, HeaderOf(map.Nodes[i]));
            if (map.Contents.Items[i].Kind == DenizenKind.Function) parts.Offer(Body, id, BodyOf(map.Nodes[i]));
        }
    }

    private static SyntaxPiece HeaderOf(SyntaxNode? item) =>
        new(item is { Kind: SyntaxKind.Function } && item.Value.TryChild(SyntaxKind.FunctionHeader, out var header) ? header.Green : item?.Green);

    private static SyntaxPiece BodyOf(SyntaxNode? item) =>
        new(item is { } present && present.TryChild(SyntaxKind.Block, out var body) ? body.Green : null);

    private static ItemRanges ComputeRanges(QueryContext db, FileId file)
    {
        var map = db.Get(s_map, file);
        var items = new ItemRange[map.Nodes.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var node = map.Nodes[i];
            var name = node.As<ItemSyntax>()?.Name?.Range ?? new TextRange(node.Offset, Math.Min(node.End, node.Offset + FirstWidth(node)));
            var body = node.TryChild(SyntaxKind.Block, out var block) ? block.Offset : -1;
            items[i] = new ItemRange(map.Contents.Items[i].Id, node.Range, name, body);
        }
        return new ItemRanges(ValueArray.Wrap(items), map.Imports);
    }

    private static int FirstWidth(SyntaxNode node)
    {
        while (node.Green.ChildCount > 0) node = new SyntaxNode(node.Green.Child(0), node.Offset);
        return node.Width;
    }
}
