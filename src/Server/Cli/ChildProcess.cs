// Starts other programs: the C compiler, and what was built.

using System.ComponentModel;
using System.Diagnostics;
using Vale.Backend.Native;

namespace Vale.Server.Cli;

/// <summary>Runs other programs to their end.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a build tool. What it said on either stream is returned. Throws <see cref="Win32Exception"/> when there is no such tool.</summary>
    public static (int Code, string Said) Run(NativeCommand command)
    {
        var start = new ProcessStartInfo(command.Executable) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Arguments) start.ArgumentList.Add(argument);
        // Diagnostics in the tool's plain form, whatever the user's language.
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error + output.Result);
    }

    /// <summary>Runs a program on this terminal, in the user's working directory, and returns its exit code: 128 + N when signal N ended it.</summary>
    public static int RunOn(Terminal terminal, string path, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(path) { WorkingDirectory = terminal.WorkingDirectory };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // A terminal that is not the process's own is fed by copying.
        if (!terminal.IsProcess) start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var signals = Interruption.LeftToChild();
        using var process = Process.Start(start)!;
        if (!terminal.IsProcess)
        {
            var output = process.StandardOutput.BaseStream.CopyToAsync(terminal.Output);
            var error = process.StandardError.BaseStream.CopyToAsync(terminal.ErrorBytes);
            try
            {
                terminal.Input.CopyTo(process.StandardInput.BaseStream);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // The program did not want all of it.
            }
            output.Wait();
            error.Wait();
        }
        process.WaitForExit();
        return process.ExitCode;
    }
}
