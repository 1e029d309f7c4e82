// Reads function headers: the declared ones from their syntax, the derived ones from the struct they belong to.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

internal static class HeaderReader
{
    // Whether a function has a body is all its header knows of it.
    private static readonly Query<DenizenId, bool> s_hasBody =
        Query.Define<DenizenId, bool>("HasBody", static (db, id) => db.Get(ItemQueries.Body, id).Green is not null);

    public static FunctionHeader Compute(QueryContext db, FunctionId id)
    {
        var (origin, denizen) = db.Lookup(SignatureQueries.Functions, id);
        return origin switch
        {
            FunctionOrigin.StructConstructor => Constructor(db, denizen),
            FunctionOrigin.StructDrop => Drop(db, denizen),
            _ => Declared(db, denizen),
        };
    }

    private static FunctionHeader Constructor(QueryContext db, DenizenId id)
    {
        var shape = db.Get(SignatureQueries.StructShape, id);
        var definition = db.Get(SignatureQueries.StructDefinition, id);
        var parameters = new Parameter[definition.Members.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = new Parameter(definition.Members[i].Name, definition.Members[i].Type);
        return new FunctionHeader(db.Lookup(ItemQueries.Denizens, id).Name, ValueArray.Wrap(parameters), TypeResolver.OfStruct(db, id),
            FunctionBody.Vale, null, false, false, definition.IsUsable && !shape.IsGeneric, []);
    }

    private static FunctionHeader Drop(QueryContext db, DenizenId id) =>
        new("drop", [new Parameter("this", TypeResolver.OfStruct(db, id))], Coord.Void, FunctionBody.Vale, null, false, false,
            db.Get(SignatureQueries.StructDefinition, id).IsUsable, []);

    private static FunctionHeader Declared(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var module = db.Lookup(InputQueries.Files, data.File).Module;
        var problems = new List<Problem>();
        if (db.Get(ItemQueries.Header, id).Green is not { } green)
            return new FunctionHeader(data.Name, [], Coord.Error, FunctionBody.Vale, null, false, false, false, []);
        var syntax = new FunctionHeaderSyntax(new SyntaxNode(green));
        var types = new TypeResolver(db, data.File, id, AnchorBase.Item, problems);

        // Types that are unknown leave the rest of the function to be checked; what is not compiled at all does not.
        var isUsable = true;
        if (syntax.GenericParameters is { } generics) isUsable = Unsupported(generics.Node, "generic functions");
        else if (syntax.Where is { } where) isUsable = Unsupported(where.Node, "where clauses");
        var isCheckable = isUsable;
        var parameters = ReadParameters(syntax, id, data.File, types, problems, ref isCheckable, ref isUsable);
        var returns = syntax.ReturnType is not { } type ? Coord.Void : isCheckable ? types.Resolve(type) : Coord.Error;
        if (returns.IsError) isUsable = false;

        var body = FunctionBody.Vale;
        string? foreign = null;
        foreach (var attribute in syntax.Attributes)
        {
            if (attribute.Keyword == SyntaxKind.AbstractKeyword) isUsable = isCheckable = Unsupported(attribute.Node, "abstract functions");
            if (attribute.Keyword != SyntaxKind.ExternKeyword) continue;
            foreign = attribute.ExternName?.Value;
            body = foreign is not null && EmbeddedLibrary.IsLibraryModule(module) ? FunctionBody.Intrinsic : FunctionBody.Extern;
            foreign ??= $"{module}_{data.Name}";
        }
        var hasBody = db.Get(s_hasBody, id);
        if (body == FunctionBody.Vale && !hasBody && isUsable)
        {
            problems.Add(new MissingBody(ItemQueries.NameAnchor(db, id), data.Name));
            isUsable = false;
        }
        if (body != FunctionBody.Vale && hasBody) problems.Add(new ExternWithBody(ItemQueries.NameAnchor(db, id), data.Name));
        var exported = syntax.HasAttribute(SyntaxKind.ExportedKeyword);
        if (exported && data.Name == "main" && parameters.Length > 0) problems.Add(new MainWithParameters(ItemQueries.NameAnchor(db, id)));
        return new FunctionHeader(data.Name, ValueArray.Wrap(parameters), returns, body, foreign, exported,
            syntax.HasAttribute(SyntaxKind.PureKeyword), isUsable, problems.ToValueArray(), isCheckable);

        bool Unsupported(SyntaxNode node, string what)
        {
            problems.Add(new UnsupportedConstruct(new Anchor(data.File, id, AnchorBase.Item, node.Offset, node.Width), what));
            return false;
        }
    }

    private static Parameter[] ReadParameters(
        FunctionHeaderSyntax syntax, DenizenId id, FileId file, TypeResolver types, List<Problem> problems, ref bool resolve, ref bool isUsable)
    {
        if (syntax.Parameters is not { } list) return [];
        var parameters = new Parameter[list.Parameters.Count];
        var names = new Dictionary<string, Anchor>(StringComparer.Ordinal);
        var at = 0;
        foreach (var parameter in list.Parameters)
        {
            var where = new Anchor(file, id, AnchorBase.Item, parameter.Node.Offset, parameter.Node.Width);
            var token = parameter.Pattern is { IsIgnored: false } pattern ? pattern.Name : null;
            var name = token?.Text;
            if (parameter.IsVirtual && resolve)
            {
                problems.Add(new UnsupportedConstruct(where, "virtual parameters"));
                resolve = isUsable = false;
            }
            var type = Coord.Error;
            if (parameter.Pattern?.Type is { } written) type = resolve ? types.Resolve(written) : Coord.Error;
            if (type.IsError) isUsable = false;
            if (token is { } named)
            {
                var place = new Anchor(file, id, AnchorBase.Item, named.Range.Start, named.Range.Length);
                if (!names.TryAdd(named.Text, place)) problems.Add(new DuplicateName(place, named.Text, false, names[named.Text]));
            }
            parameters[at++] = new Parameter(name, type);
        }
        return parameters;
    }
}
