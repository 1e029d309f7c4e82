// Wrong command lines, each with its full answer; and what right ones mean.

using Vale.Server.Cli;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Cli;

public class UsageTests
{
    private static string Refusal(params string[] words)
    {
        using var folder = new Folder(("app.vale", "exported func main() {}\n"));
        var outcome = folder.Run(words);
        Assert.Equal(2, outcome.Code);
        Assert.Equal("", outcome.Out);
        return outcome.Error;
    }

    [Fact]
    public void A_misspelt_option_is_answered_with_the_one_meant() => Expect.Equal(Refusal("--chekc", "app.vale"), """
        error[usage]: there is no option `--chekc`
          = help: did you mean `--check`? See `vale-ls --help` for all of them

        """);

    [Fact]
    public void One_dash_instead_of_two_is_a_misspelling() => Expect.Equal(Refusal("-run", "app.vale"), """
        error[usage]: there is no option `-run`
          = help: did you mean `--run`? See `vale-ls --help` for all of them

        """);

    [Fact]
    public void An_option_like_no_other_points_to_the_help() => Expect.Equal(Refusal("--frobnicate"), """
        error[usage]: there is no option `--frobnicate`
          = help: see `vale-ls --help`

        """);

    [Fact]
    public void A_misspelt_value_is_answered_with_the_one_meant() => Expect.Equal(Refusal("--build", "--emit", "llvmir", "app.vale"), """
        error[usage]: `llvmir` is not a value of `--emit`
          = why: it takes exe, obj, llvm-ir, asm, bytecode
          = help: did you mean `--emit llvm-ir`?

        """);

    [Fact]
    public void An_option_that_lacks_its_value_says_what_it_takes() => Expect.Equal(Refusal("--build", "app.vale", "--opt"), """
        error[usage]: `--opt` needs a value
          = why: it takes O0, O1, O2, O3
          = help: write `--opt LEVEL`

        """);

    [Fact]
    public void A_flag_refuses_a_value() => Expect.Equal(Refusal("--check=yes"), """
        error[usage]: `--check` takes no value
          = help: write `--check` alone

        """);

    [Fact]
    public void An_option_of_another_verb_says_where_it_belongs() => Expect.Equal(Refusal("--check", "--print-result", "app.vale"), """
        error[usage]: `--print-result` does not go with `--check`
          = why: it goes with --run
          = help: leave it out, or see `vale-ls --help`

        """);

    [Fact]
    public void The_language_server_takes_what_is_said_of_every_program()
    {
        var line = ArgumentParser.Parse(["--stdio", "--no-std", "--no-implicit-builtins", "--jobs", "3", "--cache-dir", "kept", "--cache-size", "5"]);
        Assert.Equal((Verb.Serve, true, true, 3), (line.Verb, line.NoStd, line.NoImplicitBuiltins, line.Jobs));
        Assert.Equal(("kept", 5), (line.CacheDir, line.CacheMegabytes));
        Expect.Equal(Refusal("--fmt", "--no-std", "app.vale"), """
            error[usage]: `--no-std` does not go with `--fmt`
              = why: it goes with the language server or a verb that compiles, such as --check
              = help: leave it out, or see `vale-ls --help`

            """);
    }

    [Fact]
    public void Two_verbs_are_one_too_many() => Expect.Equal(Refusal("--check", "--run", "app.vale"), """
        error[usage]: `--check` and `--run` cannot be asked for together
          = help: leave one of them out; see `vale-ls --help`

        """);

    [Fact]
    public void A_source_without_a_verb_asks_for_one() => Expect.Equal(Refusal("app.vale"), """
        error[usage]: `app.vale` is given, but not what to do with it
          = help: write for example `vale-ls --check app.vale`; see `vale-ls --help`

        """);

    [Fact]
    public void Options_without_a_verb_ask_for_one() => Expect.Equal(Refusal("--opt", "O2"), """
        error[usage]: nothing says what to do
          = help: add --check, --run or --build; see `vale-ls --help`

        """);

