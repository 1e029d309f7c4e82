// The file form of an image (.vbc). Knows bytes; whether the image makes sense is the verifier's business, which is asked on every read.

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Vale.Backend.Bytecode;

/// <summary>
/// Reads and writes bytecode files. All numbers are little-endian.
/// <code>
/// offset 0   8 bytes   magic: 7F 'V' 'B' 'C' 0D 0A 1A 0A (a transfer that mangles line ends shows here)
///        8   u16       version, 2
///       10   u16       flags: bit 0, shares are tracked
///       12   u32       CRC-32C of everything from offset 16 on, as <see cref="BitOperations.Crc32C(uint, byte)"/> steps it from FFFFFFFF
///       16   u32       number of sections, 10
///       20   sections  per section: u32 its number, u32 offset in the file, u32 length; ascending, gapless, to the file's end
/// </code>
/// The sections: 1 program, 2 literals, 3 constants, 4 structs, 5 interfaces with their methods, 6 itables, 7 arrays, 8 externs, 9 functions,
/// 10 code. Within them a number is a LEB128 of 32 bits (zigzag when it may be negative), text is its length in bytes and UTF-8, and a type
/// is one number: kind + 16 * target + 64 * the number of its struct, interface or array. Code is raw words of 8 bytes.
/// </summary>
public static class BytecodeFile
{
    /// <summary>The version this page writes and reads.</summary>
    public const int Version = 2;

