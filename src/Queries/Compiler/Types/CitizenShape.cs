// What can be known of a denizen by looking at its own text alone: its generic parameters and their types, its
// mutability, what is derived for it. Nothing here resolves a name.

using Vale.Compiler.Items;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Types;

/// <summary>A generic parameter.</summary>
/// <param name="Type">What it can be given: declared, or in a where clause, or else a coord.</param>
/// <param name="IsImmutable">Declared <c>imm</c>: a type that is held shared.</param>
/// <param name="HasDefault">It need not be given.</param>
/// <param name="IsInherited">It is a parameter of the interface or struct the function is written in (MKRFA).</param>
public sealed record GenericParameter(string Name, TemplataType Type, bool IsImmutable, bool HasDefault, bool IsInherited);

/// <summary>A struct or interface, members apart.</summary>
/// <param name="IsImmutable">It is declared <c>imm</c>.</param>
/// <param name="MutabilityParameter">The number of the generic parameter that says whether it is immutable, or -1.</param>
/// <param name="IsSealed">Only its own file may implement it.</param>
/// <param name="DerivesDrop">False under <c>#!DeriveStructDrop</c>, <c>#!DeriveInterfaceDrop</c> or <c>linear</c>: then only a drop the user writes, if any, ends it.</param>
/// <param name="DerivesAnonymous">An anonymous struct can be made of an open interface, from a callable per method.</param>
public sealed record CitizenShape(
    bool IsInterface, bool IsImmutable, int MutabilityParameter, bool IsWeakable, bool IsSealed, bool DerivesDrop, bool DerivesAnonymous,
    bool IsExported, ValueArray<GenericParameter> Generics)
{
    /// <summary>It has generic parameters.</summary>
    public bool IsGeneric => !Generics.IsEmpty;
}

internal static class ShapeReader
{
    public static CitizenShape ComputeShape(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var generics = db.Get(TypeQueries.Generics, id);
        var green = db.Get(ItemQueries.Header, data.Kind == DenizenKind.AnonymousStruct ? TypeQueries.InterfaceOf(db, id) : id).Green;
        if (green is null) return new CitizenShape(data.Kind == DenizenKind.Interface, false, -1, false, false, true, false, false, generics);
        var node = new SyntaxNode(green);
        if (node.As<InterfaceSyntax>() is { } iface)
        {
            var (immutable, parameter) = Mutability(iface.Mutability, generics);
            var isInterface = data.Kind == DenizenKind.Interface;
            return new CitizenShape(isInterface, immutable, parameter, iface.HasAttribute(SyntaxKind.WeakableKeyword),
                iface.HasAttribute(SyntaxKind.SealedKeyword),
                !iface.HasAttribute(SyntaxKind.LinearKeyword) && !IsSuppressed(iface.Attributes, "DeriveInterfaceDrop"),
                isInterface && !iface.HasAttribute(SyntaxKind.SealedKeyword) && !IsSuppressed(iface.Attributes, "DeriveAnonymousSubstruct"),
                iface.HasAttribute(SyntaxKind.ExportedKeyword), generics);
        }
        if (node.As<StructSyntax>() is not { } syntax) return new CitizenShape(false, false, -1, false, false, true, false, false, generics);
        var (isImmutable, mutability) = Mutability(syntax.Mutability, generics);
        return new CitizenShape(false, isImmutable, mutability, syntax.HasAttribute(SyntaxKind.WeakableKeyword), false,
            !syntax.HasAttribute(SyntaxKind.LinearKeyword) && !IsSuppressed(syntax.Attributes, "DeriveStructDrop"), false,
            syntax.HasAttribute(SyntaxKind.ExportedKeyword), generics);
    }

    private static bool IsSuppressed(SyntaxList<AttributeSyntax> attributes, string macro)
    {
        foreach (var attribute in attributes)
            if (attribute is { IsMacro: true, IsMacroSuppressed: true } && attribute.MacroName?.Text == macro) return true;
        return false;
    }

