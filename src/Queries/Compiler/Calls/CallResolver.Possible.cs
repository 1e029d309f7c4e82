// Calls that are not all written: which functions could be meant by the arguments there are so far. The rules are those of a
// search; what is not known yet stands in nobody's way.

using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

/// <summary>A function that a call may come to mean.</summary>
/// <param name="Function">The function, or null for a bound of the caller.</param>
/// <param name="Bound">The number of the bound, or -1.</param>
/// <param name="Parameters">What it takes, in the caller's terms as far as is known, else in its own.</param>
/// <param name="ReturnType">What it yields, likewise.</param>
/// <param name="Fits">The arguments there are can be its first ones.</param>
/// <param name="Conversions">How many of them would be upcast.</param>
public sealed record PossibleCall(
    FunctionId? Function, int Bound, ValueArray<Coord> Parameters, Coord ReturnType, bool Fits, int Conversions, Nearness Nearness);

public sealed partial class CallResolver
{
    /// <summary>The functions of that name which a call from here could mean; those its arguments do not fit are among them and say so.</summary>
    /// <param name="arguments">The types of the arguments so far; an error where nothing is known.</param>
    public List<PossibleCall> Possible(string name, ReadOnlySpan<Coord> arguments, IWrittenArguments? written)
    {
        var found = new List<PossibleCall>();
        if (_depth >= MaxDepth) return found;
        while (_scratch.Count <= _depth) _scratch.Add(new Scratch());
        var scratch = _scratch[_depth++];
        new Search(this, scratch, name, arguments, written, isExact: false, found).RunForPossible();
        scratch.Clear();
        _depth--;
        return found;
    }

    /// <summary>A function, said for the arguments there are so far; null when its header cannot be used.</summary>
    public PossibleCall? Possible(FunctionId function, Nearness nearness, ReadOnlySpan<Coord> arguments, IWrittenArguments? written = null)
    {
        var header = _db.Get(SignatureQueries.Header, function);
        if (!header.IsUsable) return null;
        var count = header.Parameters.Length;
        if (arguments.Length > count) return Misfit(function, header, nearness);
        // What is not known is taken for what can stand in any place.
        var padded = new Coord[count];
        for (var i = 0; i < count; i++) padded[i] = i < arguments.Length && !arguments[i].IsError ? arguments[i] : Coord.Never;
        var root = _db.Lookup(TypeQueries.Functions, function).Denizen;
        ValueArray<TemplataId> generics = [];
        if (header.Generics.IsEmpty)
        {
            if (written is { Count: > 0 }) return Misfit(function, header, nearness);
        }
        else
        {
            var rules = _db.Get(SignatureQueries.CallRules, function);
            if (GenericInference.Unfit(this, _db, rules, padded) >= 0) return Misfit(function, header, nearness);
            if (new GenericInference(this, _db, rules, header).InferSome(padded, written) is not { } known) return Misfit(function, header, nearness);
            var filled = new TemplataId[known.Length];
            for (var i = 0; i < filled.Length; i++) filled[i] = known[i] ?? header.Terms.Arguments[i];
            generics = ValueArray.Wrap(filled);
        }
        var substitution = new Substitution(_db, root, generics);
        var parameters = new Coord[count];
        var conversions = 0;
        var fits = true;
        for (var i = 0; i < count; i++)
        {
            var type = parameters[i] = substitution.Apply(header.Parameters[i].Type);
            if (padded[i].IsNever || padded[i] == type || !generics.IsEmpty && Placeholders.IsMentionedIn(_db, type.Kind, root)) continue;
            if (IsConvertible(padded[i], type, out _)) conversions++;
            else fits = false;
        }
        fits = fits && BoundsMayHold(header.Terms, root, substitution, !generics.IsEmpty);
        return new PossibleCall(function, -1, ValueArray.Wrap(parameters), substitution.Apply(header.ReturnType), fits, conversions, nearness);
    }

    /// <summary>A bound of the caller's, as it could be called with these arguments.</summary>
    public PossibleCall PossibleBound(int index, FunctionBound bound, ReadOnlySpan<Coord> arguments)
    {
        var fits = arguments.Length <= bound.Parameters.Length;
        var conversions = 0;
        for (var i = 0; i < arguments.Length && fits; i++)
        {
            if (arguments[i].IsError || arguments[i].IsNever || arguments[i] == bound.Parameters[i]) continue;
            fits = IsConvertible(arguments[i], bound.Parameters[i], out _);
            conversions++;
        }
        return new PossibleCall(null, index, bound.Parameters, bound.ReturnType, fits, conversions, Nearness.OwnPackage);
    }

    private static PossibleCall Misfit(FunctionId function, FunctionHeader header, Nearness nearness)
    {
        var parameters = new Coord[header.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = header.Parameters[i].Type;
        return new PossibleCall(function, -1, ValueArray.Wrap(parameters), header.ReturnType, false, 0, nearness);
    }

    // A bound that speaks of what is not known yet may turn out to hold.
    private bool BoundsMayHold(DenizenTerms terms, DenizenId root, Substitution substitution, bool isGeneric)
    {
        foreach (var bound in terms.Bounds)
        {
            var wanted = DefinitionSolver.Apply(substitution, bound);
            if (isGeneric && IsOpen(wanted, root)) continue;
            if (Resolve(wanted) is null) return false;
        }
        return true;
    }

    private bool IsOpen(Bound bound, DenizenId root)
    {
        switch (bound)
        {
            case FunctionBound f:
                foreach (var parameter in f.Parameters)
                    if (Placeholders.IsMentionedIn(_db, parameter.Kind, root)) return true;
                return Placeholders.IsMentionedIn(_db, f.ReturnType.Kind, root);
            case ImplBound i:
                return Placeholders.IsMentionedIn(_db, i.Sub, root) || Placeholders.IsMentionedIn(_db, i.Super, root);
            default:
                return false;
        }
    }
}
