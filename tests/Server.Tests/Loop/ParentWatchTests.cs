// A server whose client's process is gone ends by itself.

using System.Diagnostics;
using Server.Tests.Lsp;
using Vale.Server.Loop;
using Xunit;

namespace Server.Tests.Loop;

public class ParentWatchTests
{
    [Fact]
    public void This_process_lives_and_one_that_ended_does_not()
    {
        Assert.True(new ParentWatch().IsAlive(Environment.ProcessId));
        Assert.False(new ParentWatch().IsAlive(EndedProcess()));
    }

    [Fact]
    public void The_server_ends_when_the_client_process_is_gone()
    {
        using var server = InProcessServer.Start();
        server.Ask("initialize", new { processId = EndedProcess(), capabilities = new { } });
        Assert.Equal(1, server.ExitCode());
    }

    private static int EndedProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.Id;
    }
}
