// The locals of a body while it is checked: scopes, which hold a value at this point, and how that comes together
// again behind branches and loops.

using Vale.Compiler.Items;
using Vale.Compiler.Types;

namespace Vale.Compiler.Bodies;

/// <summary>A local under construction.</summary>
internal sealed class LocalState(string name, Coord type, int site, Anchor declared, bool isUser)
{
    public string Name { get; } = name;
    public Coord Type { get; } = type;
    public int Site { get; } = site;
    public Anchor Declared { get; } = declared;
    /// <summary>The user wrote its name; others are temporaries.</summary>
    public bool IsUser { get; } = isUser;
    /// <summary>A lambda sets it: its place is a box, which the lambda borrows.</summary>
    public bool IsBoxed { get; init; }
    /// <summary>The parameter it holds, when it is the box of one; else -1.</summary>
    public int BoxOf { get; init; } = -1;
    /// <summary>Where it was last moved from.</summary>
    public int MovedAt { get; set; } = -1;
    /// <summary>A mistake that was told left open whether it holds a value: nothing more is said of it until it is set.</summary>
    public bool IsLost { get; set; }

    /// <summary>The same once more.</summary>
    public LocalState Copy() => new(Name, Type, Site, Declared, IsUser) { IsBoxed = IsBoxed, BoxOf = BoxOf, MovedAt = MovedAt, IsLost = IsLost };
}

/// <summary>Scopes and liveness.</summary>
internal sealed class BodyFlow
{
    private readonly List<Scope> _scopes = [];
    private readonly List<Loop> _loops = [];
    private List<bool> _live = [];

    private sealed class Scope(int firstLocal)
    {
        public int FirstLocal { get; } = firstLocal;
        public Dictionary<string, int> Names { get; init; } = new(StringComparer.Ordinal);
    }

    /// <summary>A loop being checked.</summary>
    internal sealed class Loop(int site, int localCount, bool[] entry)
    {
        public int Site { get; } = site;
        /// <summary>Locals from this number on are declared inside.</summary>
        public int LocalCount { get; } = localCount;
        public bool[] Entry { get; } = entry;
        /// <summary>Which locals hold a value where the first break leaves, or null when none does.</summary>
        public bool[]? BreakState { get; set; }
    }

    /// <summary>The same once more, to be gone on with without changing this.</summary>
    public BodyFlow Copy()
    {
        var copy = new BodyFlow { Reachable = Reachable, _live = [.. _live] };
        foreach (var scope in _scopes) copy._scopes.Add(new Scope(scope.FirstLocal) { Names = new Dictionary<string, int>(scope.Names, StringComparer.Ordinal) });
        foreach (var loop in _loops) copy._loops.Add(new Loop(loop.Site, loop.LocalCount, [.. loop.Entry]) { BreakState = loop.BreakState is null ? null : [.. loop.BreakState] });
        foreach (var local in Locals) copy.Locals.Add(local.Copy());
        return copy;
    }

    /// <summary>Every local, by number.</summary>
    public List<LocalState> Locals { get; } = [];

    /// <summary>False once control cannot get here.</summary>
    public bool Reachable { get; set; } = true;

    public Loop? InnermostLoop => _loops.Count == 0 ? null : _loops[^1];

    public bool IsLive(int local) => _live[local];

    public void SetLive(int local, bool live) => _live[local] = live;

    /// <summary>Which locals hold a value now.</summary>
    public bool[] Save() => _live.ToArray();

    /// <summary>Goes back to an earlier state; locals declared since hold nothing.</summary>
    public void Restore(bool[] state)
    {
        var live = new List<bool>(Locals.Count);
        for (var i = 0; i < Locals.Count; i++) live.Add(i < state.Length && state[i]);
        _live = live;
    }

    public int Declare(LocalState local)
    {
        Locals.Add(local);
        _live.Add(true);
        if (local.IsUser) _scopes[^1].Names[local.Name] = Locals.Count - 1;
        return Locals.Count - 1;
    }

    public void OpenScope() => _scopes.Add(new Scope(Locals.Count));

    /// <summary>The locals declared since the innermost scope was opened that hold a value, last first.</summary>
    public List<int> LiveInScope() => LiveFrom(_scopes[^1].FirstLocal);

    /// <summary>The locals from a number on that hold a value, last first.</summary>
    public List<int> LiveFrom(int first)
    {
        var live = new List<int>();
        for (var i = Locals.Count - 1; i >= first; i--)
            if (_live[i]) live.Add(i);
        return live;
    }

    public void CloseScope() => _scopes.RemoveAt(_scopes.Count - 1);

    public int? Find(string name)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
            if (_scopes[i].Names.TryGetValue(name, out var local)) return local;
        return null;
    }

    /// <summary>The local of that name in the innermost scope alone.</summary>
    public int? FindInScope(string name) => _scopes[^1].Names.TryGetValue(name, out var local) ? local : null;

    /// <summary>The names of the innermost scope that begin so, in the order of declaration.</summary>
    public IEnumerable<(string Name, int Local)> NamesInScope() =>
        _scopes[^1].Names.OrderBy(static pair => pair.Value).Select(static pair => (pair.Key, pair.Value));

    /// <summary>The names of every scope, the innermost first and in each the last declared first; shadowed ones are among them.</summary>
    public IEnumerable<(string Name, int Local)> NamesFromInnermost()
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
            foreach (var (name, local) in _scopes[i].Names.OrderByDescending(static pair => pair.Value)) yield return (name, local);
    }

    /// <summary>Every name that can be seen from here.</summary>
    public IEnumerable<string> VisibleNames() => _scopes.SelectMany(static scope => scope.Names.Keys);

    public Loop OpenLoop(int site)
    {
        var loop = new Loop(site, Locals.Count, Save());
        _loops.Add(loop);
        return loop;
    }

    public void CloseLoop() => _loops.RemoveAt(_loops.Count - 1);
}
