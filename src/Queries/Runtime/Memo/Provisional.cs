// A value that holds only while the fixpoints it depends on keep their present values.

namespace Vale.Queries.Runtime.Memo;

internal abstract class Provisional
{
    internal Edge[] Edges = [];

    internal Reads Reads;
}

internal sealed class Provisional<TValue> : Provisional
{
    internal required TValue Value;
}
