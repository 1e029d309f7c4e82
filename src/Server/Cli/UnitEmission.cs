// Asks for the code of all units of a program on several threads. The order of the result does not depend on who was first.

using Vale.Backend.Checks;
using Vale.Backend.Llvm;
using Vale.Queries.Runtime;

namespace Vale.Server.Cli;

/// <summary>What an emission came to.</summary>
/// <param name="Units">Every unit by its file name without extension, the support unit last.</param>
/// <param name="Emitted">How many of them LLVM had to make; the others were kept from an earlier build.</param>
/// <param name="Checks">The program's generation checks, and how many of them were left out.</param>
internal sealed record EmittedUnits(IReadOnlyList<(string Name, LlvmOutput Output)> Units, int Emitted, CheckCount Checks);

/// <summary>Native code for whole programs.</summary>
internal static class UnitEmission
{
    /// <summary>The name of the unit that every program has besides its own.</summary>
    public const string SupportName = "vale_support";

    /// <summary>The backend's options for these settings.</summary>
    public static LlvmOptions OptionsOf(CompileSettings settings, Vale.Backend.Llvm.EmitKind kind) =>
        new((OptLevel)settings.Opt, kind, settings.RegionSafe ? RegionMode.Safe : RegionMode.Unsafe, settings.TargetCpu, DebugFolder: settings.DebugFolder);

    /// <summary>Starts to load LLVM, which takes as long as checking a small program. That it is missing is told by whoever needs it. The thread is to be waited for: a process must not end while it loads a library.</summary>
    public static Thread Prepare(LlvmOptions options)
    {
        var thread = new Thread(() =>
        {
            try
            {
                LlvmBackend.Target(options);
            }
            catch (Exception)
            {
                // Told later.
            }
        }) { IsBackground = true, Name = "load LLVM" };
        thread.Start();
        return thread;
    }

    /// <summary>All units of the program. <paramref name="alongside"/> is done at the same time.</summary>
    public static EmittedUnits All(CompilerDoor compiler, LlvmOptions options, int jobs, IReadOnlyList<Action>? alongside = null)
    {
        int runs = 0, loads = 0;
        using var counting = compiler.Database.Events.Subscribe(happened =>
        {
            if (happened.Definition != UnitQueries.Code && happened.Definition != UnitQueries.Support) return;
            if (happened.Kind == QueryEventKind.WillExecute) Interlocked.Increment(ref runs);
            if (happened.Kind == QueryEventKind.DidLoad) Interlocked.Increment(ref loads);
        });
        using var reader = compiler.Fork();
        var emission = reader.Intern(UnitQueries.Emissions, options);
        var names = reader.Get(UnitQueries.Units, emission);
        var results = new (string Name, LlvmOutput Output)[names.Length + 1];
        var work = new List<Action<Snapshot>>();
        if (alongside is not null)
            foreach (var action in alongside) work.Add(_ => action());
        work.Add(db => results[^1] = (SupportName, db.Get(UnitQueries.Support, emission)));
        for (var i = 0; i < names.Length; i++)
        {
            var index = i;
            work.Add(db => results[index] = (names[index], db.Get(UnitQueries.Code, db.Intern(UnitQueries.UnitNames, new UnitData(names[index], emission)))));
        }
        InParallel(compiler, work, jobs);
        return new EmittedUnits(results, runs - loads, reader.Get(UnitQueries.Checks, emission));
    }

    private static void InParallel(CompilerDoor compiler, List<Action<Snapshot>> work, int jobs)
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
        // Of several failures that of the earliest piece, whoever came first.
        foreach (var failure in failures)
            if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);

        void Take()
        {
            using var reader = compiler.Fork();
            int index;
            while ((index = Interlocked.Increment(ref next)) < work.Count)
            {
                try
                {
                    work[index](reader);
                }
                catch (Exception e)
                {
                    failures[index] = e;
                }
            }
        }
    }
}
