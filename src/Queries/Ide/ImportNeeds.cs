// What each denizen uses of packages, as names without places: what its imports have to bring. A body that is edited has its own
// needs found again, and those who read them go on only when they have changed.

using Vale.Compiler.Bodies;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>How a file comes to something of a package.</summary>
internal enum NeedKind : byte
{
    /// <summary>By a name that is looked up from the file.</summary>
    Named,
    /// <summary>By a name, but it would be found without an import as well: an argument's type is of that package.</summary>
    AtHome,
    /// <summary>Nobody knows yet what the name means, or several may be asked for by it: any package that declares it may be meant.</summary>
    Wanted,
}

/// <summary>Something used.</summary>
/// <param name="Package">What declares it; nothing of a name that is <see cref="NeedKind.Wanted"/>.</param>
/// <param name="Name">Its name; empty of an impl.</param>
internal readonly record struct ImportNeed(NeedKind Kind, PackageId Package, string Name) : IComparable<ImportNeed>
{
    public int CompareTo(ImportNeed other)
    {
        if (Kind != other.Kind) return Kind.CompareTo(other.Kind);
        return Package != other.Package ? Package.Index.CompareTo(other.Package.Index) : string.CompareOrdinal(Name, other.Name);
    }
}

internal static class ImportNeeds
{
    /// <summary>What a denizen uses, in an order of its own, each once.</summary>
    public static readonly Query<DenizenId, ValueArray<ImportNeed>> OfDenizen =
        Query.Define<DenizenId, ValueArray<ImportNeed>>("ImportNeeds", static (db, id) => new Gatherer(db, id).Run());

    /// <summary>What a file uses.</summary>
    public static readonly Query<FileId, ValueArray<ImportNeed>> OfFile = Query.Define<FileId, ValueArray<ImportNeed>>("FileImportNeeds", static (db, file) =>
    {
        var needs = new HashSet<ImportNeed>();
        foreach (var item in db.Get(ItemQueries.Declarations, file)) needs.UnionWith(db.Get(OfDenizen, item.Id));
        return Sorted(needs);
    });

    /// <summary>The same needs in the order that all have them.</summary>
    public static ValueArray<ImportNeed> Sorted(HashSet<ImportNeed> needs)
    {
        var sorted = new ImportNeed[needs.Count];
        needs.CopyTo(sorted);
        Array.Sort(sorted);
        return ValueArray.Wrap(sorted);
    }

