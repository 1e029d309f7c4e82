// What cannot be renamed and why, and what cannot be a name.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Renaming;

internal static class RenameRules
{
    /// <summary>Why a text cannot be the name of a thing; null when it can.</summary>
    public static string? BadName(string name, Symbol? symbol)
    {
        if (Words.IsKeyword(name)) return $"`{name}` is a word of the language";
        if (!Words.IsName(name)) return $"`{name}` is not a name: a name is made of letters, digits and `_`";
        if (symbol is DenizenSymbol or RuneSymbol && WellKnownKinds.ByName(name) is not null) return $"`{name}` is a type of the language";
        return null;
    }

    /// <summary>Why the thing under a name cannot be renamed; null when it can.</summary>
    public static string? Refusal(QueryContext db, NamedPlace name, IReadOnlyCollection<Symbol> family)
    {
        if (name.Refusal is { } known) return known;
        foreach (var symbol in family)
            if (Refusal(db, name.Text, symbol) is { } refusal) return refusal;
        return null;
    }

    private static string? Refusal(QueryContext db, string name, Symbol symbol)
    {
        switch (symbol)
        {
            case PrimitiveSymbol: return $"`{name}` is a type of the language";
            case PackageSymbol: return "a package is called like its folder: rename the folder";
            case BoundSymbol: return $"`{name}` is asked for by this name in a `where`: whoever calls supplies the function so called";
            case FunctionSymbol { Function: var function }: return OfFunction(db, name, function);
            case MemberSymbol { Struct: var id }:
                if (OfLibrary(db, name, id) is { } owned) return owned;
                return CopyInC(db, id) is { } copy ? $"`{name}` is a member of what C is given copies of: renaming it would change C's struct `{copy}`" : null;
            case RuneSymbol { Denizen: var id }: return OfLibrary(db, name, id);
            case DenizenSymbol { Denizen: var id }:
                if (OfLibrary(db, name, id) is { } library) return library;
                return db.Get(TypeQueries.Shape, id).IsExported
                    ? $"`{name}` is exported: renaming it would change its name in C, `{CName(db, id)}`. With `export {name} as {name};` in place of `exported` it can be renamed, and C keeps its name"
                    : null;
            default: return null;
        }
    }

    private static string? OfFunction(QueryContext db, string name, FunctionId function)
    {
        var (origin, denizen, _, _) = db.Lookup(TypeQueries.Functions, function);
        if (OfLibrary(db, name, denizen) is { } library) return library;
        if (name == "drop") return "`drop` is called by this name when a value's scope ends";
        if (name == "__call") return "`__call` is what calling a value calls";
        if (!Words.IsPart(name[0])) return $"`{name}` is an operator";
        if (origin != FunctionOrigin.Declared) return $"`{name}` is derived";
        var header = db.Get(SignatureQueries.Header, function);
        if (header.Name == "main" && header.IsExported) return "the program starts at `main`";
        if (header.Body is FunctionBody.Extern or FunctionBody.Intrinsic) return $"C provides `{name}` under this name";
        return header.IsExported ? $"`{name}` is exported: renaming it would change its name in C, `{CName(db, denizen)}`" : null;
    }

    private static string CName(QueryContext db, DenizenId id) => CName(db, id, db.Lookup(ItemQueries.Denizens, id).Name);

    private static string CName(QueryContext db, DenizenId id, string name) => $"{ItemQueries.PackageDataOf(db, id).Module}_{name}";

