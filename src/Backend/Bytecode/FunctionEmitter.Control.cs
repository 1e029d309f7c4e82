// Jumps, branches and the comparisons they are made of.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Bytecode;

internal sealed partial class FunctionEmitter
{
    private const int MaxRepeated = 4;

    private enum Relation : byte { Eq, Ne, Lt, Gt, Le, Ge }

    private void EmitJump(int target, int nextBlock)
    {
        if (target == nextBlock) return;
        if (!CanRepeat(target))
        {
            AddJump(Opcode.Jump, 0, 0, target);
            return;
        }
        var (start, count) = (_function.Blocks[target].Start, _function.Blocks[target].Count);
        for (var i = start; i < start + count; i++)
        {
            _line = _firstLine + _function.Lines[i];
            EmitInstruction(i, nextBlock);
        }
    }

    private void EmitBranch(int condition, int ifTrue, int ifFalse, int nextBlock)
    {
        if (ifTrue == nextBlock)
        {
            EmitConditional(condition, true, ifFalse);
            return;
        }
        EmitConditional(condition, false, ifTrue);
        if (ifFalse != nextBlock) AddJump(Opcode.Jump, 0, 0, ifFalse);
    }

    /// <summary>Whether a block is a short test, worth writing in the place of a jump to it: few instructions, a branch, and no value that is asked for elsewhere.</summary>
    private bool CanRepeat(int block)
    {
        var (start, count) = (_function.Blocks[block].Start, _function.Blocks[block].Count);
        if (_function.Instructions[start + count - 1].Op != IrOp.Branch) return false;
        var written = 0;
        for (var i = start; i < start + count - 1; i++)
        {
            var instruction = _function.Instructions[i];
            var value = instruction.Result;
            if (value < 0)
            {
                written++;
                continue;
            }
            if (_plan.Place[value] == ValuePlace.Register && _plan.Outside[_plan.Representative(value)]) return false;
            if (_plan.Outside[value] && _plan.Place[value] is not (ValuePlace.Hoisted or ValuePlace.Immediate)) return false;
            var isFree = _plan.Place[value] is ValuePlace.Fused or ValuePlace.Immediate or ValuePlace.Hoisted ||
                (_plan.Place[value] == ValuePlace.Local && instruction.Op is IrOp.LocalPeek or IrOp.LocalTake) || instruction.Op == IrOp.ConstVoid;
            if (!isFree && ++written > MaxRepeated) return false;
        }
        return written <= MaxRepeated;
    }

    private void EmitConditional(int condition, bool negate, int target)
    {
        if (_plan.Place[condition] != ValuePlace.Fused)
        {
            AddJump(negate ? Opcode.JumpIfNot : Opcode.JumpIf, Register(condition), 0, target);
            return;
        }
        var maker = _function.Instructions[_plan.Definition[condition]];
        if ((IrIntrinsic)maker.C == IrIntrinsic.BoolNot)
        {
            EmitConditional(_function.Operands[maker.A], !negate, target);
        }
        else if (_shortJumps)
        {
            EmitComparingJump(maker, negate, target);
        }
        else
        {
            var result = _words.Take(new BytecodeType(BytecodeKind.Bool));
            EmitComparison(maker, result);
            AddJump(negate ? Opcode.JumpIfNot : Opcode.JumpIf, result, 0, target);
            _words.Release(result);
        }
    }

