// The instructions of the IR. Every move, drop, borrow and generation check is one of them; nothing is implied.
// Two consumers read this file and must agree on it: Backend/Llvm and Backend/Vm.

namespace Vale.Compiler.Lowering;

/// <summary>
/// The operations. "a", "b", "c" are <see cref="IrInstruction.A"/>, B and C: numbers of values unless said otherwise.
/// "args" is the run of value numbers <c>function.Operands[A .. A+B]</c>.
/// A value may be used in its own block after its definition, and in any block its definition dominates.
/// </summary>
public enum IrOp : byte
{
    // Constants.
    /// <summary>The one void value.</summary>
    ConstVoid,
    /// <summary>Immediate is 0 or 1.</summary>
    ConstBool,
    /// <summary>Immediate, truncated to the type's bits.</summary>
    ConstInt,
    /// <summary>Immediate holds the bits of the binary64 (<see cref="BitConverter.Int64BitsToDouble"/>).</summary>
    ConstFloat,
    /// <summary>a: index into <see cref="IrFunction.Strings"/>. Yields a str its user owns, as if retained (a literal need not be counted).</summary>
    ConstStr,

    // Locals. a: index into function.Locals.
    /// <summary>Puts value b into local a, which holds nothing; consumes b.</summary>
    LocalInit,
    /// <summary>Reads local a without moving: own yields Live, everything else its own type (share is not retained).</summary>
    LocalPeek,
    /// <summary>Moves the value out of local a, which then holds nothing.</summary>
    LocalTake,
    /// <summary>Puts value b into local a and yields what it held; consumes b.</summary>
    LocalSwap,

    // Objects.
    /// <summary>args: one value per field, consumed. Type is the struct, Own when mutable, Share when imm.</summary>
    New,
    /// <summary>a: Live or Share object, b: field index. An own field yields Live, any other its own type (share is not retained).</summary>
    FieldPeek,
    /// <summary>a: Own object about to be freed, b: field index. Moves the field out.</summary>
    FieldTake,
    /// <summary>a: Live object, b: field index, c: value, consumed. Yields the old value, owned by its user.</summary>
    FieldSwap,
    /// <summary>a: Own struct whose fields have all been taken (or are plain data). Ends its life: bumps the generation, frees the memory.</summary>
    Free,
    /// <summary>a: Live object. Yields a Borrow that remembers the present generation.</summary>
    Borrow,
    /// <summary>
    /// a: Borrow or Weak. Yields Live, or halts: the object is dead. Immediate 1 tells that it was found out that the object is alive here
    /// whenever control comes by, so a backend need not look; lowering leaves it 0.
    /// </summary>
    Check,
    /// <summary>a: Live object. Yields a Weak that remembers the present generation.</summary>
    Weaken,
    /// <summary>a: Weak. Yields bool: the object is alive. Holds in every region, also where <see cref="Check"/> is left out.</summary>
    Alive,
    /// <summary>a: Share value. Yields the same value as a further holder of its own.</summary>
    Retain,
    /// <summary>a: Share value, consumed. The last holder frees it and releases what it holds.</summary>
    Release,
    /// <summary>a, b: Borrow or Live values of one struct, interface or array. Yields bool: the same object (no check is made).</summary>
    SameInstance,

    // Interfaces. A reference to one is a reference to the object together with the itable of its struct for the interface.
    /// <summary>
    /// a: struct value in any ownership, consumed; C: index into function.Symbols, names an <see cref="IrItable"/>.
    /// Type is that itable's interface in the same ownership. (An imm struct, a plain aggregate natively, becomes a counted object.)
    /// </summary>
    Upcast,
    /// <summary>a: interface value in any ownership, only looked at; C names an <see cref="IrItable"/>. Yields bool: the object is of that itable's struct. No check is made.</summary>
    IsInstance,
    /// <summary>a: interface value in any ownership, consumed, of which <see cref="IsInstance"/> holds; Type is the struct in the same ownership.</summary>
    Downcast,
    /// <summary>
    /// args, consumed; C names a method of an <see cref="IrInterface"/>; Immediate: which of the args is the interface value that
    /// decides (Own, Borrow, Weak or Share). The override gets the struct in its place, in the same ownership.
    /// </summary>
    CallInterface,