    [Fact]
    public void Program_arguments_need_a_program() => Expect.Equal(Refusal("--check", "app.vale", "--", "x"), """
        error[usage]: `--` is given, but no program is run
          = why: what follows `--` is passed to the program
          = help: add `--run`, or leave `--` and what follows it out

        """);

    [Theory]
    [InlineData("0"), InlineData("-3"), InlineData("many"), InlineData("99999999999")]
    public void A_number_out_of_range_says_the_range(string jobs)
    {
        var error = Refusal("--check", "app.vale", "--jobs", jobs);
        Assert.Contains($"`{jobs}` is not a value of `--jobs`", error);
        Assert.Contains("from 1 to 1024", error);
    }

    [Fact]
    public void Bytecode_is_only_run() => Expect.Equal(Refusal("--check", "x.vbc"), """
        error[usage]: `x.vbc` is bytecode, which can only be run
          = help: write `vale-ls --run x.vbc`

        """);

    [Fact]
    public void An_equals_sign_without_a_path_says_what_to_write() => Expect.Equal(Refusal("--check", "app="), """
        error[module-argument]: `app=` names no path
          = help: write app=PATH, where PATH is a .vale file, a .c file or a directory

        """);

    [Fact]
    public void A_module_name_must_be_a_name() => Expect.Equal(Refusal("--check", "my-app=app.vale"), """
        error[module-argument]: `my-app` cannot be a module's name
          = why: a name is letters, digits and underscores, and does not start with a digit
          = help: write for example app=app.vale

        """);

    [Fact]
    public void The_last_of_a_repeated_option_holds()
    {
        var line = ArgumentParser.Parse(["--build", "-O1", "--opt=O3", "a=b.vale"]);
        Assert.Equal(3, line.Opt);
    }

    [Fact]
    public void Words_after_two_dashes_reach_the_program_untouched()
    {
        var line = ArgumentParser.Parse(["--run", "a=b.vale", "--", "--check", "--", "x=y", ""]);
        Assert.Equal(Verb.Run, line.Verb);
        Assert.Equal(["--check", "--", "x=y", ""], line.ProgramArguments);
        Assert.Single(line.Sources);
    }

    [Fact]
    public void Build_and_run_together_build_and_then_run()
    {
        var line = ArgumentParser.Parse(["--run", "--build", "samples/hello", "--", "a"]);
        Assert.Equal(Verb.Build, line.Verb);
        Assert.True(line.RunAfterBuild);
    }

    [Fact]
    public void Metrics_go_with_another_verb_and_stand_alone()
    {
        Assert.Equal(Verb.Check, ArgumentParser.Parse(["--check", "--stats"]).Verb);
        Assert.True(ArgumentParser.Parse(["--check", "--stats"]).Stats);
        Assert.Equal(Verb.Stats, ArgumentParser.Parse(["--stats"]).Verb);
    }

    [Theory]
    [InlineData(Transport.Stdio)]
    [InlineData(Transport.Stdio, "--stdio")]
    [InlineData(Transport.Socket, "--socket", "5007")]
    [InlineData(Transport.Socket, "--socket=5007")]
    [InlineData(Transport.Pipe, "--pipe=vale.sock")]
    public void The_server_is_asked_for_as_editors_ask_for_it(Transport transport, params string[] words)
    {
        var line = ArgumentParser.Parse(words);
        Assert.Equal(Verb.Serve, line.Verb);
        Assert.Equal(transport, line.Transport);
        if (transport == Transport.Socket) Assert.Equal(5007, line.Port);
    }

    [Fact]
    public void The_help_names_every_option()
    {
        using var folder = new Folder();
        var outcome = folder.Run("--help");
        Assert.Equal(0, outcome.Code);
        foreach (var option in OptionTable.All) Assert.Contains("  " + option.Name, outcome.Out);
        foreach (var line in outcome.Out.Split('\n')) Assert.True(line.Length <= 110, line);
    }

    [Theory]
    [InlineData("chekc", "check", 1), InlineData("check", "check", 0), InlineData("stats", "start", 2), InlineData("", "abc", 3)]
    public void A_swap_of_neighbours_is_one_edit(string a, string b, int distance) => Assert.Equal(distance, NearMiss.Distance(a, b));
}
