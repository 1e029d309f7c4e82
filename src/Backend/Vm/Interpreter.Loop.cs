// The dispatch loop. Everything a loop of integers needs is here and nothing else: no call, no allocation, no check that the
// verifier has made already. The rest is one call away in the files beside it.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

internal sealed partial class Interpreter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref long W(ref long words, ushort register) => ref Unsafe.Add(ref words, (nuint)register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref object? O(ref object? objects, ushort register) => ref Unsafe.Add(ref objects, (nuint)register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double F(ref long words, ushort register) => BitConverter.Int64BitsToDouble(Unsafe.Add(ref words, (nuint)register));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bit(bool value) => value ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Slot Header(object? reference) => ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Slot[]>(reference)!);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Slot SlotOf(ref Slot header, ushort slot) => ref Unsafe.Add(ref header, (nuint)slot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Slot ElementsOf(object? array) => ref Unsafe.Add(ref Header(array), Elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref long Word(ref Slot elements, ulong index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<long[]>(elements.Object)!), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref object? Object(ref Slot elements, ulong index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<object?[]>(elements.Object)!), (nuint)index);

    private void Execute()
    {
        ref var code = ref MemoryMarshal.GetArrayDataReference(_code);
        ref var ip = ref Unsafe.Add(ref code, _image.Code.Length);
        ref var w = ref MemoryMarshal.GetArrayDataReference(_words);
        ref var o = ref MemoryMarshal.GetArrayDataReference(_objects);
        var frames = _frames;
        var depth = 0;
        int wordBase = 0, objectBase = 0;
        var callee = 0;
        // Counts down by the words executed: a straight run is paid when it ends, by the distance its last jump goes back.
        var fuel = NextSlice();

        while (true)
        {
            switch (ip.Op)
            {
                case Opcode.MoveW:
                    W(ref w, ip.A) = W(ref w, ip.B);
                    break;
                case Opcode.MoveO:
                    O(ref o, ip.A) = O(ref o, ip.B);
                    break;
                case Opcode.Const:
                    W(ref w, ip.A) = ip.BC;
                    break;
                case Opcode.ConstLong:
                    W(ref w, ip.A) = _image.Constants[ip.BC];
                    break;
                case Opcode.ConstStr:
                    O(ref o, ip.A) = Literal(ip.BC);
                    break;

                case Opcode.AddI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) + (int)W(ref w, ip.C);
                    break;
                case Opcode.SubI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) - (int)W(ref w, ip.C);
                    break;
                case Opcode.MulI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) * (int)W(ref w, ip.C);
                    break;
                case Opcode.DivI32:
                {
                    var divisor = (int)W(ref w, ip.C);
                    if (divisor == 0) throw Halt(ref ip, fuel, "division by zero");
                    var dividend = (int)W(ref w, ip.B);
                    W(ref w, ip.A) = divisor == -1 ? unchecked(-dividend) : dividend / divisor;
                    break;
                }
                case Opcode.ModI32:
                {
                    var divisor = (int)W(ref w, ip.C);
                    if (divisor == 0) throw Halt(ref ip, fuel, "mod by zero");
                    W(ref w, ip.A) = divisor == -1 ? 0 : (int)W(ref w, ip.B) % divisor;
                    break;
                }
                case Opcode.NegI32:
                    W(ref w, ip.A) = unchecked(-(int)W(ref w, ip.B));
                    break;
                case Opcode.AddImmI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) + (short)ip.C;
                    break;
                case Opcode.MulImmI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) * (short)ip.C;
                    break;
                case Opcode.DivImmI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) / (short)ip.C;
                    break;
                case Opcode.ModImmI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B) % (short)ip.C;
                    break;

                case Opcode.AddI64:
                    W(ref w, ip.A) = W(ref w, ip.B) + W(ref w, ip.C);
                    break;
                case Opcode.SubI64:
                    W(ref w, ip.A) = W(ref w, ip.B) - W(ref w, ip.C);
                    break;
                case Opcode.MulI64:
                    W(ref w, ip.A) = W(ref w, ip.B) * W(ref w, ip.C);
                    break;
                case Opcode.DivI64:
                {
                    var divisor = W(ref w, ip.C);
                    if (divisor == 0) throw Halt(ref ip, fuel, "division by zero");
                    var dividend = W(ref w, ip.B);
                    W(ref w, ip.A) = divisor == -1 ? unchecked(-dividend) : dividend / divisor;
                    break;
                }
                case Opcode.ModI64:
                {
                    var divisor = W(ref w, ip.C);
                    if (divisor == 0) throw Halt(ref ip, fuel, "mod by zero");
                    W(ref w, ip.A) = divisor == -1 ? 0 : W(ref w, ip.B) % divisor;
                    break;
                }
                case Opcode.NegI64:
                    W(ref w, ip.A) = unchecked(-W(ref w, ip.B));
                    break;
                case Opcode.AddImmI64:
                    W(ref w, ip.A) = W(ref w, ip.B) + (short)ip.C;
                    break;
                case Opcode.MulImmI64:
                    W(ref w, ip.A) = W(ref w, ip.B) * (short)ip.C;
                    break;
                case Opcode.DivImmI64:
                    W(ref w, ip.A) = W(ref w, ip.B) / (short)ip.C;
                    break;
                case Opcode.ModImmI64:
                    W(ref w, ip.A) = W(ref w, ip.B) % (short)ip.C;
                    break;

                case Opcode.Eq:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) == W(ref w, ip.C));
                    break;
                case Opcode.Ne:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) != W(ref w, ip.C));
                    break;
                case Opcode.Lt:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) < W(ref w, ip.C));
                    break;
                case Opcode.Le:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) <= W(ref w, ip.C));
                    break;
                case Opcode.EqImm:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) == (short)ip.C);
                    break;
                case Opcode.NeImm:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) != (short)ip.C);
                    break;
                case Opcode.LtImm:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) < (short)ip.C);
                    break;
                case Opcode.LeImm:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) <= (short)ip.C);
                    break;
                case Opcode.GtImm:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) > (short)ip.C);
                    break;
                case Opcode.GeImm:
                    W(ref w, ip.A) = Bit(W(ref w, ip.B) >= (short)ip.C);
                    break;

                case Opcode.AddF:
                    W(ref w, ip.A) = Bits(F(ref w, ip.B) + F(ref w, ip.C));
                    break;
                case Opcode.SubF:
                    W(ref w, ip.A) = Bits(F(ref w, ip.B) - F(ref w, ip.C));
                    break;
                case Opcode.MulF:
                    W(ref w, ip.A) = Bits(F(ref w, ip.B) * F(ref w, ip.C));
                    break;
                case Opcode.DivF:
                    W(ref w, ip.A) = Bits(F(ref w, ip.B) / F(ref w, ip.C));
                    break;
                case Opcode.ModF:
                    // As C's fmod: exact, with the dividend's sign.
                    W(ref w, ip.A) = Bits(F(ref w, ip.B) % F(ref w, ip.C));
                    break;
                case Opcode.NegF:
                    W(ref w, ip.A) = Bits(-F(ref w, ip.B));
                    break;
                case Opcode.SqrtF:
                    W(ref w, ip.A) = Bits(Math.Sqrt(F(ref w, ip.B)));
                    break;
                case Opcode.EqF:
                    W(ref w, ip.A) = Bit(F(ref w, ip.B) == F(ref w, ip.C));
                    break;
                case Opcode.NeF:
                    W(ref w, ip.A) = Bit(F(ref w, ip.B) != F(ref w, ip.C));
                    break;
                case Opcode.LtF:
                    W(ref w, ip.A) = Bit(F(ref w, ip.B) < F(ref w, ip.C));
                    break;
                case Opcode.LeF:
                    W(ref w, ip.A) = Bit(F(ref w, ip.B) <= F(ref w, ip.C));
                    break;
                case Opcode.Not:
                    W(ref w, ip.A) = W(ref w, ip.B) ^ 1;
                    break;

                case Opcode.I32ToI64:
                    W(ref w, ip.A) = W(ref w, ip.B);
                    break;
                case Opcode.I64ToI32:
                    W(ref w, ip.A) = (int)W(ref w, ip.B);
                    break;
                case Opcode.IntToFloat:
                    W(ref w, ip.A) = Bits((double)W(ref w, ip.B));
                    break;
                case Opcode.FloatToI32:
                    W(ref w, ip.A) = (int)F(ref w, ip.B);
                    break;
                case Opcode.FloatToI64:
                    W(ref w, ip.A) = (long)F(ref w, ip.B);
                    break;

                case Opcode.Jump:
                    goto JumpFar;
                case Opcode.JumpIf:
                    if (W(ref w, ip.A) != 0) goto JumpFar;
                    break;
                case Opcode.JumpIfNot:
                    if (W(ref w, ip.A) == 0) goto JumpFar;
                    break;
                case Opcode.JumpEq:
                    if (W(ref w, ip.A) == W(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpNe:
                    if (W(ref w, ip.A) != W(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpLt:
                    if (W(ref w, ip.A) < W(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpLe:
                    if (W(ref w, ip.A) <= W(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpEqImm:
                    if (W(ref w, ip.A) == (short)ip.B) goto JumpNear;
                    break;
                case Opcode.JumpNeImm:
                    if (W(ref w, ip.A) != (short)ip.B) goto JumpNear;
                    break;
                case Opcode.JumpLtImm:
                    if (W(ref w, ip.A) < (short)ip.B) goto JumpNear;
                    break;
                case Opcode.JumpLeImm:
                    if (W(ref w, ip.A) <= (short)ip.B) goto JumpNear;
                    break;
                case Opcode.JumpGtImm:
                    if (W(ref w, ip.A) > (short)ip.B) goto JumpNear;
                    break;
                case Opcode.JumpGeImm:
                    if (W(ref w, ip.A) >= (short)ip.B) goto JumpNear;
                    break;
                case Opcode.JumpEqF:
                    if (F(ref w, ip.A) == F(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpNeF:
                    if (F(ref w, ip.A) != F(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpLtF:
                    if (F(ref w, ip.A) < F(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpLeF:
                    if (F(ref w, ip.A) <= F(ref w, ip.B)) goto JumpNear;
                    break;
                case Opcode.JumpNotLtF:
                    if (!(F(ref w, ip.A) < F(ref w, ip.B))) goto JumpNear;
                    break;
                case Opcode.JumpNotLeF:
                    if (!(F(ref w, ip.A) <= F(ref w, ip.B))) goto JumpNear;
                    break;

                case Opcode.Call:
                    callee = ip.BC;
                    goto EnterCallee;
                case Opcode.CallInterface:
                {
                    ref var memory = ref Unsafe.Add(ref ip, (nuint)ip.X);
                    var layout = Unsafe.As<VmStruct>(Header(O(ref o, Unsafe.Subtract(ref memory, 1).List(0))).Object)!;
                    var found = memory.Bits;
                    callee = (int)(found >> 32);
                    if ((uint)found != layout.Key)
                    {
                        _fuel = fuel;
                        callee = FindOverride(ref ip, ref memory, layout);
                    }
                    goto EnterCallee;
                }
                case Opcode.ReturnW:
                {
                    var value = W(ref w, ip.A);
                    ref var frame = ref frames[--depth];
                    var site = frame;
                    frame = NoFrame;
                    fuel -= (int)(Unsafe.ByteOffset(ref code, ref ip) >>> 3) - site;
                    ip = ref Unsafe.Add(ref code, site);
                    ref var list = ref Unsafe.As<Instruction, ushort>(ref Unsafe.Add(ref ip, 1));
                    w = ref Unsafe.Subtract(ref w, (nuint)list);
                    o = ref Unsafe.Subtract(ref o, (nuint)Unsafe.Add(ref list, 1));
                    wordBase -= list;
                    objectBase -= Unsafe.Add(ref list, 1);
                    W(ref w, ip.A) = value;
                    goto BehindList;
                }
                case Opcode.ReturnO:
                {
                    var value = O(ref o, ip.A);
                    ref var frame = ref frames[--depth];
                    var site = frame;
                    frame = NoFrame;
                    fuel -= (int)(Unsafe.ByteOffset(ref code, ref ip) >>> 3) - site;
                    ip = ref Unsafe.Add(ref code, site);
                    ref var list = ref Unsafe.As<Instruction, ushort>(ref Unsafe.Add(ref ip, 1));
                    w = ref Unsafe.Subtract(ref w, (nuint)list);
                    o = ref Unsafe.Subtract(ref o, (nuint)Unsafe.Add(ref list, 1));
                    wordBase -= list;
                    objectBase -= Unsafe.Add(ref list, 1);
                    O(ref o, ip.A) = value;
                    goto BehindList;
                }
                case Opcode.ReturnVoid:
                {
                    ref var frame = ref frames[--depth];
                    var site = frame;
                    frame = NoFrame;
                    fuel -= (int)(Unsafe.ByteOffset(ref code, ref ip) >>> 3) - site;
                    ip = ref Unsafe.Add(ref code, site);
                    ref var list = ref Unsafe.As<Instruction, ushort>(ref Unsafe.Add(ref ip, 1));
                    w = ref Unsafe.Subtract(ref w, (nuint)list);
                    o = ref Unsafe.Subtract(ref o, (nuint)Unsafe.Add(ref list, 1));
                    wordBase -= list;
                    objectBase -= Unsafe.Add(ref list, 1);
                    goto BehindList;
                }
                case Opcode.CallExtern:
                    _fuel = fuel;
                    CallExtern(ref ip, ref w, ref o);
                    goto BehindList;

                case Opcode.New:
                    _fuel = fuel;
                    if ((fuel -= New(ref ip, ref w, ref o)) < 0) fuel = Poll(fuel, ref ip);
                    goto BehindList;
                case Opcode.LoadW:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    W(ref w, ip.A) = SlotOf(ref header, ip.C).Word;
                    break;
                }
                case Opcode.LoadO:
                case Opcode.TakeO:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    O(ref o, ip.A) = SlotOf(ref header, ip.C).Object;
                    break;
                }
                case Opcode.StoreW:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    SlotOf(ref header, ip.C).Word = W(ref w, ip.A);
                    break;
                }
                case Opcode.StoreO:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    SlotOf(ref header, ip.C).Object = O(ref o, ip.A);
                    break;
                }
                case Opcode.SwapW:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    ref var slot = ref SlotOf(ref header, ip.C);
                    var old = slot.Word;
                    slot.Word = W(ref w, Unsafe.Add(ref ip, 1).List(0));
                    W(ref w, ip.A) = old;
                    goto BehindList;
                }
                case Opcode.SwapO:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    ref var slot = ref SlotOf(ref header, ip.C);
                    var old = slot.Object;
                    slot.Object = O(ref o, Unsafe.Add(ref ip, 1).List(0));
                    O(ref o, ip.A) = old;
                    goto BehindList;
                }
                case Opcode.CheckedLoadW:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw Dead(ref ip, fuel, O(ref o, ip.B));
                    W(ref w, ip.A) = SlotOf(ref header, ip.C).Word;
                    break;
                }
                case Opcode.CheckedLoadO:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw Dead(ref ip, fuel, O(ref o, ip.B));
                    O(ref o, ip.A) = SlotOf(ref header, ip.C).Object;
                    break;
                }
                case Opcode.CheckedStoreW:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw Dead(ref ip, fuel, O(ref o, ip.B));
                    SlotOf(ref header, ip.C).Word = W(ref w, ip.A);
                    break;
                }
                case Opcode.CheckedStoreO:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw Dead(ref ip, fuel, O(ref o, ip.B));
                    SlotOf(ref header, ip.C).Object = O(ref o, ip.A);
                    break;
                }
                case Opcode.Free:
                    _fuel = fuel;
                    Free(ref ip, O(ref o, ip.A));
                    break;
                case Opcode.Check:
                {
                    var reference = O(ref o, ip.B);
                    if (Header(reference).Word == 0) throw DeadAtCheck(ref ip, fuel, reference);
                    O(ref o, ip.A) = reference;
                    break;
                }
                case Opcode.Same:
                    W(ref w, ip.A) = Bit(ReferenceEquals(O(ref o, ip.B), O(ref o, ip.C)));
                    break;
                case Opcode.Alive:
                    W(ref w, ip.A) = Header(O(ref o, ip.B)).Word;
                    break;
                case Opcode.Retain:
                    _shares?.Retain(O(ref o, ip.A)!);
                    break;
                case Opcode.Release:
                    _shares?.Release(O(ref o, ip.A)!);
                    break;

                case Opcode.IsInstance:
                    W(ref w, ip.A) = Bit(ReferenceEquals(Header(O(ref o, ip.B)).Object, _structs[(int)Unsafe.Add(ref ip, 1).Bits]));
                    goto BehindList;
                case Opcode.Downcast:
                {
                    var reference = O(ref o, ip.B);
                    if (!ReferenceEquals(Header(reference).Object, _structs[(int)Unsafe.Add(ref ip, 1).Bits])) throw WrongCast(ref ip, fuel, reference);
                    O(ref o, ip.A) = reference;
                    goto BehindList;
                }

                case Opcode.ArrayNew:
                    _fuel = fuel;
                    if ((fuel -= NewArray(ref ip, ref w, ref o)) < 0) fuel = Poll(fuel, ref ip);
                    goto BehindList;
                case Opcode.Freeze:
                    _fuel = fuel;
                    Freeze(ref ip, ref o);
                    break;
                case Opcode.ArrayPushW:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    if (elements.Word >= Unsafe.As<long[]>(elements.Object)!.Length)
                    {
                        _fuel = fuel;
                        if ((fuel -= GrowArray(ref ip, O(ref o, ip.B))) < 0) fuel = Poll(fuel, ref ip);
                    }
                    Word(ref elements, (ulong)elements.Word++) = W(ref w, ip.A);
                    break;
                }
                case Opcode.ArrayPushO:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    if (elements.Word >= Unsafe.As<object?[]>(elements.Object)!.Length)
                    {
                        _fuel = fuel;
                        if ((fuel -= GrowArray(ref ip, O(ref o, ip.B))) < 0) fuel = Poll(fuel, ref ip);
                    }
                    Object(ref elements, (ulong)elements.Word++) = O(ref o, ip.A);
                    break;
                }
                case Opcode.ArrayPopW:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    if (elements.Word == 0) throw NothingToPop(ref ip, fuel, O(ref o, ip.B));
                    W(ref w, ip.A) = Word(ref elements, (ulong)--elements.Word);
                    break;
                }
                case Opcode.ArrayPopO:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    if (elements.Word == 0) throw NothingToPop(ref ip, fuel, O(ref o, ip.B));
                    ref var last = ref Object(ref elements, (ulong)--elements.Word);
                    O(ref o, ip.A) = last;
                    last = null;
                    break;
                }
                case Opcode.ArrayLength:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    W(ref w, ip.A) = Unsafe.Add(ref header, Elements).Word;
                    break;
                }
                case Opcode.ArrayCapacity:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw UsedAfterFree(ref ip, fuel, O(ref o, ip.B));
                    W(ref w, ip.A) = Unsafe.Add(ref header, Capacity).Word;
                    break;
                }
                case Opcode.CheckedArrayLength:
                {
                    ref var header = ref Header(O(ref o, ip.B));
                    if (header.Word == 0) throw Dead(ref ip, fuel, O(ref o, ip.B));
                    W(ref w, ip.A) = Unsafe.Add(ref header, Elements).Word;
                    break;
                }
                case Opcode.ElementLoadW:
                case Opcode.CheckedElementLoadW:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    var index = (ulong)W(ref w, ip.C);
                    if (index >= (ulong)elements.Word) throw NoElement(ref ip, fuel, O(ref o, ip.B), (long)index);
                    W(ref w, ip.A) = Word(ref elements, index);
                    break;
                }
                case Opcode.ElementLoadO:
                case Opcode.ElementTakeO:
                case Opcode.CheckedElementLoadO:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    var index = (ulong)W(ref w, ip.C);
                    if (index >= (ulong)elements.Word) throw NoElement(ref ip, fuel, O(ref o, ip.B), (long)index);
                    O(ref o, ip.A) = Object(ref elements, index);
                    break;
                }
                case Opcode.ElementStoreW:
                case Opcode.CheckedElementStoreW:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    var index = (ulong)W(ref w, ip.C);
                    if (index >= (ulong)elements.Word) throw NoElement(ref ip, fuel, O(ref o, ip.B), (long)index);
                    Word(ref elements, index) = W(ref w, ip.A);
                    break;
                }
                case Opcode.ElementStoreO:
                case Opcode.CheckedElementStoreO:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    var index = (ulong)W(ref w, ip.C);
                    if (index >= (ulong)elements.Word) throw NoElement(ref ip, fuel, O(ref o, ip.B), (long)index);
                    Object(ref elements, index) = O(ref o, ip.A);
                    break;
                }
                case Opcode.ElementSwapW:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    var index = (ulong)W(ref w, ip.C);
                    if (index >= (ulong)elements.Word) throw NoElement(ref ip, fuel, O(ref o, ip.B), (long)index);
                    ref var element = ref Word(ref elements, index);
                    var old = element;
                    element = W(ref w, Unsafe.Add(ref ip, 1).List(0));
                    W(ref w, ip.A) = old;
                    goto BehindList;
                }
                case Opcode.ElementSwapO:
                {
                    ref var elements = ref ElementsOf(O(ref o, ip.B));
                    var index = (ulong)W(ref w, ip.C);
                    if (index >= (ulong)elements.Word) throw NoElement(ref ip, fuel, O(ref o, ip.B), (long)index);
                    ref var element = ref Object(ref elements, index);
                    var old = element;
                    element = O(ref o, Unsafe.Add(ref ip, 1).List(0));
                    O(ref o, ip.A) = old;
                    goto BehindList;
                }
                case Opcode.ArrayFree:
                    _fuel = fuel;
                    FreeArray(ref ip, O(ref o, ip.A));
                    break;

                case Opcode.StrLen:
                    W(ref w, ip.A) = Unsafe.As<byte[]>(O(ref o, ip.B))!.Length;
                    break;
                case >= Opcode.IntToStr and <= Opcode.MainArg:
                    _fuel = fuel;
                    if ((fuel -= Service(ref ip, ref w, ref o)) < 0) fuel = Poll(fuel, ref ip);
                    goto BehindList;
                case Stop:
                    Account(fuel);
                    return;
                default:
                    throw Halt(ref ip, fuel, "internal error: control got to where it never gets");
            }
            ip = ref Unsafe.Add(ref ip, 1);
            continue;

        BehindList:
            ip = ref Unsafe.Add(ref ip, 1 + ip.X);
            continue;

        EnterCallee:
            {
                ref var list = ref Unsafe.As<Instruction, ushort>(ref Unsafe.Add(ref ip, 1));
                ref var function = ref _functions[callee];
                var words = wordBase + list;
                var objects = objectBase + Unsafe.Add(ref list, 1);
                if (depth >= frames.Length || words + (uint)function.Words > (uint)_words.Length || objects + (uint)function.Objects > (uint)_objects.Length)
                {
                    _fuel = fuel;
                    Grow(ref ip, depth, (long)words + function.Words, (long)objects + function.Objects);
                    frames = _frames;
                    w = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), wordBase);
                    o = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_objects), objectBase);
                }
                ref var argument = ref Unsafe.Add(ref list, 2);
                ref var word = ref W(ref w, list);
                for (var n = function.WordParameters; n > 0; n--)
                {
                    word = W(ref w, argument);
                    word = ref Unsafe.Add(ref word, 1);
                    argument = ref Unsafe.Add(ref argument, 1);
                }
                ref var reference = ref O(ref o, Unsafe.Add(ref list, 1));
                for (var n = function.ObjectParameters; n > 0; n--)
                {
                    reference = O(ref o, argument);
                    reference = ref Unsafe.Add(ref reference, 1);
                    argument = ref Unsafe.Add(ref argument, 1);
                }
                w = ref W(ref w, list);
                o = ref O(ref o, Unsafe.Add(ref list, 1));
                wordBase = words;
                objectBase = objects;
                var site = (int)(Unsafe.ByteOffset(ref code, ref ip) >>> 3);
                frames[depth++] = site;
                ip = ref Unsafe.Add(ref code, function.Start);
                if ((fuel += function.Start - site - 1) < 0) fuel = Poll(fuel, ref ip);
                continue;
            }

        JumpNear:
            {
                var distance = (short)ip.C;
                ip = ref Unsafe.Add(ref ip, distance);
                if ((fuel += distance - 1) < 0) fuel = Poll(fuel, ref ip);
                continue;
            }

        JumpFar:
            {
                var distance = ip.BC;
                ip = ref Unsafe.Add(ref ip, distance);
                if ((fuel += distance - 1) < 0) fuel = Poll(fuel, ref ip);
            }
        }
    }
}
