// What hovering shows: the declaration as Vale text, what there is to know of it here, and the comment above it.

using System.Globalization;
using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Ide.Hovers;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class Hover
{
    // A package may have hundreds of files.
    private const int MostFiles = 12;

    public static HoverResult? At(QueryContext db, FilePosition position)
    {
        if (SymbolAt.Find(db, position) is not { } use) return Literal(db, position);
        return Markdown(db, use.Symbol, SymbolAt.Reference(db, position)) is { } text ? new HoverResult(use.Range, text) : null;
    }

    /// <summary>What is shown of a symbol; null when nothing is.</summary>
    /// <param name="reference">The name in a body that means it, or null.</param>
    public static string? Markdown(QueryContext db, Symbol symbol, BodyReference? reference = null)
    {
        var (code, note, denizen) = Describe(db, symbol, reference);
        if (code is null) return null;
        var text = new StringBuilder("```vale\n").Append(code).Append("\n```");
        if (note is not null) text.Append("\n\n").Append(note);
        if (denizen is { } id && DocComment.Of(db, id) is { Length: > 0 } comment) text.Append("\n\n---\n\n").Append(comment);
        return text.ToString();
    }

    private static (string? Code, string? Note, DenizenId? Denizen) Describe(QueryContext db, Symbol symbol, BodyReference? reference)
    {
        switch (symbol)
        {
            case FunctionSymbol s:
                return Function(db, s.Function, reference);
            case DenizenSymbol s:
            {
                var isType = db.Lookup(ItemQueries.Denizens, s.Denizen).Kind is DenizenKind.Struct or DenizenKind.Interface;
                KindId? kind = reference is { Kind: ReferenceKind.Type } r && TypeQueries.TemplateOf(db, r.Type.Kind) == s.Denizen ? r.Type.Kind : null;
                return (DeclarationText.Denizen(db, s.Denizen), isType ? TypeFacts.Of(db, s.Denizen, kind) : null, s.Denizen);
            }
            case MemberSymbol s:
            {
                var members = db.Get(SignatureQueries.StructDefinition, s.Struct).Members;
                if (s.Member >= members.Length) return default;
                var member = members[s.Member];
                // Where the struct's generic arguments are known, the member is what they make it.
                var type = reference is { Kind: ReferenceKind.Member, Type.IsError: false } r ? r.Type : member.Type;
                var here = type != member.Type ? $"Here it is `{TypeQueries.Display(db, type)}`. " : "";
                var held = type.Ownership == Compiler.Types.Ownership.Own ? "Owns its object: it is dropped with what holds it." : Ownership(type);
                return ($"{db.Lookup(ItemQueries.Denizens, s.Struct).Name}.{member.Name}{(member.IsVarying ? "!" : "")} {TypeQueries.Display(db, member.Type)}",
                    (here + held).TrimEnd() is { Length: > 0 } note ? note : null, null);
            }
            case LocalSymbol s:
                return Local(db, s, reference);
            case RuneSymbol s:
                return (DeclarationText.Rune(db, s), "A generic parameter, or what follows from them.", null);
            case BoundSymbol s:
                return (Bounds.Of(db, s) is { } bound ? DeclarationText.Bound(db, bound) : null,
                    $"A bound of `{db.Lookup(ItemQueries.Denizens, s.Denizen).Name}`: {(Bounds.Of(db, s) is FunctionBound ? "the caller supplies the function." : "the caller supplies the impl.")}", null);
            case PrimitiveSymbol s:
                return (TypeQueries.Display(db, s.Kind), Primitive(s.Kind), null);
            case PackageSymbol s:
                return ("package " + db.Lookup(InputQueries.Packages, s.Package), Package(db, s.Package), null);
            default:
                return default;
        }
    }

    private static (string? Code, string? Note, DenizenId? Denizen) Function(QueryContext db, FunctionId function, BodyReference? reference)
    {
        var (origin, denizen, _, _) = db.Lookup(TypeQueries.Functions, function);
        var header = db.Get(SignatureQueries.Header, function);
        var note = origin switch
        {
            FunctionOrigin.StructConstructor when db.Lookup(ItemQueries.Denizens, denizen).Kind == DenizenKind.AnonymousStruct =>
                "Makes one of this interface from a function for each of its methods.",
            FunctionOrigin.StructConstructor => "The constructor derived for this struct.",
            FunctionOrigin.StructDrop => "The drop derived for this struct: drops its members in order.",
            FunctionOrigin.InterfaceDrop => "The drop derived for this interface: drops the object, whatever its type is.",
            _ => null,
        };
        if (reference is { Kind: ReferenceKind.Function, Callee: { } callee } && SolvedCall.Of(db, callee) is { } solved) note = note is null ? solved : note + "\n\n" + solved;
        return (DeclarationText.Function(db, header), note, denizen);
    }

    private static (string? Code, string? Note, DenizenId? Denizen) Local(QueryContext db, LocalSymbol symbol, BodyReference? reference)
    {
        if (Locals.Find(db, symbol) is not var (name, type, isParameter)) return default;
        // Within a lambda that is checked for several types, the one met first is meant.
        if (reference is { Kind: ReferenceKind.Local, Type.IsError: false } r) type = r.Type;
        var what = isParameter ? "Parameter." : "Local.";
        return ($"{name} {TypeQueries.Display(db, type)}", Ownership(type) is { } ownership ? $"{what} {ownership}" : what, null);
    }

    private static HoverResult? Literal(QueryContext db, FilePosition position)
    {
        var root = new SyntaxNode(db.Get(ParseQueries.Parse, position.File).Result.Tree);
        var node = root;
        while (true)
        {
            if (node.As<IntegerExpressionSyntax>() is { } integer)
            {
                if (!integer.TryGetValue(out var value, out var bits)) return null;
                var kind = bits == 64 ? WellKnownKinds.I64 : WellKnownKinds.I32;
                if (bits is not (null or 32 or 64)) return null;
                return new HoverResult(node.Range, $"```vale\n{TypeQueries.Display(db, kind)}\n```\n\n{Primitive(kind)} {value.ToString(CultureInfo.InvariantCulture)}, or 0x{(bits == 64 ? value.ToString("X", CultureInfo.InvariantCulture) : unchecked((int)value).ToString("X", CultureInfo.InvariantCulture))}.");
            }
            if (node.As<FloatExpressionSyntax>() is not null)
                return new HoverResult(node.Range, $"```vale\n{TypeQueries.Display(db, WellKnownKinds.Float)}\n```\n\n{Primitive(WellKnownKinds.Float)}");
            if (Inner(node, position.Offset) is not { } inner) return null;
            node = inner;
        }
    }

    // The child at the cursor; between two, the one that is no mark or space.
    private static SyntaxNode? Inner(SyntaxNode node, int offset)
    {
        SyntaxNode? found = null;
        foreach (var child in node.Children)
            if (child.Width > 0 && !child.IsToken && child.Range.Touches(offset)) found = child;
        return found;
    }

    // The comment its first file begins with, and its files.
    private static string? Package(QueryContext db, PackageId package)
    {
        var files = db.Get(InputQueries.PackageFiles, package);
        var text = new StringBuilder();
        foreach (var file in files)
            if (DocComment.AtTop(db, file) is { Length: > 0 } comment)
            {
                text.Append(comment).Append("\n\n");
                break;
            }
        for (var i = 0; i < files.Length && i < MostFiles; i++) text.Append("- `").Append(db.Lookup(InputQueries.Files, files[i]).Name).Append("`\n");
        if (files.Length > MostFiles) text.Append("- and ").Append(files.Length - MostFiles).Append(" more\n");
        return text.Length == 0 ? null : text.ToString().TrimEnd();
    }

    private static string? Ownership(Coord type) => type.Ownership switch
    {
        Compiler.Types.Ownership.Own => "Owns its object: it is dropped at the end of its scope unless it is moved.",
        Compiler.Types.Ownership.Borrow => "Borrows: the owner is elsewhere, and using this after the owner is gone halts the program.",
        Compiler.Types.Ownership.Weak => "A weak reference: it must be locked before use.",
        _ => null,
    };

    private static string? Primitive(KindId kind) =>
        kind == WellKnownKinds.I32 ? "A 32-bit integer that wraps."
        : kind == WellKnownKinds.I64 ? "A 64-bit integer that wraps."
        : kind == WellKnownKinds.Float ? "A 64-bit IEEE 754 number."
        : kind == WellKnownKinds.Bool ? "`true` or `false`."
        : kind == WellKnownKinds.Str ? "An immutable UTF-8 string."
        : kind == WellKnownKinds.Void ? "No value."
        : kind == WellKnownKinds.Never ? "What does not return."
        : null;
}
