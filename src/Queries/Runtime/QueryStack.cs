// What was being computed when an exception was thrown inside a query, for the report of a fault.

namespace Vale.Queries.Runtime;

/// <summary>Finds the query stack that the engine attached to an exception on its way out.</summary>
public static class QueryStack
{
    private const string Key = "QueryStack";

    /// <summary>At most this many computations are kept at each end of a long stack.</summary>
    internal const int Shown = 64;

    /// <summary>The computations under way when <paramref name="exception"/> was thrown, innermost first; the middle of a
    /// very deep stack is left out. Empty when it was not thrown inside a query.</summary>
    public static IReadOnlyList<CycleParticipant> Of(Exception exception) =>
        exception.Data[Key] as IReadOnlyList<CycleParticipant> ?? [];

    internal static void Attach(Exception exception, IReadOnlyList<CycleParticipant> stack) => exception.Data[Key] = stack;
}