    private const int HeaderLength = 20;
    private const int SectionCount = 10;
    private static ReadOnlySpan<byte> Magic => [0x7F, (byte)'V', (byte)'B', (byte)'C', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file claims to be bytecode.</summary>
    public static bool IsBytecode(ReadOnlySpan<byte> file) => file.StartsWith(Magic[..4]);

    /// <summary>The bytes of an image. The same image gives the same bytes.</summary>
    public static byte[] Write(BytecodeImage image)
    {
        var sections = new ByteWriter[SectionCount];
        for (var i = 0; i < SectionCount; i++) sections[i] = new ByteWriter();
        WriteProgram(sections[0], image);
        sections[1].Number(image.Strings.Length);
        foreach (var literal in image.Strings) sections[1].Bytes(literal);
        sections[2].Number(image.Constants.Length);
        foreach (var constant in image.Constants) sections[2].Word((ulong)constant);
        WriteStructs(sections[3], image);
        WriteInterfaces(sections[4], image);
        WriteItables(sections[5], image);
        WriteArrays(sections[6], image);
        WriteExterns(sections[7], image);
        WriteFunctions(sections[8], image);
        sections[9].Number(image.Code.Length);
        foreach (var word in image.Code) sections[9].Word(word.Bits);

        var offset = HeaderLength + SectionCount * 12;
        long length = offset;
        foreach (var section in sections) length += section.Length;
        if (length > Array.MaxLength) throw new BytecodeLimitException($"the program's bytecode is {length} bytes long, more than a file holds");
        var file = new byte[length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(10), (ushort)(image.TracksShares ? 1 : 0));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), SectionCount);
        for (var i = 0; i < SectionCount; i++)
        {
            var entry = file.AsSpan(HeaderLength + i * 12);
            BinaryPrimitives.WriteInt32LittleEndian(entry, i + 1);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], sections[i].Length);
            sections[i].Written.CopyTo(file.AsSpan(offset));
            offset += sections[i].Length;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), Checksum(file));
        return file;
    }

    /// <summary>The image in a file, verified. Throws <see cref="BytecodeFormatException"/> with the reason when it is refused.</summary>
    public static BytecodeImage Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength + SectionCount * 12 || !IsBytecode(file)) throw new BytecodeFormatException("the file is not bytecode");
        if (!file.StartsWith(Magic)) throw new BytecodeFormatException("the file was changed on its way: its line ends are not what they were");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        if (version != Version) throw new BytecodeFormatException($"the file is of version {version} of the bytecode, this machine runs version {Version}: compile the program again");
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(file[10..]);
        if (flags > 1) throw new BytecodeFormatException($"the file has flags that this machine does not know: {flags:x4}");
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[12..]) != Checksum(file)) throw new BytecodeFormatException("the file is damaged: its checksum does not fit its content");
        if (BinaryPrimitives.ReadInt32LittleEndian(file[16..]) != SectionCount) throw new BytecodeFormatException("the file has a wrong number of sections");

        var program = Section(file, 1);
        var main = program.Signed();
        var files = new string[program.Count()];
        for (var i = 0; i < files.Length; i++) files[i] = program.Text();
        program.End();

        var literals = Section(file, 2);
        var strings = new byte[literals.Count()][];
        for (var i = 0; i < strings.Length; i++) strings[i] = literals.Bytes().ToArray();
        literals.End();

        var numbers = Section(file, 3);
        var constants = new long[numbers.Count(8)];
        for (var i = 0; i < constants.Length; i++) constants[i] = (long)numbers.Word();
        numbers.End();

        var interfaces = ReadInterfaces(Section(file, 5), out var methods);
        var image = new BytecodeImage
        {
            Main = main,
            Files = files,
            Strings = strings,
            Constants = constants,
            Structs = ReadStructs(Section(file, 4)),
            Interfaces = interfaces,
            Methods = methods,
            Itables = ReadItables(Section(file, 6)),
            Arrays = ReadArrays(Section(file, 7)),
            Externs = ReadExterns(Section(file, 8)),
            Functions = ReadFunctions(Section(file, 9)),
            Code = ReadCode(Section(file, 10)),
            TracksShares = (flags & 1) != 0,
        };
        BytecodeVerifier.Verify(image);
        return image;
    }

    private static uint Checksum(ReadOnlySpan<byte> file)
    {
        var crc = uint.MaxValue;
        var rest = file[16..];
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(rest))
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var last in rest[(rest.Length & ~7)..]) crc = BitOperations.Crc32C(crc, last);
        return crc;
    }

    private static ByteReader Section(ReadOnlySpan<byte> file, int number)
    {
        long expected = HeaderLength + SectionCount * 12;
        for (var i = 0; ; i++)
        {
            var entry = file[(HeaderLength + i * 12)..];
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]), length = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            if (BinaryPrimitives.ReadInt32LittleEndian(entry) != i + 1 || offset != expected || length > file.Length - offset)
                throw new BytecodeFormatException($"section {i + 1} is not where it should be");
            expected = offset + length;
            if (i + 1 == SectionCount && expected != file.Length) throw new BytecodeFormatException("the file goes on behind its last section");
            if (i + 1 == number) return new ByteReader(file.Slice((int)offset, (int)length), $"section {number}");
        }
    }

    private static void WriteProgram(ByteWriter writer, BytecodeImage image)
    {
        writer.Signed(image.Main);
        writer.Number(image.Files.Length);
        foreach (var file in image.Files) writer.Text(file);
    }

    private static void WriteTypes(ByteWriter writer, BytecodeType[] types)
    {
        writer.Number(types.Length);
        foreach (var type in types) writer.Type(type);
    }

    private static BytecodeType[] ReadTypes(ref ByteReader reader)
    {
        var types = new BytecodeType[reader.Count()];
        for (var i = 0; i < types.Length; i++) types[i] = reader.Type();
        return types;
    }

    private static void WriteStructs(ByteWriter writer, BytecodeImage image)
    {
        writer.Number(image.Structs.Length);
        foreach (var item in image.Structs)
        {
            writer.Text(item.Name);
            writer.Number(item.IsImmutable ? 1 : 0);
            WriteTypes(writer, item.Fields);
        }
    }

    private static BytecodeStruct[] ReadStructs(ByteReader reader)
    {
        var structs = new BytecodeStruct[reader.Count()];
        for (var i = 0; i < structs.Length; i++) structs[i] = new BytecodeStruct(reader.Text(), reader.Flag(), ReadTypes(ref reader));
        reader.End();
        return structs;
    }

    private static void WriteInterfaces(ByteWriter writer, BytecodeImage image)
    {
        writer.Number(image.Interfaces.Length);
        foreach (var item in image.Interfaces)
        {
            writer.Text(item.Name);
            writer.Number(item.IsImmutable ? 1 : 0);
            writer.Number(item.MethodCount);
            foreach (var method in image.Methods.AsSpan(item.FirstMethod, item.MethodCount))
            {
                WriteTypes(writer, method.Parameters);
                writer.Type(method.ReturnType);
                writer.Number(method.VirtualIndex);
            }
        }
    }

    private static BytecodeInterface[] ReadInterfaces(ByteReader reader, out BytecodeMethod[] methods)
    {
        var interfaces = new BytecodeInterface[reader.Count()];
        var all = new List<BytecodeMethod>();
        for (var i = 0; i < interfaces.Length; i++)
        {
            interfaces[i] = new BytecodeInterface(reader.Text(), reader.Flag(), all.Count, reader.Count());
            for (var n = interfaces[i].MethodCount; n > 0; n--) all.Add(new BytecodeMethod(ReadTypes(ref reader), reader.Type(), reader.Number()));
        }
        reader.End();
        methods = [.. all];
        return interfaces;
    }

    private static void WriteItables(ByteWriter writer, BytecodeImage image)
    {
        writer.Number(image.Itables.Length);
        foreach (var item in image.Itables)
        {
            writer.Number(item.Struct);
            writer.Number(item.Interface);
            writer.Number(item.Functions.Length);
            foreach (var function in item.Functions) writer.Number(function);
        }
    }

    private static BytecodeItable[] ReadItables(ByteReader reader)
    {
        var itables = new BytecodeItable[reader.Count()];
        for (var i = 0; i < itables.Length; i++)
        {
            itables[i] = new BytecodeItable(reader.Number(), reader.Number(), new int[reader.Count()]);
            for (var k = 0; k < itables[i].Functions.Length; k++) itables[i].Functions[k] = reader.Number();
        }
        reader.End();
        return itables;
    }

    private static void WriteArrays(ByteWriter writer, BytecodeImage image)
    {
        writer.Number(image.Arrays.Length);
        foreach (var item in image.Arrays)
        {
            writer.Text(item.Name);
            writer.Number(item.IsImmutable ? 1 : 0);
            writer.Signed(item.Length);
            writer.Type(item.Element);
        }
    }

    private static BytecodeArray[] ReadArrays(ByteReader reader)
    {
        var arrays = new BytecodeArray[reader.Count()];
        for (var i = 0; i < arrays.Length; i++) arrays[i] = new BytecodeArray(reader.Text(), reader.Flag(), reader.Signed(), reader.Type());
        reader.End();
        return arrays;
    }

    private static void WriteExterns(ByteWriter writer, BytecodeImage image)
    {
        writer.Number(image.Externs.Length);
        foreach (var item in image.Externs)
        {
            writer.Text(item.Name);
            WriteTypes(writer, item.Parameters);
            writer.Type(item.ReturnType);
        }
    }

    private static BytecodeExtern[] ReadExterns(ByteReader reader)
    {
        var externs = new BytecodeExtern[reader.Count()];
        for (var i = 0; i < externs.Length; i++) externs[i] = new BytecodeExtern(reader.Text(), ReadTypes(ref reader), reader.Type());
        reader.End();
        return externs;
    }

    private static void WriteFunctions(ByteWriter writer, BytecodeImage image)
    {
        writer.Number(image.Functions.Length);
        foreach (var function in image.Functions)
        {
            writer.Text(function.Name);
            writer.Number(function.Length);
            WriteTypes(writer, function.Parameters);
            writer.Type(function.ReturnType);
            WriteTypes(writer, function.Words);
            WriteTypes(writer, function.Objects);
            writer.Signed(function.File);
            writer.Number(function.Lines.Length);
            var last = default(BytecodeLine);
            foreach (var line in function.Lines)
            {
                writer.Number(line.Offset - last.Offset);
                writer.Signed(line.Line - last.Line);
                last = line;
            }
        }
    }

    private static BytecodeFunction[] ReadFunctions(ByteReader reader)
    {
        var functions = new BytecodeFunction[reader.Count()];
        var start = 0;
        for (var i = 0; i < functions.Length; i++)
        {
            var name = reader.Text();
            var length = reader.Number();
            functions[i] = new BytecodeFunction
            {
                Name = name,
                Start = start,
                Length = length,
                Parameters = ReadTypes(ref reader),
                ReturnType = reader.Type(),
                Words = ReadTypes(ref reader),
                Objects = ReadTypes(ref reader),
                File = reader.Signed(),
                Lines = ReadLines(ref reader),
            };
            // What does not fit here cannot fit the code either, and the verifier says so.
            start = unchecked(start + length);
        }
        reader.End();
        return functions;
    }

    private static BytecodeLine[] ReadLines(ref ByteReader reader)
    {
        var lines = new BytecodeLine[reader.Count(2)];
        var last = default(BytecodeLine);
        for (var i = 0; i < lines.Length; i++)
            lines[i] = last = new BytecodeLine(unchecked(last.Offset + reader.Number()), unchecked(last.Line + reader.Signed()));
        return lines;
    }

    private static Instruction[] ReadCode(ByteReader reader)
    {
        var code = new Instruction[reader.Count(8)];
        for (var i = 0; i < code.Length; i++) code[i] = new Instruction(reader.Word());
        reader.End();
        return code;
    }
}