    // What C calls an immutable struct that crosses the border member by member; null of others.
    private static string? CopyInC(QueryContext db, DenizenId id)
    {
        if (db.Get(TypeQueries.Shape, id) is not { IsImmutable: true }) return null;
        foreach (var exported in db.Get(SignatureQueries.ExportedKinds, InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, id).File)))
            if (TypeQueries.TemplateOf(db, exported.Kind) == id) return CName(db, id, exported.Name);
        return null;
    }

    private static string? OfLibrary(QueryContext db, string name, DenizenId id) =>
        InputQueries.IsOfLibrary(db, ItemQueries.PackageDataOf(db, id)) ? $"`{name}` belongs to the library" : null;

    /// <summary>A name that has no symbol, where the syntax alone tells why it cannot be renamed; null where no name stands.</summary>
    public static NamedPlace? Unnamed(QueryContext db, FilePosition position)
    {
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, position.File).Result.Tree);
        var path = Path(root, position.Offset);
        if (path.Count == 0 || !path[^1].IsToken || !SyntaxFacts.IsWord(path[^1].Kind) && !SyntaxFacts.IsOperatorName(path[^1].Kind)) return null;
        var token = path[^1];
        var parent = path.Count > 1 ? path[^2] : default;
        var refusal = parent.Kind switch
        {
            SyntaxKind.PrototypeType => $"`{token.Text}` is asked for by this name: whoever calls supplies the function so called",
            SyntaxKind.ExportAs => $"C knows it as `{token.Text}`",
            SyntaxKind.Import => "a package is called like its folder: rename the folder",
            SyntaxKind.MacroAttribute => $"`{token.Text}` is a word of the language",
            _ when SyntaxFacts.IsOperatorName(token.Kind) => $"`{token.Text}` is an operator",
            _ when SyntaxFacts.IsKeyword(token.Kind) => $"`{token.Text}` is a word of the language",
            _ => $"nobody knows what `{token.Text}` means here",
        };
        return new NamedPlace(position.File, token.Range, token.Text, new PackageSymbol(default), null) { Refusal = refusal };
    }

    // The nodes around an offset, the innermost last. Between two tokens the word is meant.
    private static List<SyntaxNode> Path(SyntaxNode root, int offset)
    {
        var behind = Walk(root, offset);
        if (offset > 0 && (behind.Count == 0 || !SyntaxFacts.IsWord(behind[^1].Kind)))
        {
            var before = Walk(root, offset - 1);
            if (before.Count > 0 && SyntaxFacts.IsWord(before[^1].Kind)) return before;
        }
        return behind;
    }

    private static List<SyntaxNode> Walk(SyntaxNode root, int offset)
    {
        var path = new List<SyntaxNode>();
        if (!root.Range.Contains(offset)) return path;
        var at = root;
        while (true)
        {
            path.Add(at);
            if (at.IsToken) return path;
            var below = at;
            foreach (var child in at.Children)
                if (child.Range.Contains(offset)) below = child;
            if (below.Green == at.Green) return path;
            at = below;
        }
    }

    /// <summary>Whether what is called by a local's name is a function after all.</summary>
    public static bool IsFunction(QueryContext db, FileId file, LocalUse use) =>
        use.IsCallee && SymbolAt.Find(db, new FilePosition(file, use.Range.Start)) is { Symbol: FunctionSymbol or DenizenSymbol } found && found.Range == use.Range;

    /// <summary>
    /// Whether a function of that name can be called where nobody writes its name: by the language itself, by the library, or because a
    /// generic function asks for it.
    /// </summary>
    public static bool MayBeAskedFor(QueryContext db, string name)
    {
        if (name is "begin" or "next" or "isEmpty" or "get" or "add" or "range" or "str" or "List") return true;
        foreach (var package in db.Get(InputQueries.AllPackages, default))
            foreach (var file in db.Get(InputQueries.PackageFiles, package))
            {
                if (!Words.Contains(db.Get(InputQueries.FileText, file).Text.AsSpan(), name)) continue;
                foreach (var item in db.Get(ItemQueries.Declarations, file))
                    if (db.Get(ItemQueries.Header, item.Id).Green is { } green && AsksFor(new SyntaxNode(green), name)) return true;
            }
        return false;
    }

    private static bool AsksFor(SyntaxNode node, string name)
    {
        if (node.IsToken) return false;
        if (node.As<PrototypeTypeSyntax>() is { Name: { } asked } && asked.Text == name) return true;
        foreach (var child in node.Children)
            if (AsksFor(child, name)) return true;
        return false;
    }
}
