// What a problem of syntax says to write or to take away, where that is sure.

using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class SyntaxFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        if (problem.Syntax is not { } p) return;
        switch (p.Code)
        {
            case SyntaxProblemCode.ExpectedSemicolon: Insert("Write the missing `;`", p.Start, ";"); break;
            case SyntaxProblemCode.UnneededSemicolon: Remove("Remove the `;`"); break;
            case SyntaxProblemCode.ForgotSet: Insert("Write `set`", p.Start, "set "); break;
            case SyntaxProblemCode.ForgotWhere: Insert("Write `where`", p.Start, "where "); break;
            case SyntaxProblemCode.NeedWhitespaceAroundEquals or SyntaxProblemCode.NeedWhitespaceAroundOperator: Spread(context, problem, p); break;
            case SyntaxProblemCode.UnexpectedClose or SyntaxProblemCode.UnexpectedCharacter: Remove($"Remove `{p.Found}`"); break;
            case SyntaxProblemCode.UnexpectedToken: Remove($"Remove `{p.Found}`", isSure: false); break;
            case SyntaxProblemCode.UnexpectedAttribute: Remove($"Remove `{context.Text[p.Start..p.End]}`"); break;
            case SyntaxProblemCode.ExpectedItem when p.Found == "fn" && context.Text.AsSpan(p.Start).StartsWith("fn"):
                Replace("Write `func`", new TextRange(p.Start, p.Start + 2), "func");
                break;
            case SyntaxProblemCode.ExpectedExpression when p.Expected == "return": Insert("Return nothing: `()`", p.Start, context.Text[..p.Start].EndsWith(' ') ? "()" : " ()"); break;
            case SyntaxProblemCode.ExpectedParameters: Insert("Write `()`", p.Start, "()"); break;
            case SyntaxProblemCode.ExpectedMembers: Insert("Write `{ }`", p.Start, " { }"); break;
            case SyntaxProblemCode.ExpectedBody when p.Expected == "func": Insert("Write an empty body", p.Start, " { }", isSure: false); break;
            case SyntaxProblemCode.ExpectedCommaOrClose: Insert("Write `,`", p.Start, ",", isSure: false); break;
            case SyntaxProblemCode.ConflictingMutability when context.Text[p.Start] == '#': Replace("Remove the `#`", new TextRange(p.Start, p.Start + 1), ""); break;
            case SyntaxProblemCode.VariadicMemberHasName: Replace("Call it `_`", p.Range, "_"); break;
            case SyntaxProblemCode.TemplateArgumentsOnMember when p.End > p.Start && context.Text[p.Start] == '<':
                Remove("Remove the template arguments", isSure: false);
                break;
            case SyntaxProblemCode.BadIntegerBits: Bits(context, problem, p); break;
            case SyntaxProblemCode.ImportAfterItem: Move(context, problem, p); break;
            case SyntaxProblemCode.UnterminatedString when p.Found is { } quote: Quote(context, problem, p, quote); break;
            case SyntaxProblemCode.UnterminatedInterpolation: Insert("Write the brace as a character: `\\{`", p.Start, "\\", isSure: false); break;
            case SyntaxProblemCode.ExpectedImportee: Insert("Import all of it", p.Start, ".*", isSure: false); break;
            case SyntaxProblemCode.ExpectedAs when context.Innermost(new TextRange(p.Start, p.Start), SyntaxKind.ExportAs) is { } export && new ExportAsSyntax(export).Type is { } type:
                Insert($"Write ` as {context.TextOf(type.Node)}`", type.Node.End, $" as {context.TextOf(type.Node)}");
                break;
            case SyntaxProblemCode.UnterminatedComment: Insert("Close the comment", context.Text.Length, "»"); break;
        }

        void Insert(string title, int at, string text, bool isSure = true) =>
            context.Fix(problem, "syntax-insert", title, edits => edits.Insert(context.File, at, text), isSure);

        void Replace(string title, TextRange range, string text) =>
            context.Fix(problem, "syntax-replace", title, edits => edits.Replace(context.File, range, text), true);

        void Remove(string title, bool isSure = true)
        {
            if (p.End > p.Start) context.Fix(problem, "syntax-remove", title, edits => edits.Delete(context.File, p.Range), isSure);
        }
    }

    // The blanks that are there are kept.
    private static void Spread(AssistContext context, FoundProblem problem, SyntaxProblem p)
    {
        if (p.End <= p.Start) return;
        context.Fix(problem, "syntax-blanks", "Write blanks around it", edits =>
        {
            if (p.Start > 0 && !char.IsWhiteSpace(context.Text[p.Start - 1])) edits.Insert(context.File, p.Start, " ");
            if (p.End < context.Text.Length && !char.IsWhiteSpace(context.Text[p.End])) edits.Insert(context.File, p.End, " ");
        }, true);
    }

    private static void Bits(AssistContext context, FoundProblem problem, SyntaxProblem p)
    {
        var text = context.Text[p.Start..p.End];
        var at = text.IndexOf('i', StringComparison.Ordinal);
        if (at <= 0) return;
        foreach (var bits in (ReadOnlySpan<string>)["i32", "i64"])
            context.Fix(problem, "syntax-bits", $"Write `{text[..at]}{bits}`", edits => edits.Replace(context.File, new TextRange(p.Start + at, p.End), bits));
    }

    private static void Move(AssistContext context, FoundProblem problem, SyntaxProblem p)
    {
        if (context.Innermost(p.Range, SyntaxKind.Import) is not { } import) return;
        var last = -1;
        foreach (var child in context.Root.Children)
        {
            if (child.Kind == SyntaxKind.Import) last = child.End;
            else if (SyntaxFacts.IsItem(child.Kind)) break;
        }
        context.Fix(problem, "move-import", "Move this import to the top", edits =>
        {
            var text = context.TextOf(import);
            if (last >= 0) edits.Insert(context.File, last, "\n" + text);
            else edits.Insert(context.File, FirstItem(context.Root), text + "\n\n");
            edits.Delete(context.File, Layout.WholeLines(context.Text, import.Range));
        }, true);
    }

    private static int FirstItem(SyntaxNode root)
    {
        foreach (var child in root.Children)
            if (SyntaxFacts.IsItem(child.Kind)) return child.Offset;
        return 0;
    }

    // A plain string ends with its line, before what ends the statement.
    private static void Quote(AssistContext context, FoundProblem problem, SyntaxProblem p, string quote)
    {
        if (quote.Length != 1) return;
        var end = context.Text.IndexOf('\n', p.Start);
        if (end < 0) end = context.Text.Length;
        while (end > p.Start + 1 && context.Text[end - 1] is ' ' or '\r' or ';' or ')' or '}') end--;
        context.Fix(problem, "close-string", $"Close the string with `{quote}`", edits => edits.Insert(context.File, end, quote));
    }
}
