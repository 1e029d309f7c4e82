// What C gets to see: exported types, and whether what is exported or extern speaks of others.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Names;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

/// <summary>An <c>export TYPE as NAME</c>.</summary>
public sealed record ExportHeader(KindId Kind, string Name, ValueArray<Problem> Problems);

/// <summary>A type that is exported, what C calls it, and where that is said.</summary>
public readonly record struct ExportedKind(KindId Kind, string Name, Anchor Where);

/// <summary>A function for C that speaks of a type C does not know.</summary>
public sealed record UnexportedType(Anchor Where, string Function, KindId Kind, bool IsExtern, Anchor Declared) : Problem(Where);

/// <summary>An exported immutable struct with a member of a type C does not know.</summary>
public sealed record UnexportedMemberType(Anchor Where, string Struct, string Member, KindId Kind) : Problem(Where);

/// <summary>A type exported twice.</summary>
public sealed record DuplicateTypeExport(Anchor Where, KindId Kind, Anchor First) : Problem(Where);

internal static class Exports
{
    public static ExportHeader ComputeHeader(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var problems = new List<Problem>();
        if (db.Get(ItemQueries.Header, id).Green is not { } green || new SyntaxNode(green).As<ExportAsSyntax>() is not { Type: { } type } syntax)
            return new ExportHeader(WellKnownKinds.Error, "", []);
        var resolver = new TypeResolver(db, data.File, id, AnchorBase.Item, problems, []);
        var kind = resolver.Resolve(type, TemplataType.Kind) is { } templata && db.Lookup(TypeQueries.Templatas, templata) is KindTemplata k ? k.Kind : WellKnownKinds.Error;
        return new ExportHeader(kind, syntax.Name?.Text ?? "", problems.ToValueArray());
    }

    /// <summary>The types a package exports: by their own declaration, and by an export.</summary>
    public static ValueArray<ExportedKind> ComputeKinds(QueryContext db, PackageId package)
    {
        var found = new List<ExportedKind>();
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
        {
            if (item is { Kind: DenizenKind.Struct or DenizenKind.Interface, IsExported: true, IsGeneric: false })
                found.Add(new ExportedKind(TypeQueries.Citizen(db, item.Id, []), db.Lookup(ItemQueries.Denizens, item.Id).Name, ItemQueries.NameAnchor(db, item.Id)));
            else if (item.Kind == DenizenKind.Export && db.Get(SignatureQueries.Export, item.Id) is { Kind: var kind, Name: var name } && kind != WellKnownKinds.Error)
                found.Add(new ExportedKind(kind, name, ItemQueries.NameAnchor(db, item.Id)));
        }
        return found.ToValueArray();
    }

    /// <summary>What a function's header, a struct's members or an export get wrong.</summary>
    public static ValueArray<Problem> ComputeProblems(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var module = db.Lookup(InputQueries.Files, data.File).Module;
        if (EmbeddedLibrary.IsLibraryModule(module)) return [];
        var problems = new List<Problem>();
        switch (data.Kind)
        {
            case DenizenKind.Function:
            {
                var header = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, id));
                if (!header.IsUsable || !header.IsExported && header.Body != FunctionBody.Extern) break;
                if (header.IsExported && !header.Generics.IsEmpty) problems.Add(new GenericExport(ItemQueries.NameAnchor(db, id), data.Name));
                for (var i = 0; i < header.Parameters.Length; i++) Check(header.Parameters[i].Type, ItemQueries.ParameterAnchor(db, id, i));
                Check(header.ReturnType, ItemQueries.NameAnchor(db, id));
                break;

                void Check(Coord type, Anchor where)
                {
                    if (!IsExported(db, data.File, type.Kind))
                        problems.Add(new UnexportedType(where, data.Name, type.Kind, header.Body == FunctionBody.Extern,
                            TypeQueries.TemplateOf(db, type.Kind) is { } template ? ItemQueries.NameAnchor(db, template) : where));
                }
            }
            case DenizenKind.Struct when db.Get(TypeQueries.Shape, id) is { IsExported: true, IsImmutable: true }:
            {
                var members = db.Get(SignatureQueries.StructDefinition, id).Members;
                for (var i = 0; i < members.Length; i++)
                    if (!members[i].Type.IsError && !IsExported(db, data.File, members[i].Type.Kind))
                        problems.Add(new UnexportedMemberType(ItemQueries.MemberAnchor(db, id, i), data.Name, members[i].Name, members[i].Type.Kind));
                break;
            }
            case DenizenKind.Export:
            {
                var header = db.Get(SignatureQueries.Export, id);
                problems.AddRange(header.Problems);
                var where = ItemQueries.NameAnchor(db, id);
                foreach (var exported in db.Get(SignatureQueries.ExportedKinds, InputQueries.PackageOf(db, data.File)))
                {
                    if (exported.Where == where) break;
                    if (exported.Kind == header.Kind) problems.Add(new DuplicateTypeExport(where, header.Kind, exported.Where));
                }
                break;
            }
        }
        return problems.ToValueArray();
    }

    private static bool IsExported(QueryContext db, FileId file, KindId kind)
    {
        // What a generic function speaks of, its callers settle.
        if (Placeholders.IsMentionedIn(db, kind) || WellKnownKinds.IsWellKnown(kind)) return true;
        if (Holds(db, InputQueries.PackageOf(db, file), kind)) return true;
        return TypeQueries.TemplateOf(db, kind) is { } template && Holds(db, InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, template).File), kind);
    }

    private static bool Holds(QueryContext db, PackageId package, KindId kind)
    {
        foreach (var exported in db.Get(SignatureQueries.ExportedKinds, package))
            if (exported.Kind == kind) return true;
        return false;
    }
}
