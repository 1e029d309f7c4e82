// Runs every program of tests/programs in the interpreter and as machine code: each must do what the program's header says,
// and both the same. Those that exercise memory most run under valgrind. What the programs show is told in their headers.

using Vale.Testing.Programs;
using Xunit;

namespace Backend.Tests;

public sealed class ProgramTests
{
    public static TheoryData<string> Names => [.. ProgramCase.All.Select(static program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Does_what_its_header_says_in_the_interpreter_and_as_machine_code(string name)
    {
        var program = ProgramCase.Named(name);
        var compiled = ProgramSources.Compile(program);

        var native = ProgramRunner.Natively(compiled, program.Arguments, watched: program.Memory is not null || ProgramRunner.WatchesAll);
        native.MustBe(program);
        // What asks the system is run as the command line runs it, by Server.Tests.
        if (program.NativeOnly is not null || program.AsksSystem is not null) return;
        var interpreted = ProgramRunner.InVm(compiled, program.Arguments);
        interpreted.MustBe(program);
        ProgramRun.MustAgree(interpreted, native);
    }
}