    // Arrays. Indices and lengths are i32; an index out of bounds halts with the index and the length.
    /// <summary>
    /// a: capacity (i32; negative halts). Type is Own, whatever the array is: an array of length 0 with room for that many,
    /// made with <see cref="ArrayPush"/>. For an array of fixed length the capacity is that length, and it is full before anything else is done with it.
    /// </summary>
    ArrayNew,
    /// <summary>a: Own array of an immutable type, as <see cref="ArrayNew"/> made it, filled, consumed. Yields it as Share.</summary>
    Freeze,
    /// <summary>a: Live or Own (not consumed) array, b: element, consumed. Halts when the array is full.</summary>
    ArrayPush,
    /// <summary>a: Live or Own (not consumed) array of no fixed length. Yields the last element, moved out; halts when there is none.</summary>
    ArrayPop,
    /// <summary>a: Live, Own (not consumed) or Share array. Yields i32: how many elements it holds.</summary>
    ArrayLength,
    /// <summary>a: Live, Own (not consumed) or Share array. Yields i32: how many elements it has room for.</summary>
    ArrayCapacity,
    /// <summary>a: Live, Own (not consumed) or Share array, b: index. An own element yields Live, any other its own type (share is not retained).</summary>
    ElementPeek,
    /// <summary>a: Live array, b: index, c: value, consumed. Yields the old element, owned by its user.</summary>
    ElementSwap,
    /// <summary>a: Own array of fixed length about to be freed, not consumed, b: index. Moves the element out; each once.</summary>
    ElementTake,
    /// <summary>
    /// a: Own array, consumed. Ends its life like <see cref="Free"/>. One of fixed length has had all its elements taken (or they are plain data);
    /// one of no fixed length must be empty, or hold plain data, or the program halts.
    /// </summary>
    ArrayFree,

    // Calls. C: index into function.Symbols. Arguments are consumed: the callee owns its parameters.
    /// <summary>args; C names an <see cref="IrFunction"/>. A call of type Never does not come back.</summary>
    Call,
    /// <summary>args; C names an <see cref="IrExtern"/>.</summary>
    CallExtern,
    /// <summary>args; C is an <see cref="IrIntrinsic"/>. Arguments are NOT consumed; a str result is owned by its user.</summary>
    Intrinsic,

    // Terminators: the last instruction of a block, and only there.
    /// <summary>a: block.</summary>
    Jump,
    /// <summary>a: bool value, b: block if true, c: block if false.</summary>
    Branch,
    /// <summary>a: value of the function's return type, consumed.</summary>
    Return,
    /// <summary>Control never gets here (after a call of type Never).</summary>
    Unreachable,
}

/// <summary>Operations on plain data and strings that both backends provide. Operand types are in the name or equal to each other.</summary>
public enum IrIntrinsic : byte
{
    // Integers of equal width (the width is that of the operands). Wrap; division and modulo by zero halt, MIN / -1 wraps.
    IntAdd, IntSub, IntMul, IntDiv, IntMod, IntNeg,
    IntEq, IntNe, IntLt, IntGt, IntLe, IntGe,
    // Float, IEEE 754.
    FloatAdd, FloatSub, FloatMul, FloatDiv, FloatMod, FloatNeg, FloatSqrt,
    FloatEq, FloatNe, FloatLt, FloatGt, FloatLe, FloatGe,
    // Bool.
    BoolNot, BoolEq,
    // Conversions. Float to int truncates toward zero, saturates at the ends of the range, NaN gives 0.
    I32ToI64, I64ToI32, I32ToFloat, FloatToI32, I64ToFloat, FloatToI64,
    /// <summary>(i32) or (i64): decimal text.</summary>
    IntToStr,
    /// <summary>(float): the shortest decimal text that reads back to the same float; no exponent for 1e-5 &lt;= |x| &lt; 1e15; "inf", "-inf", "nan".</summary>
    FloatToStr,
    // Strings: ranges are byte offsets begin..end into the UTF-8 text; a range out of bounds halts.
    /// <summary>(str) i32: length in bytes.</summary>
    StrLen,
    /// <summary>(a str, aBegin i32, aEnd i32, b str, bBegin i32, bEnd i32) str: the two slices joined.</summary>
    StrConcat,
    /// <summary>(same six) bool: the slices have the same bytes.</summary>
    StrEq,
    /// <summary>(same six) i32: negative, zero or positive by bytes.</summary>
    StrCompare,
    /// <summary>(same six: haystack, needle) i32: first offset, from the haystack slice's start, where the needle slice stands, or -1.</summary>
    StrIndexOf,
    /// <summary>(str, begin i32, end i32) str.</summary>
    StrSlice,
    /// <summary>(str, begin i32, end i32) i32: the first byte of the slice, 0 for an empty one.</summary>
    StrToByte,
    /// <summary>(i32) str: the one-byte string of that value's low byte; for values of 128 and more the UTF-8 of that code point.</summary>
    StrFromCode,
    /// <summary>(str, begin i32, length i32) void: writes those bytes to standard output.</summary>
    Print,
    /// <summary>(str, begin i32, length i32) void: writes those bytes to standard error.</summary>
    PrintError,
    /// <summary>() never: the program halts with exit code 1, after flushing standard output.</summary>
    Panic,
    /// <summary>(str) never: as Panic, with the text as the message on standard error.</summary>
    PanicWith,
    /// <summary>() i32: number of program arguments, the program's own name left out.</summary>
    MainArgCount,
    /// <summary>(i32) str: that program argument; out of range halts.</summary>
    MainArg,
}

/// <summary>One instruction. See <see cref="IrOp"/> for what A, B and C mean.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Result">The number of the value it defines, or -1 when it defines none.</param>
/// <param name="Type">The type of that value (void for none).</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
/// <param name="Immediate">The constant of ConstBool, ConstInt and ConstFloat.</param>
public readonly record struct IrInstruction(IrOp Op, int Result, IrType Type, int A = -1, int B = -1, int C = -1, long Immediate = 0);
