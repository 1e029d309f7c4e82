// Overload resolution: which function a call means, and if none, why not each candidate.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>What a call's name and argument types lead to.</summary>
internal readonly struct CallResolution
{
    /// <summary>The function, when there is exactly one.</summary>
    public FunctionId? Function { get; init; }

    /// <summary>There are several, equally near.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>The candidates worth telling of, when there is not exactly one.</summary>
    public ValueArray<RejectedCandidate> Candidates { get; init; }

    /// <summary>
    /// Looks for the function of that name that takes these arguments: among what the file sees, nearest first, and in
    /// the packages of the arguments' types (FMBAWTUFB). A nearer function that fits is preferred to a farther one.
    /// </summary>
    public static CallResolution Find(QueryContext db, FileId file, string name, ReadOnlySpan<Coord> arguments)
    {
        FunctionId? best = null;
        var bestNearness = Nearness.Builtin;
        List<FunctionId>? ties = null;
        foreach (var (item, nearness) in NameQueries.Lookup(db, file, name))
            Consider(db, item, nearness, arguments, ref best, ref bestNearness, ref ties);
        foreach (var argument in arguments)
        {
            if (PackageOf(db, argument) is not { } package) continue;
            foreach (var item in NameQueries.LookupIn(db, package, name))
                Consider(db, item, Nearness.Imported, arguments, ref best, ref bestNearness, ref ties);
        }
        if (name == "drop" && arguments.Length == 1 && arguments[0].Ownership == Ownership.Own &&
            db.Lookup(TypeQueries.Kinds, arguments[0].Kind) is StructKind { Struct: var id } &&
            db.Get(SignatureQueries.DropOf, id).Function is { } drop)
            return new CallResolution { Function = drop };
        if (ties is { Count: > 1 }) return new CallResolution { IsAmbiguous = true, Candidates = Describe(db, ties) };
        return best is null ? new CallResolution { Candidates = Rejected(db, file, name, arguments) } : new CallResolution { Function = best };
    }

    private static void Consider(
        QueryContext db, ItemInfo item, Nearness nearness, ReadOnlySpan<Coord> arguments,
        ref FunctionId? best, ref Nearness bestNearness, ref List<FunctionId>? ties)
    {
        if (item.Arity != arguments.Length || best is not null && nearness > bestNearness) return;
        if (SignatureQueries.FunctionOf(db, item) is not { } function || function == best) return;
        if (ties is not null && ties.Contains(function)) return;
        if (!Fits(db.Get(SignatureQueries.Header, function), arguments)) return;
        if (best is null || nearness < bestNearness)
        {
            best = function;
            bestNearness = nearness;
            ties = null;
            return;
        }
        ties ??= [best.Value];
        // Two of one package that take the same arguments are that package's mistake, told where they are declared.
        foreach (var tie in ties)
            if (PackageOf(db, tie) == PackageOf(db, function)) return;
        ties.Add(function);
    }

    private static bool Fits(FunctionHeader header, ReadOnlySpan<Coord> arguments) =>
        header.IsUsable && FirstMisfit(header, arguments) < 0;

    private static int FirstMisfit(FunctionHeader header, ReadOnlySpan<Coord> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            if (header.Parameters[i].Type != arguments[i] && !arguments[i].IsNever) return i;
        return -1;
    }

    private static PackageId PackageOf(QueryContext db, FunctionId function) =>
        InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, db.Lookup(SignatureQueries.Functions, function).Denizen).File);

    private static PackageId? PackageOf(QueryContext db, Coord type) =>
        !WellKnownKinds.IsWellKnown(type.Kind) && db.Lookup(TypeQueries.Kinds, type.Kind) is StructKind { Struct: var id }
            ? InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, id).File)
            : null;

    private static ValueArray<RejectedCandidate> Rejected(QueryContext db, FileId file, string name, ReadOnlySpan<Coord> arguments)
    {
        var rejected = new List<RejectedCandidate>();
        foreach (var (item, _) in NameQueries.Lookup(db, file, name))
        {
            if (SignatureQueries.FunctionOf(db, item) is not { } function) continue;
            var header = db.Get(SignatureQueries.Header, function);
            // A header in error may not show all of its parameters; the item does.
            var wrongCount = item.Arity != arguments.Length;
            rejected.Add(new RejectedCandidate(function, ItemQueries.NameAnchor(db, item.Id), wrongCount,
                wrongCount ? -1 : header.IsUsable ? Math.Max(0, FirstMisfit(header, arguments)) : 0));
        }
        // A struct's own drop is none that a name leads to.
        if (name == "drop" && arguments.Length == 1 && db.Lookup(TypeQueries.Kinds, arguments[0].Kind) is StructKind { Struct: var id } &&
            db.Get(SignatureQueries.DropOf, id).Function is { } drop)
            return [new RejectedCandidate(drop, ItemQueries.NameAnchor(db, db.Lookup(SignatureQueries.Functions, drop).Denizen), false, 0)];
        // Those that differ in a type only are likelier to be meant than those that take another number of arguments.
        return rejected.OrderBy(static candidate => candidate.WrongCount).ThenByDescending(static candidate => candidate.Argument).Take(8).ToValueArray();
    }

    private static ValueArray<RejectedCandidate> Describe(QueryContext db, List<FunctionId> functions) =>
        functions.Select(function => new RejectedCandidate(function,
            ItemQueries.NameAnchor(db, db.Lookup(SignatureQueries.Functions, function).Denizen), false, -1)).ToValueArray();
}
