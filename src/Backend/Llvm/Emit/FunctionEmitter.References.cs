// References to objects: making and following them, interfaces, and the calls that an object's itable decides.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class FunctionEmitter
{
    private Reference Parts(int value) => _module.Split(_values[value], _types[value]);

    /// <summary>A reference that is to tell of the object's death remembers its present generation.</summary>
    private LLVMValueRef Remember(IrInstruction it)
    {
        var parts = Parts(it.A);
        return _module.Join(it.Type, _module.RemembersGeneration(it.Type) ? parts with { Generation = _module.Generation(parts.Object) } : parts);
    }

    private LLVMValueRef Check(IrInstruction it)
    {
        var parts = Parts(it.A);
        if (_module.IsSafe && it.Immediate == 0)
        {
            var isDead = BuildICmp(_builder, LLVMIntPredicate.NE, _module.Generation(parts.Object), parts.Generation, "");
            HaltIf(isDead, "__vale_halt_dead", _module.DisplayName(it.Type));
        }
        return _module.Join(it.Type, parts);
    }

    private LLVMValueRef Alive(int weak)
    {
        var parts = Parts(weak);
        return BuildICmp(_builder, LLVMIntPredicate.EQ, _module.Generation(parts.Object), parts.Generation, "");
    }

    private LLVMValueRef SameInstance(IrInstruction it)
    {
        Reference left = Identity(it.A), right = Identity(it.B);
        var same = BuildICmp(_builder, LLVMIntPredicate.EQ, left.Object, right.Object, "");
        if (!_module.IsSafe) return same;
        // One address may have had several lives.
        return BuildAnd(_builder, same, BuildICmp(_builder, LLVMIntPredicate.EQ, left.Generation, right.Generation, ""), "");

        Reference Identity(int value)
        {
            var parts = Parts(value);
            return _module.IsSafe && !_module.RemembersGeneration(_types[value]) ? parts with { Generation = _module.Generation(parts.Object) } : parts;
        }
    }

    private LLVMValueRef Upcast(IrInstruction it)
    {
        var itable = _module.Itable(_function.Symbols[it.C]);
        var parts = it.Type.Ownership == IrOwnership.Share
            ? new Reference(_module.Box(_module.Layout(_types[it.A].Symbol!), _values[it.A]))
            : Parts(it.A);
        return _module.Join(it.Type, parts with { Itable = itable });
    }

    private LLVMValueRef Downcast(IrInstruction it)
    {
        var parts = Parts(it.A);
        return it.Type.Ownership == IrOwnership.Share ? _module.Unbox(_module.Layout(it.Type.Symbol!), parts.Object) : _module.Join(it.Type, parts);
    }

    /// <summary>The override gets the reference without its itable.</summary>
    private LLVMValueRef CallInterface(IrInstruction it)
    {
        var arguments = Arguments(it);
        var given = new List<LLVMValueRef>(arguments.Length);
        var types = new List<LLVMTypeRef>(arguments.Length);
        var parameters = new IrType[arguments.Length];
        LLVMValueRef itable = default;
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = parameters[i] = _types[arguments[i]];
            var value = _values[arguments[i]];
            if (i == it.Immediate)
            {
                var parts = _module.Split(value, type);
                itable = parts.Itable;
                type = parameters[i] = type with { Kind = IrKind.Array };
                value = _module.Join(type, parts);
            }
            _module.AddArgument(given, value, type);
            _module.AddParameter(types, type);
        }
        var returns = ModuleEmitter.IsEmpty(it.Type) ? _module.Void : _module.ValueType(it.Type);
        var method = _module.LoadMethod(itable, _function.Symbols[it.C]);
        var result = _module.Call(new Callable(method, _module.FunctionOf(returns, types.ToArray())), given.ToArray());
        _module.AnnotateCall(result, parameters, it.Type);
        return ModuleEmitter.IsEmpty(it.Type) ? Nothing : result;
    }
}
