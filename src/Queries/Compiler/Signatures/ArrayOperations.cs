// The operations on arrays that a program may declare for itself, under the names that Vale's own builtins have for them. Whether
// the declaration is of what the name stands for is decided here; any other is a function of C.

using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Signatures;

internal static class ArrayOperations
{
    /// <summary>The library's name of an operation, or null when there is none of that name and signature.</summary>
    public static string? Named(QueryContext db, string name, ReadOnlySpan<Parameter> parameters, Coord returns)
    {
        if (!name.StartsWith("vale_runtime_sized_array_", StringComparison.Ordinal) || parameters.IsEmpty) return null;
        var array = parameters[0].Type.Ownership == Ownership.Borrow ? Growing(db, parameters[0].Type.Kind) : null;
        return (name, parameters.Length) switch
        {
            ("vale_runtime_sized_array_len", 1) when array is not null && returns == Coord.I32 => "ArrayLength",
            ("vale_runtime_sized_array_capacity", 1) when array is not null && returns == Coord.I32 => "ArrayCapacity",
            ("vale_runtime_sized_array_push", 2) when IsMutable(db, array) && parameters[1].Type == array!.Element && returns == Coord.Void => "ArrayPush",
            ("vale_runtime_sized_array_pop", 1) when IsMutable(db, array) && returns == array!.Element => "ArrayPop",
            ("vale_runtime_sized_array_mut_new", 1) when parameters[0].Type == Coord.I32 && IsMutable(db, Growing(db, returns.Kind)) => "ArrayNew",
            _ => null,
        };
    }

    private static ArrayKind? Growing(QueryContext db, KindId kind) =>
        !WellKnownKinds.IsWellKnown(kind) && db.Lookup(TypeQueries.Kinds, kind) is ArrayKind { Size: null } array ? array : null;

    private static bool IsMutable(QueryContext db, ArrayKind? array) =>
        array is not null && db.Lookup(TypeQueries.Templatas, array.Mutability) is MutabilityTemplata { IsImmutable: false };
}
