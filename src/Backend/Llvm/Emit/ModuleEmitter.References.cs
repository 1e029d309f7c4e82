// How references lie in registers and in memory: {object, generation, itable}, of which a reference has what it needs.
//
//   own, live, share   struct or array {object}                  interface {object, itable}
//   borrow             struct or array {object, generation}      interface {object, generation, itable}
//   weak               like borrow
// A reference of one part is that part. In an unsafe region a borrow has no generation; a weak one has it everywhere.
// The object is a slot of a pool, or for an imm struct or array what begins with its count.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>The parts of a reference; those it has not are default.</summary>
internal readonly record struct Reference(LLVMValueRef Object, LLVMValueRef Generation = default, LLVMValueRef Itable = default);

internal sealed unsafe partial class ModuleEmitter
{
    private readonly Dictionary<string, string> _interfaceNames = [];

    /// <summary>Tells what messages call an interface.</summary>
    public void Describe(LlvmInterface type) => _interfaceNames.TryAdd(type.Symbol, type.DisplayName);

    /// <summary>True when a reference of this type tells of a dead object.</summary>
    public bool RemembersGeneration(IrType type) => type.Ownership == IrOwnership.Weak || (type.Ownership == IrOwnership.Borrow && IsSafe);

    public static bool HasItable(IrType type) => type.Kind == IrKind.Interface;

    /// <summary>The type of a reference of these parts.</summary>
    public LLVMTypeRef ReferenceType(bool hasGeneration, bool hasItable)
    {
        LLVMTypeRef* parts = stackalloc LLVMTypeRef[3];
        var count = 0u;
        parts[count++] = Ptr;
        if (hasGeneration) parts[count++] = I64;
        if (hasItable) parts[count++] = Ptr;
        return count == 1 ? Ptr : StructTypeInContext(Context, parts, count, 0);
    }

    /// <summary>Takes a reference, or a string, apart.</summary>
    public Reference Split(LLVMValueRef value, IrType type)
    {
        bool hasGeneration = RemembersGeneration(type), hasItable = HasItable(type);
        if (!hasGeneration && !hasItable) return new Reference(value);
        return new Reference(
            BuildExtractValue(Builder, value, 0, ""),
            hasGeneration ? BuildExtractValue(Builder, value, 1, "") : default,
            hasItable ? BuildExtractValue(Builder, value, hasGeneration ? 2u : 1u, "") : default);
    }

    /// <summary>Puts a reference together from the parts that its type has.</summary>
    public LLVMValueRef Join(IrType type, Reference parts)
    {
        bool hasGeneration = RemembersGeneration(type), hasItable = HasItable(type);
        if (!hasGeneration && !hasItable) return parts.Object;
        var made = BuildInsertValue(Builder, GetUndef(ReferenceType(hasGeneration, hasItable)), parts.Object, 0, "");
        if (hasGeneration) made = BuildInsertValue(Builder, made, parts.Generation, 1, "");
        return hasItable ? BuildInsertValue(Builder, made, parts.Itable, hasGeneration ? 2u : 1u, "") : made;
    }

    /// <summary>The present generation of an object that has one.</summary>
    public LLVMValueRef Generation(LLVMValueRef address) => Load(I64, address, GenerationTag);

    /// <summary>What messages call the objects of a type.</summary>
    public string DisplayName(IrType type) => type.Kind switch
    {
        IrKind.Struct when _structs.TryGetValue(type.Symbol!, out var known) => known.DisplayName,
        IrKind.Array when _arrays.TryGetValue(type.Symbol!, out var known) => known.DisplayName,
        IrKind.Interface when _interfaceNames.TryGetValue(type.Symbol!, out var known) => known,
        _ => type.Symbol!,
    };
}
