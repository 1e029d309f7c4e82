// The pages that explain diagnostics: they lie beside the program, so that they fit its version and are there without a network.

using System.Collections.Concurrent;

namespace Vale.Server.Convert;

/// <summary>Finds help pages. Any thread may ask.</summary>
internal static class HelpPages
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics");
    private static readonly ConcurrentDictionary<string, string?> s_uris = new(StringComparer.Ordinal);

    /// <summary>The URI of the page on a code; null when there is none.</summary>
    public static string? Uri(string code) => s_uris.GetOrAdd(code, static code =>
        Path.Combine(s_folder, code + ".md") is var path && File.Exists(path) ? DocumentUri.FromPath(path) : null);
}
