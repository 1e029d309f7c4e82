// What a rule found: where, which rule, and what to do about it.

namespace Tidy.Tests;

/// <summary>A place that breaks a house rule.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">1-based; 0 when the whole file is meant.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Do">What to do.</param>
public sealed record Finding(string Path, int Line, string What, string Do)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}{(Line > 0 ? ":" + Line : "")}: {What}. {Do}.";
}
