// Progress of work the server began by itself. Names are those of the specification.

namespace Vale.Server.Protocol;

/// <summary>The params of <c>window/workDoneProgress/create</c>.</summary>
internal sealed record WorkDoneProgressCreateParams(string Token);

/// <summary>The params of <c>$/progress</c>.</summary>
internal sealed record ProgressParams(string Token, WorkDoneProgress Value);

/// <summary>One report.</summary>
/// <param name="Kind">begin, report or end.</param>
/// <param name="Percentage">From 0 to 100.</param>
internal sealed record WorkDoneProgress(string Kind, string? Title, string? Message, int? Percentage);