    private readonly struct Gatherer(QueryContext db, DenizenId id)
    {
        private readonly HashSet<ImportNeed> _needs = [];
        private readonly HashSet<PrototypeId> _seen = [];
        private readonly HashSet<PrototypeId> _called = [];
        private readonly FileId _file = db.Lookup(ItemQueries.Denizens, id).File;

        public ValueArray<ImportNeed> Run()
        {
            if (db.Get(ItemQueries.Header, id).Green is { } header) Names(new SyntaxNode(header), null, isHeader: true);
            if (db.Lookup(ItemQueries.Denizens, id).Kind == DenizenKind.Impl)
                foreach (var entry in db.Get(ImplQueries.Itable, id).Entries)
                    if (entry.Override.Prototype is { } prototype) Uses(prototype, null);
            if (db.Get(ItemQueries.Body, id).Green is { } body) OfBody(new SyntaxNode(body));
            return Sorted(_needs);
        }

        private void OfBody(SyntaxNode body)
        {
            var known = new HashSet<int>();
            if (SymbolUses.BodyOf(db, SignatureQueries.Declared(db, id)) is { } checkedBody)
            {
                foreach (var reference in checkedBody.References)
                {
                    if (!reference.IsInHeader) known.Add(reference.Start);
                    if (reference.Kind == ReferenceKind.Type) Add(NeedKind.Named, reference.Denizen);
                    else if (reference.Kind == ReferenceKind.Function && reference.Callee is null && db.Lookup(TypeQueries.Functions, reference.Function) is { HasHeader: true } function)
                        Add(NeedKind.Named, function.Denizen);
                }
                Visit(checkedBody.Body.Root);
                foreach (var lambda in checkedBody.Lambdas) Visit(lambda.Body.Root);
                // What is called within code that is in error.
                foreach (var reference in checkedBody.References)
                    if (reference.Callee is { } callee && !_called.Contains(callee)) Uses(callee, null);
            }
            Names(body, known, isHeader: false);
        }

        // Types by their names, and names that nothing is known of: of what is not checked, and of what is in error.
        private void Names(SyntaxNode node, HashSet<int>? known, bool isHeader)
        {
            if (node.As<NameTypeSyntax>() is { Name: var token })
            {
                OfType(token.Text);
                return;
            }
            foreach (var child in node.Children)
            {
                if (!child.IsToken)
                {
                    // A function within has a header of its own.
                    if (child.Kind != SyntaxKind.Function) Names(child, known, isHeader);
                }
                else if (!isHeader && child.Kind == SyntaxKind.Identifier && known?.Contains(child.Offset) != true) _needs.Add(new ImportNeed(NeedKind.Wanted, default, child.Text));
            }
        }

        private void OfType(string name)
        {
            if (Symbols.Rune(db, id, name) is not null || WellKnownKinds.ByName(name) is not null) return;
            if (SymbolUses.TypeNamed(db, _file, name) is not { } type)
            {
                _needs.Add(new ImportNeed(NeedKind.Wanted, default, name));
                return;
            }
            Add(NeedKind.Named, type);
            // What its bounds ask for is looked for from here, and what satisfies them may be anyone's.
            foreach (var bound in db.Get(SignatureQueries.Citizen, type).Terms.Bounds)
                if (bound is not FunctionBound { Name: "drop" })
                    _needs.Add(new ImportNeed(NeedKind.Wanted, default, bound is FunctionBound function ? function.Name : ""));
        }

        private void Visit(Expr expr)
        {
            switch (expr)
            {
                case CallExpr call:
                    _called.Add(call.Prototype);
                    Uses(call.Prototype, call);
                    break;
                case UpcastExpr upcast: Uses(upcast.Impl, null); break;
                case MadeArrayExpr { Callable: not null } made: Uses(made.Call, null); break;
            }
            foreach (var child in BodyPrinter.Children(expr)) Visit(child);
        }

        // A call, or what satisfies a bound of one.
        private void Uses(PrototypeId prototype, CallExpr? call)
        {
            if (call is null && !_seen.Add(prototype)) return;
            ValueArray<PrototypeId> bounds;
            switch (db.Lookup(TypeQueries.Prototypes, prototype))
            {
                case FunctionPrototype function:
                    bounds = function.Bounds;
                    if (db.Lookup(TypeQueries.Functions, function.Function) is { HasHeader: true } data) OfFunction(data, call);
                    break;
                case ImplPrototype impl:
                    bounds = impl.Bounds;
                    _needs.Add(new ImportNeed(NeedKind.Named, InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, impl.Impl).File), ""));
                    break;
                default:
                    return;
            }
            foreach (var bound in bounds) Uses(bound, null);
        }

        private void OfFunction(FunctionData function, CallExpr? call)
        {
            if (function.Origin is FunctionOrigin.StructDrop or FunctionOrigin.InterfaceDrop) return;
            var data = db.Lookup(ItemQueries.Denizens, function.Denizen);
            var package = InputQueries.PackageOf(db, data.File);
            var isAtHome = false;
            if (call is not null)
                foreach (var argument in call.Arguments) isAtHome |= IsOf(argument.Type, package);
            // A type's own drop is everywhere, and nobody writes it.
            if (data.Name == "drop" && (isAtHome || IsOwnDrop(db, function.Denizen, package))) return;
            _needs.Add(new ImportNeed(isAtHome ? NeedKind.AtHome : NeedKind.Named, package, data.Name));
        }

        private bool IsOf(Coord type, PackageId package) =>
            TypeQueries.TemplateOf(db, type.Kind) is { } template && InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, template).File) == package;

        private void Add(NeedKind kind, DenizenId denizen)
        {
            var data = db.Lookup(ItemQueries.Denizens, denizen);
            _needs.Add(new ImportNeed(kind, InputQueries.PackageOf(db, data.File), data.Name));
        }
    }

    /// <summary>A drop that is found wherever there is something to drop, by the type it drops.</summary>
    public static bool IsOwnDrop(QueryContext db, DenizenId drop, PackageId package) =>
        db.Lookup(ItemQueries.Denizens, drop).Kind == DenizenKind.Function
        && db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, drop)).Parameters is [{ Type: var type }]
        && TypeQueries.TemplateOf(db, type.Kind) is { } template && InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, template).File) == package;
}
