// The instruction by instruction half of the emitter: what each IR operation becomes.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Bytecode;

internal sealed partial class FunctionEmitter
{
    private void EmitInstruction(int at, int nextBlock)
    {
        var instruction = _function.Instructions[at];
        var value = instruction.Result;
        if (value >= 0 && _plan.Place[value] == ValuePlace.Fused) return;
        var skipped = value >= 0 && !ValuePlan.ActsWithoutValue(instruction.Op) &&
            _plan.Place[value] is ValuePlace.None or ValuePlace.Immediate or ValuePlace.Hoisted;
        if (!skipped) EmitOperation(instruction, at, nextBlock);
        EndOperands(at, at);
        if (value >= 0 && _plan.Place[value] == ValuePlace.Register && _plan.Representative(value) == value &&
            !_plan.Outside[value] && _plan.LastUse[value] <= at) GiveBack(value, at);
    }

    private void EmitOperation(in IrInstruction instruction, int at, int nextBlock)
    {
        var value = instruction.Result;
        switch (instruction.Op)
        {
            case IrOp.ConstBool or IrOp.ConstInt or IrOp.ConstFloat or IrOp.ConstStr:
                EmitConstant(Make(value, at), instruction);
                break;
            case IrOp.LocalInit:
                EmitPut(instruction.A, instruction.B);
                break;
            case IrOp.LocalPeek or IrOp.LocalTake:
                if (_plan.Place[value] == ValuePlace.Register) EmitMove(_localTypes[instruction.A], Make(value, at), _localRegister[instruction.A]);
                break;
            case IrOp.LocalSwap:
                // The old value leaves before the new one comes, and must not take the new one's register.
                if (_plan.Place[value] == ValuePlace.Register && !_plan.IsUnused(value))
                    EmitMove(_localTypes[instruction.A], Destination(value), _localRegister[instruction.A]);
                EmitPut(instruction.A, instruction.B);
                break;
            case IrOp.New:
                EmitNew(instruction, at);
                break;
            case IrOp.FieldPeek or IrOp.FieldTake:
                EmitLoad(instruction, at);
                break;
            case IrOp.FieldSwap:
                EmitFieldSwap(instruction, at);
                break;
            case IrOp.Free:
                Add(Opcode.Free, Register(instruction.A));
                break;
            // All holds on an object are one reference, and so is an object behind an interface.
            case IrOp.Borrow or IrOp.Weaken or IrOp.Upcast:
                EmitCopy(value, instruction.A, at);
                break;
            case IrOp.Check:
            {
                var source = Register(instruction.A);
                Add(Opcode.Check, Make(value, at), source);
                break;
            }
            case IrOp.Retain:
                EmitCopy(value, instruction.A, at);
                if (_tables.Options.TrackShares) Add(Opcode.Retain, Register(value));
                break;
            case IrOp.Release:
                if (_tables.Options.TrackShares && TypeOf(instruction.A).IsObject) Add(Opcode.Release, Register(instruction.A));
                break;
            case IrOp.SameInstance:
            {
                var (left, right) = (Register(instruction.A), Register(instruction.B));
                Add(Opcode.Same, Make(value, at), left, right);
                break;
            }
            case IrOp.Alive or IrOp.IsInstance or IrOp.Downcast or IrOp.CallInterface:
                EmitInterfaceOperation(instruction, at);
                break;
            case >= IrOp.ArrayNew and <= IrOp.ArrayFree:
                EmitArrayOperation(instruction, at);
                break;
            case IrOp.Call:
                EmitCall(instruction, at);
                break;
            case IrOp.CallExtern:
                EmitCallExtern(instruction, at);
                break;
            case IrOp.Intrinsic:
                EmitIntrinsic(instruction, at);
                break;
            case IrOp.Jump:
                EmitJump(instruction.A, nextBlock);
                break;
            case IrOp.Branch:
                EmitBranch(instruction.A, instruction.B, instruction.C, nextBlock);
                break;
            case IrOp.Return:
                var type = TypeOf(instruction.A);
                if (type.IsWord) Add(Opcode.ReturnW, Register(instruction.A));
                else if (type.IsObject) Add(Opcode.ReturnO, Register(instruction.A));
                else Add(Opcode.ReturnVoid);
                break;
            case IrOp.Unreachable:
                Add(Opcode.Unreachable);
                break;
        }
    }

    /// <summary>Ends the operands of the instruction and gives a register for its result, which may be one of theirs: the machine reads before it writes.</summary>
    private int Make(int value, int at)
    {
        EndOperands(at, at);
        return Destination(value);
    }

    private void EmitHoisted(int index)
    {
        var constant = _plan.Hoisted[index];
        var type = _tables.Type(constant.Type);
        EmitConstant(_hoistedRegister[index] = (type.IsWord ? _words : _objects).Fresh(type), constant);
    }

