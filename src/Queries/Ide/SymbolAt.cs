// What stands under the cursor: the one place where an offset becomes a thing of the language. Hover, navigation and
// every later feature start here.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>A thing of the language that a name in a file means.</summary>
internal abstract record Symbol;

/// <summary>A function, declared or derived.</summary>
internal sealed record FunctionSymbol(FunctionId Function) : Symbol;

/// <summary>A struct, interface, impl or export.</summary>
internal sealed record DenizenSymbol(DenizenId Denizen) : Symbol;

/// <summary>A member of a struct.</summary>
internal sealed record MemberSymbol(DenizenId Struct, int Member) : Symbol;

/// <summary>A local of a function's body, or a parameter.</summary>
internal sealed record LocalSymbol(FunctionId Function, int Local) : Symbol;

/// <summary>A bound of a denizen: a function or an impl it asks for.</summary>
internal sealed record BoundSymbol(DenizenId Denizen, int Bound) : Symbol;

/// <summary>A kind built into the language.</summary>
internal sealed record PrimitiveSymbol(KindId Kind) : Symbol;

/// <summary>A package.</summary>
internal sealed record PackageSymbol(PackageId Package) : Symbol;

/// <summary>A symbol and the text that means it.</summary>
internal readonly record struct SymbolUse(Symbol Symbol, FileId File, TextRange Range);

internal static class SymbolAt
{
    /// <summary>The symbol whose name the offset touches, or null.</summary>
    public static SymbolUse? Find(QueryContext db, FilePosition position)
    {
        var ranges = db.Get(ItemQueries.ItemRanges, position.File);
        for (var i = 0; i < ranges.Imports.Length; i++)
            if (ranges.Imports[i].Touches(position.Offset)) return Import(db, position.File, i, ranges.Imports[i]);
        return ItemQueries.At(db, position.File, position.Offset) is { } item ? In(db, position, item) : null;
    }

    private static SymbolUse? Import(QueryContext db, FileId file, int ordinal, TextRange range)
    {
        var import = db.Get(ItemQueries.FileItems, file).Imports[ordinal];
        var package = InputQueries.PackageOf(db, import.Package.Module, import.Package.Package);
        if (import.Item is not null)
            foreach (var item in NameQueries.LookupIn(db, package, import.Item))
                return new SymbolUse(Of(db, item), file, range);
        return db.Get(InputQueries.PackageFiles, package).IsEmpty ? null : new SymbolUse(new PackageSymbol(package), file, range);
    }

    /// <summary>The symbol an item is.</summary>
    public static Symbol Of(QueryContext db, ItemInfo item) =>
        item.Kind == DenizenKind.Function ? new FunctionSymbol(SignatureQueries.Declared(db, item.Id)) : new DenizenSymbol(item.Id);

    private static SymbolUse? In(QueryContext db, FilePosition position, ItemRange item)
    {
        var data = db.Lookup(ItemQueries.Denizens, item.Id);
        var isFunction = data.Kind == DenizenKind.Function;
        if (item.Name.Touches(position.Offset) && (isFunction || data.Kind is DenizenKind.Struct or DenizenKind.Interface))
            return new SymbolUse(isFunction ? new FunctionSymbol(SignatureQueries.Declared(db, item.Id)) : new DenizenSymbol(item.Id), position.File, item.Name);
        if (item.BodyStart >= 0 && position.Offset >= item.BodyStart) return InBody(db, position, item);
        return InHeader(db, position, item, isFunction);
    }

    private static SymbolUse? InBody(QueryContext db, FilePosition position, ItemRange item)
    {
        var function = SignatureQueries.Declared(db, item.Id);
        var header = db.Get(SignatureQueries.Header, function);
        if (header.Body != FunctionBody.Vale || !header.IsUsable) return null;
        var offset = position.Offset - item.BodyStart;
        BodyReference? best = null;
        foreach (var reference in db.Get(BodyQueries.Checked, function).References)
        {
            if (reference.Start > offset || offset > reference.Start + reference.Length) continue;
            // Between two names that touch, the one that begins at the cursor is meant.
            if (best is null || reference.Start == offset || reference.Length < best.Value.Length) best = reference;
        }
        if (best is not { } use) return null;
        var range = new TextRange(item.BodyStart + use.Start, item.BodyStart + use.Start + use.Length);
        return new SymbolUse(use.Kind switch
        {
            ReferenceKind.Local => new LocalSymbol(use.Function, use.Local),
            ReferenceKind.Function => new FunctionSymbol(use.Function),
            ReferenceKind.Member => new MemberSymbol(use.Denizen, use.Member),
            ReferenceKind.Bound => new BoundSymbol(use.Denizen, use.Member),
            _ => new DenizenSymbol(use.Denizen),
        }, position.File, range);
    }

    private static SymbolUse? InHeader(QueryContext db, FilePosition position, ItemRange item, bool isFunction)
    {
        if (db.Get(ItemQueries.Header, item.Id).Green is not { } green) return null;
        var root = new SyntaxNode(green, item.Full.Start);
        if (isFunction && new FunctionHeaderSyntax(root).Parameters is { } list)
        {
            var number = 0;
            foreach (var parameter in list.Parameters)
            {
                if (parameter.Pattern is { IsIgnored: false, Name: { } name } && name.Range.Touches(position.Offset))
                    return new SymbolUse(new LocalSymbol(SignatureQueries.Declared(db, item.Id), number), position.File, name.Range);
                number++;
            }
        }
        if (root.As<StructSyntax>() is { } syntax)
        {
            var number = 0;
            foreach (var member in syntax.Members)
            {
                if (member.Name is { } name && name.Range.Touches(position.Offset))
                    return new SymbolUse(new MemberSymbol(item.Id, number), position.File, name.Range);
                number++;
            }
        }
        return TypeName(db, position, root);
    }

    // A name within a type of a header: looked up as the header does.
    private static SymbolUse? TypeName(QueryContext db, FilePosition position, SyntaxNode node)
    {
        if (node.As<NameTypeSyntax>() is { } type)
        {
            if (WellKnownKinds.ByName(type.Name.Text) is { } primitive) return new SymbolUse(new PrimitiveSymbol(primitive), position.File, type.Name.Range);
            foreach (var (item, _) in NameQueries.Lookup(db, position.File, type.Name.Text))
                if (item.Kind is DenizenKind.Struct or DenizenKind.Interface)
                    return new SymbolUse(new DenizenSymbol(item.Id), position.File, type.Name.Range);
            return null;
        }
        foreach (var child in node.Children)
            if (!child.IsToken && child.Range.Touches(position.Offset) && TypeName(db, position, child) is { } found) return found;
        return null;
    }
}
