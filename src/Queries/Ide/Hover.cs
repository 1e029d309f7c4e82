// What hovering shows: the declaration as Vale text, what the type means for its holder, and the comment above it.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide;

internal static class Hover
{
    public static HoverResult? At(QueryContext db, FilePosition position)
    {
        if (SymbolAt.Find(db, position) is not { } use) return null;
        var (code, note, denizen) = Describe(db, use.Symbol);
        if (code is null) return null;
        var text = new StringBuilder("```vale\n").Append(code).Append("\n```");
        if (note is not null) text.Append("\n\n").Append(note);
        if (denizen is { } id && DocComment.Of(db, id) is { Length: > 0 } comment) text.Append("\n\n---\n\n").Append(comment);
        return new HoverResult(use.Range, text.ToString());
    }

    private static (string? Code, string? Note, DenizenId? Denizen) Describe(QueryContext db, Symbol symbol)
    {
        switch (symbol)
        {
            case FunctionSymbol s:
            {
                var (origin, denizen, _, _) = db.Lookup(TypeQueries.Functions, s.Function);
                var header = db.Get(SignatureQueries.Header, s.Function);
                return (Function(db, header), origin switch
                {
                    FunctionOrigin.StructConstructor => "The constructor derived for this struct.",
                    FunctionOrigin.StructDrop => "The drop derived for this struct: drops its members in order.",
                    _ => null,
                }, denizen);
            }
            case DenizenSymbol s:
                return (Denizen(db, s.Denizen), null, s.Denizen);
            case MemberSymbol s:
            {
                var member = db.Get(SignatureQueries.StructDefinition, s.Struct).Members[s.Member];
                return ($"{db.Lookup(ItemQueries.Denizens, s.Struct).Name}.{member.Name}{(member.IsVarying ? "!" : "")} {TypeQueries.Display(db, member.Type)}",
                    Ownership(member.Type), null);
            }
            case LocalSymbol s:
                return Local(db, s);
            case RuneSymbol s:
                return (Rune(db, s), "A generic parameter, or what follows from them.", null);
            case BoundSymbol s:
                return (Bounds.Of(db, s) is FunctionBound bound ? SignatureText.Of(db, bound) : null, "A bound: the caller supplies the function.", null);
            case PrimitiveSymbol s:
                return (TypeQueries.Display(db, s.Kind), Primitive(s.Kind), null);
            case PackageSymbol s:
                return ("package " + db.Lookup(InputQueries.Packages, s.Package), null, null);
            default:
                return default;
        }
    }

    private static (string? Code, string? Note, DenizenId? Denizen) Local(QueryContext db, LocalSymbol symbol)
    {
        var header = db.Lookup(TypeQueries.Functions, symbol.Function).Lambda is null ? db.Get(SignatureQueries.Header, symbol.Function) : null;
        if (header is not null && symbol.Local < header.Parameters.Length)
        {
            var parameter = header.Parameters[symbol.Local];
            return ($"{parameter.Name} {TypeQueries.Display(db, parameter.Type)}", Note(parameter.Type, "parameter"), null);
        }
        var local = db.Get(BodyQueries.Typed, symbol.Function).Locals[symbol.Local];
        return ($"{local.Name} {TypeQueries.Display(db, local.Type)}", Note(local.Type, "local"), null);

        static string Note(Coord type, string what) => Ownership(type) is { } ownership ? $"{char.ToUpperInvariant(what[0])}{what[1..]}. {ownership}" : $"{char.ToUpperInvariant(what[0])}{what[1..]}.";
    }

    private static string? Rune(QueryContext db, RuneSymbol symbol)
    {
        foreach (var rune in db.Get(SignatureQueries.Rules, symbol.Denizen).Set.Runes)
            if (rune.Name == symbol.Name)
                return rune.Type switch
                {
                    TemplataType.Coord => $"{rune.Name} Ref",
                    TemplataType.Integer => $"{rune.Name} Int",
                    TemplataType.Boolean => $"{rune.Name} Bool",
                    TemplataType.Prototype => $"{rune.Name} Prot",
                    var type => $"{rune.Name} {type}",
                };
        return null;
    }

    private static string Function(QueryContext db, FunctionHeader header)
    {
        var text = new StringBuilder();
        if (header.IsExported) text.Append("exported ");
        if (header.IsPure) text.Append("pure ");
        if (header.Body == FunctionBody.Extern) text.Append("extern ");
        if (header.Body == FunctionBody.Abstract) text.Append("abstract ");
        text.Append("func ").Append(header.Name);
        AppendGenerics(text, header.Generics);
        text.Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            if (header.Parameters[i].Name is { } name) text.Append(name).Append(' ');
            text.Append(TypeQueries.Display(db, header.Parameters[i].Type));
        }
        text.Append(')');
        if (!header.ReturnType.IsVoid) text.Append(' ').Append(TypeQueries.Display(db, header.ReturnType));
        for (var i = 0; i < header.Terms.OwnBounds; i++)
            if (header.Terms.Bounds[i] is FunctionBound bound) text.Append(i == 0 ? "\nwhere " : ",\n      ").Append(SignatureText.Of(db, bound));
        return text.ToString();
    }

    private static void AppendGenerics(StringBuilder text, ValueArray<GenericParameter> generics)
    {
        if (generics.IsEmpty) return;
        text.Append('<');
        for (var i = 0; i < generics.Length; i++) text.Append(i > 0 ? ", " : "").Append(generics[i].Name);
        text.Append('>');
    }

    private static string Denizen(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var generics = new StringBuilder();
        if (data.Kind is DenizenKind.Interface or DenizenKind.Struct) AppendGenerics(generics, db.Get(TypeQueries.Generics, id));
        if (data.Kind == DenizenKind.Interface) return "interface " + data.Name + generics;
        if (data.Kind != DenizenKind.Struct) return data.Name;
        var text = new StringBuilder("struct ").Append(data.Name).Append(generics);
        if (db.Get(TypeQueries.Shape, id).IsImmutable) text.Append(" imm");
        var members = db.Get(SignatureQueries.StructDefinition, id).Members;
        if (members.IsEmpty) return text.Append(" { }").ToString();
        text.Append(" {\n");
        foreach (var member in members)
            text.Append("  ").Append(member.Name).Append(member.IsVarying ? "! " : " ").Append(TypeQueries.Display(db, member.Type)).Append(";\n");
        return text.Append('}').ToString();
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
