// What each instruction asks of its operands.

namespace Vale.Backend.Bytecode;

internal sealed partial class FunctionVerifier
{
    // Gives the word a jump goes to, or -1. Readings come before writings, as in the machine.
    private int CheckInstruction(Instruction i)
    {
        var operands = ListLength(i);
        if (i.X != (operands + 3) / 4) Fail($"its list has {i.X} words instead of {(operands + 3) / 4}");
        switch (i.Op)
        {
            case Opcode.MoveW:
                WriteWord(i.A, ReadWord(i.B).Kind);
                break;
            case Opcode.MoveO:
                WriteObject(i.A, ReadObject(i.B));
                break;
            case Opcode.Const:
                if (WriteWord(i.A).Kind == BytecodeKind.Bool && i.BC is not (0 or 1)) Fail($"{i.BC} is no bool");
                break;
            case Opcode.ConstLong:
                if ((uint)i.BC >= (uint)image.Constants.Length) Fail($"there is no constant {i.BC}");
                if (WriteWord(i.A).Kind is not (BytecodeKind.I64 or BytecodeKind.Float)) Fail($"w{i.A} is too small for a long constant");
                break;
            case Opcode.ConstStr:
                if ((uint)i.BC >= (uint)image.Strings.Length) Fail($"there is no literal {i.BC}");
                WriteStr(i.A);
                break;

            case >= Opcode.AddI32 and <= Opcode.ModI32:
                Binary(i, BytecodeKind.I32, BytecodeKind.I32);
                break;
            case Opcode.NegI32:
                Unary(i, BytecodeKind.I32, BytecodeKind.I32);
                break;
            case >= Opcode.AddImmI32 and <= Opcode.ModImmI32:
                if (i.Op >= Opcode.DivImmI32 && (short)i.C is 0 or -1) Fail("dividing by 0 or -1");
                Unary(i, BytecodeKind.I32, BytecodeKind.I32);
                break;
            case >= Opcode.AddI64 and <= Opcode.ModI64:
                Binary(i, BytecodeKind.I64, BytecodeKind.I64);
                break;
            case Opcode.NegI64:
                Unary(i, BytecodeKind.I64, BytecodeKind.I64);
                break;
            case >= Opcode.AddImmI64 and <= Opcode.ModImmI64:
                if (i.Op >= Opcode.DivImmI64 && (short)i.C is 0 or -1) Fail("dividing by 0 or -1");
                Unary(i, BytecodeKind.I64, BytecodeKind.I64);
                break;
            case >= Opcode.Eq and <= Opcode.Le:
                SameInts(ReadWord(i.B), ReadWord(i.C), i.Op <= Opcode.Ne);
                WriteWord(i.A, BytecodeKind.Bool);
                break;
            case >= Opcode.EqImm and <= Opcode.GeImm:
                Int(ReadWord(i.B));
                WriteWord(i.A, BytecodeKind.Bool);
                break;

            case >= Opcode.AddF and <= Opcode.ModF:
                Binary(i, BytecodeKind.Float, BytecodeKind.Float);
                break;
            case Opcode.NegF or Opcode.SqrtF:
                Unary(i, BytecodeKind.Float, BytecodeKind.Float);
                break;
            case >= Opcode.EqF and <= Opcode.LeF:
                Binary(i, BytecodeKind.Float, BytecodeKind.Bool);
                break;
            case Opcode.Not:
                Unary(i, BytecodeKind.Bool, BytecodeKind.Bool);
                break;
            case Opcode.I32ToI64:
                Unary(i, BytecodeKind.I32, BytecodeKind.I64);
                break;
            case Opcode.I64ToI32:
                Unary(i, BytecodeKind.I64, BytecodeKind.I32);
                break;
            case Opcode.IntToFloat:
                Int(ReadWord(i.B));
                WriteWord(i.A, BytecodeKind.Float);
                break;
            case Opcode.FloatToI32:
                Unary(i, BytecodeKind.Float, BytecodeKind.I32);
                break;
            case Opcode.FloatToI64:
                Unary(i, BytecodeKind.Float, BytecodeKind.I64);
                break;

            case Opcode.Jump:
                return Target(i.BC);
            case Opcode.JumpIf or Opcode.JumpIfNot:
                ReadWord(i.A, BytecodeKind.Bool);
                return Target(i.BC);
            case >= Opcode.JumpEq and <= Opcode.JumpLe:
                SameInts(ReadWord(i.A), ReadWord(i.B), i.Op <= Opcode.JumpNe);
                return Target((short)i.C);
            case >= Opcode.JumpEqImm and <= Opcode.JumpGeImm:
                Int(ReadWord(i.A));
                return Target((short)i.C);
            case >= Opcode.JumpEqF and <= Opcode.JumpNotLeF:
                ReadWord(i.A, BytecodeKind.Float);
                ReadWord(i.B, BytecodeKind.Float);
                return Target((short)i.C);

            case Opcode.Call:
            {
                var callee = image.Functions[i.BC];
                if (ListOperand(0) != _function.Words.Length || ListOperand(1) != _function.Objects.Length) Fail("it steps over a wrong number of registers");
                Arguments(callee.Parameters, 2);
                Result(i.A, callee.ReturnType);
                break;
            }
            case Opcode.CallInterface:
                CheckCallInterface(i);
                break;
            case Opcode.CallExtern:
                Arguments(image.Externs[i.BC].Parameters, 0);
                Result(i.A, image.Externs[i.BC].ReturnType);
                break;
            case Opcode.ReturnVoid:
                if (_function.ReturnType.Kind != BytecodeKind.Void) Fail($"the function returns {_function.ReturnType}");
                break;
            case Opcode.ReturnW:
                if (ReadWord(i.A) != _function.ReturnType) Fail($"the function returns {_function.ReturnType}, not {_function.Words[i.A]}");
                break;
            case Opcode.ReturnO:
                if (!Suits(ReadObject(i.A), _function.ReturnType)) Fail($"the function returns {_function.ReturnType}, not {_function.Objects[i.A]}");
                break;

            case >= Opcode.New and <= Opcode.Release:
                CheckObjectInstruction(i);
                break;
            case Opcode.IsInstance or Opcode.Downcast:
                CheckInstanceInstruction(i);
                break;
            case >= Opcode.ArrayNew and <= Opcode.ArrayFree:
                CheckArrayInstruction(i);
                break;
            case >= Opcode.IntToStr and <= Opcode.MainArg:
                CheckService(i);
                break;
            case Opcode.Unreachable:
                break;
            default:
                Fail("there is no such instruction");
                break;
        }
        return -1;
    }

