// textDocument/codeLens and codeLens/resolve. What a lens counts is counted when it comes into sight.

using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Lenses;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Server.Rpc;
using CodeLens = Vale.Server.Protocol.CodeLens;

namespace Vale.Server.Handlers;

/// <summary>The requests about lenses.</summary>
internal static class CodeLensFeature
{
    private const string ShowReferences = "vale.showReferences";

    /// <summary>The lenses of a document.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/codeLens",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.CodeLensParams,
        json => json.CodeLensArray,
        Run,
        static capabilities => capabilities.CodeLensProvider = new ResolveOptions(true));

    /// <summary>What one shows.</summary>
    public static Handler Resolve => Loop.Handler.ReadingRequest(
        "codeLens/resolve",
        Policy.Read,
        OnCancel.Retry,
        json => json.CodeLens,
        json => json.CodeLens,
        Resolved);

    private static CodeLens[] Run(ReadContext context, CodeLensParams parameters)
    {
        var uri = parameters.TextDocument.Uri;
        var file = context.File(uri);
        var found = context.Analysis.CodeLenses(file, context.Settings.Lens);
        var lenses = new CodeLens[found.Count];
        for (var i = 0; i < lenses.Length; i++)
        {
            var range = context.Range(file, found[i].Range);
            lenses[i] = found[i].Kind switch
            {
                CodeLensKind.Run => new CodeLens(range, Command: new LensCommand("Run", "vale.runMain", uri)),
                CodeLensKind.RunTest => new CodeLens(range, Command: new LensCommand("Run Test", "vale.runTest", uri, Test: found[i].Test)),
                var kind => new CodeLens(range, new CodeLensData(uri, (int)kind)),
            };
        }
        return lenses;
    }

    private static CodeLens Resolved(ReadContext context, CodeLens lens)
    {
        if (lens.Data is not { } data || context.Files.Find(data.Uri) is not { } file) return lens;
        var offset = context.Lines(file).Offset(lens.Range.Start);
        var kind = (CodeLensKind)data.Kind;
        // The text may have changed since the lens was shown.
        if (!IsThere(context, file, offset, kind)) throw new RpcException(ErrorCodes.ContentModified, $"{data.Uri} changed meanwhile");
        var position = new FilePosition(file, offset);
        return new CodeLens(lens.Range, Command: kind switch
        {
            CodeLensKind.References => Places(data.Uri, lens.Range.Start, "reference", References(context, position)),
            CodeLensKind.Implementations => Places(data.Uri, lens.Range.Start, "implementation", Implementations(context, position)),
            CodeLensKind.Instantiations => Instantiations(context, data.Uri, lens.Range.Start, position),
            _ => new LensCommand("", ""),
        });
    }

    private static bool IsThere(ReadContext context, FileId file, int offset, CodeLensKind kind)
    {
        foreach (var lens in context.Analysis.CodeLenses(file, new CodeLensOptions()))
            if (lens.Kind == kind && lens.Range.Start == offset) return true;
        return false;
    }

    private static Location[] References(ReadContext context, FilePosition position)
    {
        var found = context.Analysis.References(position, withDeclaration: false);
        var locations = new Location[found.Count];
        for (var i = 0; i < locations.Length; i++) locations[i] = context.Location(found[i]);
        return locations;
    }

    private static Location[] Implementations(ReadContext context, FilePosition position)
    {
        var found = context.Analysis.GotoImplementation(position);
        var locations = new Location[found.Count];
        for (var i = 0; i < locations.Length; i++) locations[i] = ToProtocol.Location(context, found[i]);
        return locations;
    }

    private static LensCommand Places(string uri, Position position, string what, Location[] locations) =>
        locations.Length == 0 ? new LensCommand($"0 {what}s", "")
        : new LensCommand(locations.Length == 1 ? $"1 {what}" : $"{locations.Length} {what}s", ShowReferences, uri, position, locations);

    private static LensCommand Instantiations(ReadContext context, string uri, Position position, FilePosition place)
    {
        var found = context.Analysis.Instantiations(place);
        if (found.Count == 0) return new LensCommand("0 instantiations", "");
        var title = found.Count == 1 ? $"1 instantiation: {Short(found[0])}" : $"{found.Count} instantiations";
        return new LensCommand(title, "vale.showInstantiations", uri, position);
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
