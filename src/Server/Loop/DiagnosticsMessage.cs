// The params of publishDiagnostics as the bytes that are sent, so that they can be compared with what was sent before.

using System.Text.Json;
using Vale.Server.Protocol;

namespace Vale.Server.Loop;

/// <summary>Writes published diagnostics.</summary>
internal static class DiagnosticsMessage
{
    /// <summary>JSON of the params; without a version when there is none.</summary>
    public static byte[] Write(string uri, int? version, Diagnostic[] diagnostics) => version is { } number
        ? JsonSerializer.SerializeToUtf8Bytes(new PublishDiagnosticsParams(uri, number, diagnostics), ProtocolJson.Default.PublishDiagnosticsParams)
        : JsonSerializer.SerializeToUtf8Bytes(new PublishUnversionedDiagnosticsParams(uri, diagnostics), ProtocolJson.Default.PublishUnversionedDiagnosticsParams);
}
