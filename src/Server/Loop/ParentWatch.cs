// Whether the process that started this server still lives. A client that was killed cannot say exit.

using System.Diagnostics;

namespace Vale.Server.Loop;

/// <summary>Looks at one process from time to time.</summary>
internal sealed class ParentWatch
{
    /// <summary>False when the process is gone or a zombie. In doubt it lives.</summary>
    public bool IsAlive(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // "PID (name) S ...": the name may hold anything, so the state is looked for behind the last bracket.
                var stat = File.ReadAllText($"/proc/{process}/stat");
                var close = stat.LastIndexOf(')');
                return close < 0 || close + 2 >= stat.Length || stat[close + 2] is not ('Z' or 'X');
            }
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // A process that ends while its file is read gives ESRCH, an IOException.
            return Directory.Exists($"/proc/{process}") || !OperatingSystem.IsLinux();
        }
    }
}
