// Where the thing under the cursor is declared. A derived function leads to the struct it is derived for.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class GotoDefinition
{
    public static IReadOnlyList<NavigationTarget> At(QueryContext db, FilePosition position)
    {
        if (SymbolAt.Find(db, position) is not { } use) return [];
        return Of(db, use.Symbol) is { } target ? [target] : [];
    }

    /// <summary>A symbol's declaration, or null for what has none.</summary>
    public static NavigationTarget? Of(QueryContext db, Symbol symbol) => symbol switch
    {
        FunctionSymbol s => Denizen(db, db.Lookup(TypeQueries.Functions, s.Function).Denizen),
        DenizenSymbol s => Denizen(db, s.Denizen),
        MemberSymbol s => Place(db, ItemQueries.MemberAnchor(db, s.Struct, s.Member), db.Get(SignatureQueries.StructDefinition, s.Struct).Members[s.Member].Name),
        LocalSymbol s => Local(db, s),
        RuneSymbol s => Rune(db, s),
        BoundSymbol s => Bounds.Of(db, s) is { } bound ? Place(db, bound.Where, "") : null,
        PackageSymbol s => Package(db, s.Package),
        _ => null,
    };

    private static NavigationTarget? Denizen(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        return ItemQueries.Find(db.Get(ItemQueries.ItemRanges, data.File), id) is { } range
            ? new NavigationTarget(data.File, range.Full, range.Name, data.Name)
            : null;
    }

    private static NavigationTarget Place(QueryContext db, Anchor anchor, string name)
    {
        var range = ItemQueries.Resolve(db, anchor);
        return new NavigationTarget(anchor.File, range, range, name);
    }

    private static NavigationTarget? Rune(QueryContext db, RuneSymbol symbol)
    {
        foreach (var rune in db.Get(SignatureQueries.Rules, symbol.Denizen).Set.Runes)
            if (rune.Name == symbol.Name) return Place(db, rune.Where, symbol.Name);
        return null;
    }

    private static NavigationTarget? Local(QueryContext db, LocalSymbol symbol)
    {
        var denizen = db.Lookup(TypeQueries.Functions, symbol.Function).Denizen;
        var file = db.Lookup(ItemQueries.Denizens, denizen).File;
        if (db.Lookup(TypeQueries.Functions, symbol.Function).Lambda is { } lambda) return LambdaLocal(db, symbol, lambda.Owner, denizen, file);
        if (Parameter(db, denizen, symbol.Local) is { } range) return Place(db, new Anchor(file, denizen, AnchorBase.Item, range.Start, range.Length), "");
        var body = db.Get(BodyQueries.Checked, symbol.Function);
        var local = body.Body.Locals[symbol.Local];
        if (local.Site < 0) return FirstReference(db, symbol, body, denizen, file) ?? Denizen(db, denizen);
        var site = body.Sites.Ranges[local.Site];
        return Place(db, new Anchor(file, denizen, AnchorBase.Body, site.Start, site.Length), local.Name);
    }

    private static NavigationTarget? LambdaLocal(QueryContext db, LocalSymbol symbol, FunctionId owner, DenizenId denizen, FileId file) =>
        FirstReference(db, symbol, db.Get(BodyQueries.Checked, BodyQueries.RootOf(db, owner)), denizen, file);

    // A local is declared before it is used.
    private static NavigationTarget? FirstReference(QueryContext db, LocalSymbol symbol, CheckedBody body, DenizenId denizen, FileId file)
    {
        foreach (var reference in body.References)
            if (reference.Kind == ReferenceKind.Local && reference.Function == symbol.Function && reference.Local == symbol.Local)
                return Place(db, new Anchor(file, denizen, reference.IsInHeader ? AnchorBase.Item : AnchorBase.Body, reference.Start, reference.Length), "");
        return null;
    }

    // The name of a parameter, from the header's start; null when the number is no parameter's.
    private static TextRange? Parameter(QueryContext db, DenizenId denizen, int number)
    {
        if (db.Get(ItemQueries.Header, denizen).Green is not { } green) return null;
        if (new FunctionHeaderSyntax(new SyntaxNode(green)).Parameters is not { } list || number >= list.Parameters.Count) return null;
        var parameter = list.Parameters[number];
        return parameter.Pattern?.Name?.Range ?? parameter.Node.Range;
    }

    private static NavigationTarget? Package(QueryContext db, PackageId package)
    {
        foreach (var file in db.Get(InputQueries.PackageFiles, package))
            return new NavigationTarget(file, new TextRange(0, db.Get(InputQueries.FileText, file).Text.Length), default, db.Lookup(InputQueries.Packages, package).ToString());
        return null;
    }
}
