// What a command line asks for, as plain values. How it is written is ArgumentParser's concern, what is done about it each verb's.

using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>What to do.</summary>
public enum Verb { Serve, Build, Run, Check, Explain, Stats, Dump, Fmt, Test, Help, Version }

/// <summary>How the language server talks to its client.</summary>
public enum Transport { Stdio, Socket, Pipe }

/// <summary>How problems are written.</summary>
public enum OutputFormat { Human, Json, Sarif }

/// <summary>When output is coloured.</summary>
public enum ColorChoice { Auto, Always, Never }

/// <summary>What a build leaves in its output directory.</summary>
public enum EmitKind { Exe, Obj, LlvmIr, Asm, Bytecode }

/// <summary>A parsed command line.</summary>
public sealed record CommandLine(Verb Verb)
{
    /// <summary>The MODULE=PATH arguments, in order; empty means the nearest <c>vale.json</c>.</summary>
    public IReadOnlyList<ModuleArgument> Sources { get; init; } = [];
    /// <summary>The place that <c>--explain</c> or <c>--dump</c> is about; null for the whole program.</summary>
    public SourcePlace? At { get; init; }
    /// <summary>What <c>--fmt</c> is given, as written; <c>-</c> for standard input, empty for the nearest <c>vale.json</c>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
    /// <summary>With <c>--fmt</c>: write nothing.</summary>
    public bool Verify { get; init; }
    /// <summary>With <c>--fmt</c>: the columns lines keep to.</summary>
    public int LineWidth { get; init; } = Syntax.FormatOptions.DefaultLineWidth;
    /// <summary>A bytecode file to run instead of sources.</summary>
    public string? BytecodeFile { get; init; }
    /// <summary>What follows <c>--</c>: the program's own arguments.</summary>
    public IReadOnlyList<string> ProgramArguments { get; init; } = [];
    /// <summary>Where a build writes; null leaves it to <c>vale.json</c>, then to <c>build</c> beside it or in the working directory.</summary>
    public string? OutputDir { get; init; }
    /// <summary>0 to 3; null leaves it to <c>vale.json</c>, then to 0.</summary>
    public int? Opt { get; init; }
    /// <summary>What a build leaves behind.</summary>
    public EmitKind Emit { get; init; }
    /// <summary>True when dereferences are checked; null leaves it to <c>vale.json</c>, then to true.</summary>
    public bool? RegionSafe { get; init; }
    /// <summary>The processor that machine code is made for, as LLVM names it; <c>native</c> is this machine's.</summary>
    public string TargetCpu { get; init; } = "generic";
    /// <summary>Whether line tables are written; null leaves it to <c>vale.json</c>, then to false.</summary>
    public bool? DebugInfo { get; init; }
    /// <summary>With <c>--build</c>: run the program afterwards.</summary>
    public bool RunAfterBuild { get; init; }
    /// <summary>With <c>--run</c>: write what main returned.</summary>
    public bool PrintResult { get; init; }
    /// <summary>With <c>--test</c>: run the tests as native code.</summary>
    public bool TestNatively { get; init; }
    /// <summary>With <c>--test</c>: name the tests instead of running them.</summary>
    public bool ListTests { get; init; }
    /// <summary>With <c>--test</c>: only tests whose names hold this.</summary>
    public string TestFilter { get; init; } = "";
    /// <summary>With <c>--test</c>: how long a test may take; zero for as long as it likes.</summary>
    public TimeSpan TestTimeout { get; init; } = TimeSpan.FromSeconds(60);
    /// <summary>Metric lines after the work.</summary>
    public bool Stats { get; init; }
    /// <summary>How problems are written.</summary>
    public OutputFormat Format { get; init; }
    /// <summary>When output is coloured.</summary>
    public ColorChoice Color { get; init; }
    /// <summary>Leave the standard library out; null leaves it to <c>vale.json</c>, then to false.</summary>
    public bool? NoStd { get; init; }
    /// <summary>Builtins only by import; null leaves it to <c>vale.json</c>, then to false.</summary>
    public bool? NoImplicitBuiltins { get; init; }
    /// <summary>The most threads to use; 0 means one per processor.</summary>
    public int Jobs { get; init; }
    /// <summary>Where results are kept for later runs; null for the user's cache folder.</summary>
    public string? CacheDir { get; init; }
    /// <summary>How much may be kept there, in MiB; 0 keeps nothing.</summary>
    public int CacheMegabytes { get; init; } = ResultCache.DefaultMegabytes;
    /// <summary>The fact of <c>--dump</c>, or what <c>--explain</c> is asked about.</summary>
    public string What { get; init; } = "";
    /// <summary>How the server talks.</summary>
    public Transport Transport { get; init; }
    /// <summary>The port of <c>--socket</c>.</summary>
    public int Port { get; init; }
    /// <summary>The name of <c>--pipe</c>.</summary>
    public string PipeName { get; init; } = "";
}
