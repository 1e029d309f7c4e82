// Every option as data: its name, its value, the verbs it goes with, and its line of help. Parser and help page read
// this one table, so neither can know an option that the other does not.

namespace Vale.Server.Cli;

/// <summary>The verbs an option goes with.</summary>
[Flags]
public enum Verbs
{
    None = 0, Serve = 1, Build = 2, Run = 4, Check = 8, Explain = 16, Stats = 32, Dump = 64, Fmt = 128, Test = 256,
    /// <summary>Every verb that reads a program.</summary>
    Compiling = Build | Run | Check | Explain | Stats | Dump | Test,
    /// <summary>These and the language server.</summary>
    Analysing = Compiling | Serve,
}

/// <summary>How an option takes its value.</summary>
public enum ValueRule
{
    /// <summary>It has none.</summary>
    None,
    /// <summary>As the next word, or behind <c>=</c>.</summary>
    Required,
    /// <summary>Only behind <c>=</c>.</summary>
    Optional,
}

/// <summary>One option.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Group">The heading it stands under in the help.</param>
/// <param name="Value">What the help calls its value; for a choice, the values joined by <c>|</c>.</param>
/// <param name="Rule">How it takes the value.</param>
/// <param name="Verbs">The verbs it goes with.</param>
/// <param name="Help">One line.</param>
/// <param name="Choices">The allowed values, or null when it is free.</param>
public sealed record Option(string Name, string Group, string Value, ValueRule Rule, Verbs Verbs, string Help, string[]? Choices = null);

/// <summary>All options.</summary>
public static class OptionTable
{
    internal const string Doing = "What to do", Building = "Building", Testing = "Testing", Running = "Running", Formatting = "Formatting", Reporting = "Reporting", Compiling = "Compiling", Serving = "Language server";

    /// <summary>What <c>--dump</c> can show of a whole program.</summary>
    public static readonly string[] DumpOfProgram = ["tokens", "tree", "items", "ir", "bytecode", "llvm-ir", "asm"];

    /// <summary>What <c>--dump</c> can show, the last ones only of a place.</summary>
    public static readonly string[] DumpFacts = [.. DumpOfProgram, "rules", "solver", "body", "itable", "instantiations"];

