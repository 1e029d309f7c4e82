// Judges an image before it runs. The machine reads registers, code and objects without checks of its own, so whatever this
// page lets through must be safe to run, however it came about; whether it is what the compiler meant is not asked here.

namespace Vale.Backend.Bytecode;

/// <summary>
/// Shows that an image keeps the format's rules: that every number names something that exists, that jumps land on instructions of their
/// own function, that every operand has the type its instruction wants, that calls and objects get the arguments they declare, and that
/// no register is read on any path before it is written.
/// </summary>
public static class BytecodeVerifier
{
    /// <summary>The most registers of a class in one function.</summary>
    public const int MaxRegisters = ushort.MaxValue;

    /// <summary>The most operands of a list.</summary>
    public const int MaxOperands = Instruction.MaxListWords * 4;

    /// <summary>Throws <see cref="BytecodeFormatException"/> with the reason when the image is not sound.</summary>
    public static void Verify(BytecodeImage image)
    {
        for (var i = 0; i < image.Structs.Length; i++) VerifyStruct(image, i);
        foreach (var item in image.Externs)
        {
            var where = $"extern {item.Name}";
            foreach (var parameter in item.Parameters) VerifyType(image, parameter, where);
            VerifyType(image, item.ReturnType, where);
            if (item.Parameters.Length > MaxOperands) throw new BytecodeFormatException($"{where}: too many parameters");
        }
        var end = 0;
        foreach (var function in image.Functions)
        {
            VerifyHeader(image, function, end);
            end += function.Length;
        }
        if (end != image.Code.Length) throw new BytecodeFormatException($"{image.Code.Length - end} words of code belong to no function");
        if (image.Main < -1 || image.Main >= image.Functions.Length) throw new BytecodeFormatException($"there is no function {image.Main} to start with");
        if (image.Main >= 0 && image.Functions[image.Main].Parameters.Length > 0)
            throw new BytecodeFormatException($"{image.Functions[image.Main].Name} takes parameters, so it cannot be the start");
        var check = new FunctionVerifier(image);
        foreach (var function in image.Functions) check.Verify(function);
    }

    private static void VerifyStruct(BytecodeImage image, int index)
    {
        var item = image.Structs[index];
        var where = $"struct {item.Name}";
        foreach (var field in item.Fields)
        {
            VerifyType(image, field, where);
            if (field.Kind is BytecodeKind.Never or BytecodeKind.Live) throw new BytecodeFormatException($"{where}: a field cannot hold a {field}");
            if (item.IsImmutable && field.Kind is BytecodeKind.Own or BytecodeKind.Borrow)
                throw new BytecodeFormatException($"{where}: an immutable struct cannot hold a {field}");
        }
        if (item.Words.Length + item.Objects.Length > MaxOperands) throw new BytecodeFormatException($"{where}: too many fields");
    }

    private static void VerifyHeader(BytecodeImage image, BytecodeFunction function, int start)
    {
        var where = $"function {function.Name}";
        if (function.Start != start) throw new BytecodeFormatException($"{where}: its code starts at word {function.Start} instead of {start}");
        if (function.Length < 1 || function.Length > image.Code.Length - start) throw new BytecodeFormatException($"{where}: its code is {function.Length} words long");
        if (function.Words.Length > MaxRegisters || function.Objects.Length > MaxRegisters) throw new BytecodeFormatException($"{where}: too many registers");
        foreach (var type in function.Words)
            if (!type.IsWord) throw new BytecodeFormatException($"{where}: a word register cannot hold a {type}");
        foreach (var type in function.Objects)
        {
            VerifyType(image, type, where);
            if (!type.IsObject) throw new BytecodeFormatException($"{where}: an object register cannot hold a {type}");
        }
        VerifyType(image, function.ReturnType, where);
        if (function.ReturnType.Kind == BytecodeKind.Live) throw new BytecodeFormatException($"{where}: cannot return a {function.ReturnType}");
        int words = 0, objects = 0;
        foreach (var parameter in function.Parameters)
        {
            VerifyType(image, parameter, where);
            if (parameter.Kind is BytecodeKind.Never or BytecodeKind.Live) throw new BytecodeFormatException($"{where}: a parameter cannot be a {parameter}");
            if (parameter.IsWord && (words >= function.Words.Length || function.Words[words++] != parameter) ||
                parameter.IsObject && (objects >= function.Objects.Length || function.Objects[objects++] != parameter))
                throw new BytecodeFormatException($"{where}: its first registers are not those of its parameters");
        }
        if (words + objects > MaxOperands - 2) throw new BytecodeFormatException($"{where}: too many parameters");
        if (function.File < -1 || function.File >= image.Files.Length) throw new BytecodeFormatException($"{where}: there is no file {function.File}");
        var last = -1;
        foreach (var line in function.Lines)
        {
            if (line.Offset <= last || line.Offset >= function.Length || line.Line < 1) throw new BytecodeFormatException($"{where}: its line table is out of order");
            last = line.Offset;
        }
    }

    private static void VerifyType(BytecodeImage image, BytecodeType type, string where)
    {
        if (type.Kind > BytecodeKind.Share) throw new BytecodeFormatException($"{where}: {type.Kind} is no type");
        if (!type.IsStruct)
        {
            if (type.Struct != 0) throw new BytecodeFormatException($"{where}: a {type.Kind} that names a struct");
            return;
        }
        if ((uint)type.Struct >= (uint)image.Structs.Length) throw new BytecodeFormatException($"{where}: there is no struct {type.Struct}");
        if (image.Structs[type.Struct].IsImmutable != (type.Kind == BytecodeKind.Share))
            throw new BytecodeFormatException($"{where}: {type}, but the struct is {(image.Structs[type.Struct].IsImmutable ? "immutable" : "mutable")}");
    }
}
