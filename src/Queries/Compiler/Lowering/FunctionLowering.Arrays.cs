// Arrays, and what the library's functions on arrays, weak references and interfaces come down to.

using Vale.Compiler.Bodies;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Types;

namespace Vale.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    private int LowerElementRead(ElementReadExpr e)
    {
        var array = LowerLookedBefore(e.Array, e.Index, out var owned);
        var index = array == NoValue ? NoValue : Lower(e.Index);
        if (index == NoValue) return NoValue;
        var value = Owned(_ir.ElementPeek(Live(array), index, Type(e.Type)));
        if (owned) _ir.Release(array);
        return value;
    }

    private int LowerElementBorrow(ElementBorrowExpr e)
    {
        var array = LowerLookedBefore(e.Array, e.Index, out _);
        var index = array == NoValue ? NoValue : Lower(e.Index);
        return index == NoValue ? NoValue : _ir.ElementPeek(Live(array), index, Type(e.Held));
    }

    private int LowerElementSet(ElementSetExpr e)
    {
        var value = Lower(e.Value);
        var array = value == NoValue ? NoValue : LowerLookedBefore(e.Array, e.Index, out _);
        var index = array == NoValue ? NoValue : Lower(e.Index);
        return index == NoValue ? NoValue : _ir.ElementSwap(Live(array), index, value, Type(e.Type));
    }

    /// <summary>
    /// Lowers what is looked into after something else is evaluated, which may end it or replace it where it does more than
    /// look: then it stays a borrow, to be checked by <see cref="Live"/>, or a holder of its own.
    /// </summary>
    private int LowerLookedBefore(Expr expr, Expr next, out bool owned)
    {
        if (IsInert(next)) return LowerLooked(expr, out owned);
        var value = Lower(expr);
        owned = value != NoValue && IsCounted(_ir.TypeOf(value));
        return value;
    }

    /// <summary>A reference as what is known to be alive.</summary>
    private int Live(int value) => _ir.TypeOf(value).Ownership is IrOwnership.Borrow or IrOwnership.Weak ? _ir.Check(value) : value;

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

    /// <summary>An array with room for so many elements; filled, when there is a callable, with what that yields for each index.</summary>
    private int LowerMadeArray(MadeArrayExpr e)
    {
        var length = Lower(e.Length);
        if (length == NoValue) return NoValue;
        if (e.Callable is not { } callable) return _ir.ArrayNew(Type(e.Type), length);
        var generator = Lower(callable);
        return generator == NoValue ? NoValue : MakeArray(Type(e.Type), length, generator, e.Call);
    }

    // The elements are made in the order of their indices, before anybody can see the array.
    private int MakeArray(IrType type, int length, int generator, PrototypeId call)
    {
        var array = _ir.ArrayNew(type, length);
        var loop = OpenLoop(_ir.Int(0, IrType.I32));
        var more = _ir.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [_ir.Peek(loop.Counter), length]);
        EnterLoop(loop, more);
        _ir.ArrayPush(array, CallValues(call, [Owned(generator), _ir.Peek(loop.Counter)]));
        CloseLoop(loop, IrIntrinsic.IntAdd);
        if (IsCounted(_ir.TypeOf(generator))) _ir.Release(generator);
        return type.Ownership == IrOwnership.Share ? _ir.Freeze(array) : array;
    }

    // Takes the elements of an array of fixed length out, the last first, and gives each to the callable.
    private int DropInto(int array, KindId kind, int consumer, PrototypeId call)
    {
        var element = Element(kind, out var size);
        if (IsDropped(element)) array = Hide(array, size, element);
        TakeAll(array, size, element, value => CallValues(call, [Owned(consumer), value]));
        _ir.ArrayFree(array);
        if (IsCounted(_ir.TypeOf(consumer))) _ir.Release(consumer);
        return _ir.Void();
    }

    // Ends an array and its elements, the last first.
    private int DropArray(int array, KindId kind, PrototypeId drop)
    {
        var element = Element(kind, out var size);
        if (IsDropped(element))
        {
            if (size >= 0) TakeAll(array = Hide(array, size, element), size, element, value => DropElement(value, drop));
            else
            {
                var (head, body, exit) = (_ir.Block(), _ir.Block(), _ir.Block());
                _ir.Jump(head);
                _ir.Enter(head);
                _ir.Branch(_ir.Intrinsic(IrIntrinsic.IntGt, IrType.Bool, [_ir.ArrayLength(array), _ir.Int(0, IrType.I32)]), body, exit);
                _ir.Enter(body);
                DropElement(_ir.ArrayPop(array, element), drop);
                _ir.Jump(head);
                _ir.Enter(exit);
            }
        }
        _ir.ArrayFree(array);
        return _ir.Void();
    }

    private void DropElement(int value, PrototypeId drop)
    {
        if (IsCounted(_ir.TypeOf(value))) _ir.Release(value);
        else CallValues(drop, [value]);
    }

    /// <summary>An array's element, and its fixed length or -1.</summary>
    private IrType Element(KindId kind, out int size)
    {
        var array = (ArrayKind)_db.Lookup(TypeQueries.Kinds, kind);
        size = array.Size is { } fixedSize ? (int)((IntegerTemplata)_db.Lookup(TypeQueries.Templatas, fixedSize)).Value : -1;
        return Type(array.Element);
    }

    // What somebody has to let go of; the rest is forgotten with the array.
    private static bool IsDropped(IrType type) => type.Ownership is IrOwnership.Own or IrOwnership.Share;

    // The elements move to an array that nobody else knows, so that a borrow of this one finds it dead and not half empty.
    private int Hide(int array, int size, IrType element)
    {
        var hidden = _ir.ArrayNew(_ir.TypeOf(array), _ir.Int(size, IrType.I32));
        var loop = OpenLoop(_ir.Int(0, IrType.I32));
        EnterLoop(loop, _ir.Intrinsic(IrIntrinsic.IntLt, IrType.Bool, [_ir.Peek(loop.Counter), _ir.Int(size, IrType.I32)]));
        _ir.ArrayPush(hidden, _ir.ElementTake(array, _ir.Peek(loop.Counter), element));
        CloseLoop(loop, IrIntrinsic.IntAdd);
        _ir.ArrayFree(array);
        return hidden;
    }

    private void TakeAll(int array, int size, IrType element, Action<int> take)
    {
        var loop = OpenLoop(_ir.Int(size - 1, IrType.I32));
        EnterLoop(loop, _ir.Intrinsic(IrIntrinsic.IntGe, IrType.Bool, [_ir.Peek(loop.Counter), _ir.Int(0, IrType.I32)]));
        take(_ir.ElementTake(array, _ir.Peek(loop.Counter), element));
        CloseLoop(loop, IrIntrinsic.IntSub);
    }

    // Loops of our own making: a counter, its condition in the head, a body.

    private readonly record struct CountedLoop(int Counter, int Head, int Exit);

    /// <summary>Begins a loop whose counter begins with that value; what follows is evaluated before each round.</summary>
    private CountedLoop OpenLoop(int first)
    {
        var loop = new CountedLoop(_ir.Local("<counter>", IrType.I32), _ir.Block(), _ir.Block());
        _ir.Init(loop.Counter, first);
        _ir.Jump(loop.Head);
        _ir.Enter(loop.Head);
        return loop;
    }

    private void EnterLoop(CountedLoop loop, int condition)
    {
        var body = _ir.Block();
        _ir.Branch(condition, body, loop.Exit);
        _ir.Enter(body);
    }

    private void CloseLoop(CountedLoop loop, IrIntrinsic step)
    {
        _ir.Swap(loop.Counter, _ir.Intrinsic(step, IrType.I32, [_ir.Peek(loop.Counter), _ir.Int(1, IrType.I32)]));
        _ir.Jump(loop.Head);
        _ir.Enter(loop.Exit);
        _ir.Take(loop.Counter);
    }
}
