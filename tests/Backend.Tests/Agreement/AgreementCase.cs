// A hand-built program and what it must do, whoever runs it.

using Vale.Compiler.Lowering;

namespace Backend.Tests.Agreement;

/// <summary>A program, what it prints, the int it returns, and the message it halts with, without "halted: " and the place, if it does.</summary>
internal sealed record AgreementCase(string Name, IrProgram Program, string Output, int ExitCode = 0, string? Halt = null)
{
    /// <summary>The source line that the halting message names, if the program halts.</summary>
    public int Line { get; init; } = 1;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AgreementCase> All { get; } = [.. InterfaceCases.All, .. ArrayCases.All, .. HaltCases.All];

    public override string ToString() => Name;
}
