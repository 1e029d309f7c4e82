// What packages have to propose: per denizen the texts a list shows, per package all of them by what they take first. It is
// read from headers as they are written, and no name in them is resolved: then what is typed elsewhere does not concern it,
// and a whole project's entries are found valid at a glance. What they mean is asked of the few that are looked at closer.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>A denizen that can be proposed, as it is written.</summary>
/// <param name="Function">What calling its name calls, or null.</param>
/// <param name="Generics">The names of its generic parameters, regions apart.</param>
/// <param name="Parameters">The names of its parameters, or of a struct's members; empty where one has none.</param>
/// <param name="Types">Their types.</param>
/// <param name="Returns">What calling it yields; empty for void.</param>
/// <param name="First">What its first parameter is made from.</param>
/// <param name="Result">What it yields is made from.</param>
internal sealed record CompletionEntry(
    DenizenId Id, DenizenKind Kind, string Name, FunctionId? Function, ValueArray<string> Generics, ValueArray<string> Parameters,
    ValueArray<string> Types, string Returns, TypeShape First, TypeShape Result)
{
    /// <summary>Its name is a word, and not one the library keeps to itself.</summary>
    public bool IsNamed => (char.IsLetter(Name[0]) || Name[0] == '_') && !Name.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Its generic parameters, in angle brackets; empty without any.</summary>
    public string GenericList => Generics.IsEmpty ? "" : "<" + string.Join(", ", (IEnumerable<string>)Generics) + ">";

    /// <summary>Parameters and result: <c>(ship &amp;Ship, amount int) bool</c>.</summary>
    /// <param name="from">How many parameters are left out at the front.</param>
    public string Signature(int from = 0)
    {
        var text = new StringBuilder("(");
        for (var i = from; i < Types.Length; i++)
        {
            if (i > from) text.Append(", ");
            text.Append(Parameters[i]);
            if (Parameters[i].Length > 0 && Types[i].Length > 0) text.Append(' ');
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
    private readonly Dictionary<TypeHead, List<CompletionEntry>> _byFirst = [];
    private readonly Dictionary<string, List<CompletionEntry>> _byName = new(StringComparer.Ordinal);

    public PackageEntries(ValueArray<CompletionEntry> all)
    {
        All = all;
        foreach (var entry in all)
        {
            if (!_byName.TryGetValue(entry.Name, out var named)) _byName.Add(entry.Name, named = []);
            named.Add(entry);
            if (entry.Function is null || entry.First.Head.Form == HeadForm.None) continue;
            if (!_byFirst.TryGetValue(entry.First.Head, out var list)) _byFirst.Add(entry.First.Head, list = []);
            list.Add(entry);
        }
    }

    public ValueArray<CompletionEntry> All { get; }

    /// <summary>Those whose first parameter is made from that.</summary>
    public List<CompletionEntry>? Taking(TypeHead first) => _byFirst.GetValueOrDefault(first);

    /// <summary>Those of a name.</summary>
    public List<CompletionEntry>? Named(string name) => _byName.GetValueOrDefault(name);

    public bool Equals(PackageEntries? other) => other is not null && All == other.All;

    public override bool Equals(object? obj) => Equals(obj as PackageEntries);

    public override int GetHashCode() => All.GetHashCode();
}

/// <summary>The queries of what there is to propose.</summary>
internal static class CompletionEntries
{
    /// <summary>One denizen; null when it is gone, or is nothing that has a name.</summary>
    public static readonly Query<DenizenId, CompletionEntry?> OfDenizen = Query.Define<DenizenId, CompletionEntry?>("CompletionEntry", Compute);

    // One file: a package whose other files stand still is looked through file by file.
    private static readonly Query<FileId, ValueArray<CompletionEntry>> s_ofFile = Query.Define<FileId, ValueArray<CompletionEntry>>("FileEntries", static (db, file) =>
    {
        var entries = new List<CompletionEntry>();
        foreach (var item in db.Get(ItemQueries.Declarations, file))
            if (item is { IsDuplicate: false, Kind: DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface, Name.Length: > 0 } &&
                db.Get(OfDenizen, item.Id) is { IsNamed: true } entry) entries.Add(entry);
        return entries.ToValueArray();
    });

    /// <summary>All of a package.</summary>
    public static readonly Query<PackageId, PackageEntries> OfPackage = Query.Define<PackageId, PackageEntries>("PackageEntries", static (db, package) =>
    {
        var entries = new List<CompletionEntry>();
        foreach (var file in db.Get(InputQueries.PackageFiles, package))
            foreach (var entry in db.Get(s_ofFile, file)) entries.Add(entry);
        return new PackageEntries(entries.ToValueArray());
    });

    /// <summary>A struct or one of its members as the subject of a proposal.</summary>
    public static CompletionSubject SubjectOf(QueryContext db, DenizenId id, int member) => SubjectOf(db, id) with { Member = member };

    /// <summary>A denizen as the subject of a proposal.</summary>
    /// <param name="of">The name of its package, where it is known already.</param>
    public static CompletionSubject SubjectOf(QueryContext db, DenizenId id, string? of = null)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var package = InputQueries.PackageOf(db, data.File);
        if (db.Get(OfPackage, package).Named(data.Name) is { } named)
            for (var i = 0; i < named.Count; i++)
                if (named[i].Id == id) return new CompletionSubject(of ?? db.Lookup(InputQueries.Packages, package).ToString(), data.Name, i, -1);
        return CompletionSubject.None;
    }

    /// <summary>The entry a subject names now, or null.</summary>
    public static CompletionEntry? Find(QueryContext db, CompletionSubject subject)
    {
        foreach (var package in db.Get(InputQueries.AllPackages, default))
            if (db.Lookup(InputQueries.Packages, package).ToString() == subject.Package)
                return db.Get(OfPackage, package).Named(subject.Name) is { } named && (uint)subject.Number < (uint)named.Count ? named[subject.Number] : null;
        return null;
    }

    private static CompletionEntry? Compute(QueryContext db, DenizenId id)
    {
        if (db.Get(ItemQueries.Header, id).Green is not { } green) return null;
        var node = new SyntaxNode(green);
        if (node.As<FunctionHeaderSyntax>() is { } function) return Function(db, id, function);
        if (node.As<StructSyntax>() is { } structure) return Struct(db, id, structure);
        return node.As<InterfaceSyntax>() is { } iface ? Interface(db, id, iface) : null;
    }

    private static CompletionEntry Function(QueryContext db, DenizenId id, FunctionHeaderSyntax syntax)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var generics = Generics(syntax.GenericParameters);
        var known = generics.ToList();
        var around = data.Parent is { } parent ? db.Lookup(ItemQueries.Denizens, parent).Name : "";
        if (data.Parent is { } citizen)
            foreach (var inherited in db.Get(TypeQueries.Generics, citizen)) known.Add(inherited.Name);
        var (names, types) = (new List<string>(), new List<string>());
        var first = TypeShape.None;
        if (syntax.Parameters is { } list)
            foreach (var parameter in list.Parameters)
            {
                var shape = parameter.IsSelfBorrow ? new TypeShape(new TypeHead(HeadForm.Named, around), "&") : TypeShape.Of(parameter.Pattern?.Type, known);
                if (names.Count == 0) first = shape;
                names.Add(parameter.IsSelfBorrow ? "self" : parameter.Pattern is { IsIgnored: false, Name: { } name } ? name.Text : "");
                types.Add(parameter.IsSelfBorrow ? "&" + around : TypeShape.TextOf(parameter.Pattern?.Type));
            }
        return new CompletionEntry(id, DenizenKind.Function, data.Name, SignatureQueries.Declared(db, id), generics, names.ToValueArray(), types.ToValueArray(),
            syntax.ReturnType is { } returns && returns.Node.Text != "void" ? TypeShape.TextOf(returns) : "", first, TypeShape.Of(syntax.ReturnType, known));
    }

    private static CompletionEntry Struct(QueryContext db, DenizenId id, StructSyntax syntax)
    {
        var generics = Generics(syntax.GenericParameters);
        var known = generics.ToList();
        var (names, types) = (new List<string>(), new List<string>());
        var first = TypeShape.None;
        foreach (var member in syntax.Members)
        {
            if (member.IsVariadic) continue;
            if (names.Count == 0) first = TypeShape.Of(member.Type, known);
            names.Add(member.Name?.Text ?? "");
            types.Add(TypeShape.TextOf(member.Type));
        }
        var entry = new CompletionEntry(id, DenizenKind.Struct, syntax.Name?.Text ?? "", SignatureQueries.Constructor(db, id), generics, names.ToValueArray(),
            types.ToValueArray(), "", first, new TypeShape(new TypeHead(HeadForm.Named, syntax.Name?.Text ?? ""), ""));
        return entry with { Returns = entry.Name + entry.GenericList };
    }

    // An open interface with methods can be made from functions.
    private static CompletionEntry Interface(QueryContext db, DenizenId id, InterfaceSyntax syntax)
    {
        FunctionId? function = db.Get(TypeQueries.Shape, id).DerivesAnonymous && syntax.Members.Count > 0
            ? SignatureQueries.Constructor(db, TypeQueries.AnonymousStructOf(db, id)) : null;
        var entry = new CompletionEntry(id, DenizenKind.Interface, syntax.Name?.Text ?? "", function, Generics(syntax.GenericParameters), [], [], "", TypeShape.None,
            new TypeShape(new TypeHead(HeadForm.Named, syntax.Name?.Text ?? ""), ""));
        return entry with { Returns = entry.Name + entry.GenericList };
    }

    private static ValueArray<string> Generics(GenericParameterListSyntax? list)
    {
        if (list is not { } written) return [];
        var names = new List<string>();
        foreach (var parameter in written.Parameters)
            if (parameter is { IsRegion: false, Name: { } name }) names.Add(name.Text);
        return names.ToValueArray();
    }
}