    private static (bool IsImmutable, int Parameter) Mutability(TypeSyntax? mutability, ValueArray<GenericParameter> generics)
    {
        if (mutability is not { } written) return (false, -1);
        if (written.Kind == SyntaxKind.MutabilityType) return (new WordTypeSyntax(written.Node).Word == SyntaxKind.ImmKeyword, -1);
        if (written.Node.As<NameTypeSyntax>() is not { } name) return (false, -1);
        for (var i = 0; i < generics.Length; i++)
            if (generics[i].Name == name.Name.Text) return (false, i);
        return (false, -1);
    }

    public static ValueArray<GenericParameter> ComputeGenerics(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        if (data.Kind is DenizenKind.AnonymousStruct or DenizenKind.AnonymousImpl) return AnonymousGenerics(db, id);
        var found = new List<GenericParameter>();
        if (data.Parent is { } parent)
            foreach (var inherited in db.Get(TypeQueries.Generics, parent)) found.Add(inherited with { IsInherited = true });
        if (db.Get(ItemQueries.Header, id).Green is not { } green) return found.ToValueArray();
        var node = new SyntaxNode(green);
        if (node.First<GenericParameterListSyntax>() is not { } list) return found.ToValueArray();
        var where = node.First<WhereClauseSyntax>();
        foreach (var parameter in list.Parameters)
        {
            if (parameter.IsRegion || parameter.Name is not { } name) continue;
            var type = parameter.Kind is { } kind ? Of(kind) : DeclaredIn(where, name.Text) ?? TemplataType.Coord;
            if (type == TemplataType.Region) continue;
            found.Add(new GenericParameter(name.Text, type, parameter.Attribute?.Kind == SyntaxKind.ImmKeyword, parameter.Default is not null, false));
        }
        return found.ToValueArray();
    }

    // The interface's own, and behind them the type of one callable per method.
    private static ValueArray<GenericParameter> AnonymousGenerics(QueryContext db, DenizenId id)
    {
        var iface = TypeQueries.InterfaceOf(db, id);
        var found = new List<GenericParameter>();
        foreach (var own in db.Get(TypeQueries.Generics, iface)) found.Add(own);
        var count = db.Get(TypeQueries.MethodsOf, iface).Length;
        for (var i = 0; i < count; i++) found.Add(new GenericParameter($"F{i + 1}", TemplataType.Coord, false, false, false));
        return found.ToValueArray();
    }

    private static TemplataType? DeclaredIn(WhereClauseSyntax? where, string name)
    {
        if (where is not { } clause) return null;
        foreach (var rule in clause.Rules)
            if (Declared(rule, name) is { } type) return type;
        return null;
    }

    private static TemplataType? Declared(RuleSyntax rule, string name)
    {
        if (rule.Node.As<TypedRuneRuleSyntax>() is { } typed) return typed.Rune?.Text == name && typed.Kind is { } kind ? Of(kind) : null;
        if (rule.Node.As<EqualsRuleSyntax>() is { } equals)
            return (equals.Left is { } left ? Declared(left, name) : null) ?? (equals.Right is { } right ? Declared(right, name) : null);
        return null;
    }

    /// <summary>The templata type a word declares.</summary>
    public static TemplataType Of(RuneKind kind) => kind switch
    {
        RuneKind.Int => TemplataType.Integer,
        RuneKind.Bool => TemplataType.Boolean,
        RuneKind.Mutability => TemplataType.Mutability,
        RuneKind.Variability => TemplataType.Variability,
        RuneKind.Ownership => TemplataType.Ownership,
        RuneKind.Location => TemplataType.Location,
        RuneKind.Kind => TemplataType.Kind,
        RuneKind.Prot => TemplataType.Prototype,
        RuneKind.RefList => TemplataType.Pack,
        RuneKind.Region => TemplataType.Region,
        _ => TemplataType.Coord,
    };
}
