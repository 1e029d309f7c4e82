// textDocument/completion and completionItem/resolve.

using Vale.Ide.Completion;
using Vale.Server.Convert;
using Vale.Server.Loop;
using Vale.Server.Protocol;
using CompletionItem = Vale.Server.Protocol.CompletionItem;
using CompletionList = Vale.Server.Protocol.CompletionList;
using Range = Vale.Server.Protocol.Range;

namespace Vale.Server.Handlers;

/// <summary>The requests <c>textDocument/completion</c> and <c>completionItem/resolve</c>.</summary>
internal static class CompletionFeature
{
    private const int Snippet = 2;
    private const int AdjustIndentation = 2;

    /// <summary><c>textDocument/completion</c>.</summary>
    public static Handler Handler => Loop.Handler.ReadingRequest(
        "textDocument/completion",
        Policy.LatencyRead,
        OnCancel.ContentModified,
        json => json.TextDocumentPositionParams,
        json => json.CompletionList,
        Run,
        static capabilities => capabilities.CompletionProvider = new CompletionProvider(["."], ResolveProvider: true, new CompletionItemProvider(LabelDetailsSupport: true)));

    /// <summary><c>completionItem/resolve</c>: what is said of a denizen fits any state.</summary>
    public static Handler ResolveHandler => Loop.Handler.ReadingRequest(
        "completionItem/resolve",
        Policy.LatencyRead,
        OnCancel.Retry,
        json => json.CompletionResolveParams,
        json => json.ResolvedCompletionItem,
        Resolve);

    private static CompletionList Run(ReadContext context, TextDocumentPositionParams parameters)
    {
        var position = context.Position(parameters);
        var client = context.Client.Completion;
        var list = context.Analysis.Completions(position, new CompletionOptions(client.Snippets));
        var lines = context.Lines(position.File);
        var (insert, replace) = (lines.Range(list.Insert), lines.Range(list.Replace));
        var items = new CompletionItem[list.Items.Count];
        var edits = new Dictionary<IReadOnlyList<Vale.Syntax.TextEdit>, TextEdit[]>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < items.Length; i++) items[i] = Item(list.Items[i], client, lines, insert, replace, edits);
        return new CompletionList(list.IsIncomplete,
            client.DefaultEditRange && items.Length > 0 ? new CompletionItemDefaults(client.InsertReplace ? new CompletionRange(insert, replace) : new CompletionRange(replace, null)) : null, items);
    }

    private static CompletionItem Item(
        Vale.Ide.Completion.CompletionItem item, CompletionCapabilities client, LineTable lines, Range insert, Range replace,
        Dictionary<IReadOnlyList<Vale.Syntax.TextEdit>, TextEdit[]> edits)
    {
        var signature = item.Signature.Length == 0 ? null : item.Signature;
        var origin = item.Origin.Length == 0 ? null : item.Origin;
        var isDefault = client.DefaultEditRange;
        return new CompletionItem
        {
            Label = item.Label,
            LabelDetails = client.LabelDetails && (signature ?? origin) is not null ? new CompletionItemLabelDetails(Spaced(signature), origin) : null,
            Detail = client.LabelDetails ? null : origin is null ? signature : signature is null ? origin : $"{signature}  {origin}",
            Kind = Kind(item.Kind),
            Tags = item.IsDeprecated && client.Tags ? [1] : null,
            Deprecated = item.IsDeprecated && !client.Tags && client.Deprecated ? true : null,
            SortText = item.SortText,
            FilterText = item.FilterText == item.Label ? null : item.FilterText,
            InsertTextFormat = item.IsSnippet ? Snippet : null,
            InsertTextMode = client.AdjustsIndentation && item.Insert.Contains('\n', StringComparison.Ordinal) ? AdjustIndentation : null,
            TextEdit = isDefault ? null : client.InsertReplace ? new CompletionEdit(item.Insert, null, insert, replace) : new CompletionEdit(item.Insert, replace, null, null),
            TextEditText = isDefault && item.Insert != item.Label ? item.Insert : null,
            AdditionalTextEdits = item.Edits.Count == 0 ? null : Edits(item.Edits, lines, edits),
            Data = item.Subject == CompletionSubject.None ? null
                : new CompletionData(item.Subject.Package, item.Subject.Name, item.Subject.Number == 0 ? null : item.Subject.Number, item.Subject.Member < 0 ? null : item.Subject.Member),
        };
    }

    // Parameters stand right behind the name; a type is set apart.
    private static string? Spaced(string? signature) => signature is null || signature[0] is '(' or '<' ? signature : " " + signature;

    private static TextEdit[] Edits(IReadOnlyList<Vale.Syntax.TextEdit> of, LineTable lines, Dictionary<IReadOnlyList<Vale.Syntax.TextEdit>, TextEdit[]> known)
    {
        if (known.TryGetValue(of, out var result)) return result;
        result = new TextEdit[of.Count];
        for (var i = 0; i < result.Length; i++) result[i] = new TextEdit(lines.Range(new Vale.Syntax.TextRange(of[i].Start, of[i].End)), of[i].NewText);
        known.Add(of, result);
        return result;
    }

    private static ResolvedCompletionItem Resolve(ReadContext context, CompletionResolveParams parameters)
    {
        var detail = parameters.Data is { } data ? context.Analysis.CompletionDetail(new CompletionSubject(data.Package, data.Name, data.Number ?? 0, data.Member ?? -1)) : null;
        if (detail is null) return new ResolvedCompletionItem(parameters.Item, null, null);
        var kind = context.Client.Completion.Markdown ? MarkupContent.Markdown : MarkupContent.PlainText;
        return new ResolvedCompletionItem(parameters.Item, detail.Detail, detail.Documentation.Length == 0 ? null : new MarkupContent(kind, detail.Documentation));
    }

    private static int Kind(CompletionKind kind) => kind switch
    {
        CompletionKind.Local or CompletionKind.Parameter => CompletionItemKind.Variable,
        CompletionKind.Function => CompletionItemKind.Function,
        CompletionKind.Method or CompletionKind.Override => CompletionItemKind.Method,
        CompletionKind.Constructor => CompletionItemKind.Constructor,
        CompletionKind.Field => CompletionItemKind.Field,
        CompletionKind.Struct or CompletionKind.Primitive => CompletionItemKind.Struct,
        CompletionKind.Interface => CompletionItemKind.Interface,
        CompletionKind.GenericParameter => CompletionItemKind.TypeParameter,
        CompletionKind.Snippet => CompletionItemKind.Snippet,
        CompletionKind.Module => CompletionItemKind.Module,
        CompletionKind.Attribute => CompletionItemKind.Property,
        _ => CompletionItemKind.Keyword,
    };
}
