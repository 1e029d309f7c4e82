// Gathers what could be proposed, keeps the best, and puts these into words. What is gathered costs little; what is kept
// is few.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>How near a proposal is: the nearer come first.</summary>
internal enum Near : byte { Local, Own, Imported, Word, Library, Any, Moved, Far }

/// <summary>How a proposal's type goes with the one that is wanted.</summary>
internal enum Fit : byte { Wanted, Close, Unknown }

/// <summary>A proposal that may be kept.</summary>
internal sealed class Candidate(string label, CompletionKind kind, Near near, Fit fit = Fit.Unknown)
{
    public string Label { get; } = label;
    public CompletionKind Kind { get; } = kind;
    public Near Near { get; } = near;
    public Fit Fit { get; } = fit;
    /// <summary>Its number among those that are alike.</summary>
    public int Order { get; init; }
    public string Signature { get; init; } = "";
    public string Origin { get; init; } = "";
    /// <summary>The package it comes from; told instead of the origin.</summary>
    public PackageId? Package { get; init; }
    public string? Filter { get; init; }
    /// <summary>What is put in, with places to fill in; <c>null</c> is the label.</summary>
    public string? Snippet { get; init; }
    /// <summary>What is put in where places to fill in cannot be; <c>null</c> is the label.</summary>
    public string? Plain { get; init; }
    /// <summary>Whose signature and arguments are told once it is kept.</summary>
    public CompletionEntry? Entry { get; init; }
    /// <summary>How many of the entry's parameters are given already; -1 where it is a type and not called.</summary>
    public int Given { get; init; }
    public IReadOnlyList<TextEdit> Edits { get; init; } = [];
    public CompletionSubject Subject { get; init; } = CompletionSubject.None;
    /// <summary>How well it fits what is typed.</summary>
    public int Match { get; set; }
}

/// <summary>The proposals for one place.</summary>
internal sealed class Proposals(Place place, CompletionOptions options, Packages packages)
{
    /// <summary>No more are proposed of what has to be imported.</summary>
    public const int MostFar = 200;

    /// <summary>No more are proposed.</summary>
    public const int Most = 500;

    private readonly List<Candidate> _candidates = [];
    private readonly Dictionary<(PackageId, bool), string> _origins = [];
    private readonly string _typed = place.Typed;

    public Packages Packages => packages;

    /// <summary>Adds a proposal, if it goes with what is typed.</summary>
    public void Add(Candidate candidate)
    {
        if ((candidate.Match = NameMatch.Rank(candidate.Filter ?? candidate.Label, _typed)) != NameMatch.None) _candidates.Add(candidate);
    }

    /// <summary>True when a name goes with what is typed; for what has to be imported, more than letters in this order.</summary>
    public bool Matches(string name, bool isFar) => Matches(name, isFar, out _);

    /// <summary>As above, and how well.</summary>
    public bool Matches(string name, bool isFar, out int rank) => (rank = NameMatch.Rank(name, _typed)) >= 0 && (!isFar || rank < 4);

    /// <summary>Adds a proposal of which it is known already how well it goes with what is typed.</summary>
    public void AddMatched(Candidate candidate) => _candidates.Add(candidate);

    /// <summary>A word of the language.</summary>
    public void Keyword(string word, string? snippet = null, Near near = Near.Word, Fit fit = Fit.Unknown) =>
        Add(new Candidate(word, CompletionKind.Keyword, near, fit) { Snippet = snippet });

    /// <summary>A form of the language, shown by its first word.</summary>
    public void Form(string label, string filter, string snippet)
    {
        if (options.Snippets) Add(new Candidate(label, CompletionKind.Snippet, Near.Word) { Filter = filter, Snippet = snippet });
    }

