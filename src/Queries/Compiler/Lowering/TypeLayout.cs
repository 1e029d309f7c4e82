// How much room types take, by the rules that native code follows on a 64-bit machine in a safe region. It is told without
// lowering anything: of a concrete type, its members' types are enough.

using Vale.Compiler.Bodies;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Lowering;

/// <summary>The room a struct's objects take.</summary>
/// <param name="Size">In bytes, its generation or count included.</param>
/// <param name="Alignment">In bytes.</param>
/// <param name="IsInline">A small immutable: there is no object, a value lies where it is held.</param>
public readonly record struct ObjectLayout(int Size, int Alignment, bool IsInline);

/// <summary>Sizes of types.</summary>
public static class TypeLayout
{
    // An immutable of at most so many scalars is passed around as they are.
    private const int MostScalarsInline = 8;
    private const int Word = 8;

    /// <summary>The layout of a struct; null where its members are not all known and concrete.</summary>
    public static ObjectLayout? Of(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind) || db.Lookup(TypeQueries.Kinds, kind) is not StructKind || !IsKnown(db, kind)) return null;
        var isImmutable = TypeQueries.DefaultOwnership(db, kind) == Ownership.Share;
        var isInline = isImmutable && Scalars(db, kind, []) <= MostScalarsInline;
        var (size, alignment) = Fields(db, kind, isInline ? 0 : Word);
        return new ObjectLayout(size, alignment, isInline);
    }

    private static bool IsKnown(QueryContext db, KindId kind)
    {
        if (SignatureQueries.IsImpossible(db, kind) || TypeContents.Of(db, kind) is not { IsUsable: true } contents) return false;
        foreach (var member in contents.Members)
        {
            if (member.Type.IsError || Placeholders.IsMentionedIn(db, member.Type.Kind)) return false;
            if (IsImmutableStruct(db, member.Type) && !IsKnown(db, member.Type.Kind)) return false;
        }
        return true;
    }

    private static (int Size, int Alignment) Fields(QueryContext db, KindId kind, int start)
    {
        var (end, alignment) = (start, start > 0 ? Word : 1);
        foreach (var member in TypeContents.Of(db, kind)!.Members)
        {
            var (size, aligned) = Held(db, member.Type);
            if (size == 0) continue;
            end = Up(end, aligned) + size;
            alignment = Math.Max(alignment, aligned);
        }
        return (Up(end, alignment), alignment);
    }

    private static int Up(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;

    // What a value takes where it is held.
    private static (int Size, int Alignment) Held(QueryContext db, Coord type)
    {
        if (type.IsVoid || type.IsNever) return (0, 1);
        if (type.Kind == WellKnownKinds.Bool) return (1, 1);
        if (type.Kind == WellKnownKinds.I32) return (4, 4);
        if (WellKnownKinds.IsWellKnown(type.Kind)) return (Word, Word);
        if (IsImmutableStruct(db, type) && Scalars(db, type.Kind, []) <= MostScalarsInline) return Fields(db, type.Kind, 0);
        var words = 1;
        if (type.Ownership is Ownership.Borrow or Ownership.Weak) words++;
        if (db.Lookup(TypeQueries.Kinds, type.Kind) is InterfaceKind) words++;
        return (words * Word, Word);
    }

    private static bool IsImmutableStruct(QueryContext db, Coord type) =>
        type.Ownership == Ownership.Share && !WellKnownKinds.IsWellKnown(type.Kind) && db.Lookup(TypeQueries.Kinds, type.Kind) is StructKind or TupleKind;

    // One that holds itself is never inline.
    private static int Scalars(QueryContext db, KindId kind, HashSet<KindId> around)
    {
        if (!around.Add(kind)) return MostScalarsInline + 1;
        var count = 0;
        foreach (var member in TypeContents.Of(db, kind)!.Members)
            count += IsImmutableStruct(db, member.Type) && Scalars(db, member.Type.Kind, around) is <= MostScalarsInline and var inner ? inner
                : !WellKnownKinds.IsWellKnown(member.Type.Kind) && db.Lookup(TypeQueries.Kinds, member.Type.Kind) is InterfaceKind ? 2 : 1;
        around.Remove(kind);
        return count;
    }
}
