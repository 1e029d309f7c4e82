// Arrays, and what the library's functions on arrays, weak references and interfaces come down to.

using Vale.Compiler.Bodies;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Types;

namespace Vale.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    private int LowerElementRead(ElementReadExpr e)
    {
        var array = LowerLooked(e.Array, out var owned);
        var index = array == NoValue ? NoValue : Lower(e.Index);
        if (index == NoValue) return NoValue;
        var value = Owned(_ir.ElementPeek(array, index, Type(e.Type)));
        if (owned) _ir.Release(array);
        return value;
    }

    private int LowerElementBorrow(ElementBorrowExpr e)
    {
        // The array may die while the index is found, so that comes first where it does more than look.
        if (IsInert(e.Index))
        {
            var array = LowerLive(e.Array);
            var at = array == NoValue ? NoValue : Lower(e.Index);
            return at == NoValue ? NoValue : _ir.ElementPeek(array, at, Type(e.Held));
        }
        var borrow = Lower(e.Array);
        var index = borrow == NoValue ? NoValue : Lower(e.Index);
        return index == NoValue ? NoValue : _ir.ElementPeek(_ir.Check(borrow), index, Type(e.Held));
    }

    private int LowerElementSet(ElementSetExpr e)
    {
        var value = Lower(e.Value);
        var index = value == NoValue ? NoValue : Lower(e.Index);
        var array = index == NoValue ? NoValue : LowerLive(e.Array);
        return array == NoValue ? NoValue : _ir.ElementSwap(array, index, value, Type(e.Type));
    }

    private int LowerArray(ArrayExpr e)
    {
        var elements = new int[e.Elements.Length];
        if (!LowerAll(e.Elements.AsSpan(), elements)) return NoValue;
        var type = Type(e.Type);
        var array = _ir.ArrayNew(type, _ir.Int(elements.Length, IrType.I32));
        foreach (var element in elements) _ir.ArrayPush(array, element);
        return type.Ownership == IrOwnership.Share ? _ir.Freeze(array) : array;
    }

    private int LowerArrayDestructure(DestructureExpr e, int array, bool owns)
    {
        for (var i = 0; i < e.Locals.Length; i++)
        {
            var type = _localTypes[e.Locals[i]];
            var index = _ir.Int(i, IrType.I32);
            _ir.Init(e.Locals[i], owns ? _ir.ElementTake(array, index, type) : Owned(_ir.ElementPeek(array, index, type)));
        }
        if (owns) _ir.ArrayFree(array);
        else _ir.Release(array);
        return _ir.Void();
    }

    /// <summary>A function of the library that is written out in instructions.</summary>
    private int LowerBuiltin(CallExpr e, InstanceHeader header) =>
        throw new InvalidOperationException($"The library asks for an intrinsic named {header.ForeignName}, and there is none.");
}
