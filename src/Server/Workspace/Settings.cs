// The client's settings, from whichever of three messages they come in.

using System.Text.Json;

namespace Vale.Server.Workspace;

/// <summary>What a user may set in the editor.</summary>
/// <param name="NoStd">Leave the standard library out.</param>
/// <param name="NoImplicitBuiltins">Builtins only where they are imported.</param>
internal sealed record Settings(bool NoStd = false, bool NoImplicitBuiltins = false)
{
    /// <summary>The section of the editor's settings that is ours.</summary>
    public const string Section = "vale";

    /// <summary>Reads settings that may stand under the section's name; what is not understood is left as it is.</summary>
    public static Settings Read(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object) return new Settings();
        if (settings.TryGetProperty(Section, out var section) && section.ValueKind == JsonValueKind.Object) settings = section;
        return new Settings(Flag(settings, "noStd"), Flag(settings, "noImplicitBuiltins"));
    }

    private static bool Flag(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
