// Messages that keep documents, files, folders and settings in step. Names are those of the specification.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

[JsonConverter(typeof(DidOpenConverter))]
internal sealed record DidOpenTextDocumentParams(TextDocumentItem TextDocument);

/// <summary>A document as the client hands it over.</summary>
internal sealed record TextDocumentItem(string Uri, int Version, string Text);

[JsonConverter(typeof(DidChangeConverter))]
internal sealed record DidChangeTextDocumentParams(VersionedTextDocumentIdentifier TextDocument, TextDocumentContentChangeEvent[] ContentChanges);

/// <summary>A document by its URI, at a version.</summary>
internal sealed record VersionedTextDocumentIdentifier(string Uri, int Version);

/// <summary>New text for a range, or for the whole document when there is none.</summary>
[JsonConverter(typeof(ContentChangeConverter))]
internal sealed record TextDocumentContentChangeEvent(string Text, Range? Range = null);

[JsonConverter(typeof(DocumentParamsConverter))]
internal sealed record DocumentParams(TextDocumentIdentifier TextDocument) : ITextDocumentParams;

internal sealed record DidChangeWatchedFilesParams(FileEvent[] Changes);

internal sealed record FileEvent(string Uri, FileChangeType Type);

internal enum FileChangeType { Created = 1, Changed = 2, Deleted = 3 }

[JsonConverter(typeof(DidChangeConfigurationConverter))]
internal sealed record DidChangeConfigurationParams(JsonElement Settings);

internal sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChangeEvent Event);

internal sealed record WorkspaceFoldersChangeEvent(WorkspaceFolder[] Added, WorkspaceFolder[] Removed);

/// <summary>A folder of the workspace.</summary>
internal sealed record WorkspaceFolder(string Uri, string Name = "");

/// <summary>The params of <c>workspace/textDocumentContent</c> (3.18).</summary>
internal sealed record TextDocumentContentParams(string Uri);

/// <summary>The text of a document that the server gives.</summary>
internal sealed record TextDocumentContentResult(string Text);
