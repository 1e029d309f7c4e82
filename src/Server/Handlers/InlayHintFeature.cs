// textDocument/inlayHint and inlayHint/resolve. What a client asks for later is left out at first.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Syntax;

namespace Vale.Server.Handlers;

/// <summary>The requests about inlay hints.</summary>
internal static class InlayHintFeature
{
    private static readonly InlayHintOptions s_all = new(true, true, true, true, true);

    /// <summary>The hints of a part of a document.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/inlayHint",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.InlayHintParams,
        json => json.InlayHintArray,
        Run,
        static capabilities => capabilities.InlayHintProvider = new ResolveOptions(true));

    /// <summary>What more there is to say of one.</summary>
    public static Handler Resolve => Loop.Handler.ReadingRequest(
        "inlayHint/resolve",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.InlayHint,
        json => json.InlayHint,
        Resolved);

    private static InlayHint[] Run(ReadContext context, InlayHintParams parameters)
    {
        var file = context.File(parameters.TextDocument.Uri);
        var whole = Array.IndexOf(context.Client.HintResolve, "tooltip") < 0;
        var found = context.Analysis.InlayHints(file, context.Lines(file).Offsets(parameters.Range), context.Settings.InlayHints, whole);
        var hints = new InlayHint[found.Count];
        for (var i = 0; i < hints.Length; i++) hints[i] = Hint(context, file, parameters.TextDocument.Uri, found[i], whole, edits: Array.IndexOf(context.Client.HintResolve, "textEdits") < 0);
        return hints;
    }

    // A hint is found again by its place, its kind and its text; one of a text that is gone stays as it is.
    private static InlayHint Resolved(ReadContext context, InlayHint hint)
    {
        if (hint.Data is not { } data || context.Files.Find(data.Uri) is not { } file) return hint;
        var offset = context.Lines(file).Offset(hint.Position);
        var text = string.Concat(hint.Label.Select(static part => part.Value));
        foreach (var found in context.Analysis.InlayHints(file, new TextRange(offset, offset), s_all, whole: true))
            if ((int)found.Kind == data.Kind && found.Offset == offset && found.Text == text) return Hint(context, file, data.Uri, found, whole: true, edits: true);
        return hint;
    }

    private static InlayHint Hint(ReadContext context, FileId file, string uri, Vale.Ide.Hints.InlayHint hint, bool whole, bool edits)
    {
        var position = context.Lines(file).Position(hint.Offset);
        var label = new InlayHintLabelPart[hint.Parts.Count];
        for (var i = 0; i < label.Length; i++)
            label[i] = new InlayHintLabelPart(hint.Parts[i].Text, hint.Parts[i].Place is { } place ? context.Location(place) : null);
        return new InlayHint(
            position,
            label,
            hint.Kind switch { Vale.Ide.Hints.InlayHintKind.Type => InlayHintKind.Type, Vale.Ide.Hints.InlayHintKind.Parameter => InlayHintKind.Parameter, _ => null },
            edits && hint.Insertable ? [new Protocol.TextEdit(new Protocol.Range(position, position), (hint.PadLeft ? " " : "") + hint.Text)] : null,
            whole && hint.Tooltip is { } tooltip ? new MarkupContent(MarkupContent.Markdown, tooltip) : null,
            hint.PadLeft ? true : null,
            hint.PadRight ? true : null,
            whole ? null : new InlayHintData(uri, (int)hint.Kind));
    }
}
