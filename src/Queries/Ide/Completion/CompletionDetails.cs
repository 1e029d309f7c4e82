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
        if (CompletionEntries.Find(db, subject) is not { } entry) return null;
        if (subject.Member >= 0)
        {
            if (entry.Kind != DenizenKind.Struct) return null;
            var members = db.Get(SignatureQueries.StructDefinition, entry.Id).Members;
            if (subject.Member >= members.Length) return null;
            var member = members[subject.Member];
            return new CompletionDetail($"{entry.Name}.{member.Name}{(member.IsVarying ? "!" : "")} {TypeQueries.Display(db, member.Type)}", "");
        }
        var detail = entry.Kind switch
        {
            DenizenKind.Function => $"func {entry.Name}{entry.GenericList}{entry.Signature()}",
            DenizenKind.Struct => $"struct {entry.Name}{entry.GenericList}",
            _ => $"interface {entry.Name}{entry.GenericList}",
        };
        return new CompletionDetail(detail, DocComment.Of(db, entry.Id));
    }
}
