// Builds one IrFunction. The compiler's lowering and the backends' tests write through it, so that numbering,
// operand runs and line tables are made in one place.

using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>Collects instructions block by block. Not thread-safe; one builder makes one function.</summary>
public sealed class IrBuilder(string symbol, string displayName, IrType returnType)
{
    private readonly List<IrLocal> _locals = [];
    private readonly List<List<(IrInstruction Instruction, int Line)>> _blocks = [[]];
    private readonly List<int> _operands = [];
    private readonly List<string> _symbols = [];
    private readonly Dictionary<string, int> _symbolIndex = [];
    private readonly List<string> _strings = [];
    private readonly Dictionary<string, int> _stringIndex = [];
    private readonly List<IrType> _valueTypes = [];
    private int _parameters;

    /// <summary>The line, from the item's first, that the next instructions came from.</summary>
    public int Line { get; set; }

    /// <summary>The block being appended to.</summary>
    public int CurrentBlock { get; private set; }

    /// <summary>True once the current block has its terminator.</summary>
    public bool IsTerminated => _blocks[CurrentBlock] is [.., var last] && IsTerminator(last.Instruction.Op);

    /// <summary>True for the operations that end a block.</summary>
    public static bool IsTerminator(IrOp op) => op >= IrOp.Jump;

    /// <summary>Declares the next parameter; all parameters come before the other locals.</summary>
    public int Parameter(string name, IrType type)
    {
        if (_parameters != _locals.Count) throw new InvalidOperationException("Parameters must be declared before locals.");
        _parameters++;
        return Local(name, type);
    }

    /// <summary>Declares a local that holds nothing yet.</summary>
    public int Local(string name, IrType type)
    {
        _locals.Add(new IrLocal(name, type));
        return _locals.Count - 1;
    }

    /// <summary>Makes a new, empty block; it becomes current only by <see cref="Enter"/>.</summary>
    public int Block()
    {
        _blocks.Add([]);
        return _blocks.Count - 1;
    }

    /// <summary>Appends to <paramref name="block"/> from now on.</summary>
    public void Enter(int block) => CurrentBlock = block;

    /// <summary>The type of a value.</summary>
    public IrType TypeOf(int value) => _valueTypes[value];

    /// <summary>The type of a local.</summary>
    public IrType LocalType(int local) => _locals[local].Type;

    /// <summary>Appends an instruction that defines a value, and gives its number.</summary>
    public int Value(IrOp op, IrType type, int a = -1, int b = -1, int c = -1, long immediate = 0)
    {
        _valueTypes.Add(type);
        Append(new IrInstruction(op, _valueTypes.Count - 1, type, a, b, c, immediate));
        return _valueTypes.Count - 1;
    }

    /// <summary>Appends an instruction that defines none.</summary>
    public void Effect(IrOp op, int a = -1, int b = -1, int c = -1) => Append(new IrInstruction(op, -1, IrType.Void, a, b, c));

    public int Void() => Value(IrOp.ConstVoid, IrType.Void);
    public int Bool(bool value) => Value(IrOp.ConstBool, IrType.Bool, immediate: value ? 1 : 0);
    public int Int(long value, IrType type) => Value(IrOp.ConstInt, type, immediate: value);
    public int Float(double value) => Value(IrOp.ConstFloat, IrType.Float, immediate: BitConverter.DoubleToInt64Bits(value));
    public int Str(string text) => Value(IrOp.ConstStr, IrType.Str, Intern(_strings, _stringIndex, text));

    public void Init(int local, int value) => Effect(IrOp.LocalInit, local, value);
    public int Take(int local) => Value(IrOp.LocalTake, _locals[local].Type, local);
    public int Swap(int local, int value) => Value(IrOp.LocalSwap, _locals[local].Type, local, value);
    public int Peek(int local) => Value(IrOp.LocalPeek, Peeked(_locals[local].Type), local);

    public int New(IrType type, ReadOnlySpan<int> fields) => Value(IrOp.New, type, Run(fields), fields.Length);
    public int FieldPeek(int obj, int field, IrType fieldType) => Value(IrOp.FieldPeek, Peeked(fieldType), obj, field);
    public int FieldTake(int obj, int field, IrType fieldType) => Value(IrOp.FieldTake, fieldType, obj, field);
    public int FieldSwap(int obj, int field, int value, IrType fieldType) => Value(IrOp.FieldSwap, fieldType, obj, field, value);
    public void Free(int obj) => Effect(IrOp.Free, obj);
    public int Borrow(int live) => Value(IrOp.Borrow, TypeOf(live).With(IrOwnership.Borrow), live);
    public int Check(int borrow) => Value(IrOp.Check, TypeOf(borrow).With(IrOwnership.Live), borrow);
    public int Weaken(int live) => Value(IrOp.Weaken, TypeOf(live).With(IrOwnership.Weak), live);
    public int Alive(int weak) => Value(IrOp.Alive, IrType.Bool, weak);
    public int Retain(int value) => Value(IrOp.Retain, TypeOf(value), value);
    public void Release(int value) => Effect(IrOp.Release, value);
    public int SameInstance(int left, int right) => Value(IrOp.SameInstance, IrType.Bool, left, right);

