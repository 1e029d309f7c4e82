// The textual form of the IR: for --dump ir, test failures and snapshots. Reading it back is not provided.
// Its form depends on the IR alone, so two equal functions print alike.

using System.Globalization;
using System.Text;

namespace Vale.Compiler.Lowering;

/// <summary>Writes IR as text, one instruction a line.</summary>
public static class IrPrinter
{
    /// <summary>The whole program: structs, interfaces, itables, arrays, externs, exports, then every unit's functions.</summary>
    public static string Print(IrProgram program)
    {
        var text = new StringBuilder();
        foreach (var type in program.Structs) PrintStruct(text, type);
        foreach (var type in program.Interfaces) PrintInterface(text, type);
        foreach (var itable in program.Itables) PrintItable(text, itable);
        foreach (var type in program.Arrays) PrintArray(text, type);
        foreach (var item in program.Externs)
        {
            text.Append("extern ").Append(item.Symbol).Append(" = ").Append(item.CName);
            Signature(text, item.Parameters, item.ReturnType);
            text.Append('\n');
        }
        foreach (var item in program.Exports)
            text.Append("export ").Append(item.Module).Append('_').Append(item.Name).Append(" = ").Append(item.FunctionSymbol).Append('\n');
        if (program.MainSymbol is { } main) text.Append("main ").Append(main).Append('\n');
        foreach (var unit in program.Units)
        {
            text.Append("\nunit ").Append(unit.Name).Append('\n');
            foreach (var function in unit.Functions)
            {
                text.Append('\n');
                PrintFunction(text, function);
            }
        }
        return text.ToString();
    }

    /// <summary>One function, with its locals and blocks.</summary>
    public static string Print(IrFunction function)
    {
        var text = new StringBuilder();
        PrintFunction(text, function);
        return text.ToString();
    }

    /// <summary>One instruction of <paramref name="function"/>, without its line.</summary>
    public static string Print(IrFunction function, IrInstruction instruction)
    {
        var text = new StringBuilder();
        PrintInstruction(text, function, instruction);
        return text.ToString();
    }

    private static void PrintStruct(StringBuilder text, IrStruct type)
    {
        text.Append(type.IsImmutable ? "imm struct " : "struct ").Append(type.Symbol).Append(" {");
        for (var i = 0; i < type.Fields.Length; i++)
            text.Append(i == 0 ? " " : ", ").Append(type.Fields[i].Name).Append(' ').Append(type.Fields[i].Type);
        text.Append(type.Fields.IsEmpty ? "}\n" : " }\n");
    }

    private static void PrintInterface(StringBuilder text, IrInterface type)
    {
        text.Append(type.IsImmutable ? "imm interface " : "interface ").Append(type.Symbol).Append(" {\n");
        foreach (var method in type.Methods)
        {
            text.Append("  ").Append(method.Symbol);
            Signature(text, method.Parameters, method.ReturnType);
            text.Append(" by ").Append(method.VirtualIndex).Append('\n');
        }
        text.Append("}\n");
    }

    private static void PrintItable(StringBuilder text, IrItable itable)
    {
        text.Append("itable ").Append(itable.Symbol).Append(": ").Append(itable.Struct).Append(" as ").Append(itable.Interface).Append(" {\n");
        foreach (var function in itable.Overrides) text.Append("  ").Append(function).Append('\n');
        text.Append("}\n");
    }

    private static void PrintArray(StringBuilder text, IrArray type)
    {
        text.Append(type.IsImmutable ? "imm array " : "array ").Append(type.Symbol).Append(" [");
        if (type.Length is { } length) text.Append(length);
        text.Append("] ").Append(type.Element).Append('\n');
    }

    private static void Signature(StringBuilder text, Queries.Runtime.Values.ValueArray<IrType> parameters, IrType returnType)
    {
        text.Append('(');
        for (var i = 0; i < parameters.Length; i++) text.Append(i == 0 ? "" : ", ").Append(parameters[i]);
        text.Append(") ").Append(returnType);
    }

