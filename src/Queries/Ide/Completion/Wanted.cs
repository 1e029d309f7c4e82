// The types that would fit at the cursor, and how a type goes with them.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
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
    private readonly Packages _packages;
    private readonly List<Coord> _types = [];
    private readonly bool _isBorrowed;
    // What the types wanted, and those that can become them, are made from.
    private readonly List<(TypeHead Head, string Mark)> _heads = [];

    public Wanted(Place place, CallResolver resolver, Packages packages)
    {
        _packages = packages;
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

    /// <summary>A struct or an interface is wanted, of which not everything can be made.</summary>
    public bool IsRare
    {
        get
        {
            foreach (var type in _types)
                if (TypeQueries.TemplateOf(_db, type.Kind) is not null) return true;
            return false;
        }
    }

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

    /// <summary>How what a function yields goes here, by what its header says.</summary>
    public Fit OfResult(TypeShape result)
    {
        if (result.Head.Form is HeadForm.None or HeadForm.Any) return Fit.Unknown;
        var best = Fit.Unknown;
        foreach (var (head, mark) in _heads)
            if (head == result.Head)
            {
                if (mark == result.Mark || _isBorrowed) return Fit.Wanted;
                best = Fit.Close;
            }
        return best;
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
        if (_types.Contains(type)) return;
        _types.Add(type);
        var mark = type.Ownership switch { Ownership.Borrow => "&", Ownership.Weak => "&&", _ => "" };
        _heads.Add((TypeHead.Of(_db, type.Kind), mark));
        if (TypeQueries.TemplateOf(_db, type.Kind) is not { } template || _db.Lookup(ItemQueries.Denizens, template) is not { Kind: DenizenKind.Interface } iface) return;
        foreach (var package in _packages.Seen)
            foreach (var item in NameQueries.ImplsIn(_db, package.Key, iface.Name))
                if (item.Impl is { } sides && sides.Interface == iface.Name) _heads.Add((new TypeHead(HeadForm.Named, sides.Struct), mark));
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
