// textDocument/semanticTokens/full, full/delta and range.

using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using Vale.Syntax;
using Range = Vale.Server.Protocol.Range;

namespace Vale.Server.Handlers;

/// <summary>The requests for semantic tokens.</summary>
internal static class SemanticTokensFeature
{
    /// <summary>All tokens of a document.</summary>
    public static Handler Full => Handler.ReadingRequest(
        "textDocument/semanticTokens/full",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.SemanticTokensParams,
        json => json.SemanticTokens,
        static (context, parameters) => Whole(context, parameters.TextDocument.Uri, null),
        static capabilities =>
        {
            var options = capabilities.SemanticTokensProvider ??= new();
            options.Full = new SemanticTokensFullOptions(Delta: true);
            options.Range = true;
        });

    /// <summary>What has changed in them.</summary>
    public static Handler Delta => Handler.ReadingRequest(
        "textDocument/semanticTokens/full/delta",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.SemanticTokensDeltaParams,
        json => json.SemanticTokens,
        static (context, parameters) => Whole(context, parameters.TextDocument.Uri, parameters.PreviousResultId));

    /// <summary>The tokens of a part of a document.</summary>
    public static Handler Part => Handler.ReadingRequest(
        "textDocument/semanticTokens/range",
        Policy.Read,
        OnCancel.ContentModified,
        json => json.SemanticTokensRangeParams,
        json => json.SemanticTokens,
        static (context, parameters) => new SemanticTokens(null, Numbers(context, parameters.TextDocument.Uri, parameters.Range), null));

    private static SemanticTokens Whole(ReadContext context, string uri, string? previous)
    {
        var data = Numbers(context, uri, null);
        var old = previous is null ? null : context.SentTokens.Find(uri, previous);
        var id = context.SentTokens.Remember(uri, data);
        return old is null ? new SemanticTokens(id, data, null) : new SemanticTokens(id, null, TokenEncoding.Difference(old, data));
    }

    private static int[] Numbers(ReadContext context, string uri, Range? range)
    {
        var file = context.File(uri);
        var lines = context.Lines(file);
        TextRange? part = range is { } only ? lines.Offsets(only) : null;
        return TokenEncoding.Encode(context.Analysis.SemanticTokens(file, part), lines, context.Client.TokenLegend, context.Client.MultilineTokens);
    }
}