    /// <summary>A struct value as the interface of <paramref name="itable"/>, held as before.</summary>
    public int Upcast(int value, string itable, string interfaceSymbol) =>
        Value(IrOp.Upcast, IrType.Interface(interfaceSymbol, TypeOf(value).Ownership), value, c: Intern(_symbols, _symbolIndex, itable));
    public int IsInstance(int value, string itable) => Value(IrOp.IsInstance, IrType.Bool, value, c: Intern(_symbols, _symbolIndex, itable));
    /// <summary>An interface value as the struct it is known to be, held as before.</summary>
    public int Downcast(int value, string structSymbol) => Value(IrOp.Downcast, IrType.Struct(structSymbol, TypeOf(value).Ownership), value);
    /// <summary>Calls a method of an interface; <paramref name="virtualIndex"/> says which argument decides.</summary>
    public int CallInterface(string method, IrType returns, ReadOnlySpan<int> args, int virtualIndex) =>
        Value(IrOp.CallInterface, returns, Run(args), args.Length, Intern(_symbols, _symbolIndex, method), virtualIndex);

    /// <summary>An empty array of <paramref name="array"/>'s symbol; owned, also when the array is imm (see <see cref="Freeze"/>).</summary>
    public int ArrayNew(IrType array, int capacity) => Value(IrOp.ArrayNew, array.With(IrOwnership.Own), capacity);
    public int Freeze(int array) => Value(IrOp.Freeze, TypeOf(array).With(IrOwnership.Share), array);
    public void ArrayPush(int array, int element) => Effect(IrOp.ArrayPush, array, element);
    public int ArrayPop(int array, IrType elementType) => Value(IrOp.ArrayPop, elementType, array);
    public int ArrayLength(int array) => Value(IrOp.ArrayLength, IrType.I32, array);
    public int ArrayCapacity(int array) => Value(IrOp.ArrayCapacity, IrType.I32, array);
    public int ElementPeek(int array, int index, IrType elementType) => Value(IrOp.ElementPeek, Peeked(elementType), array, index);
    public int ElementSwap(int array, int index, int value, IrType elementType) => Value(IrOp.ElementSwap, elementType, array, index, value);
    public int ElementTake(int array, int index, IrType elementType) => Value(IrOp.ElementTake, elementType, array, index);
    public void ArrayFree(int array) => Effect(IrOp.ArrayFree, array);

    public int Call(string symbol, IrType returns, ReadOnlySpan<int> args) =>
        Value(IrOp.Call, returns, Run(args), args.Length, Intern(_symbols, _symbolIndex, symbol));
    public int CallExtern(string symbol, IrType returns, ReadOnlySpan<int> args) =>
        Value(IrOp.CallExtern, returns, Run(args), args.Length, Intern(_symbols, _symbolIndex, symbol));
    public int Intrinsic(IrIntrinsic intrinsic, IrType returns, ReadOnlySpan<int> args) =>
        Value(IrOp.Intrinsic, returns, Run(args), args.Length, (int)intrinsic);

    public void Jump(int block) => Effect(IrOp.Jump, block);
    public void Branch(int condition, int ifTrue, int ifFalse) => Effect(IrOp.Branch, condition, ifTrue, ifFalse);
    public void Return(int value) => Effect(IrOp.Return, value);
    public void Unreachable() => Effect(IrOp.Unreachable);

    /// <summary>The finished function. Every block must have its terminator; blocks with none and no instruction are given Unreachable.</summary>
    public IrFunction Build()
    {
        var blocks = new List<IrBlock>();
        var instructions = new List<IrInstruction>();
        var lines = new List<int>();
        foreach (var block in _blocks)
        {
            if (block.Count == 0) block.Add((new IrInstruction(IrOp.Unreachable, -1, IrType.Void), 0));
            if (!IsTerminator(block[^1].Instruction.Op)) throw new InvalidOperationException($"{displayName}: block {blocks.Count} has no terminator.");
            blocks.Add(new IrBlock(instructions.Count, block.Count));
            foreach (var (instruction, line) in block)
            {
                instructions.Add(instruction);
                lines.Add(line);
            }
        }
        return new IrFunction(symbol, displayName, _parameters, returnType, _locals.ToValueArray(), blocks.ToValueArray(),
            instructions.ToValueArray(), _operands.ToValueArray(), _symbols.ToValueArray(), _strings.ToValueArray(),
            lines.ToValueArray(), _valueTypes.Count);
    }

    private static IrType Peeked(IrType type) => type.Ownership == IrOwnership.Own ? type.With(IrOwnership.Live) : type;

    private void Append(IrInstruction instruction)
    {
        if (IsTerminated) throw new InvalidOperationException($"{displayName}: {instruction.Op} after the end of block {CurrentBlock}.");
        _blocks[CurrentBlock].Add((instruction, Line));
    }

    private int Run(ReadOnlySpan<int> values)
    {
        var start = _operands.Count;
        _operands.AddRange(values);
        return start;
    }

    private static int Intern(List<string> list, Dictionary<string, int> index, string text)
    {
        if (index.TryGetValue(text, out var at)) return at;
        index.Add(text, list.Count);
        list.Add(text);
        return list.Count - 1;
    }
}
