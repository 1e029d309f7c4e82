// What instructions on interfaces and arrays call for that is worth more than a few machine instructions: making, growing, ending,
// finding an override for the first time, and saying what is wrong.

using System.Runtime.CompilerServices;
using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

internal sealed partial class Interpreter
{
    // An array of up to this many elements has room for all of them at once; a bigger one gets room as it is filled, so that a program
    // cannot take memory by its capacity alone.
    private const int RoomAtOnce = 1 << 16;

    // Slots of an array.
    private const int Elements = 1, Capacity = 2, ArraySlots = 3;

    private static ulong OverrideKey(VmStruct type, int method) => (ulong)(uint)method << 32 | type.Key;

    /// <summary>The function that a call by a struct leads to. The call's last word remembers it for the next time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindOverride(ref Instruction ip, ref Instruction memory, VmStruct type)
    {
        var key = OverrideKey(type, ip.BC);
        ref var found = ref _found[(byte)(type.Key + (uint)ip.BC * 31)];
        if (found.Key != key)
        {
            if (!_overrides.TryGetValue(key, out var function)) throw Halt(ref ip, _fuel, $"internal error: a {type.Name} has no such method");
            found = (key, function);
        }
        memory = new Instruction((ulong)(uint)found.Function << 32 | type.Key);
        return found.Function;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException WrongCast(ref Instruction ip, long fuel, object? reference) =>
        Halt(ref ip, fuel, $"internal error: a {LayoutOf(reference).Name} is cast to another struct");

    /// <summary>Makes an array and gives what that costs beyond its own words.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long NewArray(ref Instruction ip, ref long w, ref object? o)
    {
        var layout = _arrays[ip.BC];
        var capacity = (int)Unsafe.Add(ref w, ListOperand(ref ip, 0));
        if (capacity < 0) throw Halt(ref ip, _fuel, $"a {layout.Name} cannot have room for {capacity} elements");
        layout.Made++;
        var room = Math.Min(capacity, RoomAtOnce);
        var slots = new Slot[ArraySlots];
        slots[0].Word = 1;
        slots[0].Object = layout;
        slots[Elements].Object = room == 0 ? layout.NoElements : layout.Element.IsWord ? new long[room] : new object?[room];
        slots[Capacity].Word = capacity;
        O(ref o, ip.A) = slots;
        return Charge(ArraySlots * 16L + room * 8L);
    }

    /// <summary>Makes room for one more element and gives what that costs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long GrowArray(ref Instruction ip, object? reference)
    {
        var slots = Unsafe.As<Slot[]>(reference)!;
        if (slots[0].Word == 0) throw UsedAfterFree(ref ip, _fuel, reference);
        var (count, capacity) = (slots[Elements].Word, slots[Capacity].Word);
        if (count >= capacity) throw Halt(ref ip, _fuel, $"the {LayoutOf(reference).Name} is full: it has room for {capacity}");
        var room = (int)Math.Min(capacity, count * 2);
        if (slots[Elements].Object is long[] words)
        {
            Array.Resize(ref words, room);
            slots[Elements].Object = words;
        }
        else
        {
            var objects = (object?[])slots[Elements].Object!;
            Array.Resize(ref objects, room);
            slots[Elements].Object = objects;
        }
        return Charge(room * 8L);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Freeze(ref Instruction ip, ref object? o)
    {
        var reference = O(ref o, ip.B);
        if (Header(reference).Word == 0) throw UsedAfterFree(ref ip, _fuel, reference);
        LayoutOf(reference).Freed++;
        _shares?.Made(reference!);
        O(ref o, ip.A) = reference;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FreeArray(ref Instruction ip, object? reference)
    {
        var slots = Unsafe.As<Slot[]>(reference)!;
        if (slots[0].Word == 0) throw UsedAfterFree(ref ip, _fuel, reference);
        var layout = Unsafe.As<VmArray>(slots[0].Object)!;
        var count = slots[Elements].Word;
        if (count > 0 && layout.MustBeEmpty) throw Halt(ref ip, _fuel, $"a {layout.Name} that still holds {count} elements was destroyed");
        layout.Freed++;
        slots[0].Word = 0;
        slots[Elements] = new Slot { Object = layout.NoElements };
    }

    // An index that no element has: the array may be shorter, or dead.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException NoElement(ref Instruction ip, long fuel, object? reference, long index)
    {
        ref var header = ref Header(reference);
        if (header.Word == 0)
        {
            return ip.Op is >= Opcode.CheckedArrayLength and <= Opcode.CheckedElementStoreO
                ? Dead(ref ip, fuel, reference)
                : UsedAfterFree(ref ip, fuel, reference);
        }
        return Halt(ref ip, fuel, $"index {index} is out of bounds: the {LayoutOf(reference).Name} holds {Unsafe.Add(ref header, Elements).Word}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException NothingToPop(ref Instruction ip, long fuel, object? reference) =>
        Header(reference).Word == 0 ? UsedAfterFree(ref ip, fuel, reference) : Halt(ref ip, fuel, $"pop of an empty {LayoutOf(reference).Name}");
}
