// Writes the type of a local: `x = f();` becomes `x Ship = f();`.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ExplicitType
{
    public static void Offer(AssistContext context)
    {
        if (context.Innermost(context.Selection, SyntaxKind.Pattern) is not { } node || new PatternSyntax(node) is not { IsIgnored: false, IsSet: false, IsConstructingMember: false, Type: null, Destructure: null, Name: { } name }) return;
        if (!name.Range.Touches(context.Selection.Start) || context.Innermost(context.Selection, SyntaxKind.ParameterList) is not null && context.Innermost(context.Selection, SyntaxKind.LambdaExpression) is null) return;
        if (ItemQueries.At(context.Db, context.File, name.Offset) is not { } item || item.BodyStart < 0) return;
        // A lambda's parameter may be of several types.
        Coord? known = null;
        foreach (var reference in SymbolUses.References(context.Db, item))
        {
            if (reference.Kind != ReferenceKind.Local || SymbolUses.RangeOf(item, reference) != name.Range) continue;
            if (known is { } other && other != reference.Type) return;
            known = reference.Type;
        }
        if (known is not { IsVoid: false } type || TypeText.Of(context.Db, type) is not { } text) return;
        context.Offer("explicit-type", AssistKind.Rewrite, $"Write the type `{text}`", edits =>
        {
            // A lambda's only parameter may stand without parentheses as long as it has no type.
            var isBare = context.Innermost(node.Range, SyntaxKind.ParameterList) is { } list && list.Range == node.Range;
            if (isBare) edits.Insert(context.File, name.Offset, "(");
            edits.Insert(context.File, name.Range.End, $" {text}{(isBare ? ")" : "")}");
            ImportEdits.AddFor(context.Db, edits, context.File, type);
        });
    }
}
