// --test that is told to end while a test waits for a program: it ends with 130, says nothing more of any test, and the
// program ends with it.

using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace Server.Tests.Cli;

public class InterruptedTestTests
{
    private const int Interrupt = 2;

    [Theory]
    [InlineData]
    [InlineData("--build", "--output-dir", "out")]
    public async Task A_test_that_waits_ends_with_the_run(params string[] natively)
    {
        using var folder = new Folder(("app.vale", """
            import stdlib.*;
            import stdlib.command.*;
            import stdlib.collections.list.*;
            func test_a_waits() {
              (Subprocess("sh", &List<str>().add("-c").add("echo $$ > waiting.new; mv waiting.new waiting; sleep 1000; true"))).expect("sh is there").join();
            }
            func test_b_comes_after() { }
            """));
        // Whoever starts these tests in the background leaves the signal ignored, which programs inherit.
        var dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        var start = new ProcessStartInfo("env")
        {
            WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        foreach (var word in (string[])["--default-signal=INT", dotnet, Path.Combine(AppContext.BaseDirectory, "vale-ls.dll"), "--test", "app.vale", "--cache-dir", "cache", .. natively]) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder.At("waiting")) || process.HasExited, TimeSpan.FromMinutes(2)));
        Assert.False(process.HasExited);

        Assert.Equal(0, Signal(process.Id, Interrupt));

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)), "it goes on");
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("app.test_a_waits ... ", await said);
        var waiting = File.ReadAllText(folder.At("waiting")).Trim();
        Assert.True(SpinWait.SpinUntil(() => IsGone(waiting), TimeSpan.FromSeconds(30)), $"{waiting} still runs");
    }

    // What was killed may still be listed until whoever inherited it looks.
    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
