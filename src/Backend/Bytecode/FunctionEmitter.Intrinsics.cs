// Intrinsics: arithmetic, conversions, strings and the program's surroundings.

using System.Runtime.CompilerServices;
using Vale.Compiler.Lowering;

namespace Vale.Backend.Bytecode;

internal sealed partial class FunctionEmitter
{
    private void EmitIntrinsic(in IrInstruction instruction, int at)
    {
        var intrinsic = (IrIntrinsic)instruction.C;
        var value = instruction.Result;
        if (_plan.Place[value] == ValuePlace.None && instruction.Type.Kind is not (IrKind.Void or IrKind.Never)) return;
        var operands = _function.Operands.AsSpan().Slice(instruction.A, instruction.B);
        switch (intrinsic)
        {
            case <= IrIntrinsic.IntNeg:
                EmitArithmetic(instruction, intrinsic, at);
                break;
            case <= IrIntrinsic.IntGe or >= IrIntrinsic.FloatEq and <= IrIntrinsic.FloatGe or IrIntrinsic.BoolEq:
                EmitComparisonValue(instruction, at);
                break;
            case >= IrIntrinsic.FloatAdd and <= IrIntrinsic.FloatMod:
            {
                var (left, right) = (Register(operands[0]), Register(operands[1]));
                Add(Opcode.AddF + (intrinsic - IrIntrinsic.FloatAdd), Make(value, at), left, right);
                break;
            }
            case IrIntrinsic.StrConcat or IrIntrinsic.StrEq or IrIntrinsic.StrCompare or IrIntrinsic.StrIndexOf:
            {
                var list = new int[6];
                for (var i = 0; i < 6; i++) list[i] = Register(operands[i]);
                Add(new Instruction(Opcode.StrConcat + (intrinsic - IrIntrinsic.StrConcat), Make(value, at), x: 2));
                AddList(list);
                break;
            }
            case IrIntrinsic.StrSlice or IrIntrinsic.StrToByte:
            {
                var (text, begin, end) = (Register(operands[0]), Register(operands[1]), Register(operands[2]));
                Add(new Instruction(intrinsic == IrIntrinsic.StrSlice ? Opcode.StrSlice : Opcode.StrToByte, Make(value, at), text, x: 1));
                AddList([begin, end]);
                break;
            }
            case IrIntrinsic.Print or IrIntrinsic.PrintError:
                Add(intrinsic == IrIntrinsic.Print ? Opcode.Print : Opcode.PrintError, Register(operands[0]), Register(operands[1]), Register(operands[2]));
                break;
            case IrIntrinsic.Panic:
                Add(Opcode.Panic);
                break;
            case IrIntrinsic.PanicWith:
                Add(Opcode.PanicWith, Register(operands[0]));
                break;
            case IrIntrinsic.MainArgCount:
                Add(Opcode.MainArgCount, Make(value, at));
                break;
            default:
            {
                var operand = Register(operands[0]);
                Add(UnaryOpcode(intrinsic), Make(value, at), operand);
                break;
            }
        }
    }

    private static Opcode UnaryOpcode(IrIntrinsic intrinsic) => intrinsic switch
    {
        IrIntrinsic.FloatNeg => Opcode.NegF,
        IrIntrinsic.FloatSqrt => Opcode.SqrtF,
        IrIntrinsic.BoolNot => Opcode.Not,
        IrIntrinsic.I32ToI64 => Opcode.I32ToI64,
        IrIntrinsic.I64ToI32 => Opcode.I64ToI32,
        IrIntrinsic.I32ToFloat or IrIntrinsic.I64ToFloat => Opcode.IntToFloat,
        IrIntrinsic.FloatToI32 => Opcode.FloatToI32,
        IrIntrinsic.FloatToI64 => Opcode.FloatToI64,
        IrIntrinsic.IntToStr => Opcode.IntToStr,
        IrIntrinsic.FloatToStr => Opcode.FloatToStr,
        IrIntrinsic.StrLen => Opcode.StrLen,
        IrIntrinsic.StrFromCode => Opcode.StrFromCode,
        IrIntrinsic.MainArg => Opcode.MainArg,
        _ => throw new SwitchExpressionException(intrinsic),
    };

    private void EmitArithmetic(in IrInstruction instruction, IrIntrinsic intrinsic, int at)
    {
        var wide = instruction.Type.Bits == 64;
        var left = _function.Operands[instruction.A];
        if (intrinsic == IrIntrinsic.IntNeg)
        {
            var operand = Register(left);
            Add(wide ? Opcode.NegI64 : Opcode.NegI32, Make(instruction.Result, at), operand);
            return;
        }
        var right = _function.Operands[instruction.A + 1];
        var immediate = _plan.ImmediateOperand(instruction);
        if (immediate < 0)
        {
            var (a, b) = (Register(left), Register(right));
            Add((wide ? Opcode.AddI64 : Opcode.AddI32) + (intrinsic - IrIntrinsic.IntAdd), Make(instruction.Result, at), a, b);
            return;
        }
        _plan.IsSmallConstant(immediate == 0 ? left : right, out var number);
        var source = Register(immediate == 0 ? right : left);
        var op = intrinsic switch
        {
            IrIntrinsic.IntAdd => Opcode.AddImmI32,
            IrIntrinsic.IntSub => Opcode.AddImmI32,
            IrIntrinsic.IntMul => Opcode.MulImmI32,
            IrIntrinsic.IntDiv => Opcode.DivImmI32,
            _ => Opcode.ModImmI32,
        };
        if (intrinsic == IrIntrinsic.IntSub) number = -number;
        Add(wide ? op + (Opcode.AddImmI64 - Opcode.AddImmI32) : op, Make(instruction.Result, at), source, number);
    }

    private void EmitComparisonValue(in IrInstruction instruction, int at)
    {
        // The result may take an operand's register, so the operands are looked up before it is given out.
        var before = _code.Count;
        EmitComparison(instruction, 0);
        var word = _code[before];
        _code[before] = new Instruction(word.Op, Make(instruction.Result, at), word.B, word.C);
    }
}
