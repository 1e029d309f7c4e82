// The client's settings, from whichever of three messages they come in.

using System.Text.Json;
using Vale.Ide;
using Vale.Syntax;

namespace Vale.Server.Workspace;

/// <summary>What a user may set in the editor.</summary>
/// <param name="NoStd">Leave the standard library out.</param>
/// <param name="NoImplicitBuiltins">Builtins only where they are imported.</param>
internal sealed record Settings(bool NoStd = false, bool NoImplicitBuiltins = false)
{
    /// <summary><c>format.lineWidth</c>: the columns that formatted lines keep to.</summary>
    public int LineWidth { get; init; } = FormatOptions.DefaultLineWidth;

    /// <summary>The inlay hints to show: <c>inlayHints.types</c> and so on.</summary>
    public InlayHintOptions InlayHints { get; init; } = new();

    /// <summary>The lenses to show: <c>lens.references</c> and so on.</summary>
    public CodeLensOptions Lens { get; init; } = new();

    /// <summary>The section of the editor's settings that is ours.</summary>
    public const string Section = "vale";

    /// <summary>Reads settings that may stand under the section's name; what is not understood is left as it is.</summary>
    public static Settings Read(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object) return new Settings();
        if (settings.TryGetProperty(Section, out var section) && section.ValueKind == JsonValueKind.Object) settings = section;
        var hints = Group(settings, "inlayHints");
        var lens = Group(settings, "lens");
        var (shown, lenses) = (new InlayHintOptions(), new CodeLensOptions());
        return new Settings(Flag(settings, "noStd"), Flag(settings, "noImplicitBuiltins"))
        {
            LineWidth = Number(Group(settings, "format"), "lineWidth", FormatOptions.DefaultLineWidth),
            InlayHints = new InlayHintOptions(
                Flag(hints, "types", shown.Types),
                Flag(hints, "parameters", shown.Parameters),
                Flag(hints, "generics", shown.Generics),
                Flag(hints, "drops", shown.Drops),
                Flag(hints, "borrows", shown.Borrows)),
            Lens = new CodeLensOptions(
                Flag(lens, "references", lenses.References),
                Flag(lens, "implementations", lenses.Implementations),
                Flag(lens, "run", lenses.Run),
                Flag(lens, "instantiations", lenses.Instantiations)),
        };
    }

    private static JsonElement Group(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var group) && group.ValueKind == JsonValueKind.Object ? group : default;

    private static bool Flag(JsonElement group, string name, bool otherwise) =>
        group.ValueKind == JsonValueKind.Object && group.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : otherwise;

    private static int Number(JsonElement group, string name, int otherwise) =>
        group.ValueKind == JsonValueKind.Object && group.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) && number is >= FormatOptions.MinLineWidth and <= FormatOptions.MaxLineWidth ? number : otherwise;

    private static bool Flag(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
