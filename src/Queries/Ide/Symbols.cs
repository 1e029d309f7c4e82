// The things of the language that names mean, and which of them are one thing to a reader.

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

/// <summary>A generic parameter, or another rune of a header that has a name.</summary>
internal sealed record RuneSymbol(DenizenId Denizen, string Name) : Symbol;

/// <summary>A kind built into the language.</summary>
internal sealed record PrimitiveSymbol(KindId Kind) : Symbol;

/// <summary>A package.</summary>
internal sealed record PackageSymbol(PackageId Package) : Symbol;

/// <summary>A symbol and the text that means it.</summary>
internal readonly record struct SymbolUse(Symbol Symbol, FileId File, TextRange Range);

internal static class Symbols
{
    /// <summary>The symbol an item is.</summary>
    public static Symbol Of(QueryContext db, ItemInfo item) =>
        item.Kind == DenizenKind.Function ? new FunctionSymbol(SignatureQueries.Declared(db, item.Id)) : new DenizenSymbol(item.Id);

    /// <summary>The generic parameter or other rune of that name in a header, at the denizen that declares it; null when there is none.</summary>
    public static RuneSymbol? Rune(QueryContext db, DenizenId id, string name)
    {
        foreach (var generic in db.Get(TypeQueries.Generics, id))
            if (generic.Name == name)
                return generic.IsInherited && db.Lookup(ItemQueries.Denizens, id).Parent is { } parent ? Rune(db, parent, name) : new RuneSymbol(id, name);
        foreach (var rune in db.Get(SignatureQueries.Rules, id).Set.Runes)
            if (rune.Name == name) return new RuneSymbol(id, name);
        return null;
    }

    /// <summary>What a reader takes a symbol for: a function that is derived is the type it is derived for.</summary>
    public static Symbol Canonical(QueryContext db, Symbol symbol)
    {
        switch (symbol)
        {
            case FunctionSymbol s when db.Lookup(TypeQueries.Functions, s.Function) is { Origin: not FunctionOrigin.Declared, Lambda: null } data:
                return new DenizenSymbol(Declared(db, data.Denizen));
            case DenizenSymbol s:
                return new DenizenSymbol(Declared(db, s.Denizen));
            default:
                return symbol;
        }
    }

    // The struct derived for an interface is the interface.
    private static DenizenId Declared(QueryContext db, DenizenId id) =>
        db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.AnonymousStruct ? TypeQueries.InterfaceOf(db, id) : id;
}
