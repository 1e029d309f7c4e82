// Programs that are started as the first of a group, so that they can be ended with whatever they started, even where
// those that started it are gone. A group of its own hears nothing of the terminal's Ctrl-C: who starts one has to end it.

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vale.Server.Cli.Machine;

/// <summary>Starts and ends groups of processes.</summary>
internal static partial class ProcessGroup
{
    private const int Kill = 9;

    // Becomes the program, with no process between. Where there is none, only what can be found of a group is ended.
    private static readonly string? s_leader = Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    /// <summary>Starts a program; its group bears its number. Throws <see cref="Win32Exception"/> when there is no such program.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        if (s_leader is not null && File.Exists(start.FileName))
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = s_leader;
        }
        return Process.Start(start)!;
    }

    /// <summary>Ends a process with all that is of its group; nothing happens where there is nothing of it any more.</summary>
    /// <param name="process">The first of the group.</param>
    /// <param name="number">Its number.</param>
    public static void End(Process process, int number)
    {
        if (s_leader is not null)
        {
            _ = Signal(-number, Kill);
            return;
        }
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
