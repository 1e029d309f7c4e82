// The whole of what the backends are given: functions, layouts, externs, exports, and where the source stands.
// Values compare by content, so that an unchanged function's machine code is not made again.

using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>A slot of a function's frame. The first <see cref="IrFunction.ParameterCount"/> hold the arguments on entry; the others hold nothing.</summary>
/// <param name="Name">The source name, or a name in angle brackets for one the compiler made.</param>
public sealed record IrLocal(string Name, IrType Type);

/// <summary>A straight run of instructions, <c>Instructions[Start .. Start+Count]</c>, the last of which is the block's only terminator. Block 0 is the entry and is not jumped to.</summary>
public readonly record struct IrBlock(int Start, int Count);

/// <summary>A monomorphic function.</summary>
/// <param name="Symbol">Unique in the program and stable under edits elsewhere: <c>module.package.name(int,&amp;Ship)</c>.</param>
/// <param name="DisplayName">What a person calls it.</param>
/// <param name="Lines">Per instruction, the source line counted from the first line of the item it came from (0-based); moving the item leaves this alone. See <see cref="IrSourcePosition"/>.</param>
/// <param name="ValueCount">Values are numbered 0 .. ValueCount-1.</param>
public sealed record IrFunction(
    string Symbol,
    string DisplayName,
    int ParameterCount,
    IrType ReturnType,
    ValueArray<IrLocal> Locals,
    ValueArray<IrBlock> Blocks,
    ValueArray<IrInstruction> Instructions,
    ValueArray<int> Operands,
    ValueArray<string> Symbols,
    ValueArray<string> Strings,
    ValueArray<int> Lines,
    int ValueCount);

/// <summary>A field of a struct.</summary>
public sealed record IrField(string Name, IrType Type);

/// <summary>A struct's description. A mutable one has a generation header; an imm one has no identity.</summary>
/// <param name="Symbol">What <see cref="IrType.Symbol"/> says.</param>
/// <param name="DisplayName">What messages call it.</param>
public sealed record IrStruct(string Symbol, string DisplayName, bool IsImmutable, ValueArray<IrField> Fields);

/// <summary>An interface's description.</summary>
/// <param name="Symbol">What <see cref="IrType.Symbol"/> says.</param>
/// <param name="DisplayName">What messages call it.</param>
/// <param name="Methods">Its slots in order, each named by the symbol that <see cref="IrOp.CallInterface"/> gives.</param>
public sealed record IrInterface(string Symbol, string DisplayName, bool IsImmutable, ValueArray<IrMethod> Methods);

/// <summary>A slot of an interface.</summary>
/// <param name="Symbol">Unique in the program; an interface only has the methods that the program calls.</param>
/// <param name="Parameters">Types of the arguments, the deciding one being the interface.</param>
/// <param name="VirtualIndex">Which parameter decides.</param>
public sealed record IrMethod(string Symbol, ValueArray<IrType> Parameters, IrType ReturnType, int VirtualIndex);

/// <summary>How a struct implements an interface.</summary>
/// <param name="Symbol">Unique in the program; named by <see cref="IrOp.Upcast"/> and <see cref="IrOp.IsInstance"/>.</param>
/// <param name="Struct">The struct's symbol.</param>
/// <param name="Interface">The interface's symbol.</param>
/// <param name="Overrides">Per method of the interface, the function that runs; its virtual parameter is the struct.</param>
public sealed record IrItable(string Symbol, string Struct, string Interface, ValueArray<string> Overrides);

/// <summary>An array type's description. A mutable one has a generation header like a struct.</summary>
/// <param name="Symbol">What <see cref="IrType.Symbol"/> says.</param>
/// <param name="DisplayName">What messages call it.</param>
/// <param name="Length">The fixed length, or null for one that is chosen when the array is made.</param>
public sealed record IrArray(string Symbol, string DisplayName, bool IsImmutable, int? Length, IrType Element);

/// <summary>A function that C provides.</summary>
/// <param name="Symbol">How <see cref="IrFunction.Symbols"/> names it.</param>
/// <param name="CName">Its C symbol.</param>
public sealed record IrExtern(string Symbol, string CName, ValueArray<IrType> Parameters, IrType ReturnType);

/// <summary>A function that C may call.</summary>
/// <param name="Module">The Vale module that exports it; its C name is <c>Module_Name</c>.</param>
/// <param name="Name">The exported name.</param>
/// <param name="FunctionSymbol">The IR function it stands for.</param>
public sealed record IrExport(string Module, string Name, string FunctionSymbol);

/// <summary>A type that C may name.</summary>
/// <param name="Module">The Vale module that exports it; its C name is <c>Module_Name</c>.</param>
/// <param name="Name">The exported name.</param>
/// <param name="Type">The struct, interface or array, as an owner holds it.</param>
public sealed record IrTypeExport(string Module, string Name, IrType Type);

/// <summary>A codegen unit: what becomes one object file. One per package.</summary>
/// <param name="Name">File-system safe and unique in the program.</param>
public sealed record IrUnit(string Name, ValueArray<IrFunction> Functions);

/// <summary>Where an item stands now; kept apart from the functions so that moving code leaves their machine code valid.</summary>
/// <param name="FunctionSymbol">The function.</param>
/// <param name="Path">The file as the user named it.</param>
/// <param name="FirstLine">1-based line of the item; add <see cref="IrFunction.Lines"/>.</param>
public sealed record IrSourcePosition(string FunctionSymbol, string Path, int FirstLine);

/// <summary>A program ready for a backend.</summary>
/// <param name="MainSymbol">The function the program starts with: no parameters, returning i32 or i64 (the exit code) or anything else (exit 0); null for a library.</param>
/// <param name="UncalledExterns">Functions that C is said to provide and nothing calls: the C that defines them wants their headers.</param>
public sealed record IrProgram(
    ValueArray<IrUnit> Units,
    ValueArray<IrStruct> Structs,
    ValueArray<IrExtern> Externs,
    ValueArray<IrExport> Exports,
    string? MainSymbol,
    ValueArray<IrSourcePosition> Positions,
    ValueArray<IrInterface> Interfaces = default,
    ValueArray<IrItable> Itables = default,
    ValueArray<IrArray> Arrays = default,
    ValueArray<IrTypeExport> TypeExports = default,
    ValueArray<IrExtern> UncalledExterns = default);
