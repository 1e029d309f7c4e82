// Shortens an exception's stack for a report that also holds the text it came from.

namespace Compiler.Tests.Incremental;

internal static class Failures
{
    /// <summary>The first places of the stack: where it happened and who asked.</summary>
    public static string Top(Exception failure) => string.Join('\n', (failure.StackTrace ?? "").Split('\n').Take(6));
}
