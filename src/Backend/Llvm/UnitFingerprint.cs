// The name under which a unit's machine code is kept between processes: everything of the IR that it is made from. A test
// changes each property of each of these records in turn and sees to it that none is forgotten here.

using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Llvm;

/// <summary>Fingerprints of what <see cref="LlvmBackend"/> is given. Which LLVM and which version of ours emits is for the caller to add.</summary>
public static class UnitFingerprint
{
    /// <summary>Of a unit and the options.</summary>
    public static Fingerprint Of(LlvmUnit unit, LlvmOptions options)
    {
        var to = new FingerprintBuilder();
        Add(to, options);
        to.Add(unit.Name);
        AddAll(to, unit.Functions, Add);
        AddAll(to, unit.Public, static (to, isPublic) => to.Add(isPublic));
        AddAll(to, unit.Inlinable, Add);
        AddAll(to, unit.Callees, Add);
        AddAll(to, unit.Structs, Add);
        AddAll(to, unit.Arrays, Add);
        AddAll(to, unit.Interfaces, static (to, type) =>
        {
            to.Add(type.Symbol);
            to.Add(type.DisplayName);
        });
        AddAll(to, unit.Slots, static (to, slot) =>
        {
            to.Add(slot.Method);
            to.Add(slot.Word);
        });
        AddAll(to, unit.Itables, static (to, itable) =>
        {
            to.Add(itable.Symbol);
            to.Add(itable.Struct);
            AddAll(to, itable.Overrides, static (to, it) =>
            {
                to.Add(it.Function);
                to.Add(it.VirtualIndex);
            });
        });
        AddAll(to, unit.Weakened, static (to, symbol) => to.Add(symbol));
        AddAll(to, unit.Externs, Add);
        AddAll(to, unit.Positions, Add);
        return to.Finish();
    }

    /// <summary>Of what the support unit is made from, and the options.</summary>
    public static Fingerprint OfSupport(LlvmProgram program, LlvmOptions options)
    {
        var whole = program.Program;
        var to = new FingerprintBuilder();
        Add(to, options);
        foreach (var unit in whole.Units)
            foreach (var function in unit.Functions)
            {
                to.Add(function.Symbol);
                if (program.Position(function.Symbol) is { } position) Add(to, position);
                else to.Add(function.DisplayName);
            }
        AddAll(to, whole.Structs, Add);
        if (options.Region == RegionMode.Unsafe)
            foreach (var type in whole.Structs) to.Add(program.IsWeakened(type.Symbol));
        AddAll(to, whole.Arrays, Add);
        AddAll(to, whole.Interfaces, static (to, type) =>
        {
            to.Add(type.Symbol);
            to.Add(type.DisplayName);
            to.Add(type.IsImmutable);
            AddAll(to, type.Methods, static (to, method) =>
            {
                to.Add(method.Symbol);
                AddAll(to, method.Parameters, Add);
                Add(to, method.ReturnType);
                to.Add(method.VirtualIndex);
            });
        });
        to.Add(whole.Itables.Length);
        foreach (var itable in whole.Itables)
        {
            to.Add(itable.Symbol);
            to.Add(itable.Struct);
            to.Add(itable.Interface);
            to.Add(itable.Overrides.Length);
            foreach (var symbol in itable.Overrides) AddSignature(to, program.Function(symbol));
        }
        AddAll(to, whole.Externs, Add);
        to.Add(whole.Exports.Length);
        foreach (var export in whole.Exports)
        {
            to.Add(export.Module);
            to.Add(export.Name);
            AddSignature(to, program.Function(export.FunctionSymbol));
        }
        to.Add(whole.MainSymbol);
        if (whole.MainSymbol is { } main) AddSignature(to, program.Function(main));
        return to.Finish();
    }

    private static void Add(FingerprintBuilder to, LlvmOptions options)
    {
        to.Add((int)options.Opt);
        to.Add((int)options.Kind);
        to.Add((int)options.Region);
        to.Add(options.Cpu);
        to.Add(options.DebugFolder);
        to.Add(options.Verify);
    }

    private static void Add(FingerprintBuilder to, IrFunction function)
    {
        to.Add(function.Symbol);
        to.Add(function.DisplayName);
        to.Add(function.ParameterCount);
        Add(to, function.ReturnType);
        AddAll(to, function.Locals, static (to, local) =>
        {
            to.Add(local.Name);
            Add(to, local.Type);
        });
        to.Add(function.Blocks.Length);
        foreach (var block in function.Blocks)
        {
            to.Add(block.Start);
            to.Add(block.Count);
        }
        to.Add(function.Instructions.Length);
        foreach (ref readonly var it in function.Instructions.AsSpan())
        {
            to.Add((long)it.Op | (long)it.Result << 8);
            Add(to, it.Type);
            to.Add((uint)it.A | (long)it.B << 32);
            to.Add(it.C);
            to.Add(it.Immediate);
        }
        AddAll(to, function.Operands, static (to, value) => to.Add(value));
        AddAll(to, function.Symbols, static (to, symbol) => to.Add(symbol));
        AddAll(to, function.Strings, static (to, text) => to.Add(text));
        AddAll(to, function.Lines, static (to, line) => to.Add(line));
        to.Add(function.ValueCount);
    }

    private static void AddSignature(FingerprintBuilder to, IrFunction function)
    {
        to.Add(function.Symbol);
        Add(to, function.ReturnType);
        to.Add(function.ParameterCount);
        for (var i = 0; i < function.ParameterCount; i++) Add(to, function.Locals[i].Type);
    }

    private static void Add(FingerprintBuilder to, LlvmSignature signature)
    {
        to.Add(signature.Symbol);
        AddAll(to, signature.Parameters, Add);
        Add(to, signature.ReturnType);
    }

    private static void Add(FingerprintBuilder to, IrStruct type)
    {
        to.Add(type.Symbol);
        to.Add(type.DisplayName);
        to.Add(type.IsImmutable);
        AddAll(to, type.Fields, static (to, field) =>
        {
            to.Add(field.Name);
            Add(to, field.Type);
        });
    }

    private static void Add(FingerprintBuilder to, IrArray type)
    {
        to.Add(type.Symbol);
        to.Add(type.DisplayName);
        to.Add(type.IsImmutable);
        to.Add(type.Length ?? -1);
        Add(to, type.Element);
    }

    private static void Add(FingerprintBuilder to, IrExtern item)
    {
        to.Add(item.Symbol);
        to.Add(item.CName);
        AddAll(to, item.Parameters, Add);
        Add(to, item.ReturnType);
    }

    private static void Add(FingerprintBuilder to, IrSourcePosition position)
    {
        to.Add(position.FunctionSymbol);
        to.Add(position.Path);
        to.Add(position.FirstLine);
    }

    private static void Add(FingerprintBuilder to, IrType type)
    {
        to.Add((long)type.Kind | (long)type.Ownership << 8 | (long)type.Bits << 16);
        to.Add(type.Symbol);
    }

    private static void AddAll<T>(FingerprintBuilder to, ValueArray<T> items, Action<FingerprintBuilder, T> add)
    {
        to.Add(items.Length);
        foreach (var item in items) add(to, item);
    }
}
