// The runtime as a module sees it: declarations of what runtime.c gives, and small internal functions for the hot paths
// (taking a slot, giving it back), which the optimiser copies into their callers.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter
{
    private readonly Dictionary<string, Callable> _runtime = [];
    private Callable _take, _give;
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

    public LLVMValueRef Load(LLVMTypeRef type, LLVMValueRef address, LLVMValueRef tag)
    {
        var load = BuildLoad2(Builder, type, address, "");
        Tag(load, tag);
        return load;
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
