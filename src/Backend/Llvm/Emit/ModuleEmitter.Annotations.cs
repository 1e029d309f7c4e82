// What LLVM is told beyond the instructions: attributes of functions, and which memory cannot be the same.
//
// Alias tags (TBAA): generations, counts, lengths, pool heads, each field of each struct and the elements of each array are
// memory of their own, so that a store to a field does not force a generation to be read again, nor one to an element a length. Memory does change its use when an object dies;
// for that reason giving a slot back is a barrier for the optimiser (ModuleEmitter.Runtime.cs).

using System.Text;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter
{
    private const uint OnFunction = uint.MaxValue;
    private const uint OnReturn = 0;

    private readonly Dictionary<string, uint> _attributeKinds = [];
    private LLVMMetadataRef _aliasRoot;
    private uint _aliasKind, _weightsKind;

    public LLVMValueRef GenerationTag { get; private set; }
    public LLVMValueRef CountTag { get; private set; }
    public LLVMValueRef PoolTag { get; private set; }
    public LLVMValueRef TextTag { get; private set; }
    public LLVMValueRef LengthTag { get; private set; }
    public LLVMValueRef CapacityTag { get; private set; }
    public LLVMValueRef EmptyNode { get; private set; }
    public uint DereferenceableKind { get; private set; }
    public LLVMValueRef BoolRange { get; private set; }

    /// <summary>A length or capacity: an i32 that is not negative.</summary>
    public LLVMValueRef SizeRange { get; private set; }
    public uint NonNullKind { get; private set; }
    public uint RangeKind { get; private set; }
    public uint InvariantKind { get; private set; }

    /// <summary>Branch weights of a condition that is nearly never true.</summary>
    public LLVMValueRef Unlikely { get; private set; }

    private void InitAnnotations()
    {
        _aliasKind = Kind("tbaa");
        _weightsKind = Kind("prof");
        NonNullKind = Kind("nonnull");
        DereferenceableKind = Kind("dereferenceable");
        RangeKind = Kind("range");
        InvariantKind = Kind("invariant.load");
        _aliasRoot = Node(Text("vale"));
        GenerationTag = AliasTag("generation");
        CountTag = AliasTag("count");
        PoolTag = AliasTag("pool");
        TextTag = AliasTag("text");
        LengthTag = AliasTag("length");
        CapacityTag = AliasTag("capacity");
        EmptyNode = MetadataAsValue(Context, Node());
        BoolRange = MetadataAsValue(Context, Node(ValueAsMetadata(ConstInt(I8, 0, 0)), ValueAsMetadata(ConstInt(I8, 2, 0))));
        SizeRange = MetadataAsValue(Context, Node(ValueAsMetadata(Int32(0)), ValueAsMetadata(Int32(int.MinValue))));
        Unlikely = MetadataAsValue(Context, Node(Text("branch_weights"), ValueAsMetadata(Int32(1)), ValueAsMetadata(Int32(1 << 20))));
    }

    /// <summary>Tells of a loaded address that is not null how many bytes can be read there; 0 when that is not known.</summary>
    private void TagAddress(LLVMValueRef load, ulong bytes)
    {
        SetMetadata(load, NonNullKind, EmptyNode);
        if (bytes > 0) SetMetadata(load, DereferenceableKind, MetadataAsValue(Context, Node(ValueAsMetadata(Int64((long)bytes)))));
    }

    /// <summary>Memory that is only ever reached under this name.</summary>
    public LLVMValueRef AliasTag(string name)
    {
        var zero = ValueAsMetadata(Int64(0));
        var type = Node(Text(name), _aliasRoot, zero);
        return MetadataAsValue(Context, Node(type, type, zero));
    }

    public void Tag(LLVMValueRef access, LLVMValueRef tag) => SetMetadata(access, _aliasKind, tag);

    /// <summary>Branches, expecting the condition to be false.</summary>
    public void BranchUnlikely(LLVMValueRef condition, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise) =>
        SetMetadata(BuildCondBr(Builder, condition, then, otherwise), _weightsKind, Unlikely);

    /// <summary>What holds of every function of Vale.</summary>
    public void AnnotateAny(LLVMValueRef function)
    {
        Add(function, OnFunction, "nounwind");
        Add(function, OnFunction, "uwtable", 2);
        // A frame larger than the stack's guard page must still meet it: an overflow always faults.
        Add(function, OnFunction, "probe-stack", "inline-asm");
    }

    public void Add(LLVMValueRef function, uint index, string attribute, ulong value = 0)
    {
        if (!_attributeKinds.TryGetValue(attribute, out var kind))
            _attributeKinds.Add(attribute, kind = GetEnumAttributeKindForName(attribute, (nuint)attribute.Length));
        if (kind != 0) AddAttributeAtIndex(function, index, CreateEnumAttribute(Context, kind, value));
    }

    public void Add(LLVMValueRef function, uint index, string key, string value) =>
        AddAttributeAtIndex(function, index, CreateStringAttribute(Context, key, (uint)key.Length, value, (uint)value.Length));

    public LLVMAttributeRef TypeAttribute(string name, LLVMTypeRef type) =>
        CreateTypeAttribute(Context, GetEnumAttributeKindForName(name, (nuint)name.Length), type);

    public LLVMAttributeRef EnumAttribute(string name, ulong value = 0) =>
        CreateEnumAttribute(Context, GetEnumAttributeKindForName(name, (nuint)name.Length), value);

    private uint Kind(string name) => GetMDKindIDInContext(Context, name, (uint)name.Length);

    private LLVMMetadataRef Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* at = bytes) return MDStringInContext2(Context, at, (nuint)bytes.Length);
    }

    private LLVMMetadataRef Node(params ReadOnlySpan<LLVMMetadataRef> parts)
    {
        fixed (LLVMMetadataRef* at = parts) return MDNodeInContext2(Context, at, (nuint)parts.Length);
    }
}
