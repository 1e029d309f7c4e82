// The part of the verifier that looks at the instructions on interfaces and arrays, each by itself.

namespace Vale.Compiler.Lowering;

public sealed partial class IrVerifier
{
    private sealed partial class FunctionCheck
    {
        private void CheckInterfaceInstruction(IrInstruction it)
        {
            switch (it.Op)
            {
                case IrOp.Upcast:
                    if (Itable(it) is not { } made || !IsHeld(it.A, Kinds.Struct, Holds.Any)) break;
                    if (_types[it.A].Symbol != made.Struct) Say($"%{it.A} is {_types[it.A]}, {made.Struct} is needed");
                    Gives(it, IrType.Interface(made.Interface, _types[it.A].Ownership));
                    break;
                case IrOp.IsInstance:
                    Gives(it, IrType.Bool);
                    if (Itable(it) is { } asked && IsHeld(it.A, Kinds.Interface, Holds.Any) && _types[it.A].Symbol != asked.Interface)
                        Say($"%{it.A} is {_types[it.A]}, {asked.Interface} is needed");
                    break;
                case IrOp.Downcast:
                    if (!IsHeld(it.A, Kinds.Interface, Holds.Any)) break;
                    if (it.Type.Kind != IrKind.Struct) Say($"{it.Type} is no struct");
                    else if (!program._implemented.Contains((it.Type.Symbol!, _types[it.A].Symbol!))) Say($"{it.Type.Symbol} does not implement {_types[it.A].Symbol}");
                    else Gives(it, it.Type.With(_types[it.A].Ownership));
                    break;
                case IrOp.CallInterface: CheckCallInterface(it); break;
            }
        }

        private IrItable? Itable(IrInstruction it)
        {
            if (Symbol(it) is not { } symbol) return null;
            if (program._itables.TryGetValue(symbol, out var itable)) return itable;
            Say("no such itable");
            return null;
        }

        private void CheckCallInterface(IrInstruction it)
        {
            if (Symbol(it) is not { } symbol) return;
            if (!program._methods.TryGetValue(symbol, out var method))
            {
                Say("no such method");
                return;
            }
            Gives(it, method.ReturnType);
            if (it.Immediate != method.VirtualIndex) Say($"argument {method.VirtualIndex} decides");
            if (!Run(it, method.Parameters.Length)) return;
            for (var i = 0; i < it.B; i++) Takes(function.Operands[it.A + i], method.Parameters[i]);
        }

        private void CheckArrayInstruction(IrInstruction it)
        {
            const Holds Readable = Holds.Live | Holds.Own | Holds.Share, Growing = Holds.Live | Holds.Own;
            switch (it.Op)
            {
                case IrOp.ArrayNew: CheckArrayNew(it); break;
                case IrOp.Freeze:
                    if (ArrayOf(it.A, Holds.Own) is not { } frozen) break;
                    if (!frozen.IsImmutable) Say($"{frozen.Symbol} is mutable: there is nothing to freeze");
                    else Gives(it, _types[it.A].With(IrOwnership.Share));
                    break;
                case IrOp.ArrayPush:
                    if (ArrayOf(it.A, Growing) is { } pushed) Takes(it.B, pushed.Element);
                    break;
                case IrOp.ArrayPop:
                    if (ArrayOf(it.A, Growing) is not { } popped) break;
                    if (popped.Length != null) Say($"{popped.Symbol} has a fixed length");
                    Gives(it, popped.Element);
                    break;
                case IrOp.ArrayLength or IrOp.ArrayCapacity:
                    ArrayOf(it.A, Readable);
                    Gives(it, IrType.I32);
                    break;
                case IrOp.ElementPeek:
                    if (ArrayOf(it.A, Readable) is { } peeked && Takes(it.B, IrType.I32)) Gives(it, Peeked(peeked.Element));
                    break;
                case IrOp.ElementSwap:
                    if (ArrayOf(it.A, Holds.Live) is { } swapped && Takes(it.B, IrType.I32) && Takes(it.C, swapped.Element)) Gives(it, swapped.Element);
                    break;
                case IrOp.ElementTake:
                    if (ArrayOf(it.A, Holds.Own) is not { } taken || !Takes(it.B, IrType.I32)) break;
                    if (taken.Length == null) Say($"{taken.Symbol} has no fixed length: its elements are popped");
                    Gives(it, taken.Element);
                    break;
                case IrOp.ArrayFree: ArrayOf(it.A, Holds.Own); break;
            }
        }

        private void CheckArrayNew(IrInstruction it)
        {
            if (it.Type is not { Kind: IrKind.Array, Ownership: IrOwnership.Own })
            {
                Say($"{it.Type} cannot be made; an own array can");
                return;
            }
            if (!Takes(it.A, IrType.I32) || program._arrays[it.Type.Symbol!].Length is not { } length) return;
            var capacity = function.Instructions[_definedAt[it.A]];
            if (capacity.Op == IrOp.ConstInt && (int)capacity.Immediate != length) Say($"room for {(int)capacity.Immediate}, the fixed length is {length}");
        }

        private IrArray? ArrayOf(int value, Holds holds) => IsHeld(value, Kinds.Array, holds) ? program._arrays[_types[value].Symbol!] : null;
    }
}