    private void EmitConstant(int register, in IrInstruction constant)
    {
        if (constant.Op == IrOp.ConstStr) Add(Instruction.Wide(Opcode.ConstStr, register, _tables.String(_function.Strings[constant.A])));
        else EmitConstant(register, constant.Op == IrOp.ConstInt ? ValuePlan.Truncated(constant) : constant.Immediate);
    }

    private void EmitConstant(int register, long number)
    {
        if (number is >= int.MinValue and <= int.MaxValue) Add(Instruction.Wide(Opcode.Const, register, (int)number));
        else Add(Instruction.Wide(Opcode.ConstLong, register, _tables.Constant(number)));
    }

    private void EmitMove(BytecodeType type, int to, int from)
    {
        if (to != from && (type.IsWord || type.IsObject)) Add(type.IsWord ? Opcode.MoveW : Opcode.MoveO, to, from);
    }

    private void EmitCopy(int value, int source, int at)
    {
        if (_plan.Place[value] != ValuePlace.Register || _plan.Representative(value) != value) return;
        var from = Register(source);
        EmitMove(TypeOf(source), Make(value, at), from);
    }

    // Unless the value was made in the local's register already.
    private void EmitPut(int local, int value)
    {
        var type = _localTypes[local];
        if (!type.IsWord && !type.IsObject) return;
        if (_plan.Place[value] == ValuePlace.Immediate) EmitConstant(_localRegister[local], ValuePlan.Truncated(_function.Instructions[_plan.Definition[value]]));
        else EmitMove(type, _localRegister[local], Register(value));
    }

    private int[] Arguments(in IrInstruction instruction, int extra)
    {
        var list = new List<int>();
        for (var i = 0; i < extra; i++) list.Add(0);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < instruction.B; i++)
            {
                var argument = _function.Operands[instruction.A + i];
                var type = TypeOf(argument);
                if (pass == 0 ? type.IsWord : type.IsObject) list.Add(Register(argument));
            }
        }
        return [.. list];
    }

    private void EmitNew(in IrInstruction instruction, int at)
    {
        var list = Arguments(instruction, 0);
        Add(Instruction.Wide(Opcode.New, Make(instruction.Result, at), _tables.Struct(instruction.Type.Symbol!), ListWords(list.Length)));
        AddList(list);
    }

    private void EmitCall(in IrInstruction instruction, int at)
    {
        var list = Arguments(instruction, 2);
        var words = ListWords(list.Length);
        EndOperands(at, at);
        _calls.Add(_code.Count);
        Add(Instruction.Wide(Opcode.Call, ResultRegister(instruction), _tables.Function(_function.Symbols[instruction.C]), words));
        AddList(list);
    }

    private void EmitCallExtern(in IrInstruction instruction, int at)
    {
        var list = Arguments(instruction, 0);
        var words = ListWords(list.Length);
        EndOperands(at, at);
        Add(Instruction.Wide(Opcode.CallExtern, ResultRegister(instruction), _tables.Extern(_function.Symbols[instruction.C]), words));
        AddList(list);
    }

    private int ResultRegister(in IrInstruction instruction) =>
        _plan.Place[instruction.Result] == ValuePlace.None ? 0 : Destination(instruction.Result);

    private (int Object, BytecodeStruct Struct, bool Checked) Object(int value)
    {
        var isChecked = _plan.Place[value] == ValuePlace.Fused;
        var held = isChecked ? _function.Instructions[_plan.Definition[value]].A : value;
        return (Register(held), _tables.Structs[TypeOf(held).Number], isChecked);
    }

    private void EmitLoad(in IrInstruction instruction, int at)
    {
        var (obj, layout, isChecked) = Object(instruction.A);
        var type = layout.Fields[instruction.B];
        var op = (type.IsWord, instruction.Op, isChecked) switch
        {
            (true, _, false) => Opcode.LoadW,
            (true, _, true) => Opcode.CheckedLoadW,
            (false, IrOp.FieldTake, _) => Opcode.TakeO,
            (false, _, false) => Opcode.LoadO,
            (false, _, true) => Opcode.CheckedLoadO,
        };
        Add(op, Make(instruction.Result, at), obj, layout.Slots[instruction.B]);
    }

    private void EmitFieldSwap(in IrInstruction instruction, int at)
    {
        var (obj, layout, isChecked) = Object(instruction.A);
        var type = layout.Fields[instruction.B];
        if (!type.IsWord && !type.IsObject) return;
        var slot = layout.Slots[instruction.B];
        var put = Register(instruction.C);
        if (_plan.IsUnused(instruction.Result))
        {
            var op = (type.IsWord, isChecked) switch
            {
                (true, false) => Opcode.StoreW,
                (true, true) => Opcode.CheckedStoreW,
                (false, false) => Opcode.StoreO,
                (false, true) => Opcode.CheckedStoreO,
            };
            Add(op, put, obj, slot);
            return;
        }
        Add(new Instruction(type.IsWord ? Opcode.SwapW : Opcode.SwapO, Make(instruction.Result, at), obj, slot, 1));
        AddList([put]);
    }
}
