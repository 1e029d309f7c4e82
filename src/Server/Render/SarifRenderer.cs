// Problems for code scanning services: SARIF 2.1.0, one run, columns in UTF-16 units.

using System.Buffers;
using System.Text.Json;
using Vale.Compiler.Diagnostics;
using Vale.Syntax;

namespace Vale.Server.Render;

/// <summary>Writes <c>--format sarif</c>.</summary>
public static class SarifRenderer
{
    /// <summary>The log, ending in a line break.</summary>
    /// <param name="workingDirectory">What relative artifact locations are relative to.</param>
    public static string Render(IReadOnlyList<Diagnostic> diagnostics, ISourceViews sources, string toolVersion, string workingDirectory)
    {
        var rules = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics) rules.Add(diagnostic.Code);
        var ruleOrder = rules.ToList();

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonRenderer.Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();

            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "vale-ls");
            json.WriteString("version", toolVersion);
            json.WriteStartArray("rules");
            foreach (var rule in ruleOrder)
            {
                json.WriteStartObject();
                json.WriteString("id", rule);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();

            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject("CWD");
            json.WriteString("uri", new Uri(workingDirectory.TrimEnd('/') + "/").AbsoluteUri);
            json.WriteEndObject();
            json.WriteEndObject();

            json.WriteStartArray("results");
            foreach (var diagnostic in diagnostics) Write(json, diagnostic, sources, ruleOrder);
            json.WriteEndArray();

            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, ISourceViews sources, List<string> rules)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteNumber("ruleIndex", rules.IndexOf(diagnostic.Code));
        json.WriteString("level", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        var text = diagnostic.Message;
        if (diagnostic.Label.Length != 0) text += ": " + diagnostic.Label;
        if (diagnostic.Help.Length != 0) text += ". Help: " + diagnostic.Help;
        WriteMessage(json, text);
        json.WriteStartArray("locations");
        if (sources.Find(diagnostic.Place.File) is { } view) WriteLocation(json, diagnostic.Place.Range, view, null, 0);
        json.WriteEndArray();
        if (!diagnostic.Labels.IsEmpty)
        {
            json.WriteStartArray("relatedLocations");
            var id = 0;
            foreach (var label in diagnostic.Labels)
                if (sources.Find(label.Place.File) is { } related) WriteLocation(json, label.Place.Range, related, label.Text, ++id);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, TextRange range, SourceView view, string? message, int id)
    {
        var start = view.PlaceOf(range.Start);
        var end = view.PlaceOf(range.End);
        json.WriteStartObject();
        if (id != 0) json.WriteNumber("id", id);
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        if (Path.IsPathRooted(view.Label))
        {
            json.WriteString("uri", new Uri(view.Label).AbsoluteUri);
        }
        else
        {
            json.WriteString("uri", string.Join('/', view.Label.Split('/').Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", "CWD");
        }
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", start.Line + 1);
        json.WriteNumber("startColumn", start.Column + 1);
        json.WriteNumber("endLine", end.Line + 1);
        json.WriteNumber("endColumn", end.Column + 1);
        json.WriteEndObject();
        json.WriteEndObject();
        if (message is not null) WriteMessage(json, message);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
