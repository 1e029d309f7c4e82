// What there is to know of a struct or interface beside its declaration: how it is held and ended, how large it is, what it
// implements or is implemented by.

using System.Text;
using Vale.Compiler.Impls;
using Vale.Compiler.Items;
using Vale.Compiler.Lowering;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Hovers;

internal static class TypeFacts
{
    // No hover is read further.
    private const int MostItables = 6;

    /// <summary>In Markdown; null when there is nothing to tell.</summary>
    /// <param name="kind">The type as it is used here, or null where its declaration is meant.</param>
    public static string? Of(QueryContext db, DenizenId id, KindId? kind)
    {
        var shape = db.Get(TypeQueries.Shape, id);
        var text = new StringBuilder();
        text.Append(shape.IsImmutable ? "Immutable: shared, never changed." : shape.MutabilityParameter >= 0 ? "Mutable or immutable, as its parameter says." : "Mutable: it has one owner.");
        if (shape.IsWeakable) text.Append(" Weak references can be made of it.");
        if (!shape.DerivesDrop) text.Append(" Its drop is not derived: one is written, or its owners take it apart.");
        if (shape.IsInterface)
        {
            if (shape.IsSealed) text.Append(" Only its own file may implement it.");
            var count = Implementations.ImplsOf(db, id).Count;
            text.Append(count == 0 ? "\n\nNothing implements it." : count == 1 ? "\n\nOne type implements it." : $"\n\n{count} types implement it.");
        }
        else
        {
            // What is generic has a size for each list of arguments.
            var concrete = kind ?? (shape.IsGeneric ? null : db.Get(SignatureQueries.Citizen, id).Self);
            if (concrete is { } known && TypeLayout.Of(db, known) is { } layout)
                text.Append("\n\n").Append(layout.IsInline ? "A value takes " : "An object takes ").Append(layout.Size).Append(layout.Size == 1 ? " byte" : " bytes")
                    .Append(", aligned to ").Append(layout.Alignment)
                    .Append(layout.IsInline ? "." : shape.IsImmutable ? ", 8 of them its count." : ", 8 of them its generation.");
        }
        Itables(db, id, text);
        return text.ToString();
    }

    private static void Itables(QueryContext db, DenizenId id, StringBuilder text)
    {
        var shown = 0;
        foreach (var impl in Implementations.ImplsFor(db, id))
        {
            if (shown++ == MostItables)
            {
                text.Append("\n\nIt implements further interfaces.");
                return;
            }
            text.Append("\n\nIt implements `").Append(TypeQueries.Display(db, db.Get(SignatureQueries.Impl, impl).Interface)).Append('`');
            var isFirst = true;
            foreach (var (function, found) in db.Get(ImplQueries.Itable, impl).Entries)
            {
                if (!found.IsOfInterface || db.Lookup(TypeQueries.Functions, function).Origin != FunctionOrigin.Declared) continue;
                text.Append(isFirst ? ":" : "").Append("\n- `").Append(SignatureText.Of(db, db.Get(SignatureQueries.Header, function))).Append("`: ");
                isFirst = false;
                if (found.Prototype is { } prototype && db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype overriding)
                    text.Append('`').Append(SignatureText.Of(db, db.Get(SignatureQueries.Header, overriding.Function))).Append('`');
                else text.Append("missing");
            }
            if (isFirst) text.Append('.');
        }
    }
}
