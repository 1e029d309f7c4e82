// The intrinsics. Arithmetic and the cheap readings of strings become instructions; the rest are calls of runtime.c.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class FunctionEmitter
{
    private static readonly LLVMIntPredicate[] IntOrder =
        [LLVMIntPredicate.EQ, LLVMIntPredicate.NE, LLVMIntPredicate.SLT, LLVMIntPredicate.SGT, LLVMIntPredicate.SLE, LLVMIntPredicate.SGE];

    private static readonly LLVMRealPredicate[] FloatOrder =
        [LLVMRealPredicate.OEQ, LLVMRealPredicate.UNE, LLVMRealPredicate.OLT, LLVMRealPredicate.OGT, LLVMRealPredicate.OLE, LLVMRealPredicate.OGE];

    private LLVMValueRef Intrinsic(IrInstruction it)
    {
        var which = (IrIntrinsic)it.C;
        var arguments = Arguments(it);
        var a = arguments.Length > 0 ? _values[arguments[0]] : default;
        var b = arguments.Length > 1 ? _values[arguments[1]] : default;
        var (i32, i64, f64, ptr) = (_module.I32, _module.I64, _module.F64, _module.Ptr);
        switch (which)
        {
            case IrIntrinsic.IntAdd: return BuildAdd(_builder, a, b, "");
            case IrIntrinsic.IntSub: return BuildSub(_builder, a, b, "");
            case IrIntrinsic.IntMul: return BuildMul(_builder, a, b, "");
            case IrIntrinsic.IntDiv or IrIntrinsic.IntMod: return Divide(which, a, b);
            case IrIntrinsic.IntNeg: return BuildNeg(_builder, a, "");
            case >= IrIntrinsic.IntEq and <= IrIntrinsic.IntGe: return BuildICmp(_builder, IntOrder[which - IrIntrinsic.IntEq], a, b, "");
            case IrIntrinsic.FloatAdd: return BuildFAdd(_builder, a, b, "");
            case IrIntrinsic.FloatSub: return BuildFSub(_builder, a, b, "");
            case IrIntrinsic.FloatMul: return BuildFMul(_builder, a, b, "");
            case IrIntrinsic.FloatDiv: return BuildFDiv(_builder, a, b, "");
            case IrIntrinsic.FloatMod: return BuildFRem(_builder, a, b, "");
            case IrIntrinsic.FloatNeg: return BuildFNeg(_builder, a, "");
            case IrIntrinsic.FloatSqrt: return LlvmIntrinsic("llvm.sqrt", f64, [f64], f64, a);
            case >= IrIntrinsic.FloatEq and <= IrIntrinsic.FloatGe: return BuildFCmp(_builder, FloatOrder[which - IrIntrinsic.FloatEq], a, b, "");
            case IrIntrinsic.BoolNot: return BuildNot(_builder, a, "");
            case IrIntrinsic.BoolEq: return BuildICmp(_builder, LLVMIntPredicate.EQ, a, b, "");
            case IrIntrinsic.I32ToI64: return BuildSExt(_builder, a, i64, "");
            case IrIntrinsic.I64ToI32: return BuildTrunc(_builder, a, i32, "");
            case IrIntrinsic.I32ToFloat or IrIntrinsic.I64ToFloat: return BuildSIToFP(_builder, a, f64, "");
            case IrIntrinsic.FloatToI32: return LlvmIntrinsic("llvm.fptosi.sat", i32, [i32, f64], f64, a);
            case IrIntrinsic.FloatToI64: return LlvmIntrinsic("llvm.fptosi.sat", i64, [i64, f64], f64, a);
            case IrIntrinsic.IntToStr:
                return Pure("__vale_str_from_int", ptr, [i64], _types[arguments[0]].Bits == 64 ? a : BuildSExt(_builder, a, i64, ""));
            case IrIntrinsic.FloatToStr: return Pure("__vale_str_from_float", ptr, [f64], a);
            case IrIntrinsic.StrLen: return StrLength(a);
            case IrIntrinsic.StrConcat: return WithPlace("__vale_str_concat", ptr, arguments);
            case IrIntrinsic.StrEq: return BuildTrunc(_builder, WithPlace("__vale_str_eq", _module.I8, arguments), _module.I1, "");
            case IrIntrinsic.StrCompare: return WithPlace("__vale_str_compare", i32, arguments);
            case IrIntrinsic.StrIndexOf: return WithPlace("__vale_str_index_of", i32, arguments);
            case IrIntrinsic.StrSlice: return WithPlace("__vale_str_slice", ptr, arguments);
            case IrIntrinsic.StrToByte: return StrToByte(a, b, _values[arguments[2]]);
            case IrIntrinsic.StrFromCode: return Pure("__vale_str_from_code", ptr, [i32], a);
            case IrIntrinsic.Print:
                WithPlace("__vale_print", _module.Void, arguments);
                return Nothing;
            case IrIntrinsic.PrintError:
                WithPlace("__vale_print_error", _module.Void, arguments);
                return Nothing;
            case IrIntrinsic.Panic:
                _module.Call(_module.Runtime("__vale_halt", _module.Void, ptr, ptr, i32), _module.CText("panic"), Place, _module.Int32(_line));
                return Nothing;
            case IrIntrinsic.PanicWith:
                _module.Call(_module.Runtime("__vale_halt_str", _module.Void, ptr, ptr, i32), a, Place, _module.Int32(_line));
                return Nothing;
            case IrIntrinsic.MainArgCount: return Pure("__vale_arg_count", i32, []);
            case IrIntrinsic.MainArg: return WithPlace("__vale_arg", ptr, arguments);
            default: throw new LlvmEmitException($"{_function.Symbol}: no such intrinsic: {which}");
        }
    }

    /// <summary>Zero halts; -1 negates, since the least integer divided by it would trap. One rarely taken branch tells both from the rest.</summary>
    private LLVMValueRef Divide(IrIntrinsic which, LLVMValueRef a, LLVMValueRef b)
    {
        var type = TypeOf(a);
        LLVMValueRef zero = ConstNull(type), one = ConstInt(type, 1, 0);
        var isSpecial = BuildICmp(_builder, LLVMIntPredicate.ULE, BuildAdd(_builder, b, one, ""), one, "");
        LLVMBasicBlockRef special = _module.Block(_self, "special"), plain = _module.Block(_self, "plain"), done = _module.Block(_self, "divided");
        _module.BranchUnlikely(isSpecial, special, plain);
        _module.At(special);
        HaltIf(BuildICmp(_builder, LLVMIntPredicate.EQ, b, zero, ""), "__vale_halt", which == IrIntrinsic.IntDiv ? "division by zero" : "mod by zero");
        var negated = which == IrIntrinsic.IntDiv ? BuildNeg(_builder, a, "") : zero;
        special = GetInsertBlock(_builder);
        BuildBr(_builder, done);
        _module.At(plain);
        var divided = which == IrIntrinsic.IntDiv ? BuildSDiv(_builder, a, b, "") : BuildSRem(_builder, a, b, "");
        BuildBr(_builder, done);
        _module.At(done);
        var result = BuildPhi(_builder, type, "");
        LLVMValueRef* values = stackalloc[] { negated, divided };
        LLVMBasicBlockRef* blocks = stackalloc[] { special, plain };
        AddIncoming(result, values, blocks, 2);
        return result;
    }

    private LLVMValueRef StrLength(LLVMValueRef text) =>
        _module.Load(_module.I32, BuildStructGEP2(_builder, _module.StrHeader, text, 1, ""), _module.TextTag);

    private LLVMValueRef StrToByte(LLVMValueRef text, LLVMValueRef begin, LLVMValueRef end)
    {
        // 0 <= begin <= end <= length, compared without sign: a negative begin is a large one.
        var length = StrLength(text);
        var isOut = BuildOr(_builder, BuildICmp(_builder, LLVMIntPredicate.UGT, begin, end, ""),
            BuildICmp(_builder, LLVMIntPredicate.UGT, end, length, ""), "");
        LLVMBasicBlockRef halt = _module.Block(_self, "range"), well = _module.Block(_self, "well");
        LLVMBasicBlockRef read = _module.Block(_self, "byte"), done = _module.Block(_self, "done");
        _module.BranchUnlikely(isOut, halt, well);
        _module.At(halt);
        _module.Call(_module.Runtime("__vale_halt_range", _module.Void, _module.I32, _module.I64, _module.I32, _module.Ptr, _module.I32),
            begin, BuildSExt(_builder, end, _module.I64, ""), length, Place, _module.Int32(_line));
        BuildUnreachable(_builder);
        _module.At(well);
        BuildCondBr(_builder, BuildICmp(_builder, LLVMIntPredicate.EQ, begin, end, ""), done, read);
        _module.At(read);
        LLVMValueRef* path = stackalloc[] { _module.Int64(0), _module.Int32(2), BuildZExt(_builder, begin, _module.I64, "") };
        var address = BuildInBoundsGEP2(_builder, _module.StrHeader, text, path, 3, "");
        var found = BuildZExt(_builder, _module.Load(_module.I8, address, _module.TextTag), _module.I32, "");
        BuildBr(_builder, done);
        _module.At(done);
        var result = BuildPhi(_builder, _module.I32, "");
        LLVMValueRef* values = stackalloc[] { _module.Int32(0), found };
        LLVMBasicBlockRef* blocks = stackalloc[] { well, read };
        AddIncoming(result, values, blocks, 2);
        return result;
    }

    /// <summary>A call of the runtime that cannot halt.</summary>
    private LLVMValueRef Pure(string name, LLVMTypeRef returns, ReadOnlySpan<LLVMTypeRef> parameters, params ReadOnlySpan<LLVMValueRef> arguments) =>
        _module.Call(_module.Runtime(name, returns, parameters), arguments);

    /// <summary>A call of the runtime that may halt, and so is told the place.</summary>
    private LLVMValueRef WithPlace(string name, LLVMTypeRef returns, ReadOnlySpan<int> arguments)
    {
        var types = new LLVMTypeRef[arguments.Length + 2];
        var values = new LLVMValueRef[types.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            types[i] = _module.ValueType(_types[arguments[i]]);
            values[i] = _values[arguments[i]];
        }
        (types[^2], types[^1]) = (_module.Ptr, _module.I32);
        (values[^2], values[^1]) = (Place, _module.Int32(_line));
        return _module.Call(_module.Runtime(name, returns, types), values);
    }

    private LLVMValueRef LlvmIntrinsic(string name, LLVMTypeRef returns, ReadOnlySpan<LLVMTypeRef> overloads, LLVMTypeRef parameter, LLVMValueRef argument)
    {
        var id = LookupIntrinsicID(name, (nuint)name.Length);
        LLVMValueRef function;
        fixed (LLVMTypeRef* types = overloads) function = GetIntrinsicDeclaration(_module.Module, id, types, (nuint)overloads.Length);
        return _module.Call(new Callable(function, _module.FunctionOf(returns, parameter)), argument);
    }
}
