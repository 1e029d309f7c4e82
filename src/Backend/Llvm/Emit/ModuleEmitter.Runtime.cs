// The runtime as a module sees it: declarations of what runtime.c gives, and small internal functions for the hot paths
// (taking a slot, giving it back, counting), which the optimiser copies into their callers.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter
{
    private readonly Dictionary<string, Callable> _runtime = [];
    private readonly Dictionary<string, Callable> _releasers = [];
    private Callable _take, _give, _retain, _releaseStr;
    private LLVMValueRef _pools;

    /// <summary>A function of runtime.c.</summary>
    public Callable Runtime(string name, LLVMTypeRef returns, params ReadOnlySpan<LLVMTypeRef> parameters)
    {
        if (_runtime.TryGetValue(name, out var known)) return known;
        var type = FunctionOf(returns, parameters);
        var value = AddFunction(Module, name, type);
        SetVisibility(value, LLVMVisibility.Hidden);
        Add(value, OnFunction, "nounwind");
        if (name.StartsWith("__vale_halt", StringComparison.Ordinal))
        {
            Add(value, OnFunction, "noreturn");
            Add(value, OnFunction, "cold");
        }
        var made = new Callable(value, type);
        _runtime.Add(name, made);
        return made;
    }

    /// <summary>A function of this module alone; <paramref name="body"/> is written at once, the builder's place is kept.</summary>
    private Callable Helper(string name, LLVMTypeRef returns, ReadOnlySpan<LLVMTypeRef> parameters, bool isHot, Action<LLVMValueRef> body)
    {
        var type = FunctionOf(returns, parameters);
        var value = AddFunction(Module, name, type);
        SetLinkage(value, LLVMLinkage.Internal);
        AnnotateAny(value);
        if (isHot && IsOptimized) Add(value, OnFunction, "alwaysinline");
        Aside(value, body);
        return new Callable(value, type);
    }

    /// <summary>A new slot of a pool class. Its generation is what the slot's last death left.</summary>
    public LLVMValueRef Take(int poolClass)
    {
        if (_take.Value.Handle == 0)
            _take = Helper("vale.take", Ptr, [I32], true, function =>
            {
                var wanted = GetParam(function, 0);
                var head = PoolHead(wanted);
                var slot = Load(Ptr, head, PoolTag);
                LLVMBasicBlockRef fast = Block(function, "fast"), slow = Block(function, "slow");
                BranchUnlikely(BuildICmp(Builder, LLVMIntPredicate.EQ, slot, ConstNull(Ptr), ""), slow, fast);
                At(fast);
                // The link lies where a field lay: no tag, so nothing is moved across it.
                var next = BuildLoad2(Builder, Ptr, Behind(slot), "");
                Tag(BuildStore(Builder, next, head), PoolTag);
                BuildRet(Builder, slot);
                At(slow);
                BuildRet(Builder, Call(Runtime("__vale_pool_refill", Ptr, I32), wanted));
            });
        return Call(_take, Int32(poolClass));
    }

    /// <summary>Ends the life of what begins with a generation: every reference that remembers it is dead.</summary>
    public void BumpGeneration(LLVMValueRef slot)
    {
        var next = BuildAdd(Builder, Load(I64, slot, GenerationTag), Int64(1), "");
        Tag(BuildStore(Builder, next, slot), GenerationTag);
    }

    /// <summary>Gives a slot back.</summary>
    public void Give(LLVMValueRef slot, int poolClass)
    {
        if (_give.Value.Handle == 0)
            _give = Helper("vale.give", Void, [Ptr, I32], true, function =>
            {
                LLVMValueRef dead = GetParam(function, 0), head = PoolHead(GetParam(function, 1));
                Barrier();
                BuildStore(Builder, Load(Ptr, head, PoolTag), Behind(dead));
                Tag(BuildStore(Builder, dead, head), PoolTag);
                BuildRetVoid(Builder);
            });
        Call(_give, slot, Int32(poolClass));
    }

    /// <summary>A further holder of a share value; the value itself is the same.</summary>
    public void Retain(LLVMValueRef value, IrType type) => Count(value, type, true);

    /// <summary>Ends one holder of a share value.</summary>
    public void Release(LLVMValueRef value, IrType type) => Count(value, type, false);

    public LLVMValueRef Load(LLVMTypeRef type, LLVMValueRef address, LLVMValueRef tag)
    {
        var load = BuildLoad2(Builder, type, address, "");
        Tag(load, tag);
        return load;
    }

    private void Count(LLVMValueRef value, IrType type, bool up)
    {
        if (type.Ownership != IrOwnership.Share) return;
        if (type.Kind != IrKind.Struct || !IsByValue(type.Symbol!))
        {
            var parts = Split(value, type);
            if (up) Call(Retainer(), parts.Object);
            else if (type.Kind == IrKind.Interface) Call(InterfaceReleaser(), parts.Object, parts.Itable);
            else Call(type.Kind switch { IrKind.Str => StrReleaser(), IrKind.Array => ArrayReleaser(type.Symbol!), _ => BoxReleaser(type.Symbol!) }, parts.Object);
            return;
        }
        var layout = Layout(type.Symbol!);
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var field = layout.Struct.Fields[i].Type;
            if (IsCounted(field)) Count(BuildExtractValue(Builder, value, (uint)i, ""), field, up);
        }
    }

    /// <summary>True when retaining or releasing does anything.</summary>
    public bool IsCounted(IrType type)
    {
        if (type.Ownership != IrOwnership.Share) return false;
        if (type.Kind != IrKind.Struct || !IsByValue(type.Symbol!)) return true;
        foreach (var field in _structs[type.Symbol!].Fields)
            if (IsCounted(field.Type)) return true;
        return false;
    }

    /// <summary>All that is counted begins with its count.</summary>
    private Callable Retainer()
    {
        if (_retain.Value.Handle != 0) return _retain;
        return _retain = Helper("vale.retain", Void, [Ptr], true, function => CountUp(function, GetParam(function, 0)));
    }

    private Callable StrReleaser()
    {
        if (_releaseStr.Value.Handle != 0) return _releaseStr;
        return _releaseStr = Helper("vale.release", Void, [Ptr], true, function =>
        {
            var text = GetParam(function, 0);
            CountDown(function, text, () => Call(Runtime("__vale_str_free", Void, Ptr), text));
        });
    }

    private Callable BoxReleaser(string symbol) => Releaser(symbol, box => FreeBox(Layout(symbol), box));

    /// <summary>Releases what a box of an imm struct that is not passed by value holds, and gives it back.</summary>
    private void FreeBox(StructLayout layout, LLVMValueRef box)
    {
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
            if (IsCounted(layout.Struct.Fields[i].Type)) Release(LoadField(layout, box, i), layout.Struct.Fields[i].Type);
        Give(box, layout.Class);
    }

    /// <summary>The function that ends one holder of a counted type; <paramref name="end"/> is done by the last. Names it before writing it: a type may hold itself.</summary>
    private Callable Releaser(string symbol, Action<LLVMValueRef> end)
    {
        if (_releasers.TryGetValue(symbol, out var known)) return known;
        var type = FunctionOf(Void, Ptr);
        var value = AddFunction(Module, "vale.release." + Mangle(symbol), type);
        SetLinkage(value, LLVMLinkage.Internal);
        AnnotateAny(value);
        var made = new Callable(value, type);
        _releasers.Add(symbol, made);
        Aside(value, function => CountDown(function, GetParam(function, 0), () => end(GetParam(function, 0))));
        return made;
    }

    private void CountUp(LLVMValueRef function, LLVMValueRef counted)
    {
        LLVMBasicBlockRef more = Block(function, "more"), done = Block(function, "done");
        var count = Load(I64, counted, CountTag);
        BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.SGT, count, Int64(0), ""), more, done);
        At(more);
        Tag(BuildStore(Builder, BuildAdd(Builder, count, Int64(1), ""), counted), CountTag);
        BuildBr(Builder, done);
        At(done);
        BuildRetVoid(Builder);
    }

    private void CountDown(LLVMValueRef function, LLVMValueRef counted, Action end)
    {
        LLVMBasicBlockRef held = Block(function, "held"), more = Block(function, "more"), last = Block(function, "last"), done = Block(function, "done");
        var count = Load(I64, counted, CountTag);
        BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.SGT, count, Int64(0), ""), held, done);
        At(held);
        BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.EQ, count, Int64(1), ""), last, more);
        At(more);
        Tag(BuildStore(Builder, BuildAdd(Builder, count, Int64(-1), ""), counted), CountTag);
        BuildBr(Builder, done);
        At(last);
        end();
        BuildBr(Builder, done);
        At(done);
        BuildRetVoid(Builder);
    }

    private LLVMValueRef PoolHead(LLVMValueRef poolClass)
    {
        if (_pools.Handle == 0)
        {
            _pools = AddGlobal(Module, ArrayType(Ptr, 2 * (64 + 160)), "__vale_free_slots");
            SetVisibility(_pools, LLVMVisibility.Hidden);
        }
        LLVMValueRef* indices = stackalloc[] { poolClass };
        return BuildInBoundsGEP2(Builder, Ptr, _pools, indices, 1, "");
    }

    /// <summary>The word behind a slot's first: a free slot's link.</summary>
    private LLVMValueRef Behind(LLVMValueRef slot)
    {
        LLVMValueRef* indices = stackalloc[] { Int64(1) };
        return BuildInBoundsGEP2(Builder, I64, slot, indices, 1, "");
    }

    /// <summary>No access to memory is moved across this. It emits no instruction.</summary>
    private void Barrier()
    {
        const string constraint = "~{memory}";
        var type = FunctionOf(Void);
        var nothing = GetInlineAsm(type, "", 0, constraint, (nuint)constraint.Length, 1, 0, LLVMInlineAsmDialect.ATT, 0);
        Call(new Callable(nothing, type));
    }
}
