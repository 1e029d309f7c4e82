// From changes of files to the protocol's changes of documents.

using Vale.Ide;
using Vale.Server.Loop;
using Vale.Server.Protocol;

namespace Vale.Server.Convert;

/// <summary>Conversion of edits.</summary>
internal static class ToWorkspaceEdit
{
    /// <summary>An edit as the client takes it.</summary>
    public static WorkspaceEdit Of(ReadContext context, SourceEdit edit)
    {
        if (context.Client.DocumentChanges)
        {
            var documents = new TextDocumentEdit[edit.Files.Count];
            for (var i = 0; i < documents.Length; i++)
                documents[i] = new TextDocumentEdit(
                    new OptionalVersionedTextDocumentIdentifier(context.Uri(edit.Files[i].File), context.Files.Open(edit.Files[i].File)?.Version), Edits(context, edit.Files[i]));
            return new WorkspaceEdit(documents, null);
        }
        var changes = new Dictionary<string, TextEdit[]>(StringComparer.Ordinal);
        foreach (var file in edit.Files) changes[context.Uri(file.File)] = Edits(context, file);
        return new WorkspaceEdit(null, changes);
    }

    private static TextEdit[] Edits(ReadContext context, FileEdits file)
    {
        var edits = new TextEdit[file.Edits.Count];
        for (var i = 0; i < edits.Length; i++)
            edits[i] = new TextEdit(context.Range(file.File, new Vale.Syntax.TextRange(file.Edits[i].Start, file.Edits[i].End)), file.Edits[i].NewText);
        return edits;
    }
}
