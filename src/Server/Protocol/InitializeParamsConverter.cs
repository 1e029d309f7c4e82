// Reads the params of initialize: a large object of which little matters here.

using System.Text.Json;

namespace Vale.Server.Protocol;

/// <summary>Reads <see cref="InitializeParams"/>.</summary>
internal sealed class InitializeParamsConverter : ReadingConverter<InitializeParams>
{
    public override InitializeParams Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var result = new InitializeParams();
        JsonRead.Object(ref reader);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("processId"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var process)) result.ProcessId = process;
                else reader.Skip();
            }
            else if (reader.ValueTextEquals("rootPath"u8)) result.RootPath = JsonRead.OptionalString(ref reader);
            else if (reader.ValueTextEquals("rootUri"u8)) result.RootUri = JsonRead.OptionalString(ref reader);
            else if (reader.ValueTextEquals("workspaceFolders"u8)) result.WorkspaceFolders = Folders(ref reader);
            else if (reader.ValueTextEquals("capabilities"u8)) Capabilities(ref reader, result.Capabilities);
            else if (reader.ValueTextEquals("trace"u8)) result.Trace = JsonRead.OptionalString(ref reader) ?? "off";
            else if (reader.ValueTextEquals("initializationOptions"u8)) result.InitializationOptions = JsonElement.ParseValue(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return result;
    }

    private static string[] Folders(ref Utf8JsonReader reader)
    {
        var uris = new List<string>();
        if (!JsonRead.EnterArray(ref reader)) return [];
        while (JsonRead.Element(ref reader))
        {
            JsonRead.Object(ref reader);
            while (JsonRead.Property(ref reader))
            {
                if (reader.ValueTextEquals("uri"u8)) uris.Add(JsonRead.String(ref reader));
                else JsonRead.Skip(ref reader);
            }
        }
        return [.. uris];
    }

    private static void Capabilities(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("general"u8)) General(ref reader, client);
            else if (reader.ValueTextEquals("workspace"u8)) Workspace(ref reader, client);
            else if (reader.ValueTextEquals("window"u8)) Window(ref reader, client);
            else if (reader.ValueTextEquals("textDocument"u8)) TextDocument(ref reader, client);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void General(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("positionEncodings"u8)) client.PositionEncodings = JsonRead.Strings(ref reader);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void Workspace(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("configuration"u8)) client.Configuration = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("workspaceEdit"u8)) client.DocumentChanges = Flag(ref reader, "documentChanges"u8);
            else if (reader.ValueTextEquals("didChangeWatchedFiles"u8)) client.WatchedFilesRegistration = Flag(ref reader, "dynamicRegistration"u8);
            else if (reader.ValueTextEquals("diagnostics"u8)) client.RefreshesDiagnostics = Flag(ref reader, "refreshSupport"u8);
            else if (reader.ValueTextEquals("semanticTokens"u8)) client.RefreshesTokens = Flag(ref reader, "refreshSupport"u8);
            else if (reader.ValueTextEquals("inlayHint"u8)) client.RefreshesHints = Flag(ref reader, "refreshSupport"u8);
            else if (reader.ValueTextEquals("codeLens"u8)) client.RefreshesLenses = Flag(ref reader, "refreshSupport"u8);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void Window(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("workDoneProgress"u8)) client.WorkDoneProgress = JsonRead.True(ref reader);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void TextDocument(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("publishDiagnostics"u8)) PublishDiagnostics(ref reader, client);
            else if (reader.ValueTextEquals("diagnostic"u8)) client.PullDiagnostics = JsonRead.IsObject(ref reader);
            else if (reader.ValueTextEquals("hover"u8)) Hover(ref reader, client);
            else if (reader.ValueTextEquals("definition"u8)) client.DefinitionLinks = Flag(ref reader, "linkSupport"u8);
            else if (reader.ValueTextEquals("declaration"u8)) client.DeclarationLinks = Flag(ref reader, "linkSupport"u8);
            else if (reader.ValueTextEquals("typeDefinition"u8)) client.TypeDefinitionLinks = Flag(ref reader, "linkSupport"u8);
            else if (reader.ValueTextEquals("implementation"u8)) client.ImplementationLinks = Flag(ref reader, "linkSupport"u8);
            else if (reader.ValueTextEquals("completion"u8)) client.Completion.Read(ref reader);
            else if (reader.ValueTextEquals("signatureHelp"u8)) client.SignatureHelp.Read(ref reader);
            else if (reader.ValueTextEquals("codeAction"u8)) CodeAction(ref reader, client);
            else if (reader.ValueTextEquals("documentSymbol"u8)) client.HierarchicalSymbols = Flag(ref reader, "hierarchicalDocumentSymbolSupport"u8);
            else if (reader.ValueTextEquals("semanticTokens"u8)) SemanticTokens(ref reader, client);
            else if (reader.ValueTextEquals("inlayHint"u8)) InlayHint(ref reader, client);
            else if (reader.ValueTextEquals("documentLink"u8)) client.LinkTooltips = Flag(ref reader, "tooltipSupport"u8);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void PublishDiagnostics(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        client.PublishDiagnostics = true;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("versionSupport"u8)) client.DiagnosticVersions = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("relatedInformation"u8)) client.RelatedInformation = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("codeDescriptionSupport"u8)) client.CodeDescriptions = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("tagSupport"u8))
            {
                reader.Read();
                client.DiagnosticTags = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.True;
                reader.Skip();
            }
            else JsonRead.Skip(ref reader);
        }
    }

    private static void Hover(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("contentFormat"u8)) client.HoverFormats = JsonRead.Strings(ref reader);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void CodeAction(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        var (keepsData, resolvesEdit) = (false, false);
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("codeActionLiteralSupport"u8))
            {
                reader.Read();
                client.CodeActionLiterals = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("dataSupport"u8)) keepsData = JsonRead.True(ref reader);
            else if (reader.ValueTextEquals("resolveSupport"u8))
            {
                if (!JsonRead.Enter(ref reader)) continue;
                while (JsonRead.Property(ref reader))
                {
                    if (reader.ValueTextEquals("properties"u8)) resolvesEdit = Array.IndexOf(JsonRead.Strings(ref reader) ?? [], "edit") >= 0;
                    else JsonRead.Skip(ref reader);
                }
            }
            else JsonRead.Skip(ref reader);
        }
        client.CodeActionEditResolution = keepsData && resolvesEdit;
    }

    private static void SemanticTokens(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("tokenTypes"u8)) client.TokenTypes = JsonRead.Strings(ref reader);
            else if (reader.ValueTextEquals("tokenModifiers"u8)) client.TokenModifiers = JsonRead.Strings(ref reader);
            else if (reader.ValueTextEquals("multilineTokenSupport"u8)) client.MultilineTokens = JsonRead.True(ref reader);
            else JsonRead.Skip(ref reader);
        }
    }

    private static void InlayHint(ref Utf8JsonReader reader, ClientCapabilities client)
    {
        if (!JsonRead.Enter(ref reader)) return;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("resolveSupport"u8)) client.HintResolve = Properties(ref reader);
            else JsonRead.Skip(ref reader);
        }
    }

    private static string[] Properties(ref Utf8JsonReader reader)
    {
        string[]? properties = null;
        if (!JsonRead.Enter(ref reader)) return [];
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals("properties"u8)) properties = JsonRead.Strings(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return properties ?? [];
    }

    /// <summary>Whether an object has a property that is true.</summary>
    private static bool Flag(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var flag = false;
        if (!JsonRead.Enter(ref reader)) return false;
        while (JsonRead.Property(ref reader))
        {
            if (reader.ValueTextEquals(name)) flag = JsonRead.True(ref reader);
            else JsonRead.Skip(ref reader);
        }
        return flag;
    }
}
