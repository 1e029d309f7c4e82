// Messages that keep documents, files, folders and settings in step. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

internal sealed record DidOpenTextDocumentParams(TextDocumentItem TextDocument);

internal sealed record DidChangeTextDocumentParams(VersionedTextDocumentIdentifier TextDocument, TextDocumentContentChangeEvent[] ContentChanges);

/// <summary>New text for a range, or for the whole document when there is none.</summary>
internal sealed record TextDocumentContentChangeEvent(
    [property: JsonConverter(typeof(LenientTextConverter))] string Text,
    Range? Range = null);

internal sealed record DidCloseTextDocumentParams(TextDocumentIdentifier TextDocument);

internal sealed record DidSaveTextDocumentParams(
    TextDocumentIdentifier TextDocument,
    [property: JsonConverter(typeof(LenientTextConverter))] string? Text = null);

internal sealed record DidChangeWatchedFilesParams(FileEvent[] Changes);

internal sealed record FileEvent(string Uri, FileChangeType Type);

internal enum FileChangeType { Created = 1, Changed = 2, Deleted = 3 }

internal sealed record DidChangeConfigurationParams(JsonElement? Settings = null);

internal sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChangeEvent Event);

internal sealed record WorkspaceFoldersChangeEvent(WorkspaceFolder[] Added, WorkspaceFolder[] Removed);

/// <summary>The params of <c>workspace/textDocumentContent</c> (3.18).</summary>
internal sealed record TextDocumentContentParams(string Uri);

/// <summary>The text of a document that the server gives.</summary>
internal sealed record TextDocumentContentResult(string Text);
