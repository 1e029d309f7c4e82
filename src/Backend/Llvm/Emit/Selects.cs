// A choice between values that costs nothing but a jump is better made without one: jumps that depend on data are guessed wrong.
// LLVM makes selects of two-way choices, but turns a chain of comparisons with constants into a switch as soon as it sees it,
// before it finds out that nothing is left to be done in its branches, and then keeps it. Here such small switches become selects.

using Vale.Backend.Llvm.Interop;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

/// <summary>Runs over a module that has been optimised.</summary>
internal static unsafe class Selects
{
    /// <summary>More cases than this are better told apart by a table.</summary>
    private const int MaxCases = 3;

    /// <summary>More values than this are better chosen by one jump.</summary>
    private const int MaxValues = 2;

    /// <summary>True when a switch was replaced. What led from it to where its ways meet is then left without a way to it.</summary>
    public static bool Form(LLVMModuleRef module, LLVMContextRef context)
    {
        var builder = CreateBuilderInContext(context);
        var changed = false;
        for (var function = GetFirstFunction(module); function.Handle != 0; function = GetNextFunction(function))
            for (var block = GetFirstBasicBlock(function); block.Handle != 0; block = GetNextBasicBlock(block))
            {
                var last = GetBasicBlockTerminator(block);
                if (last.Handle != 0 && GetInstructionOpcode(last) == LLVMOpcode.Switch) changed |= Replace(context, builder, block, last);
            }
        DisposeBuilder(builder);
        return changed;
    }

    private static bool Replace(LLVMContextRef context, LLVMBuilderRef builder, LLVMBasicBlockRef block, LLVMValueRef choice)
    {
        // Operands: what is asked, where to go otherwise, then pairs of a constant and where to go.
        var cases = (int)(GetNumOperands(choice) - 2) / 2;
        if (cases is 0 or > MaxCases) return false;
        var otherwise = ValueAsBasicBlock(GetOperand(choice, 1));
        var meeting = IsEmpty(otherwise, choice) ? OnlySuccessor(otherwise) : otherwise;
        var sources = new LLVMBasicBlockRef[cases + 1];
        for (var i = 0; i <= cases; i++)
        {
            var target = i == cases ? otherwise : ValueAsBasicBlock(GetOperand(choice, (uint)(3 + 2 * i)));
            if (target == meeting) sources[i] = block;
            else if (IsEmpty(target, choice) && OnlySuccessor(target) == meeting) sources[i] = target;
            else return false;
        }

        var phis = new List<LLVMValueRef>();
        for (var it = GetFirstInstruction(meeting); GetInstructionOpcode(it) == LLVMOpcode.Phi; it = GetNextInstruction(it))
        {
            phis.Add(it);
            for (var i = 0u; i < CountIncoming(it); i++)
                if (Array.IndexOf(sources, GetIncomingBlock(it, i)) < 0) return false;
        }
        if (meeting == block || phis.Count is 0 or > MaxValues) return false;

        PositionBuilderBefore(builder, choice);
        var asked = GetOperand(choice, 0);
        var isCase = new LLVMValueRef[cases];
        for (var i = 0; i < cases; i++) isCase[i] = BuildICmp(builder, LLVMIntPredicate.EQ, asked, GetOperand(choice, (uint)(2 + 2 * i)), "");
        var unpredictable = GetMDKindIDInContext(context, "unpredictable", 13);
        var nothing = MetadataAsValue(context, MDNodeInContext2(context, null, 0));
        foreach (var phi in phis)
        {
            var chosen = IncomingFrom(phi, sources[cases]);
            for (var i = cases - 1; i >= 0; i--)
            {
                chosen = BuildSelect(builder, isCase[i], IncomingFrom(phi, sources[i]), chosen, "");
                // Else the code generator would make jumps of them again, to save a load now and then.
                if (IsAInstruction(chosen).Handle != 0) SetMetadata(chosen, unpredictable, nothing);
            }
            ReplaceAllUsesWith(phi, chosen);
        }
        foreach (var phi in phis) InstructionEraseFromParent(phi);
        BuildBr(builder, meeting);
        InstructionEraseFromParent(choice);
        return true;
    }

    /// <summary>True for a block that does nothing but go on, and that only the switch leads to.</summary>
    private static bool IsEmpty(LLVMBasicBlockRef block, LLVMValueRef choice)
    {
        var first = GetFirstInstruction(block);
        if (GetInstructionOpcode(first) != LLVMOpcode.Br || GetNumOperands(first) != 1) return false;
        for (var use = GetFirstUse(BasicBlockAsValue(block)); use.Handle != 0; use = GetNextUse(use))
            if (GetUser(use) != choice) return false;
        return true;
    }

    private static LLVMBasicBlockRef OnlySuccessor(LLVMBasicBlockRef block) => ValueAsBasicBlock(GetOperand(GetFirstInstruction(block), 0));

    private static LLVMValueRef IncomingFrom(LLVMValueRef phi, LLVMBasicBlockRef block)
    {
        for (var i = 0u; ; i++)
            if (GetIncomingBlock(phi, i) == block) return GetIncomingValue(phi, i);
    }
}