    private void EmitComparingJump(in IrInstruction maker, bool negate, int target)
    {
        var (left, right) = (_function.Operands[maker.A], _function.Operands[maker.A + 1]);
        var (relation, isFloat) = RelationOf((IrIntrinsic)maker.C);
        var immediate = _plan.ImmediateOperand(maker);
        if (immediate >= 0)
        {
            _plan.IsSmallConstant(immediate == 0 ? left : right, out var number);
            if (immediate == 0) relation = Swapped(relation);
            if (negate) relation = Negated(relation);
            AddJump(Opcode.JumpEqImm + relation switch
            {
                Relation.Eq => 0,
                Relation.Ne => 1,
                Relation.Lt => 2,
                Relation.Le => 3,
                Relation.Gt => 4,
                _ => 5,
            }, Register(immediate == 0 ? right : left), number, target);
            return;
        }
        if (!isFloat && negate) relation = Negated(relation);
        if (relation is Relation.Gt or Relation.Ge)
        {
            (left, right) = (right, left);
            relation = Swapped(relation);
        }
        var op = (relation, isFloat, negate) switch
        {
            (Relation.Eq, false, _) => Opcode.JumpEq,
            (Relation.Ne, false, _) => Opcode.JumpNe,
            (Relation.Lt, false, _) => Opcode.JumpLt,
            (_, false, _) => Opcode.JumpLe,
            (Relation.Eq, true, false) or (Relation.Ne, true, true) => Opcode.JumpEqF,
            (Relation.Ne, true, false) or (Relation.Eq, true, true) => Opcode.JumpNeF,
            (Relation.Lt, true, false) => Opcode.JumpLtF,
            (Relation.Lt, true, true) => Opcode.JumpNotLtF,
            (_, true, false) => Opcode.JumpLeF,
            (_, true, true) => Opcode.JumpNotLeF,
        };
        AddJump(op, Register(left), Register(right), target);
    }

    // Of the maker's operands only; their registers are given back by whoever asked.
    private void EmitComparison(in IrInstruction maker, int result)
    {
        var (left, right) = (_function.Operands[maker.A], _function.Operands[maker.A + 1]);
        var (relation, isFloat) = RelationOf((IrIntrinsic)maker.C);
        var immediate = _plan.ImmediateOperand(maker);
        if (immediate >= 0)
        {
            _plan.IsSmallConstant(immediate == 0 ? left : right, out var number);
            if (immediate == 0) relation = Swapped(relation);
            Add(Opcode.EqImm + relation switch
            {
                Relation.Eq => 0,
                Relation.Ne => 1,
                Relation.Lt => 2,
                Relation.Le => 3,
                Relation.Gt => 4,
                _ => 5,
            }, result, Register(immediate == 0 ? right : left), number);
            return;
        }
        if (relation is Relation.Gt or Relation.Ge)
        {
            (left, right) = (right, left);
            relation = Swapped(relation);
        }
        var first = isFloat ? Opcode.EqF : Opcode.Eq;
        Add(first + relation switch { Relation.Eq => 0, Relation.Ne => 1, Relation.Lt => 2, _ => 3 }, result, Register(left), Register(right));
    }

    private static (Relation Relation, bool IsFloat) RelationOf(IrIntrinsic intrinsic) => intrinsic switch
    {
        IrIntrinsic.IntEq or IrIntrinsic.BoolEq => (Relation.Eq, false),
        IrIntrinsic.IntNe => (Relation.Ne, false),
        IrIntrinsic.IntLt => (Relation.Lt, false),
        IrIntrinsic.IntGt => (Relation.Gt, false),
        IrIntrinsic.IntLe => (Relation.Le, false),
        IrIntrinsic.IntGe => (Relation.Ge, false),
        IrIntrinsic.FloatEq => (Relation.Eq, true),
        IrIntrinsic.FloatNe => (Relation.Ne, true),
        IrIntrinsic.FloatLt => (Relation.Lt, true),
        IrIntrinsic.FloatGt => (Relation.Gt, true),
        IrIntrinsic.FloatLe => (Relation.Le, true),
        _ => (Relation.Ge, true),
    };

    private static Relation Swapped(Relation relation) => relation switch
    {
        Relation.Lt => Relation.Gt,
        Relation.Gt => Relation.Lt,
        Relation.Le => Relation.Ge,
        Relation.Ge => Relation.Le,
        _ => relation,
    };

    // Of integers: a nan makes a float relation and its opposite both false.
    private static Relation Negated(Relation relation) => relation switch
    {
        Relation.Eq => Relation.Ne,
        Relation.Ne => Relation.Eq,
        Relation.Lt => Relation.Ge,
        Relation.Ge => Relation.Lt,
        Relation.Gt => Relation.Le,
        _ => Relation.Gt,
    };
}
