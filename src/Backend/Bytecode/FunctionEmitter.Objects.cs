// Interfaces and arrays: what each of their IR operations becomes.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Bytecode;

internal sealed partial class FunctionEmitter
{
    private void EmitInterfaceOperation(in IrInstruction instruction, int at)
    {
        switch (instruction.Op)
        {
            case IrOp.Alive:
            {
                var source = Register(instruction.A);
                Add(Opcode.Alive, Make(instruction.Result, at), source);
                break;
            }
            case IrOp.IsInstance or IrOp.Downcast:
            {
                var (op, number) = instruction.Op == IrOp.IsInstance
                    ? (Opcode.IsInstance, _tables.StructOfItable(_function.Symbols[instruction.C]))
                    : (Opcode.Downcast, _tables.Struct(instruction.Type.Symbol!));
                var source = Register(instruction.A);
                Add(new Instruction(op, Make(instruction.Result, at), source, x: 1));
                Add(new Instruction((ulong)number));
                break;
            }
            case IrOp.CallInterface:
            {
                var list = Arguments(instruction, 2);
                var decides = Register(_function.Operands[instruction.A + (int)instruction.Immediate]);
                // Two words follow the list.
                var words = ListWords(list.Length + 8);
                EndOperands(at, at);
                _calls.Add(_code.Count);
                Add(Instruction.Wide(Opcode.CallInterface, ResultRegister(instruction), _tables.Method(_function.Symbols[instruction.C]), words));
                AddList(list);
                Add(new Instruction((ulong)decides));
                Add(new Instruction(0));
                break;
            }
        }
    }

    private void EmitArrayOperation(in IrInstruction instruction, int at)
    {
        switch (instruction.Op)
        {
            case IrOp.ArrayNew:
            {
                var capacity = Register(instruction.A);
                Add(Instruction.Wide(Opcode.ArrayNew, Make(instruction.Result, at), _tables.Array(instruction.Type.Symbol!), 1));
                AddList([capacity]);
                break;
            }
            case IrOp.Freeze:
            {
                var source = Register(instruction.A);
                Add(Opcode.Freeze, Make(instruction.Result, at), source);
                break;
            }
            case IrOp.ArrayPush:
            {
                var (array, type, _) = ArrayOf(instruction.A);
                var put = Put(instruction.B);
                Add(type.Element.IsWord ? Opcode.ArrayPushW : Opcode.ArrayPushO, put, array);
                Forget(instruction.B, put);
                break;
            }
            case IrOp.ArrayPop:
            {
                var (array, type, _) = ArrayOf(instruction.A);
                var got = Got(instruction, at);
                Add(type.Element.IsWord ? Opcode.ArrayPopW : Opcode.ArrayPopO, got, array);
                Forget(instruction.Result, got);
                break;
            }
            case IrOp.ArrayLength or IrOp.ArrayCapacity:
            {
                var (array, _, isChecked) = ArrayOf(instruction.A);
                var op = instruction.Op == IrOp.ArrayCapacity ? Opcode.ArrayCapacity : isChecked ? Opcode.CheckedArrayLength : Opcode.ArrayLength;
                Add(op, Make(instruction.Result, at), array);
                break;
            }
            case IrOp.ElementPeek or IrOp.ElementTake:
                EmitElementLoad(instruction, at);
                break;
            case IrOp.ElementSwap:
                EmitElementSwap(instruction, at);
                break;
            case IrOp.ArrayFree:
                Add(Opcode.ArrayFree, Register(instruction.A));
                break;
        }
    }

    private void EmitElementLoad(in IrInstruction instruction, int at)
    {
        var (array, type, isChecked) = ArrayOf(instruction.A);
        var index = Register(instruction.B);
        var op = (type.Element.IsWord, instruction.Op, isChecked) switch
        {
            (true, _, false) => Opcode.ElementLoadW,
            (true, _, true) => Opcode.CheckedElementLoadW,
            (false, IrOp.ElementTake, _) => Opcode.ElementTakeO,
            (false, _, false) => Opcode.ElementLoadO,
            (false, _, true) => Opcode.CheckedElementLoadO,
        };
        var got = Got(instruction, at);
        Add(op, got, array, index);
        Forget(instruction.Result, got);
    }

    private void EmitElementSwap(in IrInstruction instruction, int at)
    {
        var (array, type, isChecked) = ArrayOf(instruction.A);
        var index = Register(instruction.B);
        var put = Put(instruction.C);
        if (_plan.IsUnused(instruction.Result) || instruction.Type.Kind == IrKind.Void)
        {
            var op = (type.Element.IsWord, isChecked) switch
            {
                (true, false) => Opcode.ElementStoreW,
                (true, true) => Opcode.CheckedElementStoreW,
                (false, false) => Opcode.ElementStoreO,
                (false, true) => Opcode.CheckedElementStoreO,
            };
            Add(op, put, array, index);
            Forget(instruction.C, put);
            return;
        }
        Add(new Instruction(type.Element.IsWord ? Opcode.ElementSwapW : Opcode.ElementSwapO, Make(instruction.Result, at), array, index, 1));
        AddList([put]);
    }

    private (int Register, BytecodeArray Type, bool Checked) ArrayOf(int value)
    {
        var isChecked = _plan.Place[value] == ValuePlace.Fused;
        var held = isChecked ? _function.Instructions[_plan.Definition[value]].A : value;
        return (Register(held), _tables.Arrays[TypeOf(held).Number], isChecked);
    }

    // An element of no information has no register: for it the array holds bools.
    private bool IsVoid(int value) => _function.Instructions[_plan.Definition[value]].Type.Kind == IrKind.Void;

    private int Put(int value)
    {
        if (!IsVoid(value)) return Register(value);
        var register = _words.Take(new BytecodeType(BytecodeKind.Bool));
        EmitConstant(register, 0);
        return register;
    }

    private int Got(in IrInstruction instruction, int at) =>
        instruction.Type.Kind == IrKind.Void ? _words.Take(new BytecodeType(BytecodeKind.Bool)) : Make(instruction.Result, at);

    private void Forget(int value, int register)
    {
        if (IsVoid(value)) _words.Release(register);
    }
}
