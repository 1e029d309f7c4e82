// Published diagnostics. Names are those of the specification.

namespace Vale.Server.Protocol;

/// <summary>The params of <c>textDocument/publishDiagnostics</c>.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, int? Version, Diagnostic[] Diagnostics);

/// <summary>One problem.</summary>
internal sealed record Diagnostic(
    Range Range,
    DiagnosticSeverity Severity,
    string Code,
    CodeDescription? CodeDescription,
    string Source,
    string Message,
    DiagnosticTag[]? Tags,
    DiagnosticRelatedInformation[]? RelatedInformation);

internal enum DiagnosticSeverity { Error = 1, Warning = 2, Information = 3, Hint = 4 }

internal enum DiagnosticTag { Unnecessary = 1, Deprecated = 2 }

/// <summary>Where a code is explained.</summary>
internal sealed record CodeDescription(string Href);

/// <summary>A further place, and what it has to do with the problem.</summary>
internal sealed record DiagnosticRelatedInformation(Location Location, string Message);
