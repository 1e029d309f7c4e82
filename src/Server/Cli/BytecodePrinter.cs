// Bytecode as text, for --dump: one word a line with its fields. What the fields mean stands at each Opcode.

using System.Text;
using Vale.Backend.Bytecode;

namespace Vale.Server.Cli;

/// <summary>Prints bytecode.</summary>
internal static class BytecodePrinter
{
    public static string Print(BytecodeImage image)
    {
        var text = new StringBuilder();
        for (var i = 0; i < image.Structs.Length; i++)
            text.Append($"struct #{i} {image.Structs[i].Name}({string.Join(", ", image.Structs[i].Fields)})\n");
        for (var i = 0; i < image.Externs.Length; i++)
            text.Append($"extern #{i} {image.Externs[i].Name}({string.Join(", ", image.Externs[i].Parameters)}) {image.Externs[i].ReturnType}\n");
        for (var i = 0; i < image.Constants.Length; i++) text.Append($"constant #{i} {image.Constants[i]}\n");
        for (var i = 0; i < image.Strings.Length; i++)
            text.Append($"literal #{i} \"{Encoding.UTF8.GetString(image.Strings[i]).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"\n");
        for (var i = 0; i < image.Functions.Length; i++) Print(text, image, i);
        return text.ToString();
    }

    private static void Print(StringBuilder text, BytecodeImage image, int index)
    {
        var function = image.Functions[index];
        text.Append($"\nfunction #{index} {function.Name}({string.Join(", ", function.Parameters)}) {function.ReturnType}{(index == image.Main ? " main" : "")}\n");
        text.Append($"  registers: {function.Words.Length} words, {function.Objects.Length} objects\n");
        var lists = 0;
        for (var at = 0; at < function.Length; at++)
        {
            var word = image.Code[function.Start + at];
            text.Append($"{at,6}  ");
            if (lists > 0)
            {
                lists--;
                text.Append($"  {word.List(0)} {word.List(1)} {word.List(2)} {word.List(3)}\n");
                continue;
            }
            lists = word.X;
            text.Append($"{word.Op,-14} A={word.A} B={word.B} C={(short)word.C} BC={word.BC}\n");
        }
    }
}
