// Builds that are killed at any moment: no output is ever half there, and the next build gets by with what the cache holds.

using System.Diagnostics;
using Xunit;

namespace Server.Tests.Cli;

public class KilledBuildTests
{
    private const int Kills = 100;

    private static string Source(int value) => $"exported func add(x int) int {{ return x + {value}; }}\nexported func main() int {{ return add({value}); }}\n";

    private static Process Start(Folder folder, int lane)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder.At("lane" + lane), RedirectStandardError = true, RedirectStandardOutput = true,
        };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "vale-ls.dll"), "--build", "app=src", "-o", "out", "--cache-dir", "../cache"]) start.ArgumentList.Add(word);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    private static bool IsWhole(byte[] program, int least) =>
        program.Length >= least && program.AsSpan().StartsWith("\u007fELF"u8) && BitConverter.ToInt64(program, 40) + (BitConverter.ToUInt16(program, 60) * 64) == program.Length;

    [Fact]
    public void A_build_killed_at_any_moment_leaves_whole_files_and_a_cache_that_serves_the_next_one()
    {
        using var folder = new Folder();
        Parallel.For(0, 2, lane =>
        {
            var random = new Random(20261121 + lane);
            int value = lane, kills = 0;
            void Edit() => folder.Add($"lane{lane}/src/main.vale", Source(value += 2));
            Edit();
            var duration = Complete(folder, lane);
            var least = File.ReadAllBytes(folder.At($"lane{lane}/out/main")).Length / 2;
            while (kills < Kills / 2)
            {
                // Each time a text that was never built, so that there is something to emit, to keep and to link.
                Edit();
                var watch = Stopwatch.StartNew();
                using (var process = Start(folder, lane))
                {
                    // One part of the duration after the other, and anywhere in it. How long a build takes depends on what else the machine does.
                    if (process.WaitForExit(duration * ((kills % 10 + random.NextDouble()) / 10))) duration = watch.Elapsed;
                    else kills++;
                    process.Kill(entireProcessTree: true);
                    process.WaitForExit();
                }
                Assert.True(IsWhole(File.ReadAllBytes(folder.At($"lane{lane}/out/main")), least));
                foreach (var header in Directory.GetFiles(folder.At($"lane{lane}/out/include"), "*.h", SearchOption.AllDirectories))
                    Assert.EndsWith("\n", File.ReadAllText(header), StringComparison.Ordinal);
                if (kills % 10 != 0) continue;
                var outcome = folder.Run("--build", $"app=lane{lane}/src", "-o", $"lane{lane}/out", "--cache-dir", "cache", "--run");
                Assert.Equal((2 * value & 0xFF, ""), (outcome.Code, outcome.Error));
            }
        });
    }

    private static TimeSpan Complete(Folder folder, int lane)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(folder, lane);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return watch.Elapsed;
    }

    [Fact]
    public void What_a_killed_build_left_half_written_is_removed_by_a_later_one()
    {
        using var folder = new Folder(("app.vale", Source(1)));
        Assert.Equal(0, folder.Run("--build", "app.vale", "-o", "out", "--cache-dir", "cache").Code);
        // Numbers of processes end far below this one.
        var left = folder.Add("out/obj/app.o.999999999.abcdefgh.tmp", "half");
        var young = folder.Add("out/main.999999999.abcdefgh.tmp", "half");
        var living = folder.Add($"out/main.{Environment.ProcessId}.abcdefgh.tmp", "half");
        var foreign = folder.Add("out/notes.tmp", "mine");
        foreach (var file in (string[])[left, living, foreign]) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        folder.Add("app.vale", Source(2));
        Assert.Equal(0, folder.Run("--build", "app.vale", "-o", "out", "--cache-dir", "cache").Code);
        Assert.Equal((false, true, true, true), (File.Exists(left), File.Exists(young), File.Exists(living), File.Exists(foreign)));
    }
}
