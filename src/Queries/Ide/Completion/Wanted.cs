// The types that would fit at the cursor, and how a type goes with them.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>What is wanted at a place.</summary>
internal sealed class Wanted
{
    private readonly QueryContext _db;
    private readonly CallResolver _resolver;
    private readonly List<Coord> _types = [];
    private readonly bool _isBorrowed;

    public Wanted(Place place, CallResolver resolver)
    {
        _db = place.Db;
        _resolver = resolver;
        if (place.Probe is not { } probe) return;
        // Behind a `&` it is the kind that matters.
        _isBorrowed = place.Above(2).Kind == SyntaxKind.AugmentExpression;
        if (probe.Expected is { } expected) Add(expected);
        if (!probe.IsArgument || probe.Calls.Count == 0) return;
        foreach (var type in OfArgument(place.Db, resolver, probe.Calls[0], probe.Offset)) Add(type);
    }

    /// <summary>The types wanted; none where nothing is known of it.</summary>
    public IReadOnlyList<Coord> Types => _types;

    /// <summary>How a value of a type goes here.</summary>
    public Fit Of(Coord type)
    {
        if (_types.Count == 0 || type.IsError || type.IsNever) return Fit.Unknown;
        var best = Fit.Unknown;
        foreach (var wanted in _types)
        {
            var held = _isBorrowed && wanted.Ownership == Ownership.Borrow ? type.With(Ownership.Borrow) : type;
            if (held == wanted || _resolver.IsConvertible(held, wanted, out _)) return Fit.Wanted;
            if (held.Kind == wanted.Kind || SameTemplate(held.Kind, wanted.Kind)) best = Fit.Close;
        }
        return best;
    }

    /// <summary>How what a function yields goes here, phrased in the function's own terms.</summary>
    public Fit OfCall(Coord returned)
    {
        if (_types.Count == 0 || returned.IsVoid || returned.IsError) return Fit.Unknown;
        if (!Placeholders.IsMentionedIn(_db, returned.Kind)) return Of(returned);
        foreach (var wanted in _types)
            if (SameTemplate(returned.Kind, wanted.Kind)) return returned.Ownership == wanted.Ownership ? Fit.Wanted : Fit.Close;
        return Fit.Unknown;
    }

    /// <summary>True when a borrow of what owns this is wanted.</summary>
    public bool WantsBorrowOf(Coord owned)
    {
        if (_isBorrowed || owned.Ownership != Ownership.Own) return false;
        var borrow = owned.With(Ownership.Borrow);
        foreach (var wanted in _types)
            if (wanted.Ownership == Ownership.Borrow && (borrow == wanted || _resolver.IsConvertible(borrow, wanted, out _))) return true;
        return false;
    }

    /// <summary>What the functions that a call may mean take in the place of the argument at an offset.</summary>
    public static List<Coord> OfArgument(QueryContext db, CallResolver resolver, ProbedCall call, int offset)
    {
        var types = new List<Coord>();
        var index = CallPlace.ArgumentAt(call, offset);
        var arguments = call.Arguments.AsSpan().ToArray();
        if (index < arguments.Length) arguments[index] = Coord.Error;
        foreach (var possible in resolver.Possible(call.Name, arguments, call.Written?.Written))
            if (possible.Fits && index < possible.Parameters.Length && possible.Parameters[index] is { IsError: false } type &&
                db.Lookup(TypeQueries.Kinds, type.Kind) is not PlaceholderKind && !types.Contains(type)) types.Add(type);
        return types;
    }

    private void Add(Coord type)
    {
        if (!_types.Contains(type)) _types.Add(type);
    }

    private bool SameTemplate(KindId a, KindId b) => TypeQueries.TemplateOf(_db, a) is { } template && template == TypeQueries.TemplateOf(_db, b);
}

/// <summary>Where in a call an offset is.</summary>
internal static class CallPlace
{
    /// <summary>The number of the argument at an offset of the body, what stands before the list included.</summary>
    public static int ArgumentAt(ProbedCall call, int offset) => (call.IsOfReceiver ? 1 : 0) + Commas(call.Syntax.Node, offset);

    /// <summary>How many commas of a list stand before an offset.</summary>
    public static int Commas(SyntaxNode list, int offset)
    {
        var commas = 0;
        foreach (var child in list.Children)
            if (child.Kind == SyntaxKind.Comma && child.Offset < offset) commas++;
        return commas;
    }

    /// <summary>A resolver that sees what a function's body does, lambdas apart.</summary>
    public static CallResolver Resolver(QueryContext db, Vale.Compiler.Inputs.FileId file, FunctionId? function)
    {
        if (function is not { } known) return new CallResolver(db, new HeaderCaller(file, []));
        var denizen = db.Lookup(TypeQueries.Functions, known).Denizen;
        return new CallResolver(db, new HeaderCaller(file, HeaderCaller.BoundsOf(db, denizen, db.Get(SignatureQueries.Header, known).Terms)));
    }
}