    private void CheckObjectInstruction(Instruction i)
    {
        switch (i.Op)
        {
            case Opcode.New:
            {
                Arguments(image.Structs[i.BC].Fields, 0);
                WriteObject(i.A, new BytecodeType(image.Structs[i.BC].IsImmutable ? BytecodeKind.Share : BytecodeKind.Own, i.BC));
                break;
            }
            case Opcode.LoadW or Opcode.CheckedLoadW:
            {
                var layout = Layout(i, write: false);
                WriteWord(i.A, WordField(layout, i.C).Kind);
                break;
            }
            case Opcode.LoadO or Opcode.CheckedLoadO:
            {
                var field = ObjectField(Layout(i, write: false), i.C);
                WriteObject(i.A, field.Kind == BytecodeKind.Own ? field with { Kind = BytecodeKind.Live } : field);
                break;
            }
            case Opcode.TakeO:
            {
                var field = ObjectField(Layout(i, write: false), i.C);
                if (_function.Objects[i.B].Kind != BytecodeKind.Own) Fail($"o{i.B} holds a {_function.Objects[i.B]}; only an owned object is taken apart");
                WriteObject(i.A, field);
                break;
            }
            case Opcode.StoreW or Opcode.CheckedStoreW:
                ReadWord(i.A, WordField(Layout(i, write: true), i.C).Kind);
                break;
            case Opcode.StoreO or Opcode.CheckedStoreO:
            {
                var field = ObjectField(Layout(i, write: true), i.C);
                if (!Suits(ReadObject(i.A), field)) Fail($"o{i.A} holds a {_function.Objects[i.A]}, the field a {field}");
                break;
            }
            case Opcode.SwapW:
            {
                var field = WordField(Layout(i, write: true), i.C);
                ReadWord(ListOperand(0), field.Kind);
                WriteWord(i.A, field.Kind);
                break;
            }
            case Opcode.SwapO:
            {
                var field = ObjectField(Layout(i, write: true), i.C);
                if (!Suits(ReadObject(ListOperand(0)), field)) Fail($"o{ListOperand(0)} does not suit the field, a {field}");
                WriteObject(i.A, field);
                break;
            }
            case Opcode.Free:
                if (ReadObject(i.A) is not { Kind: BytecodeKind.Own, Target: BytecodeTarget.Struct }) Fail($"o{i.A} holds a {_function.Objects[i.A]}; only an owned object is freed");
                break;
            case Opcode.Check:
            {
                var type = ReadMortal(i.B);
                WriteObject(i.A, type with { Kind = BytecodeKind.Live });
                break;
            }
            case Opcode.Alive:
                ReadMortal(i.B);
                WriteWord(i.A, BytecodeKind.Bool);
                break;
            case Opcode.Same:
            {
                var (left, right) = (ReadObject(i.B), ReadObject(i.C));
                if (!left.IsReference || !right.IsReference) Fail($"a {left} and a {right} cannot be the same");
                WriteWord(i.A, BytecodeKind.Bool);
                break;
            }
            case Opcode.Retain or Opcode.Release:
                if (!image.TracksShares) Fail("the image says it does not track shares");
                if (!ReadObject(i.A).IsShared) Fail($"o{i.A} holds a {_function.Objects[i.A]}, which has no holders to count");
                break;
            default:
                Fail("there is no such instruction");
                break;
        }
    }