    /// <summary>The best of them, in order.</summary>
    public CompletionList Finish()
    {
        var keys = new long[_candidates.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = Rank(_candidates[i]) << 24 | (uint)i;
        Array.Sort(keys);
        // What is kept, of which only equals have to be told apart by their names.
        var kept = new List<long>(Math.Min(keys.Length, Most));
        var far = 0;
        foreach (var key in keys)
            if (kept.Count < Most && (_candidates[Index(key)].Near != Near.Far || far++ < MostFar)) kept.Add(key);
        kept.Sort(Compare);
        var items = new List<CompletionItem>(kept.Count);
        var deprecated = new DeprecatedItems(place.Db);
        foreach (var key in kept) items.Add(Item(_candidates[Index(key)], items.Count, deprecated));
        return new CompletionList(place.Insert, place.Replace, kept.Count < keys.Length, items);
    }

    private static int Index(long key) => (int)(key & 0xFFFFFF);

    private int Compare(long a, long b)
    {
        var rank = (a >> 24).CompareTo(b >> 24);
        if (rank != 0) return rank;
        var (x, y) = (_candidates[Index(a)], _candidates[Index(b)]);
        var name = string.CompareOrdinal(x.Label, y.Label);
        if (name != 0) return name;
        // Of one name, what takes the least comes first.
        var count = (x.Entry?.Parameters.Length ?? 0).CompareTo(y.Entry?.Parameters.Length ?? 0);
        return count != 0 ? count : a.CompareTo(b);
    }

    // By the type that is wanted, then by where it is, then by how its name fits.
    private static long Rank(Candidate candidate) =>
        ((((candidate.Near is Near.Far or Near.Moved ? 1L : 0) * 4 + (int)candidate.Fit) * 16 + (int)candidate.Near) * 8 + candidate.Match) * 1024 + Math.Min(candidate.Order, 1023);

    private CompletionItem Item(Candidate candidate, int number, DeprecatedItems deprecated)
    {
        var (insert, isSnippet) = Insert(candidate);
        var signature = candidate.Entry is { } entry && candidate.Given >= 0 ? Signature(entry, candidate.Given) : candidate.Signature;
        var subject = candidate.Entry is { } told ? CompletionEntries.SubjectOf(place.Db, told.Id, candidate.Package is { } package ? NameOf(package) : null) : candidate.Subject;
        return new CompletionItem(candidate.Label, candidate.Kind, signature, Origin(candidate), number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture),
            candidate.Filter ?? candidate.Label, insert, isSnippet, candidate.Edits, candidate.Entry is { } of && deprecated.Contains(of.Id), subject);
    }

    private string Origin(Candidate candidate)
    {
        if (candidate.Package is not { } package) return candidate.Origin;
        if (!_origins.TryGetValue((package, candidate.Near == Near.Far), out var origin))
        {
            origin = candidate.Near == Near.Far ? $"import {place.Db.Lookup(InputQueries.Packages, package)}.*" : NameOf(package);
            _origins[(package, candidate.Near == Near.Far)] = origin;
        }
        return origin;
    }

    private string NameOf(PackageId package)
    {
        if (!_origins.TryGetValue((package, false), out var name)) _origins.Add((package, false), name = place.Db.Lookup(InputQueries.Packages, package).ToString());
        return name;
    }

    private static string Signature(CompletionEntry entry, int given) =>
        entry.Kind == DenizenKind.Interface ? "(…) " + entry.Returns : entry.Signature(given);

    private (string Text, bool IsSnippet) Insert(Candidate candidate)
    {
        if (candidate.Entry is { } entry && candidate.Snippet is null && candidate.Plain is null)
            return options.Snippets && Call(entry, candidate.Given, candidate.Label) is { } call ? (call, true) : (candidate.Label, false);
        if (options.Snippets && candidate.Snippet is { } snippet) return (snippet, true);
        return (candidate.Plain ?? candidate.Label, false);
    }

    // What is called already, or used as a type with arguments already, gets none.
    private string? Call(CompletionEntry entry, int given, string name)
    {
        if (place.Next == '<') return null;
        if (given < 0) return entry.Generics.IsEmpty ? null : $"{name}<{Holes(entry.Generics, 0)}>";
        if (place.Next == '(') return null;
        if (entry.Kind == DenizenKind.Interface) return name + "($0)";
        return entry.Parameters.Length <= given ? name + "()" : $"{name}({Holes(entry.Parameters, given)})";
    }

    private static string Holes(Vale.Queries.Runtime.Values.ValueArray<string> names, int from)
    {
        var text = new StringBuilder();
        for (var i = from; i < names.Length; i++)
        {
            if (i > from) text.Append(", ");
            text.Append("${").Append(i - from + 1).Append(':').Append(names[i]).Append('}');
        }
        return text.ToString();
    }

    /// <summary>How near a package's names are.</summary>
    public static Near NearOf(Nearness nearness, bool isStandard) => nearness switch
    {
        Nearness.OwnPackage => Near.Own,
        Nearness.Imported => isStandard ? Near.Library : Near.Imported,
        Nearness.Builtin => Near.Library,
        _ => Near.Far,
    };
}
