// Problems for programs: one JSON object. Its shape is documented in docs/command-line.md; a field is never renamed or
// given another meaning, `version` counts up if one must be.

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vale.Compiler.Diagnostics;
using Vale.Syntax;

namespace Vale.Server.Render;

/// <summary>Writes <c>--format json</c>.</summary>
public static class JsonRenderer
{
    internal static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object, ending in a line break.</summary>
    public static string Render(IReadOnlyList<Diagnostic> diagnostics, ISourceViews sources)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics) Write(json, diagnostic, sources);
            json.WriteEndArray();
            json.WriteStartObject("count");
            foreach (var severity in Enum.GetValues<Severity>())
            {
                var count = 0;
                foreach (var diagnostic in diagnostics)
                    if (diagnostic.Severity == severity) count++;
                json.WriteNumber(HumanRenderer.Word(severity), count);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, ISourceViews sources)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", HumanRenderer.Word(diagnostic.Severity));
        json.WriteString("message", diagnostic.Message);
        WritePlace(json, diagnostic.Place, sources);
        json.WriteString("label", diagnostic.Label);
        json.WriteStartArray("related");
        foreach (var label in diagnostic.Labels)
        {
            json.WriteStartObject();
            json.WriteString("message", label.Text);
            WritePlace(json, label.Place, sources);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("help", diagnostic.Help);
        json.WriteStartArray("tags");
        if ((diagnostic.Tags & DiagnosticTags.Unnecessary) != 0) json.WriteStringValue("unnecessary");
        if ((diagnostic.Tags & DiagnosticTags.Deprecated) != 0) json.WriteStringValue("deprecated");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, FileRange place, ISourceViews sources)
    {
        var view = sources.Find(place.File);
        if (view is null)
        {
            json.WriteNull("file");
            return;
        }
        json.WriteString("file", view.Label);
        json.WriteString("package", view.Package);
        json.WriteStartObject("range");
        WriteEnd(json, "start", view, place.Range.Start);
        WriteEnd(json, "end", view, place.Range.End);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, SourceView view, int offset)
    {
        var at = view.PlaceOf(offset);
        json.WriteStartObject(name);
        json.WriteNumber("line", at.Line + 1);
        json.WriteNumber("column", at.Column + 1);
        json.WriteNumber("offset", offset);
        json.WriteEndObject();
    }
}
