// Emits all units of a program on several threads. The order of the result does not depend on who was first.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;

namespace Vale.Server.Cli;

/// <summary>Native code for whole programs.</summary>
internal static class UnitEmission
{
    /// <summary>The name of the unit that every program has besides its own.</summary>
    public const string SupportName = "vale_support";

    /// <summary>The backend's options for these settings.</summary>
    public static LlvmOptions OptionsOf(CompileSettings settings, Vale.Backend.Llvm.EmitKind kind) =>
        new((OptLevel)settings.Opt, kind, settings.RegionSafe ? RegionMode.Safe : RegionMode.Unsafe, DebugFolder: settings.DebugFolder);

    /// <summary>Every unit by its file name without extension, the support unit last. <paramref name="alongside"/> is done at the same time.</summary>
    public static IReadOnlyList<(string Name, LlvmOutput Output)> All(IrProgram program, LlvmOptions options, int jobs, IReadOnlyList<Action>? alongside = null)
    {
        var shared = new LlvmProgram(program);
        var results = new (string Name, LlvmOutput Output)[program.Units.Length + 1];
        var work = new List<Action>();
        if (alongside is not null) work.AddRange(alongside);
        for (var i = 0; i < program.Units.Length; i++)
        {
            var index = i;
            work.Add(() => results[index] = (program.Units[index].Name, LlvmBackend.Emit(shared.Unit(program.Units[index], options), options)));
        }
        work.Add(() => results[^1] = (SupportName, LlvmBackend.EmitSupport(shared, options)));
        InParallel(work, jobs);
        return results;
    }

    /// <summary>Does everything, on at most that many threads; rethrows the failure of the earliest piece.</summary>
    public static void InParallel(IReadOnlyList<Action> work, int jobs)
    {
        var failures = new Exception?[work.Count];
        var next = -1;
        var threads = new Thread[Math.Min(jobs, work.Count)];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Take, FrontDoor.StackBytes) { Name = $"emit {i}" };
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
        foreach (var failure in failures)
            if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);

        void Take()
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < work.Count)
            {
                try
                {
                    work[index]();
                }
                catch (Exception e)
                {
                    failures[index] = e;
                }
            }
        }
    }
}
