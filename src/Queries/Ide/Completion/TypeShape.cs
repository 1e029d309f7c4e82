// What a type is made from, as far as its text tells: by this, functions are found that could take a receiver, or yield what
// is wanted. The same name in two packages looks the same here; whoever needs to know asks the compiler then.

using System.Text;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>The forms of types.</summary>
internal enum HeadForm : byte
{
    /// <summary>There is no type.</summary>
    None,
    /// <summary>A generic parameter, or what a text does not tell.</summary>
    Any,
    /// <summary>A struct, an interface or a primitive, by its name.</summary>
    Named,
    StaticArray, RuntimeArray, Tuple,
}

/// <summary>What a type is made from.</summary>
internal readonly record struct TypeHead(HeadForm Form, string Name)
{
    public static TypeHead Any => new(HeadForm.Any, "");

    /// <summary>What a kind is made from.</summary>
    public static TypeHead Of(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return new TypeHead(HeadForm.Named, TypeQueries.Display(db, kind));
        return db.Lookup(TypeQueries.Kinds, kind) switch
        {
            StructKind s => new TypeHead(HeadForm.Named, db.Lookup(ItemQueries.Denizens, s.Struct).Name),
            InterfaceKind i => new TypeHead(HeadForm.Named, db.Lookup(ItemQueries.Denizens, i.Interface).Name),
            ArrayKind { Size: null } => new TypeHead(HeadForm.RuntimeArray, ""),
            ArrayKind => new TypeHead(HeadForm.StaticArray, ""),
            TupleKind => new TypeHead(HeadForm.Tuple, ""),
            _ => Any,
        };
    }
}

/// <summary>What a written type is made from, and the mark before it: <c>&amp;</c>, <c>&amp;&amp;</c> or nothing.</summary>
internal readonly record struct TypeShape(TypeHead Head, string Mark)
{
    public static TypeShape None => new(new TypeHead(HeadForm.None, ""), "");

    /// <summary>The shape of a written type, seen from where these generic parameters are.</summary>
    public static TypeShape Of(TypeSyntax? type, List<string> generics)
    {
        if (type is not { } written) return None;
        var mark = "";
        var node = written.Node;
        while (node.As<InterpretedTypeSyntax>() is { Inner: { } inner } interpreted)
        {
            if (interpreted.Ownership is { Kind: SyntaxKind.Ampersand or SyntaxKind.AmpersandAmpersand } token) mark = token.Text;
            node = inner.Node;
        }
        return new TypeShape(HeadOf(node, generics), mark);
    }

    private static TypeHead HeadOf(SyntaxNode node, List<string> generics)
    {
        switch (node.Kind)
        {
            case SyntaxKind.NameType:
            {
                var name = new NameTypeSyntax(node).Name.Text;
                return generics.Contains(name) ? TypeHead.Any : new TypeHead(HeadForm.Named, name == "i32" ? "int" : name);
            }
            case SyntaxKind.CallType:
                return new CallTypeSyntax(node).Template is { } template ? HeadOf(template.Node, generics) : TypeHead.Any;
            case SyntaxKind.StaticArrayType: return new TypeHead(HeadForm.StaticArray, "");
            case SyntaxKind.RuntimeArrayType: return new TypeHead(HeadForm.RuntimeArray, "");
            case SyntaxKind.TupleType: return new TypeHead(HeadForm.Tuple, "");
            default: return TypeHead.Any;
        }
    }

    /// <summary>A written type on one line, without comments; empty without one.</summary>
    public static string TextOf(TypeSyntax? type)
    {
        if (type is not { } written) return "";
        var plain = written.Node.Text;
        if (plain.AsSpan().IndexOfAny("\n\r/«") < 0) return plain;
        var text = new StringBuilder();
        Append(text, written.Node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, SyntaxNode node)
    {
        if (SyntaxFacts.IsTrivia(node.Kind))
        {
            if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }
        else if (node.IsToken) text.Append(node.Text);
        else
            foreach (var child in node.Children) Append(text, child);
    }
}
