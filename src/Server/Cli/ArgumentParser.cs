// Words to a CommandLine. Written by hand rather than with System.CommandLine, which adds 15 to 20 ms to a start of 40
// (measured, ReadyToRun) and has no words for verbs that are options. It looks at no file.

using System.Globalization;
using Vale.Server.Project;
using Vale.Syntax;

namespace Vale.Server.Cli;

/// <summary>Parses the command line.</summary>
public static class ArgumentParser
{
    private static readonly (string Short, string Long)[] s_short =
        [("-h", "--help"), ("-o", "--output-dir"), ("-O0", "--opt=O0"), ("-O1", "--opt=O1"), ("-O2", "--opt=O2"), ("-O3", "--opt=O3")];

    private const string SeeHelp = "see `vale-ls --help`";

    /// <summary>What the words ask for. Throws <see cref="InputException"/> for wrong usage.</summary>
    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        var given = new List<(Option Option, string? Value)>();
        var sources = new List<string>();
        IReadOnlyList<string> programArguments = [];
        var hasProgramArguments = false;

        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                programArguments = words.Skip(i + 1).ToArray();
                hasProgramArguments = true;
                break;
            }
            if (word.Length < 2 || word[0] != '-')
            {
                if (word.Length == 0) throw Usage("an argument is empty", "", "", "check the quotes and variables of the command");
                sources.Add(word);
                continue;
            }
            foreach (var (shortName, longName) in s_short)
                if (word == shortName) word = longName;

            var equals = word.IndexOf('=');
            var name = equals < 0 ? word : word[..equals];
            var value = equals < 0 ? null : word[(equals + 1)..];
            var option = OptionTable.Find(name) ?? throw UnknownOption(name, words[i]);
            switch (option.Rule)
            {
                case ValueRule.None when value is not null:
                    throw Usage($"`{name}` takes no value", words[i], "", $"write `{name}` alone");
                case ValueRule.Required when value is null:
                    if (i + 1 == words.Count || words[i + 1] == "--") throw NoValue(option);
                    value = words[++i];
                    break;
            }
            if (option.Rule == ValueRule.Required && value!.Length == 0) throw NoValue(option);
            if (option.Choices is not null && Array.IndexOf(option.Choices, value) < 0) throw UnknownValue(option, value!);
            given.Add((option, value));
        }
        return Assemble(given, sources, programArguments, hasProgramArguments);
    }

    private static CommandLine Assemble(List<(Option Option, string? Value)> given, List<string> sources, IReadOnlyList<string> programArguments, bool hasProgramArguments)
    {
        if (given.Exists(static g => g.Option.Name == "--help")) return new CommandLine(Verb.Help);
        if (given.Exists(static g => g.Option.Name == "--version")) return new CommandLine(Verb.Version);

        var verb = FindVerb(given, sources);
        var flag = (Verbs)(verb == Verb.Serve ? (int)Verbs.Serve : 1 << (int)verb);
        var line = new CommandLine(verb);
        foreach (var (option, value) in given)
        {
            if (option.Verbs != Verbs.None && (option.Verbs & flag) == 0 && !IsVerb(option, verb))
                throw Usage($"`{option.Name}` does not go with `{Name(verb)}`", option.Name, $"it goes with {OptionTable.Describe(option.Verbs)}", $"leave it out, or {SeeHelp}");
            line = Apply(line, option, value);
        }
        if (hasProgramArguments && verb != Verb.Run && !line.RunAfterBuild)
            throw Usage("`--` is given, but no program is run", "--", "what follows `--` is passed to the program", "add `--run`, or leave `--` and what follows it out");
        if (verb == Verb.Serve && sources.Count != 0)
            throw Usage($"`{sources[0]}` is given, but not what to do with it", sources[0], "", $"write for example `vale-ls --check {sources[0]}`; {SeeHelp}");
        if (verb == Verb.Test && line.Format == OutputFormat.Sarif)
            throw Usage("`--test` has no sarif", "--format", "sarif tells of problems in sources", "write `--format json`, or `--check --format sarif`");
        if (line.RunAfterBuild && line.Emit != EmitKind.Exe)
            throw Usage("`--build --run` needs a program to run", "--emit", "`--emit` asks for something else than exe", "leave `--emit` or `--run` out");

        if (verb is Verb.Explain or Verb.Dump)
        {
            var places = sources.FindAll(static s => SourcePlace.TryParse(s) is not null);
            if (places.Count > 1) throw Usage("one place at a time", places[1], "", "name one FILE:LINE");
            if (places.Count == 1)
            {
                line = line with { At = SourcePlace.TryParse(places[0]) };
                sources = sources.FindAll(s => s != places[0]);
            }
        }
        if (verb == Verb.Dump && line.At is null && Array.IndexOf(OptionTable.DumpOfProgram, line.What) < 0)
            throw Usage($"`{line.What}` is known of a place, not of a program", "--dump", "", $"name one, as in `vale-ls --dump {line.What} main.vale:12:5`");
        if (verb == Verb.Fmt)
        {
            if (sources.Count > 1 && sources.Contains("-")) throw Usage("`-` and files cannot be formatted together", "-", "", "leave one of them out");
            return line with { Paths = sources };
        }

        var bytecode = sources.FindAll(static s => s.EndsWith(".vbc", StringComparison.Ordinal));
        if (bytecode.Count != 0)
        {
            if (verb != Verb.Run) throw Usage($"`{bytecode[0]}` is bytecode, which can only be run", bytecode[0], "", $"write `vale-ls --run {bytecode[0]}`");
            if (sources.Count != 1) throw Usage("bytecode is run alone", bytecode[0], "a .vbc file holds the whole program", "name only the .vbc file");
            line = line with { BytecodeFile = bytecode[0] };
            sources = [];
        }
        return line with
        {
            Sources = sources.ConvertAll(ModuleArgument.Parse),
            ProgramArguments = programArguments,
        };
    }

    private static bool IsVerb(Option option, Verb verb) => option.Name == Name(verb);

    private static Verb FindVerb(List<(Option Option, string? Value)> given, List<string> sources)
    {
        var named = new List<string>();
        var serving = new List<string>();
        foreach (var (option, _) in given)
        {
            if (option.Group == OptionTable.Doing && !named.Contains(option.Name)) named.Add(option.Name);
            if (option.Group == OptionTable.Serving && !serving.Contains(option.Name)) serving.Add(option.Name);
        }
        if (named.Count > 1) named.Remove("--stats");
        if (named.Contains("--test")) named.Remove("--build");
        if (named.Contains("--build")) named.Remove("--run");
        if (named.Count + serving.Count > 1)
        {
            var both = named.Concat(serving).Take(2).ToArray();
            throw Usage($"`{both[0]}` and `{both[1]}` cannot be asked for together", both[1], "", $"leave one of them out; {SeeHelp}");
        }
        if (named.Count == 1)
        {
            foreach (var verb in Enum.GetValues<Verb>())
                if (Name(verb) == named[0]) return verb;
        }
        if (serving.Count == 0 && given.Count != 0)
            throw Usage("nothing says what to do", given[0].Option.Name, "", $"add --check, --run or --build; {SeeHelp}");
        return Verb.Serve;
    }

    private static CommandLine Apply(CommandLine line, Option option, string? value) => option.Name switch
    {
        "--run" when line.Verb == Verb.Build => line with { RunAfterBuild = true },
        "--build" when line.Verb == Verb.Test => line with { TestNatively = true },
        "--filter" => line with { TestFilter = value! },
        "--list" => line with { ListTests = true },
        "--timeout" => line with { TestTimeout = Seconds(option, value!) },
        "--stats" => line with { Stats = true },
        "--dump" or "--explain" => line with { What = value ?? "" },
        "--output-dir" => line with { OutputDir = value },
        "--emit" => line with { Emit = (EmitKind)Array.IndexOf(option.Choices!, value) },
        "--opt" => line with { Opt = Array.IndexOf(option.Choices!, value) },
        "--region" => line with { RegionSafe = value == "safe" },
        "--target-cpu" => line with { TargetCpu = value! },
        "--debug-info" => line with { DebugInfo = true },
        "--print-result" => line with { PrintResult = true },
        "--verify" => line with { Verify = true },
        "--line-width" => line with { LineWidth = Number(option, value!, FormatOptions.MinLineWidth, FormatOptions.MaxLineWidth) },
        "--format" => line with { Format = (OutputFormat)Array.IndexOf(option.Choices!, value) },
        "--color" => line with { Color = (ColorChoice)Array.IndexOf(option.Choices!, value) },
        "--no-std" => line with { NoStd = true },
        "--no-implicit-builtins" => line with { NoImplicitBuiltins = true },
        "--jobs" => line with { Jobs = Number(option, value!, 1, 1024) },
        "--cache-dir" => line with { CacheDir = value },
        "--cache-size" => line with { CacheMegabytes = Number(option, value!, 0, 1 << 20) },
        "--socket" => line with { Transport = Transport.Socket, Port = Number(option, value!, 1, 65535) },
        "--pipe" => line with { Transport = Transport.Pipe, PipeName = value! },
        _ => line,
    };

    private static int Number(Option option, string value, int least, int most) =>
        int.TryParse(value, out var number) && number >= least && number <= most
            ? number
            : throw Usage($"`{value}` is not a value of `{option.Name}`", option.Name, $"it takes a whole number from {least} to {most}", $"write for example `{option.Name} {(most == 65535 ? 5007 : 2)}`");

    private static TimeSpan Seconds(Option option, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1_000_000
            ? TimeSpan.FromSeconds(seconds)
            : throw Usage($"`{value}` is not a value of `{option.Name}`", option.Name, "it takes a number of seconds, such as 60 or 0.5", $"write for example `{option.Name} 5`");

    private static string Name(Verb verb) => verb == Verb.Serve ? "--stdio" : "--" + verb.ToString().ToLowerInvariant();

    private static InputException UnknownOption(string name, string word)
    {
        var names = new List<string>();
        foreach (var option in OptionTable.All) names.Add(option.Name);
        // `-check` and `--check` are as near as it gets, whatever the length.
        var near = NearMiss.Find("--" + name.TrimStart('-'), names);
        return Usage($"there is no option `{name}`", word, "", near is null ? SeeHelp : $"did you mean `{near}`? {Capital(SeeHelp)} for all of them");
    }

    private static InputException UnknownValue(Option option, string value)
    {
        var near = NearMiss.Find(value, option.Choices!);
        return Usage($"`{value}` is not a value of `{option.Name}`", option.Name, $"it takes {string.Join(", ", option.Choices!)}",
            near is null ? $"write for example `{option.Name} {option.Choices![0]}`" : $"did you mean `{option.Name} {near}`?");
    }

    private static InputException NoValue(Option option) =>
        Usage($"`{option.Name}` needs a value", option.Name, option.Choices is null ? "" : $"it takes {string.Join(", ", option.Choices)}", $"write `{option.Name} {option.Value}`");

    private static InputException Usage(string what, string where, string why, string next) => new(new InputProblem("usage", what, where, why, next));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
