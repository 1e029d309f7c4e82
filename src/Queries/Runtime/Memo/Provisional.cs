// A value that holds only while the fixpoints it depends on keep their present values: what a head is assumed to be, or
// what came out of a run that read such an assumption.

namespace Vale.Queries.Runtime.Memo;

internal abstract class Provisional
{
    internal Edge[] Edges = [];

    internal Reads Reads;

    /// <summary>Later ones have a greater number.</summary>
    internal int Number;
}

internal sealed class Provisional<TValue> : Provisional
{
    internal required TValue Value;
}
