// Arrays lie in one piece: {generation or count, length, capacity, elements...}, so that reaching an element takes one load.
// A mutable array begins with a generation in every region and its memory stays with the pools; an imm array begins with
// its count. Where the length is fixed by the type, the bounds and the memory's size are constants.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>How one array is laid out in the module.</summary>
/// <param name="Body">The whole of it.</param>
/// <param name="ElementSize">Bytes from one element to the next; 0 when elements have no representation.</param>
/// <param name="Class">The pool class when the length is fixed, else -1.</param>
/// <param name="ElementTag">The alias tag of the elements.</param>
internal sealed record ArrayLayout(IrArray Array, LLVMTypeRef Body, ulong ElementSize, int Class, LLVMValueRef ElementTag)
{
    /// <summary>True when every element must be moved out, or released, before the array is freed.</summary>
    public bool HoldsOwned => Array.Element.Ownership is IrOwnership.Own or IrOwnership.Share;
}

internal sealed unsafe partial class ModuleEmitter
{
    private const uint LengthPart = 1, CapacityPart = 2, ElementsPart = 3;
    private const ulong ArrayHeaderSize = 16;

    private readonly Dictionary<string, IrArray> _arrays = [];
    private readonly Dictionary<string, ArrayLayout> _arrayLayouts = [];

    public void Describe(ReadOnlySpan<IrArray> arrays)
    {
        foreach (var type in arrays) _arrays.TryAdd(type.Symbol, type);
    }

    public ArrayLayout ArrayLayout(string symbol)
    {
        if (_arrayLayouts.TryGetValue(symbol, out var known)) return known;
        var type = _arrays[symbol];
        var element = StoredType(type.Element);
        var size = IsEmpty(type.Element) ? 0 : Target.SizeOf(element);
        var body = StructOf(symbol, I64, I32, I32, ArrayType(element, (uint)(type.Length ?? 0)));
        var poolClass = type.Length is { } length ? PoolClass(ArrayHeaderSize + size * (ulong)length, !type.IsImmutable) : -1;
        var made = new ArrayLayout(type, body, size, poolClass, AliasTag(symbol + "[]"));
        _arrayLayouts.Add(symbol, made);
        return made;
    }

    /// <summary>An array of length 0. The capacity is not below zero, and is the length where that is fixed.</summary>
    public LLVMValueRef NewArray(ArrayLayout layout, LLVMValueRef capacity)
    {
        LLVMValueRef made;
        if (layout.Array.Length is { } length)
        {
            made = Take(layout.Class);
            capacity = Int32(length);
        }
        else made = Call(Runtime(layout.Array.IsImmutable ? "__vale_array_new_counted" : "__vale_array_new", Ptr, I64), ArraySize(layout, capacity));
        if (layout.Array.IsImmutable) Tag(BuildStore(Builder, Int64(1), made), CountTag);
        Tag(BuildStore(Builder, Int32(0), Part(layout, made, LengthPart)), LengthTag);
        Tag(BuildStore(Builder, capacity, Part(layout, made, CapacityPart)), CapacityTag);
        return made;
    }

    /// <summary>Gives an array's memory back; what it held has been seen to.</summary>
    public void FreeArray(ArrayLayout layout, LLVMValueRef array)
    {
        if (!layout.Array.IsImmutable) BumpGeneration(array);
        if (layout.Class >= 0)
        {
            Give(array, layout.Class);
            return;
        }
        var size = ArraySize(layout, LoadCapacity(layout, array));
        Call(Runtime(layout.Array.IsImmutable ? "__vale_array_free_counted" : "__vale_array_free", Void, Ptr, I64), array, size);
    }

    /// <summary>How many elements an array holds. One of fixed length is full whenever this is asked but while it is filled.</summary>
    public LLVMValueRef ArrayLength(ArrayLayout layout, LLVMValueRef array) =>
        layout.Array.Length is { } length ? Int32(length) : LoadLength(layout, array);

    public LLVMValueRef ArrayCapacity(ArrayLayout layout, LLVMValueRef array) =>
        layout.Array.Length is { } length ? Int32(length) : LoadCapacity(layout, array);

    /// <summary>The stored length, which also counts while an array of fixed length is filled.</summary>
    public LLVMValueRef LoadLength(ArrayLayout layout, LLVMValueRef array) => LoadSize(Part(layout, array, LengthPart), LengthTag);

    public void StoreLength(ArrayLayout layout, LLVMValueRef array, LLVMValueRef length) =>
        Tag(BuildStore(Builder, length, Part(layout, array, LengthPart)), LengthTag);

    public LLVMValueRef LoadElement(ArrayLayout layout, LLVMValueRef array, LLVMValueRef index)
    {
        var type = layout.Array.Element;
        return IsEmpty(type) ? GetUndef(Empty) : LoadStored(type, ElementAddress(layout, array, index), layout.ElementTag);
    }

    public void StoreElement(ArrayLayout layout, LLVMValueRef array, LLVMValueRef index, LLVMValueRef value)
    {
        var type = layout.Array.Element;
        if (!IsEmpty(type)) StoreStored(type, value, ElementAddress(layout, array, index), layout.ElementTag);
    }

    private LLVMValueRef LoadCapacity(ArrayLayout layout, LLVMValueRef array) => LoadSize(Part(layout, array, CapacityPart), CapacityTag);

    private LLVMValueRef LoadSize(LLVMValueRef address, LLVMValueRef tag)
    {
        var load = Load(I32, address, tag);
        SetMetadata(load, RangeKind, SizeRange);
        return load;
    }

    private LLVMValueRef Part(ArrayLayout layout, LLVMValueRef array, uint part) => BuildStructGEP2(Builder, layout.Body, array, part, "");

    /// <summary>The index is within the bounds, so it is not negative.</summary>
    private LLVMValueRef ElementAddress(ArrayLayout layout, LLVMValueRef array, LLVMValueRef index)
    {
        LLVMValueRef* path = stackalloc[] { Int64(0), Int32(ElementsPart), BuildZExt(Builder, index, I64, "") };
        return BuildInBoundsGEP2(Builder, layout.Body, array, path, 3, "");
    }

    private LLVMValueRef ArraySize(ArrayLayout layout, LLVMValueRef capacity) =>
        BuildAdd(Builder, BuildMul(Builder, BuildZExt(Builder, capacity, I64, ""), Int64((long)layout.ElementSize), ""), Int64((long)ArrayHeaderSize), "");

    /// <summary>Releases what an imm array holds, and gives it back.</summary>
    private void FreeImmArray(ArrayLayout layout, LLVMValueRef dead)
    {
        if (IsCounted(layout.Array.Element)) ReleaseElements(layout, dead);
        FreeArray(layout, dead);
    }

    private void ReleaseElements(ArrayLayout layout, LLVMValueRef array)
    {
        var before = GetInsertBlock(Builder);
        var function = GetBasicBlockParent(before);
        var length = LoadLength(layout, array);
        LLVMBasicBlockRef head = Block(function, "head"), inside = Block(function, "element"), done = Block(function, "released");
        BuildBr(Builder, head);
        At(head);
        var index = BuildPhi(Builder, I32, "");
        BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.ULT, index, length, ""), inside, done);
        At(inside);
        Release(LoadElement(layout, array, index), layout.Array.Element);
        var next = BuildAdd(Builder, index, Int32(1), "");
        LLVMValueRef* values = stackalloc[] { Int32(0), next };
        LLVMBasicBlockRef* blocks = stackalloc[] { before, GetInsertBlock(Builder) };
        AddIncoming(index, values, blocks, 2);
        BuildBr(Builder, head);
        At(done);
    }
}
