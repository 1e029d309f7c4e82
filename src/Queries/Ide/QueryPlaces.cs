// Where the thing stands that a query's key names, for those who show what the engine does.

using Vale.Compiler.Diagnostics;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide;

internal static class QueryPlaces
{
    /// <summary>The place of a key: a file, or a denizen's name in one; null for what has none.</summary>
    public static FileRange? Of(QueryContext db, Definition definition, int key)
    {
        var type = definition.KeyType;
        if (type == typeof(FileId)) return new FileRange(new FileId(key), new TextRange(0, 0));
        if (type == typeof(DenizenId)) return OfDenizen(db, new DenizenId(key));
        if (type == typeof(FunctionId)) return OfDenizen(db, db.Lookup(TypeQueries.Functions, new FunctionId(key)).Denizen);
        if (type == typeof(OverrideId)) return OfDenizen(db, db.Lookup(ImplQueries.Overrides, new OverrideId(key)).Impl);
        if (type == typeof(PrototypeId) && db.Lookup(TypeQueries.Prototypes, new PrototypeId(key)) is FunctionPrototype prototype)
            return OfDenizen(db, db.Lookup(TypeQueries.Functions, prototype.Function).Denizen);
        if (type == typeof(KindId) && TypeQueries.TemplateOf(db, new KindId(key)) is { } template) return OfDenizen(db, template);
        return null;
    }

    /// <summary>A key in the words of the language: <c>func ship</c>, <c>hulls.vale</c>; null for one that only its query can describe.</summary>
    public static string? Name(QueryContext db, Definition definition, int key)
    {
        var type = definition.KeyType;
        if (type == typeof(Singleton)) return "the program";
        if (type == typeof(FileId)) return db.Lookup(InputQueries.Files, new FileId(key)) is var file ? $"{new PackageData(file.Module, file.Package)}/{file.Name}" : "";
        if (type == typeof(PackageId)) return $"package {db.Lookup(InputQueries.Packages, new PackageId(key))}";
        if (type == typeof(DenizenId)) return Name(db, new DenizenId(key));
        if (type == typeof(FunctionId)) return Name(db, new FunctionId(key));
        if (type == typeof(KindId)) return TypeQueries.Display(db, new KindId(key));
        if (type == typeof(TemplataId)) return TypeQueries.Display(db, new TemplataId(key));
        if (type == typeof(PrototypeId) && db.Lookup(TypeQueries.Prototypes, new PrototypeId(key)) is FunctionPrototype { Function: var function, Arguments: var arguments })
            return arguments.IsEmpty ? Name(db, function) : $"{Name(db, function)}<{string.Join(", ", arguments.Select(argument => TypeQueries.Display(db, argument)))}>";
        if (type == typeof(OverrideId))
        {
            var wanted = db.Lookup(ImplQueries.Overrides, new OverrideId(key));
            return $"{Name(db, wanted.Abstract)} for {Name(db, wanted.Impl)}";
        }
        if (type == typeof(PackageNameId)) return db.Lookup(NameQueries.PackageNames, new PackageNameId(key)) is var (package, name) ? $"{name} in {db.Lookup(InputQueries.Packages, package)}" : null;
        return null;
    }

    private static string Name(QueryContext db, FunctionId id)
    {
        var function = db.Lookup(TypeQueries.Functions, id);
        var denizen = Name(db, function.Denizen);
        if (function.Lambda is not null) return $"a lambda in {denizen}";
        return function.Origin switch
        {
            FunctionOrigin.Declared => denizen,
            FunctionOrigin.StructConstructor => $"constructor of {denizen}",
            _ => $"{function.Origin} of {denizen}",
        };
    }

    /// <summary>A denizen with its kind: <c>struct Ship</c>.</summary>
    public static string Name(QueryContext db, DenizenId id)
    {
        var denizen = db.Lookup(ItemQueries.Denizens, id);
        var kind = denizen.Kind == DenizenKind.Function ? "func" : denizen.Kind.ToString().ToLowerInvariant();
        return denizen.Name.Length == 0 ? kind : $"{kind} {denizen.Name}";
    }

    private static FileRange? OfDenizen(QueryContext db, DenizenId id)
    {
        var file = db.Lookup(ItemQueries.Denizens, id).File;
        // A denizen that is gone keeps its number; its key may still be in a recording.
        return ItemQueries.Find(db.Get(ItemQueries.ItemRanges, file), id) is { } found ? new FileRange(file, found.Name) : null;
    }
}
