// What is known at one place of a function: which object each local refers to, and of which objects it is known that they live.

namespace Vale.Backend.Checks;

/// <summary>Objects are numbers that <see cref="ObjectNames"/> gives.</summary>
internal sealed class FunctionState(int locals)
{
    /// <summary>Per local the object it refers to, or -1.</summary>
    public int[] Locals { get; } = Filled(locals);

    /// <summary>What is known of objects; what is not here may be dead.</summary>
    public Dictionary<int, int> Known { get; } = [];

    private readonly List<int> _changing = [];

    public int Of(int named) => Known.GetValueOrDefault(named);

    /// <summary>Adds to what is known of an object.</summary>
    public void Learn(int named, int known)
    {
        if (known > Of(named)) Known[named] = known;
    }

    /// <summary>The local no longer owns what it did.</summary>
    public void Unroot(int local)
    {
        foreach (var (named, known) in Known)
            if (known == Knowledge.Rooted + local) _changing.Add(named);
        foreach (var named in _changing) Known[named] = Knowledge.Alive;
        _changing.Clear();
    }

    /// <summary>Objects of some types may die here.</summary>
    public void Forget(ObjectNames names, ProgramFacts facts, TypeSet freed)
    {
        foreach (var (named, known) in Known)
            if (known == Knowledge.Alive && facts.MayFree(freed, names.TypeOf(named))) _changing.Add(named);
        foreach (var named in _changing) Known.Remove(named);
        _changing.Clear();
    }

    public void CopyFrom(FunctionState other)
    {
        other.Locals.CopyTo(Locals, 0);
        Known.Clear();
        foreach (var (named, known) in other.Known) Known.Add(named, known);
    }

    public bool IsSame(FunctionState other)
    {
        if (!Locals.AsSpan().SequenceEqual(other.Locals) || Known.Count != other.Known.Count) return false;
        foreach (var (named, known) in Known)
            if (other.Of(named) != known) return false;
        return true;
    }

    private static int[] Filled(int count)
    {
        var made = new int[count];
        Array.Fill(made, -1);
        return made;
    }
}