    private static void PrintFunction(StringBuilder text, IrFunction function)
    {
        text.Append("func ").Append(function.Symbol).Append(" -> ").Append(function.ReturnType).Append('\n');
        for (var i = 0; i < function.Locals.Length; i++)
        {
            var local = function.Locals[i];
            text.Append("  ").Append(i < function.ParameterCount ? "param $" : "local $").Append(i).Append(' ')
                .Append(local.Name).Append(": ").Append(local.Type).Append('\n');
        }
        for (var b = 0; b < function.Blocks.Length; b++)
        {
            text.Append('b').Append(b).Append(":\n");
            var block = function.Blocks[b];
            var line = -1;
            for (var i = block.Start; i < block.Start + block.Count; i++)
            {
                text.Append("  ");
                PrintInstruction(text, function, function.Instructions[i]);
                var here = i < function.Lines.Length ? function.Lines[i] : 0;
                if (here != line) text.Append("    ; +").Append(here);
                line = here;
                text.Append('\n');
            }
        }
    }

    private static void PrintInstruction(StringBuilder text, IrFunction function, IrInstruction it)
    {
        if (it.Result >= 0) text.Append('%').Append(it.Result).Append(": ").Append(it.Type).Append(" = ");
        text.Append(it.Op.ToString());
        switch (it.Op)
        {
            case IrOp.ConstBool:
                text.Append(it.Immediate != 0 ? " true" : " false");
                break;
            case IrOp.ConstInt:
                text.Append(' ').Append(it.Immediate);
                break;
            case IrOp.ConstFloat:
                text.Append(' ').Append(BitConverter.Int64BitsToDouble(it.Immediate).ToString("R", CultureInfo.InvariantCulture));
                break;
            case IrOp.ConstStr:
                text.Append(' ');
                Quote(text, At(function.Strings, it.A));
                break;
            case IrOp.LocalPeek or IrOp.LocalTake:
                Local(text, it.A);
                break;
            case IrOp.LocalInit or IrOp.LocalSwap:
                Local(text, it.A);
                Value(text, it.B);
                break;
            case IrOp.New:
                Arguments(text, function, it);
                break;
            case IrOp.FieldPeek or IrOp.FieldTake:
                Value(text, it.A);
                text.Append(" .").Append(it.B);
                break;
            case IrOp.FieldSwap:
                Value(text, it.A);
                text.Append(" .").Append(it.B);
                Value(text, it.C);
                break;
            case IrOp.SameInstance or IrOp.ArrayPush or IrOp.ElementPeek or IrOp.ElementTake:
                Value(text, it.A);
                Value(text, it.B);
                break;
            case IrOp.ElementSwap:
                Value(text, it.A);
                Value(text, it.B);
                Value(text, it.C);
                break;
            case IrOp.Upcast or IrOp.IsInstance:
                Value(text, it.A);
                text.Append(' ').Append(At(function.Symbols, it.C));
                break;
            case IrOp.CallInterface:
                text.Append(' ').Append(At(function.Symbols, it.C)).Append(" by ").Append(it.Immediate).Append(' ');
                Arguments(text, function, it);
                break;
            case IrOp.Call or IrOp.CallExtern:
                text.Append(' ').Append(At(function.Symbols, it.C));
                Arguments(text, function, it);
                break;
            case IrOp.Intrinsic:
                text.Append(' ').Append(((IrIntrinsic)it.C).ToString());
                Arguments(text, function, it);
                break;
            case IrOp.Jump:
                text.Append(" b").Append(it.A);
                break;
            case IrOp.Branch:
                Value(text, it.A);
                text.Append(" b").Append(it.B).Append(" b").Append(it.C);
                break;
            case IrOp.Free or IrOp.Borrow or IrOp.Check or IrOp.Weaken or IrOp.Alive or IrOp.Retain or IrOp.Release or IrOp.Downcast or IrOp.ArrayNew
                or IrOp.Freeze or IrOp.ArrayPop or IrOp.ArrayLength or IrOp.ArrayCapacity or IrOp.ArrayFree or IrOp.Return:
                Value(text, it.A);
                break;
        }
    }

    private static void Value(StringBuilder text, int value) => text.Append(" %").Append(value);

    private static void Local(StringBuilder text, int local) => text.Append(" $").Append(local);

    private static void Arguments(StringBuilder text, IrFunction function, IrInstruction it)
    {
        text.Append('(');
        for (var i = 0; i < it.B; i++)
        {
            if (i > 0) text.Append(", ");
            var at = it.A + i;
            if (at >= 0 && at < function.Operands.Length) text.Append('%').Append(function.Operands[at]);
            else text.Append("%?");
        }
        text.Append(')');
    }

    private static string At(Queries.Runtime.Values.ValueArray<string> list, int index) =>
        index >= 0 && index < list.Length ? list[index] : "?";

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\t': text.Append("\\t"); break;
                case '\r': text.Append("\\r"); break;
                default:
                    if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                        text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }
}
