// One search: gathering candidates, trying each, choosing the best.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Calls;

public sealed partial class CallResolver
{
    /// <summary>A candidate that takes the arguments.</summary>
    /// <param name="Conversions">How many arguments are upcast.</param>
    /// <param name="Bound">Which of the caller's bounds it is, when it is promised rather than known; else -1.</param>
    private readonly record struct Fit(FunctionId? Function, ResolvedCall Call, int Conversions, int Bound, bool IsGeneric, Nearness Nearness)
    {
        public bool IsBound => Bound >= 0;
    }

    /// <summary>A candidate that does not. Where it is declared is asked only for telling.</summary>
    private readonly record struct Unfit(FunctionId? Function, int Bound, Rejection Why);

    /// <summary>The lists of one search at a time.</summary>
    private sealed class Scratch
    {
        // Of few, looking through them costs less than hashing.
        private const int Few = 24;
        private readonly List<FunctionId> _seen = [];
        private HashSet<FunctionId>? _many;

        public List<Fit> Fits { get; } = [];

        public List<Unfit> Rejected { get; } = [];

        /// <summary>Notes a candidate. False when it was met before.</summary>
        public bool Add(FunctionId function)
        {
            if (_seen.Count < Few)
            {
                if (_seen.Contains(function)) return false;
                _seen.Add(function);
                return true;
            }
            _many ??= [];
            if (_many.Count == 0) _many.UnionWith(_seen);
            return _many.Add(function);
        }

        public void Clear()
        {
            _seen.Clear();
            _many?.Clear();
            Fits.Clear();
            Rejected.Clear();
        }
    }