    private void CheckService(Instruction i)
    {
        switch (i.Op)
        {
            case Opcode.IntToStr:
                Int(ReadWord(i.B));
                WriteStr(i.A);
                break;
            case Opcode.FloatToStr:
                ReadWord(i.B, BytecodeKind.Float);
                WriteStr(i.A);
                break;
            case Opcode.StrLen:
                ReadStr(i.B);
                WriteWord(i.A, BytecodeKind.I32);
                break;
            case Opcode.StrConcat or Opcode.StrEq or Opcode.StrCompare or Opcode.StrIndexOf:
                for (var k = 0; k < 6; k += 3)
                {
                    ReadStr(ListOperand(k));
                    ReadWord(ListOperand(k + 1), BytecodeKind.I32);
                    ReadWord(ListOperand(k + 2), BytecodeKind.I32);
                }
                if (i.Op == Opcode.StrConcat) WriteStr(i.A);
                else WriteWord(i.A, i.Op == Opcode.StrEq ? BytecodeKind.Bool : BytecodeKind.I32);
                break;
            case Opcode.StrSlice or Opcode.StrToByte:
                ReadStr(i.B);
                ReadWord(ListOperand(0), BytecodeKind.I32);
                ReadWord(ListOperand(1), BytecodeKind.I32);
                if (i.Op == Opcode.StrSlice) WriteStr(i.A);
                else WriteWord(i.A, BytecodeKind.I32);
                break;
            case Opcode.StrFromCode or Opcode.MainArg:
                ReadWord(i.B, BytecodeKind.I32);
                WriteStr(i.A);
                break;
            case Opcode.Print or Opcode.PrintError:
                ReadStr(i.A);
                ReadWord(i.B, BytecodeKind.I32);
                ReadWord(i.C, BytecodeKind.I32);
                break;
            case Opcode.Panic:
                break;
            case Opcode.PanicWith:
                ReadStr(i.A);
                break;
            case Opcode.MainArgCount:
                WriteWord(i.A, BytecodeKind.I32);
                break;
            default:
                Fail("there is no such instruction");
                break;
        }
    }

