// Walks a body and hints at what its syntax leaves unsaid: types, parameters, generic arguments, borrows.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Hints;

/// <summary>Collects the hints of one body. Single use.</summary>
internal sealed class HintWalk(
    QueryContext db, int bodyStart, CheckedBody body, BodyNames names, TextRange range, InlayHintOptions options, bool whole, List<InlayHint> hints)
{
    // A longer text would push aside what was written.
    private const int LongestText = 32;

    /// <summary>Walks a node whose offset is the file's, and what is in it.</summary>
    public void Walk(SyntaxNode node, SyntaxKind parent)
    {
        if (node.IsToken || node.End < range.Start || node.Offset > range.End) return;
        switch (node.Kind)
        {
            case SyntaxKind.Pattern when options.Types:
                TypeOf(new PatternSyntax(node), default);
                break;
            case SyntaxKind.LetStatement when options.Types && new LetStatementSyntax(node) is { Pattern: { Destructure: null } pattern } let:
                TypeOf(pattern, let.Value);
                if (let.Value is { } value) Walk(value.Node, node.Kind);
                return;
            case SyntaxKind.LambdaExpression when options.Types:
                Result(new LambdaExpressionSyntax(node));
                break;
            case SyntaxKind.CallExpression:
                Call(new CallExpressionSyntax(node));
                break;
            case SyntaxKind.MethodCallExpression:
                MethodCall(new MethodCallExpressionSyntax(node));
                break;
            case SyntaxKind.BinaryExpression when options.Borrows:
                Borrowed(new BinaryExpressionSyntax(node).Left);
                Borrowed(new BinaryExpressionSyntax(node).Right);
                break;
            case SyntaxKind.MemberExpression when options.Borrows && parent is not (SyntaxKind.MemberExpression or SyntaxKind.MethodCallExpression
                    or SyntaxKind.BinaryExpression or SyntaxKind.AugmentExpression or SyntaxKind.SetExpression):
                Borrowed(new ExpressionSyntax(node));
                break;
        }
        foreach (var child in node.Children) Walk(child, node.Kind);
    }

    private TextRange Within(SyntaxNode node) => node.Range.Moved(-bodyStart);

    private TextRange Within(SyntaxToken token) => token.Range.Moved(-bodyStart);

    private void Add(InlayHint hint)
    {
        if (range.Touches(hint.Offset)) hints.Add(hint);
    }

    // Types.

    private void TypeOf(PatternSyntax pattern, ExpressionSyntax? value)
    {
        if (pattern is not { Name: { } name, Type: null, IsIgnored: false, IsSet: false, IsConstructingMember: false }) return;
        Coord? type = null;
        List<Coord>? several = null;
        foreach (var reference in names.At(Within(name)))
        {
            if (reference is not { Kind: ReferenceKind.Local, Use: ReferenceUse.Declare }) continue;
            // A lambda's local has a type for each list of types it is called with.
            if (type is { } before && before != reference.Type) (several ??= [before]).Add(reference.Type);
            type ??= reference.Type;
        }
        if (several is not null)
        {
            Several(name.Range.End, several);
            return;
        }
        if (type is not { IsError: false, IsNever: false, IsVoid: false } known || IsUnspeakable(known.Kind)) return;
        var text = TypeQueries.Display(db, known);
        // What is made by its type's name says it already.
        if (value?.Node.As<CallExpressionSyntax>() is { Callee: { } callee } && callee.Node.Text is var made && (made == text || text.StartsWith(made + "<", StringComparison.Ordinal) && made.Contains('<'))) return;
        Add(new InlayHint(name.Range.End, InlayHintKind.Type, [Part(Short(text), TypePlace(known.Kind))], PadLeft: true, Insertable: text.Length <= LongestText,
            Tooltip: Tooltip(known.Kind)));
    }

    private void Result(LambdaExpressionSyntax lambda)
    {
        if (lambda.Parameters is not { } list) return;
        List<Coord>? types = null;
        foreach (var parameter in list.Parameters)
        {
            if (parameter.Pattern?.Name is not { } name) continue;
            // What it becomes for each list of types it is called with declares the parameter once more.
            foreach (var reference in names.At(Within(name)))
                if (reference is { Kind: ReferenceKind.Local, Use: ReferenceUse.Declare })
                    foreach (var made in body.Lambdas)
                        if (made.Function == reference.Function) (types ??= []).Add(made.ReturnType);
            break;
        }
        if (types is not null) Several(list.Node.End, types);
    }

    // What something is each time a lambda is checked, once each: `int | str`.
    private void Several(int offset, List<Coord> types)
    {
        var seen = new SortedDictionary<string, KindId>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (type.IsError || type.IsNever || type.IsVoid || IsUnspeakable(type.Kind)) return;
            seen.TryAdd(TypeQueries.Display(db, type), type.Kind);
        }
        var parts = new List<InlayHintPart>();
        var length = 0;
        foreach (var (text, kind) in seen)
        {
            if (parts.Count > 0) parts.Add(new InlayHintPart(" | "));
            parts.Add(Part(seen.Count == 1 ? Short(text) : text, TypePlace(kind)));
            length += text.Length;
        }
        if (seen.Count > 1 && length + 3 * (seen.Count - 1) > LongestText) return;
        Add(new InlayHint(offset, InlayHintKind.Type, parts, PadLeft: true, Tooltip: seen.Count == 1 ? Tooltip(types[0].Kind) : null));
    }

    // Closures and sets of functions have no name.
    private bool IsUnspeakable(KindId kind) =>
        !WellKnownKinds.IsWellKnown(kind) && db.Lookup(TypeQueries.Kinds, kind) is ClosureKind or OverloadSetKind or BoxKind;

    // Calls.

    private void Call(CallExpressionSyntax call)
    {
        if (call.Callee?.Node.As<NameExpressionSyntax>() is not { Name: var name } callee || names.At(Within(name), ReferenceKind.Function) is not { } reference) return;
        if (callee.TypeArguments is null) Generics(name, reference, isMethod: false);
        Parameters(reference, call.Arguments, isMethod: false);
    }

    private void MethodCall(MethodCallExpressionSyntax call)
    {
        if (options.Borrows) Borrowed(call.Subject);
        if (call.Name is not { } name || names.At(Within(name), ReferenceKind.Function) is not { } reference) return;
        if (call.TypeArguments is null) Generics(name, reference, isMethod: true);
        Parameters(reference, call.Arguments, isMethod: true);
    }

    private void Generics(SyntaxToken name, BodyReference reference, bool isMethod)
    {
        if (!options.Generics || reference.Callee is not { } callee || db.Lookup(TypeQueries.Prototypes, callee) is not FunctionPrototype prototype) return;
        if (prototype.Arguments.IsEmpty) return;
        var header = db.Get(SignatureQueries.Header, reference.Function);
        if (header.Generics.IsEmpty || header.Generics.Length != prototype.Arguments.Length || isMethod && IsToldByReceiver(header)) return;
        var parts = new List<InlayHintPart> { new("<") };
        var length = 1;
        for (var i = 0; i < prototype.Arguments.Length; i++)
        {
            var kind = KindOf(prototype.Arguments[i]);
            if (kind is { } unspeakable && IsUnspeakable(unspeakable)) return;
            if (i > 0) parts.Add(new InlayHintPart(", "));
            var text = TypeQueries.Display(db, prototype.Arguments[i]);
            length += text.Length + 2;
            parts.Add(Part(text, kind is { } known ? TypePlace(known) : null));
        }
        parts.Add(new InlayHintPart(">"));
        var isShort = length <= LongestText;
        if (!isShort) parts = [new InlayHintPart("<…>")];
        Add(new InlayHint(name.Range.End, InlayHintKind.Generic, parts, Insertable: isShort, Tooltip: whole ? Solved(header, prototype) : null));
    }

    private KindId? KindOf(TemplataId templata) => db.Lookup(TypeQueries.Templatas, templata) switch
    {
        CoordTemplata c => c.Coord.Kind,
        KindTemplata k => k.Kind,
        _ => null,
    };

    // What list.add(x) is generic in is what the list is.
    private bool IsToldByReceiver(FunctionHeader header)
    {
        if (header.Parameters.IsEmpty) return false;
        var told = TypeQueries.ArgumentsOf(db, header.Parameters[0].Type.Kind);
        foreach (var argument in header.Terms.Arguments)
            if (!Contains(told, argument) && !(KindOf(argument) is { } kind && kind == header.Parameters[0].Type.Kind)) return false;
        return true;
    }

    private static bool Contains(ValueArray<TemplataId> templatas, TemplataId wanted)
    {
        foreach (var templata in templatas)
            if (templata == wanted) return true;
        return false;
    }

    private string Solved(FunctionHeader header, FunctionPrototype prototype)
    {
        var text = new StringBuilder("```vale\n");
        for (var i = 0; i < prototype.Arguments.Length; i++)
            text.Append(header.Generics[i].Name).Append(" = ").Append(TypeQueries.Display(db, prototype.Arguments[i])).Append('\n');
        return text.Append("```").ToString();
    }

    private void Parameters(BodyReference reference, SyntaxList<ExpressionSyntax> arguments, bool isMethod)
    {
        if (!options.Parameters) return;
        var parameters = db.Get(SignatureQueries.Header, reference.Function).Parameters;
        var at = isMethod ? 1 : 0;
        // What takes one thing says by its name what for.
        if (parameters.Length - at < 2) return;
        foreach (var argument in arguments)
        {
            if (at >= parameters.Length) return;
            var number = at++;
            if (parameters[number].Name is not { Length: > 1 } name || name is "self" or "this" || name[0] == '_' || SaysAlready(argument, name)) continue;
            Add(new InlayHint(argument.Node.Offset, InlayHintKind.Parameter, [Part(name, ParameterPlace(reference.Function, number)), new InlayHintPart(":")], PadRight: true,
                Tooltip: whole ? $"```vale\n{name} {TypeQueries.Display(db, parameters[number].Type)}\n```" : null));
        }
    }

    // An argument whose last name is the parameter's, or ends with it.
    private static bool SaysAlready(ExpressionSyntax argument, string name)
    {
        var node = argument.Node;
        while (true)
        {
            if (node.As<AugmentExpressionSyntax>() is { Inner: { } augmented }) node = augmented.Node;
            else if (node.As<ParenthesizedExpressionSyntax>() is { Inner: { } inner }) node = inner.Node;
            else break;
        }
        var last = node.As<NameExpressionSyntax>()?.Name.Text ?? node.As<MemberExpressionSyntax>()?.Name?.Text ?? node.As<MethodCallExpressionSyntax>()?.Name?.Text
            ?? node.As<CallExpressionSyntax>()?.Callee?.Node.As<NameExpressionSyntax>()?.Name.Text;
        return last is not null && Plain(last).EndsWith(Plain(name), StringComparison.OrdinalIgnoreCase);
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    // Borrows.

    private void Borrowed(ExpressionSyntax? expression)
    {
        if (expression is not { } present) return;
        SyntaxToken? token = present.Node.As<NameExpressionSyntax>()?.Name ?? present.Node.As<MemberExpressionSyntax>()?.Name;
        if (token is not { } name) return;
        foreach (var reference in names.At(Within(name)))
            if (reference is { Kind: ReferenceKind.Local or ReferenceKind.Member, Use: ReferenceUse.Borrow })
            {
                Add(new InlayHint(present.Node.Offset, InlayHintKind.Borrow, [new InlayHintPart("&")], Insertable: true,
                    Tooltip: whole ? $"`{present.Node.Text}` is borrowed: what it owns stays where it is." : null));
                return;
            }
    }

    // Texts and places.

    private static string Short(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";

    private static InlayHintPart Part(string text, FileRange? place) => new(text, place);

    private FileRange? TypePlace(KindId kind) =>
        whole && TypeQueries.TemplateOf(db, kind) is { } template && GotoDefinition.Of(db, Symbols.Canonical(db, new DenizenSymbol(template))) is { } target
            ? new FileRange(target.File, target.Focus)
            : null;

    private string? Tooltip(KindId kind) => whole && TypeQueries.TemplateOf(db, kind) is { } template ? Hover.Markdown(db, Symbols.Canonical(db, new DenizenSymbol(template))) : null;

    private FileRange? ParameterPlace(FunctionId function, int number)
    {
        if (!whole) return null;
        var data = db.Lookup(TypeQueries.Functions, function);
        Symbol symbol = data.Origin == FunctionOrigin.StructConstructor && db.Lookup(ItemQueries.Denizens, data.Denizen).Kind == DenizenKind.Struct
            ? new MemberSymbol(data.Denizen, number)
            : data.Origin == FunctionOrigin.Declared ? new LocalSymbol(function, number) : new DenizenSymbol(data.Denizen);
        return GotoDefinition.Of(db, symbol) is { } target ? new FileRange(target.File, target.Focus) : null;
    }
}
