// How IR types lie in registers and in memory.
//
// A mutable struct is a pool slot: {generation, fields...}; in an unsafe region {fields...} unless weak references are made
// of it. An imm struct is a plain aggregate when it is small, and a counted box {count, fields...} when it is large or holds
// itself. A bool is an i1 in a register and a byte in memory. References: ModuleEmitter.References.cs; arrays: ModuleEmitter.Arrays.cs.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>How one struct is laid out in the module.</summary>
/// <param name="Body">The whole of it: slot, box or aggregate.</param>
/// <param name="FirstField">The element of <paramref name="Body"/> that is field 0.</param>
/// <param name="ByValue">True for an imm struct that is an aggregate.</param>
/// <param name="Class">The pool class of a slot or box.</param>
/// <param name="FieldTags">Alias tags of the fields, in order.</param>
internal sealed record StructLayout(IrStruct Struct, LLVMTypeRef Body, uint FirstField, bool ByValue, int Class, LLVMValueRef[] FieldTags)
{
    /// <summary>True when a slot begins with a generation.</summary>
    public bool HasGeneration => !Struct.IsImmutable && FirstField == 1;
}

internal sealed unsafe partial class ModuleEmitter
{
    /// <summary>An imm struct of at most this many scalars is passed around as they are.</summary>
    private const int MaxScalarsByValue = 8;

    private readonly Dictionary<string, int> _scalars = [];

    /// <summary>True for types that have no representation.</summary>
    public static bool IsEmpty(IrType type) => type.Kind is IrKind.Void or IrKind.Never;

    /// <summary>The type of a value in a register, a parameter or a result.</summary>
    public LLVMTypeRef ValueType(IrType type) => type.Kind switch
    {
        IrKind.Bool => I1,
        IrKind.Int => type.Bits == 64 ? I64 : I32,
        IrKind.Float => F64,
        IrKind.Str => Ptr,
        IrKind.Struct when type.Ownership == IrOwnership.Share && IsByValue(type.Symbol!) => Layout(type.Symbol!).Body,
        IrKind.Struct or IrKind.Interface or IrKind.Array => ReferenceType(RemembersGeneration(type), HasItable(type)),
        _ => Empty,
    };

    /// <summary>The type of a value in memory or inside an aggregate.</summary>
    public LLVMTypeRef StoredType(IrType type) => type.Kind == IrKind.Bool ? I8 : ValueType(type);

    /// <summary>A register's value as it is stored.</summary>
    public LLVMValueRef ToStored(LLVMValueRef value, IrType type) => type.Kind == IrKind.Bool ? BuildZExt(Builder, value, I8, "") : value;

    /// <summary>A stored value as registers have it.</summary>
    public LLVMValueRef FromStored(LLVMValueRef value, IrType type) => type.Kind == IrKind.Bool ? BuildTrunc(Builder, value, I1, "") : value;

    public IrStruct Struct(string symbol) => _structs[symbol];

    /// <summary>True when an imm struct is a plain aggregate.</summary>
    public bool IsByValue(string symbol) => _structs.TryGetValue(symbol, out var type) && type.IsImmutable && Scalars(type) <= MaxScalarsByValue;

    public StructLayout Layout(string symbol)
    {
        if (_layouts.TryGetValue(symbol, out var known)) return known;
        var type = _structs[symbol];
        var byValue = IsByValue(symbol);
        var hasGeneration = !type.IsImmutable && (IsSafe || _weakened.Contains(symbol));
        var first = hasGeneration || (type.IsImmutable && !byValue) ? 1u : 0u;
        var elements = new LLVMTypeRef[type.Fields.Length + first];
        if (first == 1) elements[0] = I64;
        for (var i = 0; i < type.Fields.Length; i++) elements[i + first] = StoredType(type.Fields[i].Type);
        var body = StructOf(symbol, elements);
        var tags = new LLVMValueRef[type.Fields.Length];
        if (!byValue)
            for (var i = 0; i < tags.Length; i++) tags[i] = AliasTag($"{symbol}.{i}");
        var made = new StructLayout(type, body, first, byValue, byValue ? -1 : PoolClass(Target.SizeOf(body), hasGeneration), tags);
        _layouts.Add(symbol, made);
        return made;
    }

    /// <summary>The address of a field.</summary>
    public LLVMValueRef FieldAddress(StructLayout layout, LLVMValueRef address, int field) =>
        BuildStructGEP2(Builder, layout.Body, address, (uint)field + layout.FirstField, "");

