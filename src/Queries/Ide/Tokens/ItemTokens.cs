// The tokens of one item, counted from where the item and its body begin: an edit makes those of one item anew, and the
// others stay valid wherever they move.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Tokens;

/// <summary>An item's tokens in the order of the text.</summary>
/// <param name="Header">From the item's start: all but a function's body.</param>
/// <param name="Body">From the body's start.</param>
internal sealed record ItemTokens(ValueArray<SemanticToken> Header, ValueArray<SemanticToken> Body)
{
    /// <summary>Per item. Nothing is computed from them, so they are not compared.</summary>
    public static readonly Query<DenizenId, ItemTokens> Query = Vale.Queries.Runtime.Query.DefineNoCompare<DenizenId, ItemTokens>("ItemTokens", Compute);

    private static ItemTokens Compute(QueryContext db, DenizenId id)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        var header = new List<SemanticToken>();
        var body = new List<SemanticToken>();
        var green = db.Get(ItemQueries.Header, id).Green;
        if (green is not null) new TokenWalk(db, data.File, id, header).Walk(new SyntaxNode(green));
        if (data.Kind == DenizenKind.Function && db.Get(ItemQueries.Body, id).Green is { } block)
        {
            var walk = new TokenWalk(db, data.File, id, body);
            var function = SignatureQueries.Declared(db, id);
            walk.Enter(function, SymbolUses.BodyOf(db, function));
            walk.Walk(new SyntaxNode(block));
            if (green is not null) MarkMutable(new FunctionHeaderSyntax(new SyntaxNode(green)), function, walk, header);
        }
        return new ItemTokens(header.ToValueArray(), body.ToValueArray());
    }

    // Whether a parameter is set is known when the body has been seen.
    private static void MarkMutable(FunctionHeaderSyntax syntax, FunctionId function, TokenWalk walk, List<SemanticToken> header)
    {
        if (syntax.Parameters is not { } list) return;
        var number = 0;
        foreach (var parameter in list.Parameters)
        {
            if (walk.IsSet(function, number++) && parameter.Pattern?.Name is { } name)
                for (var i = 0; i < header.Count; i++)
                    if (header[i].Start == name.Offset) header[i] = header[i] with { Modifiers = header[i].Modifiers | TokenModifiers.Mutable };
        }
    }
}
