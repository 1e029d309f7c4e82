// Counting the holders of immutables. All that is counted begins with its count; a literal's is below zero and stays as it is.
//
// What a dying object holds may die with it, and so on: along a list as long as the program makes it. So freeing what may
// hold more of its kind goes only so deep into the stack; beyond that the dead wait in the runtime for the outermost free.

using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe partial class ModuleEmitter
{
    /// <summary>How many frees may stand within each other on the stack.</summary>
    private const int MaxFreeDepth = 256;

    private readonly Dictionary<string, Callable> _releasers = [];
    private readonly Dictionary<string, bool> _nests = [];
    private Callable _retain, _releaseStr, _releaseInterface;
    private LLVMValueRef _freeDepth, _freesWaiting;

    /// <summary>A further holder of a share value; the value itself is the same.</summary>
    public void Retain(LLVMValueRef value, IrType type) => Count(value, type, true);

    /// <summary>Ends one holder of a share value.</summary>
    public void Release(LLVMValueRef value, IrType type) => Count(value, type, false);

    /// <summary>True when retaining or releasing does anything.</summary>
    public bool IsCounted(IrType type)
    {
        if (type.Ownership != IrOwnership.Share) return false;
        if (type.Kind != IrKind.Struct || !IsByValue(type.Symbol!)) return true;
        foreach (var field in _structs[type.Symbol!].Fields)
            if (IsCounted(field.Type)) return true;
        return false;
    }

    private void Count(LLVMValueRef value, IrType type, bool up)
    {
        if (type.Ownership != IrOwnership.Share) return;
        if (type.Kind != IrKind.Struct || !IsByValue(type.Symbol!))
        {
            var parts = Split(value, type);
            if (up) Call(Retainer(), parts.Object);
            else if (type.Kind == IrKind.Interface) Call(InterfaceReleaser(), parts.Object, parts.Itable);
            else Call(type.Kind == IrKind.Str ? StrReleaser() : Releaser(type), parts.Object);
            return;
        }
        var layout = Layout(type.Symbol!);
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
        {
            var field = layout.Struct.Fields[i].Type;
            if (IsCounted(field)) Count(BuildExtractValue(Builder, value, (uint)i, ""), field, up);
        }
    }

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

    /// <summary>Who releases an interface does not know its struct; the itable knows the function that frees it.</summary>
    private Callable InterfaceReleaser()
    {
        if (_releaseInterface.Value.Handle != 0) return _releaseInterface;
        return _releaseInterface = Helper("vale.release.interface", Void, [Ptr, Ptr], true, function =>
        {
            LLVMValueRef counted = GetParam(function, 0), itable = GetParam(function, 1);
            CountDown(function, counted, () => Call(new Callable(LoadWord(itable, 0), FunctionOf(Void, Ptr)), counted));
        });
    }

    /// <summary>The function that ends one holder of an array, or of a struct that is a box.</summary>
    private Callable Releaser(IrType type)
    {
        var symbol = type.Symbol!;
        if (_releasers.TryGetValue(symbol, out var known)) return known;
        // Declared before its body is written: what it frees may hold more of the same.
        var signature = FunctionOf(Void, Ptr);
        var value = AddFunction(Module, "vale.release" + Mangle(symbol), signature);
        SetLinkage(value, LLVMLinkage.Internal);
        AnnotateAny(value);
        var made = new Callable(value, signature);
        _releasers.Add(symbol, made);
        Aside(value, function =>
        {
            var counted = GetParam(function, 0);
            CountDown(function, counted, () =>
            {
                if (!Nests(type)) FreeCounted(type, counted);
                else Call(DefineFree("vale.free" + Mangle(symbol), type, LLVMLinkage.Internal), counted);
            });
        });
        return made;
    }

    /// <summary>Defines a function that frees an object, which has lost its last holder, with all that it alone holds.</summary>
    private Callable DefineFree(string name, IrType type, LLVMLinkage linkage) => Define(name, FunctionOf(Void, Ptr), linkage, function =>
    {
        var dead = GetParam(function, 0);
        if (Nests(type)) FreeNested(function, dead, () => FreeCounted(type, dead));
        else
        {
            FreeCounted(type, dead);
            BuildRetVoid(Builder);
        }
    });

    private void FreeCounted(IrType type, LLVMValueRef dead)
    {
        if (type.Kind == IrKind.Array) FreeImmArray(ArrayLayout(type.Symbol!), dead);
        else FreeImmStruct(Layout(type.Symbol!), dead);
    }

    /// <summary>Releases what a counted object of an imm struct holds, and gives it back.</summary>
    private void FreeImmStruct(StructLayout layout, LLVMValueRef dead)
    {
        if (layout.ByValue)
        {
            var box = BoxOf(layout);
            Release(LoadContent(box, dead), IrType.Struct(layout.Struct.Symbol, IrOwnership.Share));
            Give(dead, box.Class);
            return;
        }
        for (var i = 0; i < layout.Struct.Fields.Length; i++)
            if (IsCounted(layout.Struct.Fields[i].Type)) Release(LoadField(layout, dead, i), layout.Struct.Fields[i].Type);
        Give(dead, layout.Class);
    }

    /// <summary>Writes a free function's body that is done at once near the stack's frame of the outermost free, and later where it is too far.</summary>
    private void FreeNested(LLVMValueRef function, LLVMValueRef dead, Action free)
    {
        LLVMBasicBlockRef later = Block(function, "later"), now = Block(function, "now"), outermost = Block(function, "outermost");
        LLVMBasicBlockRef waiting = Block(function, "waiting"), done = Block(function, "done");
        var depthAt = RuntimeWord(ref _freeDepth, "__vale_free_depth");
        var depth = BuildLoad2(Builder, I32, depthAt, "");
        BranchUnlikely(BuildICmp(Builder, LLVMIntPredicate.UGE, depth, Int32(MaxFreeDepth), ""), later, now);
        At(later);
        Call(Runtime("__vale_free_later", Void, Ptr, Ptr), dead, function);
        BuildRetVoid(Builder);
        At(now);
        BuildStore(Builder, BuildAdd(Builder, depth, Int32(1), ""), depthAt);
        free();
        BuildStore(Builder, depth, depthAt);
        BuildCondBr(Builder, BuildICmp(Builder, LLVMIntPredicate.EQ, depth, Int32(0), ""), outermost, done);
        At(outermost);
        var count = BuildLoad2(Builder, I32, RuntimeWord(ref _freesWaiting, "__vale_frees_waiting"), "");
        BranchUnlikely(BuildICmp(Builder, LLVMIntPredicate.NE, count, Int32(0), ""), waiting, done);
        At(waiting);
        Call(Runtime("__vale_free_waiting", Void));
        BuildBr(Builder, done);
        At(done);
        BuildRetVoid(Builder);
    }

    private LLVMValueRef RuntimeWord(ref LLVMValueRef known, string name)
    {
        if (known.Handle != 0) return known;
        known = AddGlobal(Module, I32, name);
        SetVisibility(known, LLVMVisibility.Hidden);
        return known;
    }

    /// <summary>True when an object of the type may hold, however far down, one of its own type or of one that is not known here.</summary>
    private bool Nests(IrType type)
    {
        if (type.Ownership != IrOwnership.Share || type.Kind == IrKind.Str) return false;
        if (type.Kind == IrKind.Interface) return true;
        if (_nests.TryGetValue(type.Symbol!, out var known)) return known;
        // What is met again before it is decided holds itself.
        _nests.Add(type.Symbol!, true);
        var nests = false;
        if (type.Kind == IrKind.Array) nests = Nests(_arrays[type.Symbol!].Element);
        else
            foreach (var field in _structs[type.Symbol!].Fields) nests |= Nests(field.Type);
        return _nests[type.Symbol!] = nests;
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
}
