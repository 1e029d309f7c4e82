// Every name in a file that means something, with what it means. Features that look at more than the cursor start here.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class SymbolUses
{
    /// <summary>The uses in a file, in the order of places.</summary>
    /// <param name="name">Only items in whose text this name stands are looked into; null looks into all.</param>
    public static List<SymbolUse> Of(QueryContext db, FileId file, string? name = null)
    {
        var uses = new List<SymbolUse>();
        var ranges = db.Get(ItemQueries.ItemRanges, file);
        var text = name is null ? default : db.Get(InputQueries.FileText, file).Text.AsSpan();
        for (var i = 0; i < ranges.Imports.Length; i++)
            if (OfImport(db, file, i, ranges.Imports[i]) is { } use) uses.Add(use);
        foreach (var item in ranges.Items)
        {
            if (name is not null && !Words.Contains(text[item.Full.Start..item.Full.End], name)) continue;
            if (OfName(db, file, item) is { } own) uses.Add(own);
            OfHeader(db, file, item, uses);
            OfBody(db, file, item, uses);
        }
        uses.Sort(static (a, b) => a.Range.Start != b.Range.Start ? a.Range.Start.CompareTo(b.Range.Start) : a.Range.End.CompareTo(b.Range.End));
        // The header of an interface holds those of its functions, and a lambda may be checked for several types.
        var kept = 0;
        for (var i = 0; i < uses.Count; i++)
            if (!IsKept(uses, kept, uses[i])) uses[kept++] = uses[i];
        uses.RemoveRange(kept, uses.Count - kept);
        return uses;
    }

    private static bool IsKept(List<SymbolUse> uses, int kept, SymbolUse use)
    {
        for (var i = kept - 1; i >= 0 && uses[i].Range == use.Range; i--)
            if (uses[i] == use) return true;
        return false;
    }

    /// <summary>What an import means; null when it leads nowhere.</summary>
    public static SymbolUse? OfImport(QueryContext db, FileId file, int ordinal, TextRange range)
    {
        var import = db.Get(ItemQueries.FileItems, file).Imports[ordinal];
        var package = InputQueries.PackageOf(db, import.Package.Module, import.Package.Package);
        if (import.Item is not null)
            foreach (var item in NameQueries.LookupIn(db, package, import.Item))
                return new SymbolUse(Symbols.Of(db, item), file, range);
        return db.Get(InputQueries.PackageFiles, package).IsEmpty ? null : new SymbolUse(new PackageSymbol(package), file, range);
    }

    /// <summary>An item's own name; null for one that has none.</summary>
    public static SymbolUse? OfName(QueryContext db, FileId file, ItemRange item) => db.Lookup(ItemQueries.Denizens, item.Id).Kind switch
    {
        DenizenKind.Function => new SymbolUse(new FunctionSymbol(SignatureQueries.Declared(db, item.Id)), file, item.Name),
        DenizenKind.Struct or DenizenKind.Interface => new SymbolUse(new DenizenSymbol(item.Id), file, item.Name),
        _ => null,
    };

    /// <summary>The names in a header: parameters, members, generic parameters, types.</summary>
    public static void OfHeader(QueryContext db, FileId file, ItemRange item, List<SymbolUse> uses)
    {
        if (db.Get(ItemQueries.Header, item.Id).Green is not { } green) return;
        var root = new SyntaxNode(green, item.Full.Start);
        if (root.As<FunctionHeaderSyntax>()?.Parameters is { } list)
        {
            var number = 0;
            foreach (var parameter in list.Parameters)
            {
                if (parameter.Pattern is { IsIgnored: false, Name: { } name })
                    uses.Add(new SymbolUse(new LocalSymbol(SignatureQueries.Declared(db, item.Id), number), file, name.Range));
                number++;
            }
        }
        if (root.As<StructSyntax>() is { } syntax)
        {
            var number = 0;
            foreach (var member in syntax.Members)
            {
                if (member.Name is { } name) uses.Add(new SymbolUse(new MemberSymbol(item.Id, number), file, name.Range));
                number++;
            }
        }
        if (root.First<GenericParameterListSyntax>() is { } generics)
            foreach (var generic in generics.Parameters)
                if (generic.Name is { } name && Symbols.Rune(db, item.Id, name.Text) is { } rune) uses.Add(new SymbolUse(rune, file, name.Range));
        TypeNames(db, file, item.Id, root, uses);
    }

    // Names within types: a generic parameter hides a type of its name, as it does for the compiler.
    private static void TypeNames(QueryContext db, FileId file, DenizenId id, SyntaxNode node, List<SymbolUse> uses)
    {
        if (node.As<NameTypeSyntax>() is { Name: var token })
        {
            if (Symbols.Rune(db, id, token.Text) is { } rune) uses.Add(new SymbolUse(rune, file, token.Range));
            else if (WellKnownKinds.ByName(token.Text) is { } primitive) uses.Add(new SymbolUse(new PrimitiveSymbol(primitive), file, token.Range));
            else if (TypeNamed(db, file, token.Text) is { } type)
                uses.Add(new SymbolUse(new DenizenSymbol(type), file, token.Range));
            return;
        }
        foreach (var child in node.Children)
            // A function within has a header of its own.
            if (!child.IsToken && child.Kind != SyntaxKind.Function) TypeNames(db, file, id, child, uses);
    }

    /// <summary>The struct or interface that a name means in a file; null when there is none.</summary>
    public static DenizenId? TypeNamed(QueryContext db, FileId file, string name) =>
        TypeOf(NameQueries.Lookup(db, file, name)) ?? TypeOf(NameQueries.LookupFar(db, file, name));

    private static DenizenId? TypeOf(IEnumerable<VisibleItem> items)
    {
        foreach (var (item, _) in items)
            if (item.Kind is DenizenKind.Struct or DenizenKind.Interface) return item.Id;
        return null;
    }

    private static void OfBody(QueryContext db, FileId file, ItemRange item, List<SymbolUse> uses)
    {
        foreach (var reference in References(db, item)) uses.Add(OfReference(db, file, item, reference));
        TypesInBody(db, file, item, uses);
    }

    /// <summary>The names of types in a body.</summary>
    public static void TypesInBody(QueryContext db, FileId file, ItemRange item, List<SymbolUse> uses)
    {
        if (item.BodyStart >= 0 && db.Get(ItemQueries.Body, item.Id).Green is { } green) TypeNames(db, file, item.Id, new SyntaxNode(green, item.BodyStart), uses);
    }

    /// <summary>A declared function's body, checked; null when it has none, or its header is in error.</summary>
    public static CheckedBody? BodyOf(QueryContext db, FunctionId function)
    {
        var header = db.Get(SignatureQueries.Header, function);
        return header.Body == FunctionBody.Vale && header.IsUsable ? db.Get(BodyQueries.Checked, function) : null;
    }

    /// <summary>What the names in a function's body mean; none when it is not checked.</summary>
    public static ReadOnlySpan<BodyReference> References(QueryContext db, ItemRange item)
    {
        if (item.BodyStart < 0) return [];
        return BodyOf(db, SignatureQueries.Declared(db, item.Id)) is { } body ? body.References.AsSpan() : [];
    }

    /// <summary>A name in a body as a use.</summary>
    public static SymbolUse OfReference(QueryContext db, FileId file, ItemRange item, BodyReference reference) =>
        new(reference.Kind switch
        {
            ReferenceKind.Local => new LocalSymbol(reference.Function, reference.Local),
            ReferenceKind.Function => new FunctionSymbol(reference.Function),
            ReferenceKind.Member => new MemberSymbol(reference.Denizen, reference.Member),
            ReferenceKind.Bound => new BoundSymbol(reference.Denizen, reference.Member),
            ReferenceKind.Rune => Rune(db, reference.Denizen, reference.Member),
            _ => new DenizenSymbol(reference.Denizen),
        }, file, RangeOf(item, reference));

    /// <summary>Where a name stands in its file.</summary>
    public static TextRange RangeOf(ItemRange item, BodyReference reference)
    {
        var start = reference.Start + (reference.IsInHeader ? item.Full.Start : item.BodyStart);
        return new TextRange(start, start + reference.Length);
    }

    private static RuneSymbol Rune(QueryContext db, DenizenId id, int number)
    {
        var name = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, id)).Terms.Runes[number].Name;
        return Symbols.Rune(db, id, name) ?? new RuneSymbol(id, name);
    }
}
