// Requests of our own: what the server did, and what the compiler knows. docs/protocol.md describes them for other clients.

namespace Vale.Server.Protocol;

/// <summary>The result of <c>vale/status</c>.</summary>
/// <param name="Files">The files that belong to the program, open or not.</param>
/// <param name="MemoryBytes">The process's resident size.</param>
/// <param name="Revision">Counts edits.</param>
/// <param name="Problems">Files with problems, as last told.</param>
internal sealed record StatusResult(string Version, int Files, long MemoryBytes, int Revision, int Problems);

/// <summary>The result of <c>vale/lastEdit</c>: what ran since the last input was set.</summary>
/// <param name="Document">The document the edit was in; null when it was more than one, or none.</param>
/// <param name="Milliseconds">What the listed queries took together.</param>
/// <param name="Queries">In the order they began; at most some thousands, see <see cref="EditCounts.Left"/>.</param>
internal sealed record LastEditResult(int Revision, string? Document, double Milliseconds, EditQuery[] Queries, EditCounts Counts);

/// <summary>A query that ran, or an input that was set.</summary>
/// <param name="Name">The query's.</param>
/// <param name="Key">What it was about, in words.</param>
/// <param name="Milliseconds">Its own time, without that of queries it ran.</param>
/// <param name="TotalMilliseconds">From its beginning to its end.</param>
/// <param name="Outcome">input, ran, backdated, loaded or offered.</param>
/// <param name="Uri">The document its key stands in.</param>
/// <param name="Range">Where there.</param>
/// <param name="Causes">Which of the other queries made it run: those it reads whose value had become another one.</param>
internal sealed record EditQuery(string Name, string Key, double Milliseconds, double TotalMilliseconds, string Outcome, string? Uri, Range? Range, int[] Causes);

/// <summary>How many queries ran, ran with the same result as before, were found valid without running, and ran without being listed.</summary>
internal sealed record EditCounts(int Ran, int Backdated, int Validated, int Left);

/// <summary>The params of <c>vale/show</c>.</summary>
/// <param name="Kind">Which fact; see docs/protocol.md.</param>
internal sealed record ShowParams(string Kind, TextDocumentIdentifier TextDocument, Position Position) : ITextDocumentParams;

/// <summary>The result of <c>vale/show</c>: a text for eyes, and the editor's language id for it.</summary>
internal sealed record ShowResult(string Title, string Language, string Text);
