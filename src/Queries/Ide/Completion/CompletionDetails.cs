// What is said of a proposal once it is looked at: its declaration and the comment above it.

using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Ide.Completion;

internal static class CompletionDetails
{
    /// <summary>More about a subject; null when it is gone.</summary>
    public static CompletionDetail? Of(QueryContext db, CompletionSubject subject)
    {
        var id = new DenizenId(subject.Denizen);
        if (!db.IsInterned(ItemQueries.Denizens, id) || db.Lookup(ItemQueries.Denizens, id).Kind is not (DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface) ||
            db.Get(CompletionEntries.OfDenizen, id) is not { } entry) return null;
        if (subject.Member >= 0)
        {
            var members = db.Get(SignatureQueries.StructDefinition, id).Members;
            if (entry.Kind != DenizenKind.Struct || subject.Member >= members.Length) return null;
            var member = members[subject.Member];
            return new CompletionDetail($"{entry.Name}.{member.Name}{(member.IsVarying ? "!" : "")} {TypeQueries.Display(db, member.Type)}", "");
        }
        var generics = entry.Generics.IsEmpty ? "" : "<" + string.Join(", ", (IEnumerable<string>)entry.Generics) + ">";
        var detail = entry.Kind switch
        {
            DenizenKind.Function => $"func {entry.Name}{generics}{entry.Signature()}",
            DenizenKind.Struct => $"struct {entry.Name}{generics}",
            _ => $"interface {entry.Name}{generics}",
        };
        return new CompletionDetail(detail, DocComment.Of(db, id));
    }
}
