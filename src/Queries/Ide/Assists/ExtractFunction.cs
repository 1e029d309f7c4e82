// Makes a function of a selected expression, or of whole statements: the locals it needs become parameters - moved in when
// it moves them, borrowed when it only looks at them - and what is used behind it is returned.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ExtractFunction
{
    // What is taken out.
    private sealed record Piece(TextRange Range, string Body, Coord Result, bool IsExpression);

    private sealed record Input(string Name, Coord Type, bool IsMoved, int Declaration);

    private sealed record Output(string Name, Coord Type, bool IsSet);

    public static void Offer(AssistContext context)
    {
        if (context.Selection.Length == 0 || context.Innermost(context.Selection, SyntaxKind.Function) is not { } function) return;
        if (ItemQueries.At(context.Db, context.File, context.Selection.Start) is not { BodyStart: >= 0 } item || context.Selection.Start <= item.BodyStart) return;
        var owner = SignatureQueries.Declared(context.Db, item.Id);
        if (context.Db.Get(SignatureQueries.Header, owner) is not { Body: FunctionBody.Vale, IsCheckable: true } header) return;
        var scopes = LocalScopes.Of(function);
        if ((IsBlockLike(context) ? OfStatements(context) ?? OfExpression(context) : OfExpression(context) ?? OfStatements(context)) is not { } piece || !CanLeave(context, function, piece.Range)) return;
        var types = new LocalTypes(context, item, owner);
        if (Inputs(scopes, types, piece) is not { } inputs || Outputs(context, scopes, types, piece) is not { } outputs) return;
        if (outputs.Count > 0 && !piece.Result.IsVoid || SpeaksOfRune(header, piece.Body)) return;
        var name = FreshName(context);
        context.Offer("extract-function", AssistKind.Extract, $"Extract into the function `{name}`", edits => Write(context, edits, header, item, piece, name, inputs, outputs));
    }

    // An `if` or a loop is an expression, and mostly stands as a statement.
    private static bool IsBlockLike(AssistContext context) =>
        ExpressionTypes.NodeAt(context, context.Selection)?.Kind is SyntaxKind.IfExpression or SyntaxKind.ForeachExpression or SyntaxKind.BlockExpression;

    private static Piece? OfExpression(AssistContext context)
    {
        if (ExtractLocal.Selected(context) is not { } node || ExpressionTypes.Of(context, node.Range) is not { IsNever: false } type || TypeText.Of(context.Db, type) is null) return null;
        return new Piece(node.Range, type.IsVoid ? context.TextOf(node) + ";" : $"return {context.TextOf(node)};", type, true);
    }

    private static Piece? OfStatements(AssistContext context)
    {
        var path = context.Around(context.Selection);
        var innermost = path.FindLastIndex(static node => node.Kind == SyntaxKind.Block);
        if (innermost < 0) return null;
        var first = -1;
        var end = -1;
        SyntaxNode? last = null;
        var statements = new BlockSyntax(path[innermost]).Statements;
        foreach (var statement in statements)
        {
            var range = statement.Node.Range;
            if (range.End <= context.Selection.Start || range.Start >= context.Selection.End) continue;
            if (!context.Selection.Contains(range)) return null;
            if (first < 0) first = range.Start;
            end = range.End;
            last = statement.Node;
        }
        if (last is not { } final) return null;
        var result = Coord.Void;
        if (final.Range == statements[statements.Count - 1].Node.Range && final.Kind == SyntaxKind.ExpressionStatement && new ExpressionStatementSyntax(final) is { HasSemicolon: false, Expression: { } value })
        {
            if (ExpressionTypes.Of(context, value.Node.Range) is not { IsNever: false } type || TypeText.Of(context.Db, type) is null) return null;
            result = type;
        }
        return new Piece(new TextRange(first, end), context.Text[first..end], result, false);
    }

    // Nothing in it leaves it but by its end, and nothing in it belongs to what is around it.
    private static bool CanLeave(AssistContext context, SyntaxNode function, TextRange range)
    {
        return Walk(function, false, false);

        bool Walk(SyntaxNode node, bool inLoop, bool inLambda)
        {
            if (node.IsToken || node.End <= range.Start || node.Offset >= range.End) return true;
            var isIn = range.Contains(node.Range);
            if (isIn)
            {
                if (node.Kind == SyntaxKind.ReturnStatement && !inLambda || node.Kind == SyntaxKind.BreakStatement && !inLoop) return false;
                if (node.Kind == SyntaxKind.MagicParameterExpression && !inLambda) return false;
                if (node.As<PatternSyntax>() is { IsConstructingMember: true } or { IsSet: true }) return false;
                if (node.As<MemberExpressionSyntax>() is { Subject: { } subject } && context.TextOf(subject.Node) == "self" && ExpressionTypes.Of(context, subject.Node.Range) is null) return false;
                if (node.Kind == SyntaxKind.UnletExpression) return false;
            }
            foreach (var child in node.Children)
                if (!Walk(child, isIn && (inLoop || node.Kind is SyntaxKind.WhileStatement or SyntaxKind.ForeachExpression), isIn && (inLambda || node.Kind == SyntaxKind.LambdaExpression))) return false;
            return true;
        }
    }

    private static List<Input>? Inputs(LocalScopes scopes, LocalTypes types, Piece piece)
    {
        var inputs = new List<Input>();
        foreach (var use in scopes.Uses)
        {
            var declaration = scopes.Declarations[use.Declaration];
            if (!piece.Range.Contains(use.Range) || piece.Range.Contains(declaration.Range) || inputs.Exists(input => input.Declaration == use.Declaration)) continue;
            if (types.Of(declaration.Range) is not { } type)
            {
                // A function may be called by a local's name.
                if (use.IsCallee) continue;
                return null;
            }
            if (!types.IsWritable(type)) return null;
            inputs.Add(new Input(declaration.Name, type, type.Ownership == Ownership.Own && types.IsMoved(declaration.Range, piece.Range), use.Declaration));
        }
        return inputs;
    }

    private static List<Output>? Outputs(AssistContext context, LocalScopes scopes, LocalTypes types, Piece piece)
    {
        var outputs = new List<Output>();
        for (var i = 0; i < scopes.Declarations.Count; i++)
        {
            var declaration = scopes.Declarations[i];
            var isWithin = piece.Range.Contains(declaration.Range);
            var isUsedBehind = scopes.Uses.Exists(use => use.Declaration == i && use.Range.Start >= piece.Range.End);
            if (isWithin && isUsedBehind)
            {
                if (types.Of(declaration.Range) is not { } type || !types.IsWritable(type)) return null;
                outputs.Add(new Output(declaration.Name, type, false));
            }
            else if (!isWithin && scopes.Uses.Exists(use => use.Declaration == i && use.IsSet && piece.Range.Contains(use.Range)))
            {
                // A local that is set has to come back; in a lambda or as a part of an expression it cannot.
                if (piece.IsExpression || types.Of(declaration.Range) is not { Ownership: not Ownership.Own } type || !types.IsWritable(type)) return null;
                if (scopes.Uses.Exists(use => use.Declaration == i && use.IsSet && piece.Range.Contains(use.Range) && use.Lambda != declaration.Lambda)) return null;
                outputs.Add(new Output(declaration.Name, type, true));
            }
        }
        if (outputs.Count > 1 && outputs.Exists(static output => output.IsSet)) return null;
        return piece.IsExpression && outputs.Count > 0 ? null : outputs;
    }

    private static string FreshName(AssistContext context)
    {
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? "extracted" : "extracted" + i;
            if (NameQueries.Lookup(context.Db, context.File, name).IsEmpty) return name;
        }
    }

    private static void Write(
        AssistContext context, EditBuilder edits, FunctionHeader header, ItemRange item, Piece piece, string name, List<Input> inputs, List<Output> outputs)
    {
        var db = context.Db;
        var parameters = new List<string>();
        var arguments = new List<string>();
        var generics = new HashSet<string>(StringComparer.Ordinal);
        var inferable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            var isBorrowed = input.Type.Ownership == Ownership.Own && !input.IsMoved;
            parameters.Add($"{input.Name} {TypeQueries.Display(db, isBorrowed ? input.Type.With(Ownership.Borrow) : input.Type)}");
            arguments.Add(isBorrowed ? "&" + input.Name : input.Name);
            Mentioned(context, header, TypeQueries.Display(db, input.Type), inferable);
        }
        var returns = outputs.Count switch
        {
            0 => piece.Result.IsVoid ? "" : " " + TypeQueries.Display(db, piece.Result),
            1 => " " + TypeQueries.Display(db, outputs[0].Type),
            _ => " (" + string.Join(", ", outputs.Select(output => TypeQueries.Display(db, output.Type))) + ")",
        };
        generics.UnionWith(inferable);
        Mentioned(context, header, returns, generics);
        Mentioned(context, header, piece.Body, generics);
        var list = header.Generics.Where(generic => generics.Contains(generic.Name)).Select(static generic => generic.Name).ToList();
        var bounds = new List<string>();
        for (var i = 0; i < header.Terms.OwnBounds; i++)
            if (list.Count > 0 && TypeText.Of(db, header.Terms.Bounds[i]) is { } bound) bounds.Add(bound);

        var step = Layout.Step(context.Text);
        var indent = context.IndentOf(piece.Range.Start);
        var text = new StringBuilder("\n\nfunc ").Append(name);
        if (list.Count > 0) text.Append('<').AppendJoin(", ", list.Select(generic => Declared(context, item, generic))).Append('>');
        text.Append('(').AppendJoin(", ", parameters).Append(')').Append(returns);
        if (bounds.Count > 0) text.Append("\nwhere ").AppendJoin(", ", bounds);
        text.Append(" {\n").Append(step).Append(piece.Body.Replace("\n" + indent, "\n" + step, StringComparison.Ordinal));
        if (outputs.Count == 1) text.Append('\n').Append(step).Append("return ").Append(outputs[0].Name).Append(';');
        else if (outputs.Count > 1) text.Append('\n').Append(step).Append("return (").AppendJoin(", ", outputs.Select(static output => output.Name)).Append(");");
        text.Append("\n}");
        var outermost = item.Full;
        foreach (var other in db.Get(ItemQueries.ItemRanges, context.File).Items)
            if (other.Full.Contains(outermost)) outermost = other.Full;
        edits.Insert(context.File, outermost.End, text.ToString());

        var written = list.Exists(generic => !inferable.Contains(generic)) ? "<" + string.Join(", ", list) + ">" : "";
        var call = $"{name}{written}({string.Join(", ", arguments)})";
        edits.Replace(context.File, piece.Range, piece.IsExpression || !piece.Result.IsVoid ? call : outputs.Count switch
        {
            0 => call + ";",
            1 => $"{(outputs[0].IsSet ? "set " : "")}{outputs[0].Name} = {call};",
            _ => $"[{string.Join(", ", outputs.Select(static output => output.Name))}] = {call};",
        });
        foreach (var input in inputs) ImportEdits.AddFor(db, edits, context.File, input.Type);
        foreach (var output in outputs) ImportEdits.AddFor(db, edits, context.File, output.Type);
        ImportEdits.AddFor(db, edits, context.File, piece.Result);
    }

    // A generic parameter as the function declares it, with what it can be given.
    private static string Declared(AssistContext context, ItemRange item, string name)
    {
        if (SyntaxPaths.Header(context.Db, item.Id)?.First<GenericParameterListSyntax>() is { } list)
            foreach (var parameter in list.Parameters)
                if (parameter.Name?.Text == name) return parameter.Default is null ? context.TextOf(parameter.Node) : name;
        return name;
    }

    // What only the rules of this function name stays within it.
    private static bool SpeaksOfRune(FunctionHeader header, string text)
    {
        foreach (var rune in header.Terms.Runes)
            if (!header.Generics.Any(generic => generic.Name == rune.Name) && Words.IsName(rune.Name) && Words.Contains(text, rune.Name)) return true;
        return false;
    }

    // The generic parameters whose names stand in a text.
    private static void Mentioned(AssistContext context, FunctionHeader header, string text, HashSet<string> into)
    {
        foreach (var generic in header.Generics)
            if (Words.Contains(text, generic.Name)) into.Add(generic.Name);
    }
}
