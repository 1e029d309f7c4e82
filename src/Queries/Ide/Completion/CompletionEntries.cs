// What packages have to propose: per denizen the texts a list shows, per package all of them by what they take first. It
// follows from headers alone, so that typing in bodies changes none of it.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Ide.Completion;

/// <summary>What a type is made from.</summary>
internal enum HeadForm : byte
{
    /// <summary>Nothing is taken.</summary>
    None,
    /// <summary>Whatever fits the bounds.</summary>
    Any,
    Citizen, Primitive, StaticArray, RuntimeArray, Tuple,
}

/// <summary>By what a first parameter is found from a receiver.</summary>
/// <param name="Index">The number of the struct or interface, or of the primitive kind.</param>
internal readonly record struct Head(HeadForm Form, int Index)
{
    public static Head Any => new(HeadForm.Any, 0);

    /// <summary>What a kind is made from.</summary>
    public static Head Of(QueryContext db, KindId kind)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return new Head(HeadForm.Primitive, kind.Index);
        return db.Lookup(TypeQueries.Kinds, kind) switch
        {
            StructKind s => new Head(HeadForm.Citizen, s.Struct.Index),
            InterfaceKind i => new Head(HeadForm.Citizen, i.Interface.Index),
            ArrayKind { Size: null } => new Head(HeadForm.RuntimeArray, 0),
            ArrayKind => new Head(HeadForm.StaticArray, 0),
            TupleKind => new Head(HeadForm.Tuple, 0),
            _ => Any,
        };
    }
}

/// <summary>A denizen that can be proposed.</summary>
/// <param name="Function">What calling its name calls, or null.</param>
/// <param name="Generics">The names of its generic parameters that can be written.</param>
/// <param name="Parameters">The names of its parameters, or of a struct's members.</param>
/// <param name="Types">Their types as text.</param>
/// <param name="Returns">What calling it yields, as text; empty for void.</param>
/// <param name="First">What its first parameter is made from.</param>
/// <param name="ReturnType">What calling it yields, in its own terms.</param>
internal sealed record CompletionEntry(
    DenizenId Id, DenizenKind Kind, string Name, FunctionId? Function, ValueArray<string> Generics, ValueArray<string> Parameters,
    ValueArray<string> Types, string Returns, Head First, Coord ReturnType)
{
    /// <summary>Its name is a word, and not one the library keeps to itself.</summary>
    public bool IsNamed => (char.IsLetter(Name[0]) || Name[0] == '_') && !Name.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Parameters and result: <c>(ship &amp;Ship, amount int) bool</c>.</summary>
    /// <param name="from">How many parameters are left out at the front.</param>
    public string Signature(int from = 0)
    {
        var text = new StringBuilder("(");
        for (var i = from; i < Types.Length; i++)
        {
            if (i > from) text.Append(", ");
            if (Parameters[i].Length > 0) text.Append(Parameters[i]).Append(' ');
            text.Append(Types[i]);
        }
        text.Append(')');
        if (Returns.Length > 0) text.Append(' ').Append(Returns);
        return text.ToString();
    }
}

/// <summary>What a package has to propose. Compares by content.</summary>
internal sealed class PackageEntries : IEquatable<PackageEntries>
{
    private readonly Dictionary<Head, List<CompletionEntry>> _byFirst = [];

    public PackageEntries(ValueArray<CompletionEntry> all)
    {
        All = all;
        foreach (var entry in all)
        {
            if (entry.Function is null || entry.First.Form == HeadForm.None) continue;
            if (!_byFirst.TryGetValue(entry.First, out var list)) _byFirst.Add(entry.First, list = []);
            list.Add(entry);
        }
    }

    public ValueArray<CompletionEntry> All { get; }

    /// <summary>Those whose first parameter is made from that.</summary>
    public List<CompletionEntry>? Taking(Head first) => _byFirst.GetValueOrDefault(first);

    public bool Equals(PackageEntries? other) => other is not null && All == other.All;

    public override bool Equals(object? obj) => Equals(obj as PackageEntries);

    public override int GetHashCode() => All.GetHashCode();
}

/// <summary>The queries of what there is to propose.</summary>
internal static class CompletionEntries
{
    /// <summary>One denizen; null when it is gone.</summary>
    public static readonly Query<DenizenId, CompletionEntry?> OfDenizen = Query.Define<DenizenId, CompletionEntry?>("CompletionEntry", Compute);

    /// <summary>All of a package.</summary>
    public static readonly Query<PackageId, PackageEntries> OfPackage = Query.Define<PackageId, PackageEntries>("CompletionEntries", static (db, package) =>
    {
        var entries = new List<CompletionEntry>();
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
            if (item is { IsDuplicate: false, Kind: DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface, Name.Length: > 0 } &&
                db.Get(OfDenizen, item.Id) is { IsNamed: true } entry) entries.Add(entry);
        return new PackageEntries(entries.ToValueArray());
    });

    private static CompletionEntry? Compute(QueryContext db, DenizenId id)
    {
        if (db.Get(ItemQueries.Header, id).Green is null) return null;
        var data = db.Lookup(ItemQueries.Denizens, id);
        FunctionId? function = data.Kind switch
        {
            DenizenKind.Function => SignatureQueries.Declared(db, id),
            DenizenKind.Struct => SignatureQueries.Constructor(db, id),
            DenizenKind.Interface when db.Get(TypeQueries.Shape, id).DerivesAnonymous && !db.Get(TypeQueries.MethodsOf, id).IsEmpty =>
                SignatureQueries.Constructor(db, TypeQueries.AnonymousStructOf(db, id)),
            _ => null,
        };
        var generics = new List<string>();
        foreach (var generic in db.Get(TypeQueries.Generics, id))
            if (!generic.IsInherited) generics.Add(generic.Name);
        if (function is not { } called || data.Kind == DenizenKind.Interface)
            return new CompletionEntry(id, data.Kind, data.Name, function, generics.ToValueArray(), [], [], data.Kind == DenizenKind.Interface ? data.Name : "",
                new Head(HeadForm.None, 0), Coord.Error);
        var header = db.Get(SignatureQueries.Header, called);
        var (names, types) = (new string[header.Parameters.Length], new string[header.Parameters.Length]);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = header.Parameters[i].Name ?? "";
            types[i] = TypeQueries.Display(db, header.Parameters[i].Type);
        }
        return new CompletionEntry(id, data.Kind, data.Name, called, generics.ToValueArray(), ValueArray.Wrap(names), ValueArray.Wrap(types),
            header.ReturnType.IsVoid ? "" : TypeQueries.Display(db, header.ReturnType),
            types.Length == 0 ? new Head(HeadForm.None, 0) : Head.Of(db, header.Parameters[0].Type.Kind), header.ReturnType);
    }
}