    public LLVMValueRef LoadField(StructLayout layout, LLVMValueRef address, int field)
    {
        var type = layout.Struct.Fields[field].Type;
        return IsEmpty(type) ? GetUndef(Empty) : LoadStored(type, FieldAddress(layout, address, field), layout.FieldTags[field]);
    }

    public void StoreField(StructLayout layout, LLVMValueRef address, int field, LLVMValueRef value)
    {
        var type = layout.Struct.Fields[field].Type;
        if (!IsEmpty(type)) StoreStored(type, value, FieldAddress(layout, address, field), layout.FieldTags[field]);
    }

    /// <summary>Reads a field or element of a type that is not empty.</summary>
    private LLVMValueRef LoadStored(IrType type, LLVMValueRef address, LLVMValueRef tag)
    {
        if (HasParts(type)) return LoadParts(type, address, tag);
        var load = BuildLoad2(Builder, StoredType(type), address, "");
        Tag(load, tag);
        if (type.Kind == IrKind.Bool) SetMetadata(load, RangeKind, BoolRange);
        else if (ValueType(type) == Ptr) TagAddress(load, ReadableBytes(type));
        return FromStored(load, type);
    }

    /// <summary>Writes a field or element of a type that is not empty.</summary>
    private void StoreStored(IrType type, LLVMValueRef value, LLVMValueRef address, LLVMValueRef tag)
    {
        if (!HasParts(type))
        {
            Tag(BuildStore(Builder, ToStored(value, type), address), tag);
            return;
        }
        var stored = StoredType(type);
        var parts = 1u + (RemembersGeneration(type) ? 1u : 0) + (HasItable(type) ? 1u : 0);
        for (var i = 0u; i < parts; i++)
            Tag(BuildStore(Builder, BuildExtractValue(Builder, value, i, ""), BuildStructGEP2(Builder, stored, address, i, "")), tag);
    }

    private LLVMValueRef LoadParts(IrType type, LLVMValueRef address, LLVMValueRef tag)
    {
        var stored = StoredType(type);
        var parts = new Reference(Part(0, Ptr));
        TagAddress(parts.Object, ReadableBytes(type));
        var next = 1u;
        if (RemembersGeneration(type)) parts = parts with { Generation = Part(next++, I64) };
        if (HasItable(type))
        {
            parts = parts with { Itable = Part(next, Ptr) };
            TagAddress(parts.Itable, 8);
        }
        return Join(type, parts);

        LLVMValueRef Part(uint part, LLVMTypeRef partType) => Load(partType, BuildStructGEP2(Builder, stored, address, part, ""), tag);
    }

    /// <summary>
    /// The runtime's size class for a slot; see runtime.c, "pools". Slots whose first word is a generation, which must
    /// survive, are never used for anything else.
    /// </summary>
    internal static int PoolClass(ulong size, bool hasGeneration)
    {
        const int steps = 64, doublings = 160;
        if (size < 16) size = 16;
        int found;
        if (size <= 1024) found = (int)((size + 15) / 16) - 1;
        else
        {
            // Sizes are (5 + c % 4) << (8 + c / 4): the smallest that is enough.
            var shift = 63 - System.Numerics.BitOperations.LeadingZeroCount(size - 1) - 2;
            found = steps + (shift - 8) * 4 + (int)((size - 1) >> shift) - 4;
        }
        if (found >= steps + doublings) throw new LlvmEmitException($"an object of {size} bytes is too large");
        return hasGeneration ? found : steps + doublings + found;
    }

    /// <summary>The scalars an imm struct is made of, boxes counting one, interfaces two; more than is passed by value when it holds itself.</summary>
    private int Scalars(IrStruct type)
    {
        if (_scalars.TryGetValue(type.Symbol, out var known)) return known;
        var count = 0;
        if (HoldsItself(type)) count = MaxScalarsByValue + 1;
        else
            foreach (var field in type.Fields)
                count += ImmStruct(field.Type) is { } inner && Scalars(inner) is <= MaxScalarsByValue and var scalars ? scalars
                    : field.Type.Kind == IrKind.Interface ? 2 : 1;
        _scalars.Add(type.Symbol, count);
        return count;
    }

    private bool HoldsItself(IrStruct type)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<IrStruct>();
        pending.Push(type);
        while (pending.TryPop(out var next))
            foreach (var field in next.Fields)
            {
                if (ImmStruct(field.Type) is not { } inner) continue;
                if (inner.Symbol == type.Symbol) return true;
                if (seen.Add(inner.Symbol)) pending.Push(inner);
            }
        return false;
    }

    private IrStruct? ImmStruct(IrType type) =>
        type is { Kind: IrKind.Struct, Ownership: IrOwnership.Share } ? _structs[type.Symbol!] : null;
}
