// What the instructions on interfaces and arrays ask of their operands.

namespace Vale.Backend.Bytecode;

internal sealed partial class FunctionVerifier
{
    private void CheckCallInterface(Instruction i)
    {
        var method = image.Methods[i.BC];
        if (ListOperand(0) != _function.Words.Length || ListOperand(1) != _function.Objects.Length) Fail("it steps over a wrong number of registers");
        Arguments(method.Parameters, 2);
        var place = 2;
        for (var k = 0; k < method.Parameters.Length; k++)
            if (method.Parameters[k].IsWord || (method.Parameters[k].IsObject && k < method.VirtualIndex)) place++;
        if (_code[_at + i.X - 1].Bits != (ulong)ListOperand(place)) Fail($"it is decided by another register than o{ListOperand(place)}");
        if (_code[_at + i.X].Bits != 0) Fail("it remembers what it has not found");
        Result(i.A, method.ReturnType);
    }

    private void CheckInstanceInstruction(Instruction i)
    {
        var type = ReadObject(i.B);
        var number = _code[_at + 1].Bits;
        if (!type.IsReference || type.Target == BytecodeTarget.Array) Fail($"o{i.B} holds a {type}, which is no struct or interface");
        if (number >= (ulong)image.Structs.Length) Fail($"there is no struct {number}");
        if (i.Op == Opcode.IsInstance)
        {
            WriteWord(i.A, BytecodeKind.Bool);
            return;
        }
        if (image.Structs[(int)number].IsImmutable != (type.Kind == BytecodeKind.Share)) Fail($"a {type} cannot be a {image.Structs[(int)number].Name}");
        WriteObject(i.A, new BytecodeType(type.Kind, (int)number));
    }

    private void CheckArrayInstruction(Instruction i)
    {
        switch (i.Op)
        {
            case Opcode.ArrayNew:
                if ((uint)i.BC >= (uint)image.Arrays.Length) Fail($"there is no array {i.BC}");
                ReadWord(ListOperand(0), BytecodeKind.I32);
                WriteObject(i.A, new BytecodeType(BytecodeKind.Own, i.BC, BytecodeTarget.Array));
                break;
            case Opcode.Freeze:
                if (!ArrayAt(i.B, Holds.Own).IsImmutable) Fail($"o{i.B} holds a {_function.Objects[i.B]}, which is mutable");
                WriteObject(i.A, _function.Objects[i.B] with { Kind = BytecodeKind.Share });
                break;
            case Opcode.ArrayPushW:
                ReadWord(i.A, WordElement(ArrayAt(i.B, Holds.Write)));
                break;
            case Opcode.ArrayPushO:
                ReadElement(i.A, ObjectElement(ArrayAt(i.B, Holds.Write)));
                break;
            case Opcode.ArrayPopW:
                WriteWord(i.A, WordElement(Growing(ArrayAt(i.B, Holds.Write))));
                break;
            case Opcode.ArrayPopO:
                WriteObject(i.A, ObjectElement(Growing(ArrayAt(i.B, Holds.Write))));
                break;
            case Opcode.ArrayLength or Opcode.ArrayCapacity or Opcode.CheckedArrayLength:
                ArrayAt(i.B, i.Op == Opcode.CheckedArrayLength ? Holds.Checked : Holds.Read);
                WriteWord(i.A, BytecodeKind.I32);
                break;
            case Opcode.ElementLoadW or Opcode.CheckedElementLoadW:
            {
                var element = WordElement(ElementAt(i, i.Op == Opcode.CheckedElementLoadW ? Holds.Checked : Holds.Read));
                WriteWord(i.A, element);
                break;
            }
            case Opcode.ElementLoadO or Opcode.CheckedElementLoadO:
            {
                var element = ObjectElement(ElementAt(i, i.Op == Opcode.CheckedElementLoadO ? Holds.Checked : Holds.Read));
                WriteObject(i.A, element.Kind == BytecodeKind.Own ? element with { Kind = BytecodeKind.Live } : element);
                break;
            }
            case Opcode.ElementTakeO:
                WriteObject(i.A, ObjectElement(ElementAt(i, Holds.Own)));
                break;
            case Opcode.ElementStoreW or Opcode.CheckedElementStoreW:
                ReadWord(i.A, WordElement(ElementAt(i, i.Op == Opcode.CheckedElementStoreW ? Holds.Checked : Holds.Write)));
                break;
            case Opcode.ElementStoreO or Opcode.CheckedElementStoreO:
                ReadElement(i.A, ObjectElement(ElementAt(i, i.Op == Opcode.CheckedElementStoreO ? Holds.Checked : Holds.Write)));
                break;
            case Opcode.ElementSwapW:
            {
                var element = WordElement(ElementAt(i, Holds.Write));
                ReadWord(ListOperand(0), element);
                WriteWord(i.A, element);
                break;
            }
            case Opcode.ElementSwapO:
            {
                var element = ObjectElement(ElementAt(i, Holds.Write));
                ReadElement(ListOperand(0), element);
                WriteObject(i.A, element);
                break;
            }
            case Opcode.ArrayFree:
                ArrayAt(i.A, Holds.Own);
                break;
            default:
                Fail("there is no such instruction");
                break;
        }
    }

    /// <summary>By which holds an array may be reached.</summary>
    private enum Holds : byte
    {
        /// <summary>Owned.</summary>
        Own,
        /// <summary>Owned or live.</summary>
        Write,
        /// <summary>Owned, live or shared.</summary>
        Read,
        /// <summary>Any hold on something mutable.</summary>
        Checked,
    }

    private BytecodeArray ArrayAt(int register, Holds holds)
    {
        var type = ReadObject(register);
        var allowed = type.Kind switch
        {
            BytecodeKind.Own => true,
            BytecodeKind.Live => holds != Holds.Own,
            BytecodeKind.Share => holds == Holds.Read,
            BytecodeKind.Borrow or BytecodeKind.Weak => holds == Holds.Checked,
            _ => false,
        };
        if (!allowed || type.Target != BytecodeTarget.Array) Fail($"o{register} holds a {type}");
        return image.Arrays[type.Number];
    }

    // The array of an instruction that names an element.
    private BytecodeArray ElementAt(Instruction i, Holds holds)
    {
        var array = ArrayAt(i.B, holds);
        ReadWord(i.C, BytecodeKind.I32);
        return array;
    }

    private BytecodeArray Growing(BytecodeArray array)
    {
        if (array.Length >= 0) Fail($"{array.Name} has a fixed length");
        return array;
    }

    private BytecodeKind WordElement(BytecodeArray array)
    {
        if (!array.Element.IsWord) Fail($"{array.Name} holds no words");
        return array.Element.Kind;
    }

    private BytecodeType ObjectElement(BytecodeArray array)
    {
        if (!array.Element.IsObject) Fail($"{array.Name} holds no objects");
        return array.Element;
    }

    private void ReadElement(int register, BytecodeType element)
    {
        if (!Suits(ReadObject(register), element)) Fail($"o{register} holds a {_function.Objects[register]}, the elements are {element}");
    }

    private BytecodeType ReadMortal(int register)
    {
        var type = ReadObject(register);
        if (type.Kind is not (BytecodeKind.Own or BytecodeKind.Borrow or BytecodeKind.Live or BytecodeKind.Weak)) Fail($"o{register} holds a {type}, which cannot be dead");
        return type;
    }
}
