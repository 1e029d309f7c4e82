// The operations on arrays. A bound is checked by one comparison without sign: a negative index is a large one.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class FunctionEmitter
{
    private LLVMValueRef Array(IrInstruction it)
    {
        if (it.Op == IrOp.ArrayNew) return ArrayNew(_module.ArrayLayout(it.Type.Symbol!), _values[it.A]);
        var layout = _module.ArrayLayout(_types[it.A].Symbol!);
        var array = _values[it.A];
        switch (it.Op)
        {
            case IrOp.Freeze: return array;
            case IrOp.ArrayPush:
                ArrayPush(layout, array, _values[it.B]);
                return default;
            case IrOp.ArrayPop: return ArrayPop(layout, array);
            case IrOp.ArrayLength: return _module.ArrayLength(layout, array);
            case IrOp.ArrayCapacity: return _module.ArrayCapacity(layout, array);
            case IrOp.ElementPeek or IrOp.ElementTake:
                CheckBounds(layout, array, _values[it.B]);
                return _module.LoadElement(layout, array, _values[it.B]);
            case IrOp.ElementSwap:
                CheckBounds(layout, array, _values[it.B]);
                var old = _module.LoadElement(layout, array, _values[it.B]);
                _module.StoreElement(layout, array, _values[it.B], _values[it.C]);
                return old;
            default:
                ArrayFree(layout, array);
                return default;
        }
    }

    private LLVMValueRef ArrayNew(ArrayLayout layout, LLVMValueRef capacity)
    {
        if (layout.Array.Length is null)
            HaltIf(BuildICmp(_builder, LLVMIntPredicate.SLT, capacity, _module.Int32(0), ""), "__vale_halt_capacity", layout.Array.DisplayName, [capacity]);
        return _module.NewArray(layout, capacity);
    }

    private void CheckBounds(ArrayLayout layout, LLVMValueRef array, LLVMValueRef index)
    {
        var length = _module.ArrayLength(layout, array);
        HaltIf(BuildICmp(_builder, LLVMIntPredicate.UGE, index, length, ""), "__vale_halt_index", layout.Array.DisplayName, [index, length]);
    }

    private void ArrayPush(ArrayLayout layout, LLVMValueRef array, LLVMValueRef element)
    {
        LLVMValueRef length = _module.LoadLength(layout, array), capacity = _module.ArrayCapacity(layout, array);
        HaltIf(BuildICmp(_builder, LLVMIntPredicate.UGE, length, capacity, ""), "__vale_halt_full", layout.Array.DisplayName, [capacity]);
        _module.StoreElement(layout, array, length, element);
        _module.StoreLength(layout, array, BuildAdd(_builder, length, _module.Int32(1), ""));
    }

    private LLVMValueRef ArrayPop(ArrayLayout layout, LLVMValueRef array)
    {
        var length = _module.LoadLength(layout, array);
        HaltIf(BuildICmp(_builder, LLVMIntPredicate.EQ, length, _module.Int32(0), ""), "__vale_halt", $"pop of an empty {layout.Array.DisplayName}");
        var last = BuildSub(_builder, length, _module.Int32(1), "");
        _module.StoreLength(layout, array, last);
        return _module.LoadElement(layout, array, last);
    }

    private void ArrayFree(ArrayLayout layout, LLVMValueRef array)
    {
        if (layout.Array.Length is null && layout.HoldsOwned)
        {
            var length = _module.LoadLength(layout, array);
            HaltIf(BuildICmp(_builder, LLVMIntPredicate.NE, length, _module.Int32(0), ""), "__vale_halt_held", layout.Array.DisplayName, [length]);
        }
        _module.FreeArray(layout, array);
    }
}
