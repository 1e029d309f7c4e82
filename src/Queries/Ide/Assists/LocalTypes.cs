// The types of the locals of a function by where they are declared, and what moves them.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

/// <summary>Of one function.</summary>
internal sealed class LocalTypes
{
    private readonly AssistContext _context;
    private readonly ItemRange _item;
    private readonly CheckedBody _body;
    private readonly Dictionary<TextRange, (FunctionId Function, int Local, Coord Type)> _locals = [];

    public LocalTypes(AssistContext context, ItemRange item, FunctionId function)
    {
        _context = context;
        _item = item;
        _body = context.Db.Get(BodyQueries.Checked, function);
        var header = context.Db.Get(SignatureQueries.Header, function);
        var number = 0;
        if (SyntaxPaths.Header(context.Db, item.Id)?.As<FunctionHeaderSyntax>()?.Parameters is { } list)
            foreach (var parameter in list.Parameters)
            {
                if (parameter.Pattern is { IsIgnored: false, Name: { } name } && number < header.Parameters.Length) _locals[name.Range] = (function, number, header.Parameters[number].Type);
                number++;
            }
        var first = new HashSet<(FunctionId, int)>();
        foreach (var reference in _body.References)
            if (reference.Kind == ReferenceKind.Local && first.Add((reference.Function, reference.Local)))
                _locals.TryAdd(SymbolUses.RangeOf(item, reference), (reference.Function, reference.Local, reference.Type));
    }

    /// <summary>Those of the function around a range; null where there is none whose body is known.</summary>
    public static LocalTypes? Around(AssistContext context, TextRange range)
    {
        if (ItemQueries.At(context.Db, context.File, range.Start) is not { BodyStart: >= 0 } item || context.Db.Lookup(ItemQueries.Denizens, item.Id).Kind != DenizenKind.Function) return null;
        var function = SignatureQueries.Declared(context.Db, item.Id);
        return context.Db.Get(SignatureQueries.Header, function) is { Body: FunctionBody.Vale, IsCheckable: true } ? new LocalTypes(context, item, function) : null;
    }

    /// <summary>The type of the local whose name is declared at a range; null when it is not known.</summary>
    public Coord? Of(TextRange declaration) => _locals.TryGetValue(declaration, out var local) && !local.Type.IsError ? local.Type : null;

    /// <summary>Whether a type has a text.</summary>
    public bool IsWritable(Coord type) => TypeText.Of(_context.Db, type) is not null;

    /// <summary>Whether a local is moved away by something in a range.</summary>
    public bool IsMoved(TextRange declaration, TextRange range)
    {
        var (function, number, _) = _locals[declaration];
        var root = _body.Body.Root;
        foreach (var lambda in _body.Lambdas)
            if (lambda.Function == function) root = lambda.Body.Root;
        return IsMoved(root, number, new TextRange(range.Start - _item.BodyStart, range.End - _item.BodyStart));
    }

    private bool IsMoved(Expr expr, int local, TextRange range)
    {
        if (expr is LocalMoveExpr move && move.Local == local && move.Site >= 0 && _body.Sites.Ranges[move.Site] is var site && range.Contains(new TextRange(site.Start, site.End))) return true;
        foreach (var child in ExprChildren.Of(expr))
            if (IsMoved(child, local, range)) return true;
        return false;
    }
}
