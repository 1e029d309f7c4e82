// The machine's front door: checks what it is given, runs it, and says what it came to. It touches no console, file or environment.

using System.Text;
using Vale.Backend.Bytecode;
using Vale.Compiler.Lowering;

namespace Vale.Backend.Vm;

/// <summary>Runs bytecode.</summary>
public static class VirtualMachine
{
    /// <summary>
    /// Verifies and runs an image from its main function. Throws <see cref="BytecodeFormatException"/> when the image is not sound, and
    /// <see cref="ArgumentException"/> when it has no main or the options do not fit it; whatever the program does is in the result.
    /// </summary>
    public static VmResult Run(BytecodeImage image, VmOptions options)
    {
        BytecodeVerifier.Verify(image);
        if (image.Main < 0) throw new ArgumentException("The image is a library: it has no main function to start with.");
        if (options.TrackShares && !image.TracksShares)
            throw new ArgumentException("The image was written without retains and releases, so shares cannot be tracked.");
        var interpreter = new Interpreter(image, options);
        return Execute(interpreter, options);
    }

    /// <summary>Writes a program's bytecode in memory and runs it.</summary>
    public static VmResult Run(IrProgram program, VmOptions options) =>
        Run(BytecodeWriter.Write(program, new BytecodeOptions(options.TrackShares)), options);

    private static VmResult Execute(Interpreter interpreter, VmOptions options)
    {
        var outcome = VmOutcome.Completed;
        string? message = null, detail = null, place = "";
        IReadOnlyList<VmPlace> trace = [];
        byte[]? raw = null;
        VmValue value = default;
        try
        {
            value = interpreter.Run();
            interpreter.Output.Flush();
        }
        catch (VmHaltException halt)
        {
            (outcome, message, raw, detail) = (halt.Outcome, halt.Message, halt.RawMessage, halt.Detail);
            if (halt.HasPlace) place = interpreter.Place(halt.Word);
            trace = interpreter.Trace(halt);
            interpreter.Settle(halt.Word);
        }
        catch (OutOfMemoryException)
        {
            (outcome, message) = (VmOutcome.Halted, "out of memory");
            interpreter.Settle(-1);
        }
        if (outcome != VmOutcome.Completed)
            interpreter.Output.WriteError([.. "halted: "u8, .. raw ?? Encoding.UTF8.GetBytes(message!), .. Encoding.UTF8.GetBytes(place), (byte)'\n']);
        var exitCode = outcome != VmOutcome.Completed ? 1 : value.Kind is BytecodeKind.I32 or BytecodeKind.I64 ? (int)value.Bits : 0;
        return new VmResult(outcome, exitCode, value, message == null ? null : message + place, detail, interpreter.Statistics(outcome)) { Trace = trace };
    }
}
