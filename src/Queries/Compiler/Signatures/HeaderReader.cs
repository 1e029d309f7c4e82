// Reads function headers as written.

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
        var data = db.Lookup(TypeQueries.Functions, id);
        return data.Origin == FunctionOrigin.Declared ? Declared(db, data.Denizen) : DerivedHeaders.Compute(db, data);
    }

    private static FunctionHeader Declared(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var module = db.Lookup(InputQueries.Files, data.File).Module;
        if (db.Get(ItemQueries.Header, id).Green is not { } green) return DerivedHeaders.Unusable(data.Name);
        var syntax = new FunctionHeaderSyntax(new SyntaxNode(green));
        var compiled = db.Get(SignatureQueries.Rules, id);
        var problems = compiled.Problems.ToList();
        var solver = new DefinitionSolver(db, id, compiled.Set, problems);

        // Types that are unknown leave the rest of the function to be checked; what is not compiled at all does not.
        var isUsable = solver.IsSolved && !problems.Exists(static problem => problem is not UnknownType and not AmbiguousType);
        var isCheckable = isUsable;
        var parameters = ReadParameters(db, syntax, id, solver, compiled, problems, ref isUsable, out var virtualParameter);
        var returns = compiled.Set.Results is [var result] ? solver.Coord(result) : Coord.Error;
        if (returns.IsError)
        {
            isUsable = false;
            if (syntax.ReturnType is { } written) ReportUnsolved(problems, data.File, id, written, solver);
        }

        var body = FunctionBody.Vale;
        string? foreign = null;
        var isAbstract = syntax.HasAttribute(SyntaxKind.AbstractKeyword);
        foreach (var attribute in syntax.Attributes)
        {
            if (attribute.Keyword != SyntaxKind.ExternKeyword) continue;
            foreign = attribute.ExternName?.Value;
            var isLibrary = foreign is not null && EmbeddedLibrary.IsLibraryModule(module);
            if (!isLibrary && foreign is not null && ArrayOperations.Named(db, foreign, parameters, returns) is { } operation) (isLibrary, foreign) = (true, operation);
            body = isLibrary ? FunctionBody.Intrinsic : FunctionBody.Extern;
            foreign ??= $"{module}_{data.Name}";
        }
        var hasBody = db.Get(s_hasBody, id);
        if (virtualParameter >= 0 && body == FunctionBody.Vale && !hasBody && (isAbstract || data.Parent is not null)) body = FunctionBody.Abstract;
        var name = ItemQueries.NameAnchor(db, id);
        if (body == FunctionBody.Vale && !hasBody && isUsable)
        {
            problems.Add(isAbstract || data.Parent is not null ? new AbstractWithoutVirtual(name, data.Name) : new MissingBody(name, data.Name));
            isUsable = false;
        }
        if (body == FunctionBody.Abstract && isUsable && !IsInterface(db, parameters[virtualParameter].Type.Kind))
        {
            problems.Add(new VirtualOfNoInterface(new Anchor(data.File, id, AnchorBase.Parameter, virtualParameter, 0), parameters[virtualParameter].Type));
            isUsable = false;
        }
        if (body is FunctionBody.Extern or FunctionBody.Intrinsic && hasBody) problems.Add(new ExternWithBody(name, data.Name));
        if (body == FunctionBody.Extern && !db.Get(TypeQueries.Generics, id).IsEmpty) problems.Add(new GenericExtern(name, data.Name));
        var exported = syntax.HasAttribute(SyntaxKind.ExportedKeyword);
        if (exported && data.Name == "main" && parameters.Length > 0) problems.Add(new MainWithParameters(name));
        var types = new Coord[parameters.Length];
        for (var i = 0; i < types.Length; i++) types[i] = parameters[i].Type;
        return new FunctionHeader(data.Name, db.Get(TypeQueries.Generics, id), solver.Terms(types), ValueArray.Wrap(parameters), returns, body, foreign, exported,
            syntax.HasAttribute(SyntaxKind.PureKeyword), isUsable, problems.ToValueArray(), virtualParameter, isCheckable);
    }

    private static bool IsInterface(QueryContext db, KindId kind) =>
        !WellKnownKinds.IsWellKnown(kind) && db.Lookup(TypeQueries.Kinds, kind) is InterfaceKind;

    private static bool HoldsError(SyntaxNode node)
    {
        if (node.Kind == SyntaxKind.ErrorType) return true;
        foreach (var child in node.Children)
            if (!child.IsToken && HoldsError(child)) return true;
        return false;
    }

    // A type that no rule tells is told of once, unless something else was said already.
    private static void ReportUnsolved(List<Problem> problems, FileId file, DenizenId id, TypeSyntax written, DefinitionSolver solver)
    {
        if (problems.Count > 0 || HoldsError(written.Node)) return;
        var where = new Anchor(file, id, AnchorBase.Item, written.Node.Offset, written.Node.Width);
        if (written.Kind == SyntaxKind.AnonymousType) problems.Add(new UninferableType(where));
        else if (FindUnsolved(written.Node, solver) is { } name) problems.Add(new UnsolvedRune(where with { Start = name.Range.Start, Length = name.Range.Length }, name.Text));
        else problems.Add(new UnsolvedRune(where, ""));
    }

    private static SyntaxToken? FindUnsolved(SyntaxNode node, DefinitionSolver solver)
    {
        if (node.As<NameTypeSyntax>() is { Name: var name } && solver.IsUnsolved(name.Text)) return name;
        foreach (var child in node.Children)
            if (!child.IsToken && FindUnsolved(child, solver) is { } found) return found;
        return null;
    }

    private static Parameter[] ReadParameters(
        QueryContext db, FunctionHeaderSyntax syntax, DenizenId id, DefinitionSolver solver, CompiledRules compiled, List<Problem> problems,
        ref bool isUsable, out int virtualParameter)
    {
        virtualParameter = -1;
        if (syntax.Parameters is not { } list) return [];
        var file = db.Lookup(ItemQueries.Denizens, id).File;
        var parameters = new Parameter[list.Parameters.Count];
        var names = new Dictionary<string, Anchor>(StringComparer.Ordinal);
        var at = 0;
        foreach (var parameter in list.Parameters)
        {
            var token = parameter.Pattern is { IsIgnored: false } pattern ? pattern.Name : parameter.Pattern is null ? parameter.Self : null;
            if (parameter.IsVirtual)
            {
                if (virtualParameter < 0) virtualParameter = at;
                else problems.Add(new DuplicateVirtual(new Anchor(file, id, AnchorBase.Parameter, at, 0), new Anchor(file, id, AnchorBase.Parameter, virtualParameter, 0)));
            }
            var type = at < compiled.Set.Parameters.Length ? solver.Coord(compiled.Set.Parameters[at]) : Coord.Error;
            if (type.IsError)
            {
                isUsable = false;
                // Of any other function the parser tells it.
                if (parameter.Pattern is { Type: null } && parameter.Self is null && db.Lookup(ItemQueries.Denizens, id).Parent is not null)
                    problems.Add(new ParameterWithoutType(new Anchor(file, id, AnchorBase.Item, parameter.Node.Offset, parameter.Node.Width), token?.Text ?? "_"));
                if (parameter.Pattern?.Type is { } written) ReportUnsolved(problems, file, id, written, solver);
            }
            if (token is { } named)
            {
                var place = new Anchor(file, id, AnchorBase.Item, named.Range.Start, named.Range.Length);
                if (!names.TryAdd(named.Text, place)) problems.Add(new DuplicateName(place, named.Text, false, names[named.Text]));
            }
            parameters[at++] = new Parameter(token?.Text, type);
        }
        return parameters;
    }
}