    /// <summary>In the order the help shows them.</summary>
    public static readonly Option[] All =
    [
        new("--build", Doing, "", ValueRule.None, Verbs.Test, "compile to a program: DIR/main and DIR/include/MODULE/*.h"),
        new("--run", Doing, "", ValueRule.None, Verbs.Build, "compile and interpret; needs neither LLVM nor a C compiler"),
        new("--check", Doing, "", ValueRule.None, Verbs.None, "report problems, write nothing"),
        new("--fmt", Doing, "", ValueRule.None, Verbs.None, "format .vale files in place and list those that changed; `-` is stdin to stdout"),
        new("--test", Doing, "", ValueRule.None, Verbs.None, "run the tests, each by itself; with --build as native code"),
        new("--dump", Doing, "WHAT", ValueRule.Required, Verbs.None, "print a fact (tree, rules, body, ir, …) of the program or of FILE:LINE[:COLUMN]", DumpFacts),
        new("--explain", Doing, "[=TEXT]", ValueRule.Optional, Verbs.None, "print which queries ran (naming TEXT), or which an edit of FILE:LINE runs, and why"),
        new("--stats", Doing, "", ValueRule.None, Verbs.Build | Verbs.Run | Verbs.Check, "print times and counts, one `name value` a line; goes with the others too"),
        new("--help", Doing, "", ValueRule.None, Verbs.None, "this page"),
        new("--version", Doing, "", ValueRule.None, Verbs.None, "the version"),

        new("--output-dir", Building, "DIR", ValueRule.Required, Verbs.Build | Verbs.Test, "where to write (default: build, beside vale.json if there is one)"),
        new("--emit", Building, "KIND", ValueRule.Required, Verbs.Build, "exe (default), obj, llvm-ir, asm or bytecode", ["exe", "obj", "llvm-ir", "asm", "bytecode"]),
        new("--opt", Building, "LEVEL", ValueRule.Required, Verbs.Build | Verbs.Dump | Verbs.Test, "O0 (default), O1, O2 or O3", ["O0", "O1", "O2", "O3"]),
        new("--region", Building, "safe|unsafe", ValueRule.Required, Verbs.Build | Verbs.Run | Verbs.Dump | Verbs.Test, "unsafe leaves out the checks of dead references, to compare", ["safe", "unsafe"]),
        new("--target-cpu", Building, "NAME", ValueRule.Required, Verbs.Build | Verbs.Dump | Verbs.Test, "processor to make code for: generic (default), native, or a name of LLVM's"),
        new("--debug-info", Building, "", ValueRule.None, Verbs.Build | Verbs.Dump | Verbs.Test, "write line tables for a debugger"),

        new("--filter", Testing, "TEXT", ValueRule.Required, Verbs.Test, "only the tests whose names hold TEXT"),
        new("--timeout", Testing, "SECONDS", ValueRule.Required, Verbs.Test, "a test that takes longer fails (default: 60); 0 lets each take its time"),
        new("--list", Testing, "", ValueRule.None, Verbs.Test, "name the tests and where they stand, and run none"),

        new("--print-result", Running, "", ValueRule.None, Verbs.Run, "write `result: VALUE` as the last line of stderr"),

        new("--verify", Formatting, "", ValueRule.None, Verbs.Fmt, "write nothing; exit with 1 when a file is not formatted"),
        new("--line-width", Formatting, "N", ValueRule.Required, Verbs.Fmt, "columns that lines keep to where they can be broken (default: 100)"),

        new("--format", Reporting, "FORMAT", ValueRule.Required, Verbs.Check | Verbs.Test, "human (default), json or, of problems, sarif", ["human", "json", "sarif"]),
        new("--color", Reporting, "WHEN", ValueRule.Required, Verbs.Compiling, "auto (default), always or never; NO_COLOR is heeded", ["auto", "always", "never"]),

        new("--no-std", Compiling, "", ValueRule.None, Verbs.Analysing, "leave the standard library out"),
        new("--no-implicit-builtins", Compiling, "", ValueRule.None, Verbs.Analysing, "builtins only by `import v.builtins.X.*;`"),
        new("--jobs", Compiling, "N", ValueRule.Required, Verbs.Analysing, "use at most N threads (default: one per processor)"),
        new("--cache-dir", Compiling, "DIR", ValueRule.Required, Verbs.Analysing, "where results are kept for later runs (default: ~/.cache/vale)"),
        new("--cache-size", Compiling, "MB", ValueRule.Required, Verbs.Analysing, "keep about that much there (default: 1024); 0 keeps nothing"),

        new("--stdio", Serving, "", ValueRule.None, Verbs.None, "serve on stdin and stdout; also what no arguments mean"),
        new("--socket", Serving, "PORT", ValueRule.Required, Verbs.None, "connect to a client that listens on a local port"),
        new("--pipe", Serving, "NAME", ValueRule.Required, Verbs.None, "connect to a client that listens on a named pipe"),
    ];

    /// <summary>The option of that name, or null.</summary>
    public static Option? Find(string name)
    {
        foreach (var option in All)
            if (option.Name == name) return option;
        return null;
    }

    /// <summary>The verbs of a set, as a person lists them.</summary>
    public static string Describe(Verbs verbs)
    {
        if (verbs == Verbs.Compiling) return "a verb that compiles, such as --check";
        if (verbs == Verbs.Analysing) return "the language server or a verb that compiles, such as --check";
        var names = new List<string>();
        foreach (var verb in (ReadOnlySpan<Verbs>)[Verbs.Build, Verbs.Run, Verbs.Check, Verbs.Explain, Verbs.Stats, Verbs.Dump, Verbs.Fmt, Verbs.Test])
            if ((verbs & verb) != 0) names.Add("--" + verb.ToString().ToLowerInvariant());
        return names.Count switch
        {
            0 => "nothing",
            1 => names[0],
            _ => string.Join(", ", names.GetRange(0, names.Count - 1)) + " or " + names[^1],
        };
    }
}
