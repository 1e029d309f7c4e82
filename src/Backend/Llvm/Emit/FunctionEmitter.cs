// Writes the body of one IR function as LLVM IR. Locals are allocas (LLVM's optimiser turns them into registers);
// values are what they are. Blocks are written so that a definition comes before its uses.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class FunctionEmitter
{
    private readonly ModuleEmitter _module;
    private readonly IrFunction _function;
    private readonly LLVMBuilderRef _builder;
    private readonly LLVMValueRef _self;
    private readonly LLVMValueRef[] _values;
    private readonly IrType[] _types;
    private readonly LLVMValueRef[] _locals;
    private readonly LLVMBasicBlockRef[] _blocks;
    private readonly Dictionary<(string What, int Line), LLVMBasicBlockRef> _halts = [];
    private int _line;

    private FunctionEmitter(ModuleEmitter module, IrFunction function)
    {
        _module = module;
        _function = function;
        _builder = module.Builder;
        _self = module.Function(function.Symbol).Value;
        _values = new LLVMValueRef[function.ValueCount];
        _types = new IrType[function.ValueCount];
        _locals = new LLVMValueRef[function.Locals.Length];
        _blocks = new LLVMBasicBlockRef[function.Blocks.Length];
    }

    /// <summary>Writes the body of a function that is declared in <paramref name="module"/>.</summary>
    public static void Emit(ModuleEmitter module, IrFunction function) => new FunctionEmitter(module, function).Run();

    private void Run()
    {
        var order = ReversePostOrder();
        var entry = _module.Block(_self, "entry");
        _module.At(entry);
        _module.Debug?.Enter(_function, _self);
        var argument = 0u;
        for (var i = 0; i < _locals.Length; i++)
        {
            var local = _function.Locals[i];
            if (ModuleEmitter.IsEmpty(local.Type)) continue;
            _locals[i] = BuildAlloca(_builder, _module.ValueType(local.Type), local.Name);
            if (i < _function.ParameterCount) BuildStore(_builder, _module.Parameter(_self, ref argument, local.Type), _locals[i]);
            _module.Debug?.Declare(i, _locals[i], entry);
        }
        foreach (var b in order) _blocks[b] = _module.Block(_self, "b" + b);
        BuildBr(_builder, _blocks[0]);
        foreach (var b in order)
        {
            _module.At(_blocks[b]);
            var block = _function.Blocks[b];
            for (var i = block.Start; i < block.Start + block.Count; i++)
            {
                _line = _function.Lines[i];
                _module.Debug?.At(_line);
                var it = _function.Instructions[i];
                var value = Instruction(it);
                if (it.Result < 0) continue;
                _values[it.Result] = value;
                _types[it.Result] = it.Type;
                if (it.Type.Kind != IrKind.Never) continue;
                BuildUnreachable(_builder);
                break;
            }
        }
    }

    private LLVMValueRef Nothing => GetUndef(_module.Empty);

    private LLVMValueRef Instruction(IrInstruction it)
    {
        switch (it.Op)
        {
            case IrOp.ConstVoid: return Nothing;
            case IrOp.ConstBool: return ConstInt(_module.I1, (ulong)it.Immediate & 1, 0);
            case IrOp.ConstInt: return ConstInt(_module.ValueType(it.Type), (ulong)it.Immediate, 0);
            case IrOp.ConstFloat: return ConstBitCast(ConstInt(_module.I64, (ulong)it.Immediate, 0), _module.F64);
            case IrOp.ConstStr: return _module.StrLiteral(_function.Strings[it.A]);
            case IrOp.LocalInit:
                StoreLocal(it.A, _values[it.B]);
                return default;
            case IrOp.LocalPeek or IrOp.LocalTake: return LoadLocal(it.A);
            case IrOp.LocalSwap:
                var held = LoadLocal(it.A);
                StoreLocal(it.A, _values[it.B]);
                return held;
            case IrOp.New: return New(it);
            case IrOp.FieldPeek: return FieldPeek(it);
            case IrOp.FieldTake: return _module.LoadField(_module.Layout(_types[it.A].Symbol!), _values[it.A], it.B);
            case IrOp.FieldSwap:
                var layout = _module.Layout(_types[it.A].Symbol!);
                var old = _module.LoadField(layout, _values[it.A], it.B);
                _module.StoreField(layout, _values[it.A], it.B, _values[it.C]);
                return old;
            case IrOp.Free:
                var dead = _module.Layout(_types[it.A].Symbol!);
                if (dead.HasGeneration) _module.BumpGeneration(_values[it.A]);
                _module.Give(_values[it.A], dead.Class);
                return default;
            case IrOp.Borrow or IrOp.Weaken: return Remember(it);
            case IrOp.Check: return Check(it);
            case IrOp.Alive: return Alive(it.A);
            case IrOp.Retain:
                _module.Retain(_values[it.A], _types[it.A]);
                return _values[it.A];
            case IrOp.Release:
                _module.Release(_values[it.A], _types[it.A]);
                return default;
            case IrOp.SameInstance: return SameInstance(it);
            case IrOp.Upcast: return Upcast(it);
            case IrOp.IsInstance: return BuildICmp(_builder, LLVMIntPredicate.EQ, Parts(it.A).Itable, _module.Itable(_function.Symbols[it.C]), "");
            case IrOp.Downcast: return Downcast(it);
            case IrOp.CallInterface: return CallInterface(it);
            case >= IrOp.ArrayNew and <= IrOp.ArrayFree: return Array(it);
            case IrOp.Call:
                return Call(_module.Function(_function.Symbols[it.C]), it);
            case IrOp.CallExtern: return CallExtern(it);
            case IrOp.Intrinsic: return Intrinsic(it);
            case IrOp.Jump: return BuildBr(_builder, _blocks[it.A]);
            case IrOp.Branch: return BuildCondBr(_builder, _values[it.A], _blocks[it.B], _blocks[it.C]);
            case IrOp.Return:
                return ModuleEmitter.IsEmpty(_function.ReturnType) ? BuildRetVoid(_builder) : BuildRet(_builder, _values[it.A]);
            case IrOp.Unreachable: return BuildUnreachable(_builder);
            default: throw new LlvmEmitException($"{_function.Symbol}: no such operation: {it.Op}");
        }
    }

    private LLVMValueRef LoadLocal(int local)
    {
        var type = _function.Locals[local].Type;
        return ModuleEmitter.IsEmpty(type) ? Nothing : BuildLoad2(_builder, _module.ValueType(type), _locals[local], "");
    }

    private void StoreLocal(int local, LLVMValueRef value)
    {
        if (!ModuleEmitter.IsEmpty(_function.Locals[local].Type)) BuildStore(_builder, value, _locals[local]);
    }

    private ReadOnlySpan<int> Arguments(IrInstruction it) => _function.Operands.AsSpan().Slice(it.A, it.B);

    private LLVMValueRef New(IrInstruction it)
    {
        var layout = _module.Layout(it.Type.Symbol!);
        var arguments = Arguments(it);
        if (layout.ByValue)
        {
            var made = GetUndef(layout.Body);
            for (var i = 0; i < arguments.Length; i++)
            {
                var type = layout.Struct.Fields[i].Type;
                if (!ModuleEmitter.IsEmpty(type)) made = BuildInsertValue(_builder, made, _module.ToStored(_values[arguments[i]], type), (uint)i, "");
            }
            return made;
        }
        var slot = _module.Take(layout.Class);
        if (layout.Struct.IsImmutable) _module.Tag(BuildStore(_builder, _module.Int64(1), slot), _module.CountTag);
        for (var i = 0; i < arguments.Length; i++) _module.StoreField(layout, slot, i, _values[arguments[i]]);
        return slot;
    }

    private LLVMValueRef FieldPeek(IrInstruction it)
    {
        var layout = _module.Layout(_types[it.A].Symbol!);
        if (!layout.ByValue) return _module.LoadField(layout, _values[it.A], it.B);
        var type = layout.Struct.Fields[it.B].Type;
        return ModuleEmitter.IsEmpty(type) ? Nothing : _module.FromStored(BuildExtractValue(_builder, _values[it.A], (uint)it.B, ""), type);
    }

    private LLVMValueRef Call(Callable callee, IrInstruction it)
    {
        var given = new List<LLVMValueRef>(it.B);
        foreach (var argument in Arguments(it))
            _module.AddArgument(given, _values[argument], _types[argument]);
        var result = _module.Call(callee, given.ToArray());
        return ModuleEmitter.IsEmpty(it.Type) ? Nothing : result;
    }

    private LLVMValueRef CallExtern(IrInstruction it)
    {
        var arguments = Arguments(it);
        var given = new LLVMValueRef[arguments.Length];
        for (var i = 0; i < given.Length; i++) given[i] = _values[arguments[i]];
        return _module.CallForeign(_function.Symbols[it.C], given);
    }

    /// <summary>Halts when <paramref name="condition"/> holds; what follows is written where it does not.</summary>
    private void HaltIf(LLVMValueRef condition, string how, string what)
    {
        var key = (what, _line);
        if (!_halts.TryGetValue(key, out var halt))
        {
            _halts.Add(key, halt = _module.Block(_self, "halt"));
            var place = GetInsertBlock(_builder);
            _module.At(halt);
            Halt(how, _module.CText(what));
            _module.At(place);
        }
        var well = _module.Block(_self, "well");
        _module.BranchUnlikely(condition, halt, well);
        _module.At(well);
    }

    /// <summary>The same for a function of the runtime that is told a type's name and numbers, which are known only here.</summary>
    private void HaltIf(LLVMValueRef condition, string how, string type, params ReadOnlySpan<LLVMValueRef> numbers)
    {
        LLVMBasicBlockRef halt = _module.Block(_self, "halt"), well = _module.Block(_self, "well");
        _module.BranchUnlikely(condition, halt, well);
        _module.At(halt);
        var types = new LLVMTypeRef[numbers.Length + 3];
        var values = new LLVMValueRef[types.Length];
        (types[0], values[0]) = (_module.Ptr, _module.CText(type));
        for (var i = 0; i < numbers.Length; i++) (types[i + 1], values[i + 1]) = (_module.I32, numbers[i]);
        (types[^2], types[^1]) = (_module.Ptr, _module.I32);
        (values[^2], values[^1]) = (Place, _module.Int32(_line));
        _module.Call(_module.Runtime(how, _module.Void, types), values);
        BuildUnreachable(_builder);
        _module.At(well);
    }

    /// <summary>Calls a halting function of the runtime with the place of the present instruction.</summary>
    private void Halt(string how, LLVMValueRef what)
    {
        _module.Call(_module.Runtime(how, _module.Void, _module.Ptr, _module.Ptr, _module.I32), what, Place, _module.Int32(_line));
        BuildUnreachable(_builder);
    }

    private LLVMValueRef Place => _module.Place(_function.Symbol);

    private List<int> ReversePostOrder()
    {
        var order = new List<int>();
        var seen = new bool[_function.Blocks.Length];
        var stack = new Stack<(int Block, int Next)>();
        stack.Push((0, 0));
        seen[0] = true;
        while (stack.TryPop(out var top))
        {
            var target = Successor(top.Block, top.Next);
            if (target < 0)
            {
                order.Add(top.Block);
                continue;
            }
            stack.Push((top.Block, top.Next + 1));
            if (seen[target]) continue;
            seen[target] = true;
            stack.Push((target, 0));
        }
        order.Reverse();
        return order;
    }

    /// <summary>The block that control may go to from <paramref name="b"/>, first or second; -1 when there is none.</summary>
    private int Successor(int b, int which)
    {
        var block = _function.Blocks[b];
        foreach (var it in _function.Instructions.AsSpan().Slice(block.Start, block.Count))
            if (it.Result >= 0 && it.Type.Kind == IrKind.Never) return -1;
        var last = _function.Instructions[block.Start + block.Count - 1];
        return (last.Op, which) switch
        {
            (IrOp.Jump, 0) => last.A,
            (IrOp.Branch, 0) => last.B,
            (IrOp.Branch, 1) => last.C,
            _ => -1,
        };
    }
}
