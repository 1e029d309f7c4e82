// Published diagnostics. Names are those of the specification.

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/publishDiagnostics</c> for a document at a version.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, int Version, Diagnostic[] Diagnostics);

/// <summary>The same for a file that is not open, or a client that knows no versions.</summary>
internal sealed record PublishUnversionedDiagnosticsParams(string Uri, Diagnostic[] Diagnostics);

/// <summary>One problem.</summary>
/// <param name="Severity">One of <see cref="DiagnosticSeverity"/>.</param>
/// <param name="Tags">Each one of <see cref="DiagnosticTag"/>.</param>
internal sealed record Diagnostic(
    Range Range,
    int Severity,
    string Code,
    string Source,
    string Message,
    int[]? Tags,
    DiagnosticRelatedInformation[]? RelatedInformation)
{
    /// <summary>Where the code is explained.</summary>
    public CodeDescription? CodeDescription { get; init; }
}

/// <summary>A page about a code.</summary>
internal sealed record CodeDescription(string Href);

internal static class DiagnosticSeverity
{
    public const int Error = 1;
    public const int Warning = 2;
    public const int Information = 3;
    public const int Hint = 4;
}

internal static class DiagnosticTag
{
    public const int Unnecessary = 1;
    public const int Deprecated = 2;
}

/// <summary>A further place, and what it has to do with the problem.</summary>
internal sealed record DiagnosticRelatedInformation(Location Location, string Message);
