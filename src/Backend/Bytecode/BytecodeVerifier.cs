// Judges an image before it runs. The machine trusts what passes here.

namespace Vale.Backend.Bytecode;

/// <summary>Refuses unsound images.</summary>
public static class BytecodeVerifier
{
    /// <summary>Throws <see cref="BytecodeFormatException"/> with the reason when the image is not sound.</summary>
    public static void Verify(BytecodeImage image)
    {
        if (image.Main >= image.Functions.Length) throw new BytecodeFormatException($"main function {image.Main} does not exist");
    }
}