    // How many operands the instruction's list must have; also sees that what it names exists.
    private int ListLength(Instruction i)
    {
        switch (i.Op)
        {
            case Opcode.Call:
                if ((uint)i.BC >= (uint)image.Functions.Length) Fail($"there is no function {i.BC}");
                return 2 + Operands(image.Functions[i.BC].Parameters);
            case Opcode.CallInterface:
                if ((uint)i.BC >= (uint)image.Methods.Length) Fail($"there is no method {i.BC}");
                // Behind the arguments stand two words of their own.
                return 4 * ((2 + Operands(image.Methods[i.BC].Parameters) + 3) / 4 + 2);
            case Opcode.CallExtern:
                if ((uint)i.BC >= (uint)image.Externs.Length) Fail($"there is no extern {i.BC}");
                return Operands(image.Externs[i.BC].Parameters);
            case Opcode.New:
                if ((uint)i.BC >= (uint)image.Structs.Length) Fail($"there is no struct {i.BC}");
                return image.Structs[i.BC].Words.Length + image.Structs[i.BC].Objects.Length;
            case Opcode.SwapW or Opcode.SwapO or Opcode.ElementSwapW or Opcode.ElementSwapO or Opcode.ArrayNew:
                return 1;
            case Opcode.StrSlice or Opcode.StrToByte:
                return 2;
            case Opcode.IsInstance or Opcode.Downcast:
                return 4;
            case Opcode.StrConcat or Opcode.StrEq or Opcode.StrCompare or Opcode.StrIndexOf:
                return 6;
            default:
                return 0;
        }
    }

    private static int Operands(BytecodeType[] types)
    {
        var count = 0;
        foreach (var type in types)
            if (type.IsWord || type.IsObject) count++;
        return count;
    }

    private int ListOperand(int index) => _code[_at + 1 + index / 4].List(index % 4);

    private void Arguments(BytecodeType[] types, int first)
    {
        foreach (var type in types)
            if (type.IsWord) ReadWord(ListOperand(first++), type.Kind);
        foreach (var type in types)
        {
            if (!type.IsObject) continue;
            var register = ListOperand(first++);
            if (!Suits(ReadObject(register), type)) Fail($"o{register} holds a {_function.Objects[register]} where a {type} is wanted");
        }
    }

    private void Result(int register, BytecodeType type)
    {
        if (type.IsWord) WriteWord(register, type.Kind);
        else if (type.IsObject) WriteObject(register, type);
    }

    private void Unary(Instruction i, BytecodeKind from, BytecodeKind to)
    {
        ReadWord(i.B, from);
        WriteWord(i.A, to);
    }

    private void Binary(Instruction i, BytecodeKind from, BytecodeKind to)
    {
        ReadWord(i.B, from);
        ReadWord(i.C, from);
        WriteWord(i.A, to);
    }

    private void Int(BytecodeType type)
    {
        if (type.Kind is not (BytecodeKind.I32 or BytecodeKind.I64)) Fail($"a {type} is no integer");
    }

    private void SameInts(BytecodeType left, BytecodeType right, bool orBools)
    {
        if (left != right || !(left.Kind is BytecodeKind.I32 or BytecodeKind.I64 || orBools && left.Kind == BytecodeKind.Bool))
            Fail($"a {left} and a {right} cannot be compared");
    }

    // The struct of the object that oB holds, when the access is one its hold on it allows.
    private BytecodeStruct Layout(Instruction i, bool write)
    {
        var type = ReadObject(i.B);
        var isChecked = i.Op >= Opcode.CheckedLoadW;
        var allowed = type.Kind switch
        {
            BytecodeKind.Own or BytecodeKind.Live => true,
            BytecodeKind.Borrow or BytecodeKind.Weak => isChecked,
            BytecodeKind.Share => !isChecked && !write,
            _ => false,
        };
        if (!allowed || type.Target != BytecodeTarget.Struct) Fail($"o{i.B} holds a {type}");
        return image.Structs[type.Number];
    }

    private BytecodeType WordField(BytecodeStruct layout, int slot)
    {
        if (slot < 1 || slot > layout.Words.Length) Fail($"{layout.Name} has no word in slot {slot}");
        return layout.Words[slot - 1];
    }

    private BytecodeType ObjectField(BytecodeStruct layout, int slot)
    {
        if (slot < 1 || slot > layout.Objects.Length) Fail($"{layout.Name} has no object in slot {slot}");
        return layout.Objects[slot - 1];
    }
}
