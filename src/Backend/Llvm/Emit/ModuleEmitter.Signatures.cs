// How values cross from one function of Vale to another: each part of a reference is a parameter of its own, so that LLVM can be
// told what is known of it, and drops a generation that nobody asks for.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter
{
    /// <summary>Adds the LLVM parameters that a parameter of that type becomes; none for a type without representation.</summary>
    public void AddParameter(List<LLVMTypeRef> types, IrType type)
    {
        if (IsEmpty(type)) return;
        if (!HasParts(type))
        {
            types.Add(ValueType(type));
            return;
        }
        types.Add(Ptr);
        if (RemembersGeneration(type)) types.Add(I64);
        if (HasItable(type)) types.Add(Ptr);
    }

    /// <summary>Adds the LLVM arguments that an argument of that type becomes.</summary>
    public void AddArgument(List<LLVMValueRef> given, LLVMValueRef value, IrType type)
    {
        if (IsEmpty(type)) return;
        if (!HasParts(type))
        {
            given.Add(value);
            return;
        }
        var parts = Split(value, type);
        given.Add(parts.Object);
        if (RemembersGeneration(type)) given.Add(parts.Generation);
        if (HasItable(type)) given.Add(parts.Itable);
    }

    /// <summary>The value of a parameter; <paramref name="index"/> is that of its first LLVM parameter, and then of the next one's.</summary>
    public LLVMValueRef Parameter(LLVMValueRef function, ref uint index, IrType type)
    {
        if (IsEmpty(type)) return GetUndef(Empty);
        if (!HasParts(type)) return GetParam(function, index++);
        var parts = new Reference(GetParam(function, index++));
        if (RemembersGeneration(type)) parts = parts with { Generation = GetParam(function, index++) };
        if (HasItable(type)) parts = parts with { Itable = GetParam(function, index++) };
        return Join(type, parts);
    }

    /// <summary>True for a reference that is more than an address.</summary>
    private bool HasParts(IrType type) => type.Kind is IrKind.Struct or IrKind.Interface or IrKind.Array && (RemembersGeneration(type) || HasItable(type));

    /// <summary>
    /// How many bytes can be read at the address of a reference, whether its object lives or not; 0 when that is not known. Slots of
    /// the pools that have a generation are never given back to the system.
    /// </summary>
    private ulong ReadableBytes(IrType type)
    {
        const ulong leastSlot = 16;
        if (type.Ownership == IrOwnership.Share) return 0;
        return type.Kind switch
        {
            IrKind.Struct when _structs.ContainsKey(type.Symbol!) => Math.Max(leastSlot, Target.SizeOf(Layout(type.Symbol!).Body)),
            IrKind.Struct or IrKind.Interface or IrKind.Array => leastSlot,
            _ => 0,
        };
    }

    private void AnnotateSignature(LLVMValueRef function, ReadOnlySpan<IrType> parameters, IrType returns)
    {
        AnnotateAny(function);
        if (returns.Kind == IrKind.Never) Add(function, OnFunction, "noreturn");
        if (HasParts(returns)) Add(function, OnReturn, "noundef");
        else AnnotateValue(function, OnReturn, returns);
        var at = 1u;
        foreach (var parameter in parameters)
        {
            if (IsEmpty(parameter)) continue;
            if (!HasParts(parameter))
            {
                AnnotateValue(function, at++, parameter);
                continue;
            }
            AnnotateObject(function, at++, parameter);
            if (RemembersGeneration(parameter)) Add(function, at++, "noundef");
            if (!HasItable(parameter)) continue;
            Add(function, at, "noundef");
            Add(function, at, "nonnull");
            // An itable has a word at least.
            Add(function, at++, "dereferenceable", 8);
        }
    }

    private void AnnotateValue(LLVMValueRef function, uint index, IrType type)
    {
        if (IsEmpty(type)) return;
        if (type.Kind == IrKind.Bool) Add(function, index, "zeroext");
        if (type.Kind == IrKind.Str || (type.Kind is IrKind.Struct or IrKind.Array && !IsAggregate(type))) AnnotateObject(function, index, type);
        // An imm struct may be an aggregate with holes.
        else if (!IsAggregate(type)) Add(function, index, "noundef");
    }

    private void AnnotateObject(LLVMValueRef function, uint index, IrType type)
    {
        Add(function, index, "noundef");
        Add(function, index, "nonnull");
        Add(function, index, "align", type.Kind == IrKind.Str ? 8UL : 16);
        if (ReadableBytes(type) is > 0 and var bytes) Add(function, index, "dereferenceable", bytes);
        // An owned object is reached through its owner, or through a borrow that this function was given or can find:
        // so an own parameter is not noalias.
    }

    private bool IsAggregate(IrType type) => type is { Kind: IrKind.Struct, Ownership: IrOwnership.Share } && IsByValue(type.Symbol!);

    /// <summary>A call that does not name its callee must itself say how a bool is widened.</summary>
    public void AnnotateCall(LLVMValueRef call, ReadOnlySpan<IrType> parameters, IrType returns)
    {
        if (returns.Kind == IrKind.Bool) AddCallSiteAttribute(call, OnReturn, EnumAttribute("zeroext"));
        var at = 1u;
        foreach (var parameter in parameters)
        {
            if (IsEmpty(parameter)) continue;
            if (parameter.Kind == IrKind.Bool) AddCallSiteAttribute(call, at, EnumAttribute("zeroext"));
            at += HasParts(parameter) ? 1u + (RemembersGeneration(parameter) ? 1u : 0) + (HasItable(parameter) ? 1u : 0) : 1;
        }
    }
}
