// From the compiler's types to the IR's, and the symbols both sides name things by.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>Types, structs and symbols of the IR.</summary>
internal static class TypeLowering
{
    /// <summary>The IR's type for a coord; errors do not get this far.</summary>
    public static IrType Lower(QueryContext db, Coord coord)
    {
        if (coord.Kind == WellKnownKinds.Void) return IrType.Void;
        if (coord.Kind == WellKnownKinds.Never) return IrType.Never;
        if (coord.Kind == WellKnownKinds.Bool) return IrType.Bool;
        if (coord.Kind == WellKnownKinds.I32) return IrType.I32;
        if (coord.Kind == WellKnownKinds.I64) return IrType.I64;
        if (coord.Kind == WellKnownKinds.Float) return IrType.Float;
        if (coord.Kind == WellKnownKinds.Str) return IrType.Str;
        if (db.Lookup(TypeQueries.Kinds, coord.Kind) is not StructKind { Struct: var id })
            throw new InvalidOperationException("A type in error reached the lowering.");
        return IrType.Struct(StructSymbol(db, id), coord.Ownership switch
        {
            Ownership.Own => IrOwnership.Own,
            Ownership.Borrow => IrOwnership.Borrow,
            Ownership.Share => IrOwnership.Share,
            var other => throw new InvalidOperationException($"A {other} reference reached the lowering."),
        });
    }

    /// <summary>A struct's symbol: <c>module.package.Name</c>.</summary>
    public static string StructSymbol(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        return ItemQueries.PackageDataOf(db, id) + "." + data.Name;
    }

    /// <summary>A function's symbol: <c>module.package.name(int,&amp;other.Ship)</c>; a derived one has its origin before the parentheses.</summary>
    public static string FunctionSymbol(QueryContext db, FunctionId function)
    {
        var data = db.Lookup(SignatureQueries.Functions, function);
        var header = db.Get(SignatureQueries.Header, function);
        var text = new StringBuilder();
        text.Append(ItemQueries.PackageDataOf(db, data.Denizen)).Append('.').Append(header.Name);
        if (data.Origin == FunctionOrigin.StructConstructor) text.Append(".new");
        text.Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(',');
            var type = header.Parameters[i].Type;
            if (type.Ownership == Ownership.Borrow) text.Append('&');
            if (type.Ownership == Ownership.Weak) text.Append("&&");
            text.Append(db.Lookup(TypeQueries.Kinds, type.Kind) is StructKind { Struct: var id }
                ? StructSymbol(db, id)
                : TypeQueries.Display(db, type.Kind));
        }
        return text.Append(')').ToString();
    }

    /// <summary>What messages call a function: <c>name(int, &amp;Ship)</c>.</summary>
    public static string FunctionDisplay(QueryContext db, FunctionHeader header)
    {
        var text = new StringBuilder(header.Name).Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(TypeQueries.Display(db, header.Parameters[i].Type));
        }
        return text.Append(')').ToString();
    }

    /// <summary>The struct's layout-to-be.</summary>
    public static IrStruct LowerStruct(QueryContext db, DenizenId id)
    {
        var shape = db.Get(SignatureQueries.StructShape, id);
        var definition = db.Get(SignatureQueries.StructDefinition, id);
        var fields = new IrField[definition.Members.Length];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = new IrField(definition.Members[i].Name, Lower(db, definition.Members[i].Type));
        return new IrStruct(StructSymbol(db, id), db.Lookup(ItemQueries.Denizens, id).Name, shape.IsImmutable, ValueArray.Wrap(fields));
    }
}
