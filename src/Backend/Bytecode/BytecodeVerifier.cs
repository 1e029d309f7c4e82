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
        foreach (var item in image.Structs) VerifyStruct(image, item);
        foreach (var item in image.Arrays) VerifyArray(image, item);
        VerifyInterfaces(image);
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
        VerifyItables(image);
        if (end != image.Code.Length) throw new BytecodeFormatException($"{image.Code.Length - end} words of code belong to no function");
        if (image.Main < -1 || image.Main >= image.Functions.Length) throw new BytecodeFormatException($"there is no function {image.Main} to start with");
        if (image.Main >= 0 && image.Functions[image.Main].Parameters.Length > 0)
            throw new BytecodeFormatException($"{image.Functions[image.Main].Name} takes parameters, so it cannot be the start");
        var check = new FunctionVerifier(image);
        foreach (var function in image.Functions) check.Verify(function);
    }

    private static void VerifyStruct(BytecodeImage image, BytecodeStruct item)
    {
        var where = $"struct {item.Name}";
        foreach (var field in item.Fields)
        {
            VerifyType(image, field, where);
            if (field.Kind is BytecodeKind.Never or BytecodeKind.Live) throw new BytecodeFormatException($"{where}: a field cannot hold a {field}");
            if (item.IsImmutable && field.Kind is BytecodeKind.Own or BytecodeKind.Borrow or BytecodeKind.Weak)
                throw new BytecodeFormatException($"{where}: an immutable struct cannot hold a {field}");
        }
        if (item.Words.Length + item.Objects.Length > MaxOperands) throw new BytecodeFormatException($"{where}: too many fields");
    }

    private static void VerifyArray(BytecodeImage image, BytecodeArray item)
    {
        var where = $"array {item.Name}";
        VerifyType(image, item.Element, where);
        if (item.Element.Kind is BytecodeKind.Void or BytecodeKind.Never or BytecodeKind.Live) throw new BytecodeFormatException($"{where}: an element cannot be a {item.Element}");
        if (item.IsImmutable && item.Element.Kind is BytecodeKind.Own or BytecodeKind.Borrow or BytecodeKind.Weak)
            throw new BytecodeFormatException($"{where}: an immutable array cannot hold a {item.Element}");
        if (item.Length < -1) throw new BytecodeFormatException($"{where}: its length is {item.Length}");
    }

    private static void VerifyInterfaces(BytecodeImage image)
    {
        var methods = 0;
        for (var i = 0; i < image.Interfaces.Length; i++)
        {
            var item = image.Interfaces[i];
            var where = $"interface {item.Name}";
            if (item.FirstMethod != methods || item.MethodCount < 0 || item.MethodCount > image.Methods.Length - methods)
                throw new BytecodeFormatException($"{where}: its methods are not where they should be");
            methods += item.MethodCount;
            foreach (var method in image.Methods.AsSpan(item.FirstMethod, item.MethodCount))
            {
                foreach (var parameter in method.Parameters)
                {
                    VerifyType(image, parameter, where);
                    if (parameter.Kind is BytecodeKind.Never or BytecodeKind.Live) throw new BytecodeFormatException($"{where}: a parameter cannot be a {parameter}");
                }
                VerifyType(image, method.ReturnType, where);
                if (method.ReturnType.Kind == BytecodeKind.Live) throw new BytecodeFormatException($"{where}: a method cannot return a {method.ReturnType}");
                if ((uint)method.VirtualIndex >= (uint)method.Parameters.Length) throw new BytecodeFormatException($"{where}: no parameter of a method decides");
                if (method.Parameters[method.VirtualIndex] is not { IsReference: true, Target: BytecodeTarget.Interface } decides || decides.Number != i)
                    throw new BytecodeFormatException($"{where}: a method is decided by a {method.Parameters[method.VirtualIndex]}");
            }
        }
        if (methods != image.Methods.Length) throw new BytecodeFormatException($"{image.Methods.Length - methods} methods belong to no interface");
    }

    private static void VerifyItables(BytecodeImage image)
    {
        var seen = new HashSet<(int, int)>();
        foreach (var itable in image.Itables)
        {
            if ((uint)itable.Struct >= (uint)image.Structs.Length) throw new BytecodeFormatException($"itable: there is no struct {itable.Struct}");
            if ((uint)itable.Interface >= (uint)image.Interfaces.Length) throw new BytecodeFormatException($"itable: there is no interface {itable.Interface}");
            var (type, described) = (image.Structs[itable.Struct], image.Interfaces[itable.Interface]);
            var where = $"itable of {type.Name} for {described.Name}";
            if (!seen.Add((itable.Struct, itable.Interface))) throw new BytecodeFormatException($"{where}: there are two");
            if (type.IsImmutable != described.IsImmutable) throw new BytecodeFormatException($"{where}: one is immutable and the other is not");
            if (itable.Functions.Length != described.MethodCount) throw new BytecodeFormatException($"{where}: it has {itable.Functions.Length} functions for {described.MethodCount} methods");
            for (var i = 0; i < itable.Functions.Length; i++)
            {
                if ((uint)itable.Functions[i] >= (uint)image.Functions.Length) throw new BytecodeFormatException($"{where}: there is no function {itable.Functions[i]}");
                var function = image.Functions[itable.Functions[i]];
                if (!IsOverride(image.Methods[described.FirstMethod + i], function, itable.Struct)) throw new BytecodeFormatException($"{where}: {function.Name} is not of the method's types");
            }
        }
    }

    // The machine hands over registers as the method declares them; the one that decides, it knows to be of the struct.
    private static bool IsOverride(BytecodeMethod method, BytecodeFunction function, int ofStruct)
    {
        if (function.ReturnType != method.ReturnType || function.Parameters.Length != method.Parameters.Length) return false;
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var wanted = i == method.VirtualIndex ? new BytecodeType(method.Parameters[i].Kind, ofStruct) : method.Parameters[i];
            if (function.Parameters[i] != wanted) return false;
        }
        return true;
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
            VerifyType(image, type, where, underConstruction: true);
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

    // An array of an immutable type is owned or live only while it is filled, and only in registers.
    private static void VerifyType(BytecodeImage image, BytecodeType type, string where, bool underConstruction = false)
    {
        if (type.Kind > BytecodeKind.Share) throw new BytecodeFormatException($"{where}: {type.Kind} is no type");
        if (!type.IsReference)
        {
            if (type != new BytecodeType(type.Kind)) throw new BytecodeFormatException($"{where}: a {type.Kind} that names a struct");
            return;
        }
        var (what, count) = type.Target switch
        {
            BytecodeTarget.Struct => ("struct", image.Structs.Length),
            BytecodeTarget.Interface => ("interface", image.Interfaces.Length),
            BytecodeTarget.Array => ("array", image.Arrays.Length),
            _ => throw new BytecodeFormatException($"{where}: {type.Target} is no target"),
        };
        if ((uint)type.Number >= (uint)count) throw new BytecodeFormatException($"{where}: there is no {what} {type.Number}");
        var isImmutable = type.Target switch
        {
            BytecodeTarget.Struct => image.Structs[type.Number].IsImmutable,
            BytecodeTarget.Interface => image.Interfaces[type.Number].IsImmutable,
            _ => image.Arrays[type.Number].IsImmutable,
        };
        if (underConstruction && type is { Target: BytecodeTarget.Array, Kind: BytecodeKind.Own or BytecodeKind.Live }) return;
        if (isImmutable != (type.Kind == BytecodeKind.Share))
            throw new BytecodeFormatException($"{where}: {type}, but the {what} is {(isImmutable ? "immutable" : "mutable")}");
    }
}