    private ref struct Search
    {
        private readonly CallResolver _resolver;
        private readonly QueryContext _db;
        private readonly string _name;
        private readonly ReadOnlySpan<Coord> _arguments;
        private readonly IWrittenArguments? _written;
        private readonly bool _isExact;
        private readonly List<PossibleCall>? _possible;
        private readonly Scratch _scratch;
        private readonly List<Fit> _fits;

        public Search(CallResolver resolver, Scratch scratch, string name, ReadOnlySpan<Coord> arguments, IWrittenArguments? written, bool isExact,
            List<PossibleCall>? possible = null)
        {
            _possible = possible;
            _scratch = scratch;
            _fits = scratch.Fits;
            _resolver = resolver;
            _db = resolver._db;
            _name = name;
            _arguments = arguments;
            _written = written;
            _isExact = isExact;
        }

        public CallResolution Run()
        {
            if (_written is null && Special() is { } special) return new CallResolution(special, false, []);
            Bounds();
            Gather();
            if (_fits.Count == 0)
                foreach (var (item, nearness) in NameQueries.LookupFar(_db, _resolver._caller.File, _name)) Consider(item, nearness);
            return Choose();
        }

        private readonly void Gather()
        {
            foreach (var (item, nearness) in NameQueries.Lookup(_db, _resolver._caller.File, _name)) Consider(item, nearness);
            foreach (var argument in _arguments) InHomeOf(argument.Kind);
        }

        /// <summary>Instead of a choice: what could be meant, whatever is not written yet.</summary>
        public readonly void RunForPossible()
        {
            var bounds = _resolver._caller.Bounds;
            for (var i = 0; i < bounds.Length; i++)
                if (bounds[i].Bound is FunctionBound f && f.Name == _name) _possible!.Add(_resolver.PossibleBound(i, f, _arguments));
            Gather();
            if (_possible!.Count > 0) return;
            foreach (var (item, nearness) in NameQueries.LookupFar(_db, _resolver._caller.File, _name)) Consider(item, nearness);
        }

        // What is found by the type of its first argument alone.
        private readonly ResolvedCall? Special()
        {
            if (_arguments.IsEmpty) return null;
            var first = _arguments[0];
            if (_name == "drop" && _arguments.Length == 1)
            {
                // The library's drops of references and immutables do the same; a drop that is written is preferred for what is owned.
                if (first.Ownership != Ownership.Own || !WellKnownKinds.IsWellKnown(first.Kind) && _db.Lookup(TypeQueries.Kinds, first.Kind) is TupleKind or BoxKind or ClosureKind)
                    return _isExact ? DerivedDrops.Find(_resolver, _db, first) : null;
                return null;
            }
            if (_name != "__call" || WellKnownKinds.IsWellKnown(first.Kind)) return null;
            return _db.Lookup(TypeQueries.Kinds, first.Kind) switch
            {
                ClosureKind closure => _resolver._caller.CallClosure(closure, _arguments),
                OverloadSetKind set => OverloadSets.Call(_resolver, _db, set, _arguments),
                _ => null,
            };
        }

        private readonly void Bounds()
        {
            var bounds = _resolver._caller.Bounds;
            for (var i = 0; i < bounds.Length; i++)
            {
                if (bounds[i].Bound is not FunctionBound f || f.Name != _name) continue;
                if (f.Parameters.Length != _arguments.Length)
                {
                    _scratch.Rejected.Add(new Unfit(null, i, WrongCount.Of(f.Parameters.Length)));
                    continue;
                }
                if (Match(f.Parameters) is not { } conversions)
                {
                    var misfit = FirstMisfit(f.Parameters);
                    _scratch.Rejected.Add(new Unfit(null, i, new WrongArgument(misfit, f.Parameters[misfit])));
                    continue;
                }
                _fits.Add(new Fit(null, new ResolvedCall(bounds[i].Prototype, f.Parameters, f.ReturnType), conversions, i, false, Nearness.OwnPackage));
            }
        }

        // No declaration says which package an array is of; these are where the library's functions on them stand.
        private static readonly string[] s_arrayPackages =
        [
            "builtins.arrays", "builtins.runtime_sized_array_mut_drop", "builtins.static_sized_array_mut_drop", "builtins.runtime_sized_array_len",
            "builtins.runtime_sized_array_capacity", "builtins.runtime_sized_array_push", "builtins.runtime_sized_array_pop",
        ];

        // The package of a type, and what is derived for it.
        private readonly void InHomeOf(KindId kind)
        {
            if (WellKnownKinds.IsWellKnown(kind)) return;
            // What is known of a placeholder is what it implements.
            if (_db.Lookup(TypeQueries.Kinds, kind) is PlaceholderKind)
                foreach (var (bound, _) in _resolver._caller.Bounds)
                    if (bound is ImplBound i && i.Sub == kind) InHomeOf(i.Super);
            if (TypeQueries.TemplateOf(_db, kind) is { } template)
            {
                var data = _db.Lookup(ItemQueries.Denizens, template);
                foreach (var item in NameQueries.LookupIn(_db, InputQueries.PackageOf(_db, data.File), _name)) Consider(item, Nearness.Imported);
                if (_name == "drop" && _arguments.Length == 1 && SignatureQueries.DerivedDrop(_db, template) is { } drop)
                    Try(drop, 1, Nearness.OwnPackage);
                if (data.Kind != DenizenKind.AnonymousStruct) return;
                var methods = _db.Get(TypeQueries.MethodsOf, TypeQueries.InterfaceOf(_db, template));
                for (var i = 0; i < methods.Length; i++)
                    if (_db.Lookup(ItemQueries.Denizens, methods[i]).Name == _name)
                        Try(SignatureQueries.Forward(_db, template, i), _arguments.Length, Nearness.OwnPackage);
            }
            else if (_db.Lookup(TypeQueries.Kinds, kind) is ArrayKind)
                foreach (var package in s_arrayPackages)
                    foreach (var item in NameQueries.LookupIn(_db, InputQueries.PackageOf(_db, EmbeddedLibrary.BuiltinModule, package), _name)) Consider(item, Nearness.Builtin);
        }

        private readonly void Consider(ItemInfo item, Nearness nearness)
        {
            if (SignatureQueries.FunctionOf(_db, item) is not { } function) return;
            // How many members an interface's derived struct has is not in the table of contents.
            Try(function, item.Kind == DenizenKind.Interface ? -1 : item.Arity, nearness);
        }

        private readonly void Try(FunctionId function, int arity, Nearness nearness)
        {
            if (!_scratch.Add(function)) return;
            if (_possible is not null)
            {
                if (_resolver.Possible(function, nearness, _arguments, _written) is { } possible) _possible.Add(possible);
                return;
            }
            if ((arity >= 0 && arity != _arguments.Length ? WrongCount.Of(arity) : Attempt(function, nearness)) is { } why)
                _scratch.Rejected.Add(new Unfit(function, -1, why));
        }

        private readonly Anchor DeclaredAt(FunctionId? candidate, int bound)
        {
            if (candidate is not { } function) return ((FunctionBound)_resolver._caller.Bounds[bound].Bound).Where;
            var id = _db.Lookup(TypeQueries.Functions, function).Denizen;
            return ItemQueries.NameAnchor(_db, _db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.AnonymousStruct ? TypeQueries.InterfaceOf(_db, id) : id);
        }

        private readonly Rejection? Attempt(FunctionId function, Nearness nearness)
        {
            var header = _db.Get(SignatureQueries.Header, function);
            if (!header.IsUsable) return HeaderInError.Instance;
            if (header.Parameters.Length != _arguments.Length) return WrongCount.Of(header.Parameters.Length);
            var root = _db.Lookup(TypeQueries.Functions, function).Denizen;
            ValueArray<TemplataId> generics = [];
            if (header.Generics.IsEmpty)
            {
                if (_written is { Count: > 0 }) return new TooManyGenerics(0, _written.Count);
            }
            else
            {
                var rules = _db.Get(SignatureQueries.CallRules, function);
                if (GenericInference.Unfit(_resolver, _db, rules, _arguments) is >= 0 and var unfit) return new WrongArgument(unfit, header.Parameters[unfit].Type);
                var inference = new GenericInference(_resolver, _db, rules, header);
                if (inference.Infer(_arguments, _written) is { } why) return why;
                generics = inference.Arguments;
            }
            var substitution = new Substitution(_db, root, generics);
            var conversions = 0;
            for (var i = 0; i < _arguments.Length; i++)
            {
                var type = substitution.Apply(header.Parameters[i].Type);
                if (_arguments[i] == type || _arguments[i].IsNever) continue;
                if (_isExact || !_resolver.IsConvertible(_arguments[i], type, out _)) return new WrongArgument(i, type);
                conversions++;
            }
            if (_resolver.ResolveAll(header.Terms, root, generics, out var unmet) is not { } bounds) return new UnmetBound(unmet!);
            var prototype = _db.Intern(TypeQueries.Prototypes, new FunctionPrototype(function, generics, bounds));
            var parameters = new Coord[header.Parameters.Length];
            for (var i = 0; i < parameters.Length; i++) parameters[i] = substitution.Apply(header.Parameters[i].Type);
            _fits.Add(new Fit(function, new ResolvedCall(prototype, ValueArray.Wrap(parameters), substitution.Apply(header.ReturnType)), conversions, -1,
                !header.Generics.IsEmpty, nearness));
            return null;
        }

        // How many arguments have to be upcast, or null when one does not fit.
        private readonly int? Match(ValueArray<Coord> parameters)
        {
            var conversions = 0;
            for (var i = 0; i < _arguments.Length; i++)
            {
                if (_arguments[i] == parameters[i] || _arguments[i].IsNever) continue;
                if (_isExact || !_resolver.IsConvertible(_arguments[i], parameters[i], out _)) return null;
                conversions++;
            }
            return conversions;
        }

        private readonly int FirstMisfit(ValueArray<Coord> parameters)
        {
            for (var i = 0; i < _arguments.Length; i++)
                if (_arguments[i] != parameters[i] && !_arguments[i].IsNever && (_isExact || !_resolver.IsConvertible(_arguments[i], parameters[i], out _))) return i;
            return 0;
        }

        private readonly CallResolution Choose()
        {
            if (_fits.Count == 0)
            {
                // Those that differ in a type only are likelier to be meant than those that take another number of arguments.
                return new CallResolution(null, false, WorthTelling().OrderBy(static candidate => candidate.Why switch
                {
                    UnmetBound or ConflictingRules or UnknownGeneric => 0,
                    WrongArgument w => 100 - w.Index,
                    WrongCount => 1000,
                    _ => 500,
                }).Take(8).ToValueArray());
            }
            var best = _fits[0];
            var ties = 1;
            for (var i = 1; i < _fits.Count; i++)
            {
                var order = Compare(_fits[i], best);
                if (order < 0)
                {
                    best = _fits[i];
                    ties = 1;
                }
                else if (order == 0) ties++;
            }
            if (ties == 1) return new CallResolution(best.Call, false, []);
            var tied = new List<Fit>();
            foreach (var fit in _fits)
                if (Compare(fit, best) == 0) tied.Add(fit);
            // Two of one package that take the same arguments are that package's mistake, told where they are declared;
            // two bounds that promise the same are one.
            if (best.IsBound || AreOfOnePackage(tied)) return new CallResolution(tied[0].Call, false, []);
            var told = new RejectedCandidate[tied.Count];
            for (var i = 0; i < told.Length; i++)
                told[i] = new RejectedCandidate(tied[i].Function, DeclaredAt(tied[i].Function, tied[i].Bound), new FitsToo());
            return new CallResolution(null, true, ValueArray.Wrap(told));
        }

        private readonly bool AreOfOnePackage(List<Fit> fits)
        {
            foreach (var fit in fits)
                if (fit.IsGeneric || !SamePackage(fit, fits[0])) return false;
            return true;
        }

        private readonly bool SamePackage(Fit a, Fit b) =>
            a.Function is { } f && b.Function is { } g && PackageOf(_db, f) == PackageOf(_db, g);

        // The library has many functions of one name: they are told of only where nobody else's could be meant.
        private readonly List<RejectedCandidate> WorthTelling()
        {
            var all = new List<RejectedCandidate>(_scratch.Rejected.Count);
            var told = new List<RejectedCandidate>();
            foreach (var unfit in _scratch.Rejected)
            {
                var candidate = new RejectedCandidate(unfit.Function, DeclaredAt(unfit.Function, unfit.Bound), unfit.Why);
                all.Add(candidate);
                if (!EmbeddedLibrary.IsLibraryModule(_db.Lookup(InputQueries.Files, candidate.Declared.File).Module)) told.Add(candidate);
            }
            return told.Count > 0 ? told : all;
        }

        // Fewer upcasts first; what is known before what is promised; nearer before farther; made for these types before generic.
        private static int Compare(Fit a, Fit b)
        {
            if (a.Conversions != b.Conversions) return a.Conversions.CompareTo(b.Conversions);
            if (a.IsBound != b.IsBound) return a.IsBound ? 1 : -1;
            if (a.Nearness != b.Nearness) return a.Nearness.CompareTo(b.Nearness);
            return a.IsGeneric.CompareTo(b.IsGeneric);
        }
    }
}
