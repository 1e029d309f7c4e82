// What is wrong with what the user handed us, before any program is looked at: arguments, folders, files, vale.json.
// It carries the facts and the words; how they are drawn is the renderer's concern.

namespace Vale.Server.Project;

/// <summary>A problem of input or usage. Every one ends the process with exit code 2; a program's own errors are diagnostics.</summary>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="What">What is wrong, in one sentence without a full stop.</param>
/// <param name="Where">The path or argument it is about; empty when the whole command line is.</param>
/// <param name="Why">The cause, as exactly as it is known; may be empty.</param>
/// <param name="Next">What the user can do now.</param>
/// <param name="Line">1-based line within <paramref name="Where"/>, or 0.</param>
/// <param name="Column">1-based column in UTF-16 units (bytes for a file that is not UTF-8), or 0.</param>
public sealed record InputProblem(string Code, string What, string Where, string Why, string Next, int Line = 0, int Column = 0);

/// <summary>Thrown where a single problem ends the work at once.</summary>
public sealed class InputException(InputProblem problem) : Exception(problem.What)
{
    /// <summary>The problem to tell.</summary>
    public InputProblem Problem { get; } = problem;
}
