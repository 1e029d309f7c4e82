// What a generic call was solved to: what each generic parameter stands for, and what satisfies each bound.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Hovers;

internal static class SolvedCall
{
    /// <summary>As a list in Markdown; null of a call that nothing had to be solved for.</summary>
    public static string? Of(QueryContext db, PrototypeId callee)
    {
        if (db.Lookup(TypeQueries.Prototypes, callee) is not FunctionPrototype prototype) return null;
        var header = db.Get(SignatureQueries.Header, prototype.Function);
        var text = new StringBuilder();
        for (var i = 0; i < prototype.Arguments.Length && i < header.Generics.Length; i++)
            Line(text).Append('`').Append(header.Generics[i].Name).Append(" = ").Append(TypeQueries.Display(db, prototype.Arguments[i])).Append('`');
        var bounds = header.Terms.Bounds;
        for (var i = 0; i < prototype.Bounds.Length && i < bounds.Length; i++)
            Line(text).Append('`').Append(DeclarationText.Bound(db, bounds[i])).Append("` is ").Append(Satisfied(db, prototype.Bounds[i]));
        return text.Length == 0 ? null : text.ToString();
    }

    private static StringBuilder Line(StringBuilder text) => (text.Length > 0 ? text.Append('\n') : text).Append("- ");

    /// <summary>What satisfies a bound, as a part of a sentence.</summary>
    private static string Satisfied(QueryContext db, PrototypeId id)
    {
        switch (db.Lookup(TypeQueries.Prototypes, id))
        {
            case BoundPrototype bound:
            {
                var symbol = new BoundSymbol(bound.Root, bound.Index);
                return Bounds.Of(db, symbol) is { } given ? $"the bound `{DeclarationText.Bound(db, given)}` of `{db.Lookup(ItemQueries.Denizens, bound.Root).Name}`" : "a bound of the caller";
            }
            case ImplPrototype impl:
            {
                var header = db.Get(SignatureQueries.Impl, impl.Impl);
                var substitution = new Substitution(db, impl.Impl, impl.Arguments);
                return $"`impl {TypeQueries.Display(db, substitution.Apply(header.Interface))} for {TypeQueries.Display(db, substitution.Apply(header.Struct))}`";
            }
            case FunctionPrototype function:
                return Function(db, function);
            default:
                return "unknown";
        }
    }

    private static string Function(QueryContext db, FunctionPrototype prototype)
    {
        var data = db.Lookup(TypeQueries.Functions, prototype.Function);
        switch (data.Origin)
        {
            case FunctionOrigin.Lambda: return "a lambda";
            case FunctionOrigin.KindDrop: return $"the drop of `{(prototype.Arguments.IsEmpty ? "?" : TypeQueries.Display(db, prototype.Arguments[0]))}`";
            case FunctionOrigin.OverloadCall: return "the function of that name";
        }
        var header = db.Get(SignatureQueries.Header, prototype.Function);
        var substitution = new Substitution(db, data.Denizen, prototype.Arguments);
        var text = new StringBuilder("`").Append(header.Name).Append('(');
        for (var i = 0; i < header.Parameters.Length; i++) text.Append(i > 0 ? ", " : "").Append(TypeQueries.Display(db, substitution.Apply(header.Parameters[i].Type)));
        text.Append(")`");
        text.Append(data.Origin == FunctionOrigin.Declared ? " of package `" : ", derived in package `");
        return text.Append(db.Lookup(InputQueries.Packages, InputQueries.PackageOf(db, db.Lookup(ItemQueries.Denizens, data.Denizen).File))).Append('`').ToString();
    }
}
