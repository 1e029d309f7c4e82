// The process's surroundings as one value, so that tests can run the whole command line without a process:
// streams, working directory, environment, what the outputs are connected to.

using System.Text;

namespace Vale.Server.Cli;

/// <summary>What a command reads from and writes to.</summary>
/// <param name="Input">Standard input, as bytes.</param>
/// <param name="Output">Standard output, as bytes: programs write binary to it.</param>
/// <param name="ErrorBytes">Standard error, as bytes; <see cref="Error"/> writes text to it.</param>
/// <param name="OutputIsTerminal">Whether colours and widths make sense on <paramref name="Output"/>.</param>
/// <param name="ErrorIsTerminal">The same of <paramref name="ErrorBytes"/>.</param>
/// <param name="Width">Columns of the terminal; <see cref="DefaultWidth"/> when the output is none.</param>
/// <param name="WorkingDirectory">Where relative paths start.</param>
/// <param name="IsProcess">Whether the streams are the process's own, so that a child process may inherit them.</param>
/// <param name="Environment">Reads an environment variable; null when it is not set.</param>
public sealed record Terminal(
    Stream Input,
    Stream Output,
    Stream ErrorBytes,
    bool OutputIsTerminal,
    bool ErrorIsTerminal,
    int Width,
    string WorkingDirectory,
    bool IsProcess,
    Func<string, string?> Environment)
{
    /// <summary>The width that files and pipes are written for.</summary>
    public const int DefaultWidth = 120;

    /// <summary>The encoding of every text stream: UTF-8 without a byte order mark, bad surrogates replaced.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The error stream as UTF-8 text, written through at once.</summary>
    public TextWriter Error { get; } = new StreamWriter(ErrorBytes, Utf8, 1024) { AutoFlush = true, NewLine = "\n" };

    /// <summary>The terminal of this process. Only the program's entry asks for it.</summary>
    public static Terminal OfProcess()
    {
        var outputIsTerminal = !Console.IsOutputRedirected;
        var errorIsTerminal = !Console.IsErrorRedirected;
        var width = DefaultWidth;
        if (outputIsTerminal || errorIsTerminal)
        {
            try
            {
                if (Console.WindowWidth is > 20 and < 1000 and var columns) width = columns;
            }
            catch (IOException)
            {
                // No size to be had: the default will do.
            }
        }
        return new Terminal(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.OpenStandardError(), outputIsTerminal, errorIsTerminal, width,
            Directory.GetCurrentDirectory(), true, System.Environment.GetEnvironmentVariable);
    }

    /// <summary>Whether to colour what goes to the output or the error stream.</summary>
    public bool Colored(ColorChoice choice, bool toOutput) => choice switch
    {
        ColorChoice.Always => true,
        ColorChoice.Never => false,
        _ => (toOutput ? OutputIsTerminal : ErrorIsTerminal)
            && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb",
    };

    /// <summary>Writes text to the output at once.</summary>
    public void Write(string text)
    {
        Output.Write(Utf8.GetBytes(text));
        Output.Flush();
    }
}
