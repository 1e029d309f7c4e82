// The instruction set of the virtual machine. Writer, verifier, printer and interpreter all read this page and no other;
// it knows nothing of the IR the instructions came from.

namespace Vale.Backend.Bytecode;

/// <summary>
/// The operations. A function has two register files: words (<c>w</c>: bool, i32 and i64 sign-extended, the bits of a float)
/// and objects (<c>o</c>: strings, structs, interfaces, which are structs too, and arrays). A, B and C are register numbers unless said otherwise; "BC" is the 32-bit
/// number that takes the place of B and C. "list" is a run of 16-bit operands in the X words behind the instruction.
/// Jump distances count words from the jump itself.
/// </summary>
public enum Opcode : byte
{
    // Moves and constants.
    /// <summary>wA = wB.</summary>
    MoveW,
    /// <summary>oA = oB.</summary>
    MoveO,
    /// <summary>wA = BC.</summary>
    Const,
    /// <summary>wA = constant number BC.</summary>
    ConstLong,
    /// <summary>oA = literal number BC.</summary>
    ConstStr,

    // Integers: wA = wB op wC, or op C as a signed 16-bit number. Results wrap to their width.
    AddI32, SubI32, MulI32, DivI32, ModI32, NegI32,
    AddImmI32, MulImmI32,
    /// <summary>C is neither 0 nor -1.</summary>
    DivImmI32,
    /// <summary>C is neither 0 nor -1.</summary>
    ModImmI32,
    AddI64, SubI64, MulI64, DivI64, ModI64, NegI64,
    AddImmI64, MulImmI64,
    /// <summary>C is neither 0 nor -1.</summary>
    DivImmI64,
    /// <summary>C is neither 0 nor -1.</summary>
    ModImmI64,

    // Comparisons to bool: wA = wB op wC; the immediate forms compare with C as a signed number.
    Eq, Ne, Lt, Le,
    EqImm, NeImm, LtImm, LeImm, GtImm, GeImm,

    // Floats and bools.
    AddF, SubF, MulF, DivF, ModF, NegF, SqrtF,
    EqF, NeF, LtF, LeF,
    /// <summary>wA = not wB.</summary>
    Not,

    // Conversions: wA = wB converted.
    I32ToI64, I64ToI32, IntToFloat, FloatToI32, FloatToI64,

    // Control.
    /// <summary>By BC words.</summary>
    Jump,
    /// <summary>By BC words if wA.</summary>
    JumpIf,
    /// <summary>By BC words unless wA.</summary>
    JumpIfNot,
    // By C words if wA op wB.
    JumpEq, JumpNe, JumpLt, JumpLe,
    // By C words if wA op B as a signed number.
    JumpEqImm, JumpNeImm, JumpLtImm, JumpLeImm, JumpGtImm, JumpGeImm,
    // By C words if the float comparison wA op wB holds; the Not forms if it does not (a nan makes it false).
    JumpEqF, JumpNeF, JumpLtF, JumpLeF, JumpNotLtF, JumpNotLeF,
    /// <summary>Calls function BC; its result goes to register A of its class. list: this function's word and object register counts, then the word arguments, then the object arguments.</summary>
    Call,
    /// <summary>
    /// Calls the override of method BC for the struct that an argument is of. As <see cref="Call"/>; behind the list a word with the register
    /// of the argument that decides, and a word of zero, in which the machine remembers what it found.
    /// </summary>
    CallInterface,
    /// <summary>Calls extern BC; list as for <see cref="Call"/> without the two counts.</summary>
    CallExtern,
    ReturnVoid,
    /// <summary>Returns wA.</summary>
    ReturnW,
    /// <summary>Returns oA.</summary>
    ReturnO,

