// Declarations as Vale text, from what they mean: what a hover shows first.

using System.Text;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide.Hovers;

internal static class DeclarationText
{
    /// <summary>A function's header, a line per bound.</summary>
    public static string Function(QueryContext db, FunctionHeader header)
    {
        var text = new StringBuilder();
        if (header.IsExported) text.Append("exported ");
        if (header.IsPure) text.Append("pure ");
        if (header.Body == FunctionBody.Extern) text.Append("extern ");
        if (header.Body == FunctionBody.Abstract) text.Append("abstract ");
        text.Append("func ").Append(header.Name);
        Generics(text, header.Generics);
        text.Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            if (i == header.VirtualParameter) text.Append("virtual ");
            if (header.Parameters[i].Name is { } name) text.Append(name).Append(' ');
            text.Append(TypeQueries.Display(db, header.Parameters[i].Type));
        }
        text.Append(')');
        if (!header.ReturnType.IsVoid) text.Append(' ').Append(TypeQueries.Display(db, header.ReturnType));
        Where(db, text, header.Terms);
        return text.ToString();
    }

    /// <summary>A struct with its members, an interface with its functions, or the head of an impl or export.</summary>
    public static string Denizen(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        if (data.Kind is not (DenizenKind.Interface or DenizenKind.Struct)) return data.Name;
        var shape = db.Get(TypeQueries.Shape, id);
        var text = new StringBuilder();
        if (shape.IsExported) text.Append("exported ");
        if (shape.IsWeakable) text.Append("weakable ");
        if (shape.IsSealed) text.Append("sealed ");
        text.Append(data.Kind == DenizenKind.Interface ? "interface " : "struct ").Append(data.Name);
        Generics(text, db.Get(TypeQueries.Generics, id));
        if (shape.IsImmutable) text.Append(" imm");
        Where(db, text, db.Get(SignatureQueries.Citizen, id).Terms);
        var lines = data.Kind == DenizenKind.Interface ? Methods(db, id) : Members(db, id);
        if (lines.Count == 0) return text.Append(" { }").ToString();
        text.Append(" {\n");
        foreach (var line in lines) text.Append("  ").Append(line).Append(";\n");
        return text.Append('}').ToString();
    }

    /// <summary>A generic parameter or another rune, with its type.</summary>
    public static string? Rune(QueryContext db, RuneSymbol symbol)
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

    /// <summary>A bound as it is written.</summary>
    public static string Bound(QueryContext db, Bound bound) => bound switch
    {
        FunctionBound function => SignatureText.Of(db, function),
        ImplBound impl => $"implements({TypeQueries.Display(db, impl.Sub)}, {TypeQueries.Display(db, impl.Super)})",
        _ => "",
    };

    private static List<string> Members(QueryContext db, DenizenId id)
    {
        var lines = new List<string>();
        foreach (var member in db.Get(SignatureQueries.StructDefinition, id).Members)
            lines.Add($"{member.Name}{(member.IsVarying ? "!" : "")} {TypeQueries.Display(db, member.Type)}");
        return lines;
    }

    private static List<string> Methods(QueryContext db, DenizenId id)
    {
        var lines = new List<string>();
        foreach (var method in db.Get(TypeQueries.MethodsOf, id))
            lines.Add(Function(db, db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, method)) with { Body = FunctionBody.Vale, Generics = [] }).Replace("\n", "\n  ", StringComparison.Ordinal));
        return lines;
    }

    private static void Where(QueryContext db, StringBuilder text, DenizenTerms terms)
    {
        var isFirst = true;
        for (var i = 0; i < terms.OwnBounds && i < terms.Bounds.Length; i++)
        {
            text.Append(isFirst ? "\nwhere " : ",\n      ").Append(Bound(db, terms.Bounds[i]));
            isFirst = false;
        }
    }

    private static void Generics(StringBuilder text, ValueArray<GenericParameter> generics)
    {
        if (generics.IsEmpty) return;
        text.Append('<');
        for (var i = 0; i < generics.Length; i++) text.Append(i > 0 ? ", " : "").Append(generics[i].Name).Append(generics[i].Type switch
        {
            TemplataType.Coord => "",
            TemplataType.Integer => " Int",
            TemplataType.Boolean => " Bool",
            TemplataType.Prototype => " Prot",
            var type => " " + type,
        });
        text.Append('>');
    }
}