    // Objects. A slot is numbered from 1; every slot has a word half and an object half (see BytecodeStruct).
    /// <summary>oA = new object of struct BC. list: the word fields, then the object fields.</summary>
    New,
    /// <summary>wA = word of slot C of oB.</summary>
    LoadW,
    /// <summary>oA = object of slot C of oB, looked at.</summary>
    LoadO,
    /// <summary>oA = object of slot C of oB, moved out.</summary>
    TakeO,
    /// <summary>Word of slot C of oB = wA.</summary>
    StoreW,
    /// <summary>Object of slot C of oB = oA.</summary>
    StoreO,
    /// <summary>wA = word of slot C of oB, which becomes w of list[0].</summary>
    SwapW,
    /// <summary>oA = object of slot C of oB, which becomes o of list[0].</summary>
    SwapO,
    // The same after a check that the borrow oB is alive.
    CheckedLoadW, CheckedLoadO, CheckedStoreW, CheckedStoreO,
    /// <summary>oA dies.</summary>
    Free,
    /// <summary>oA = oB, which must be alive.</summary>
    Check,
    /// <summary>wA = oB and oC are one object.</summary>
    Same,
    /// <summary>wA = oB is alive.</summary>
    Alive,
    /// <summary>One more holder of oA; only in images that track shares.</summary>
    Retain,
    /// <summary>One holder of oA less; only in images that track shares.</summary>
    Release,

    // Structs behind interfaces. A cast to an interface is a move.
    /// <summary>wA = oB is of the struct whose number is the word behind.</summary>
    IsInstance,
    /// <summary>oA = oB, which must be of the struct whose number is the word behind.</summary>
    Downcast,

    // Arrays. An index out of bounds halts.
    /// <summary>oA = new array of type BC; list: its capacity, negative halts.</summary>
    ArrayNew,
    /// <summary>oA = oB, an owned array of an immutable type, which is shared from now on.</summary>
    Freeze,
    /// <summary>Puts wA behind the last element of oB; halts when there is no room.</summary>
    ArrayPushW,
    /// <summary>Puts oA behind the last element of oB; halts when there is no room.</summary>
    ArrayPushO,
    /// <summary>wA = the last element of oB, which is taken away; halts when there is none.</summary>
    ArrayPopW,
    /// <summary>oA = the last element of oB, which is taken away; halts when there is none.</summary>
    ArrayPopO,
    /// <summary>wA = number of elements of oB.</summary>
    ArrayLength,
    /// <summary>wA = how many elements oB has room for.</summary>
    ArrayCapacity,
    /// <summary>wA = element wC of oB.</summary>
    ElementLoadW,
    /// <summary>oA = element wC of oB, looked at.</summary>
    ElementLoadO,
    /// <summary>oA = element wC of oB, moved out.</summary>
    ElementTakeO,
    /// <summary>Element wC of oB = wA.</summary>
    ElementStoreW,
    /// <summary>Element wC of oB = oA.</summary>
    ElementStoreO,
    /// <summary>wA = element wC of oB, which becomes w of list[0].</summary>
    ElementSwapW,
    /// <summary>oA = element wC of oB, which becomes o of list[0].</summary>
    ElementSwapO,
    // The same after a check that oB is alive.
    CheckedArrayLength, CheckedElementLoadW, CheckedElementLoadO, CheckedElementStoreW, CheckedElementStoreO,
    /// <summary>oA dies; halts when its length is not fixed and it holds elements that somebody must end.</summary>
    ArrayFree,

    // Strings and the world.
    /// <summary>oA = text of the integer wB.</summary>
    IntToStr,
    /// <summary>oA = text of the float wB.</summary>
    FloatToStr,
    /// <summary>wA = length of oB.</summary>
    StrLen,
    // A = op of two slices; list: object, begin, end, object, begin, end.
    StrConcat, StrEq, StrCompare, StrIndexOf,
    /// <summary>oA = slice of oB; list: begin, end.</summary>
    StrSlice,
    /// <summary>wA = first byte of a slice of oB; list: begin, end.</summary>
    StrToByte,
    /// <summary>oA = the string of code wB.</summary>
    StrFromCode,
    /// <summary>oA from wB, wC bytes long, to standard output.</summary>
    Print,
    /// <summary>oA from wB, wC bytes long, to standard error.</summary>
    PrintError,
    Panic,
    /// <summary>Halts with oA as the message.</summary>
    PanicWith,
    /// <summary>wA = number of program arguments.</summary>
    MainArgCount,
    /// <summary>oA = program argument wB.</summary>
    MainArg,
    /// <summary>Control never gets here.</summary>
    Unreachable,
}
