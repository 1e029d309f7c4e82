// Borrows what is only lent, and passes on what is taken over.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class OwnershipFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case NoMatchingFunction p: Call(context, problem, p); break;
            case TypeMismatch p when p.Expected.Kind == p.Actual.Kind: Value(context, problem, problem.Range, p.Expected, p.Actual, isSure: true); break;
            case UseAfterMove p: Lend(context, problem, p.Moved, p.Name); break;
            case MovedInLoop { OnOneExit: false } p: Lend(context, problem, p.Where, p.Name); break;
            case MoveOutOfMember p: Member(context, problem, p); break;
        }
    }

    private static void Call(AssistContext context, FoundProblem problem, NoMatchingFunction p)
    {
        if (CallSite.At(context, problem.Range) is not { } call || call.Arguments.Count != p.Arguments.Length) return;
        var fitting = new List<WrongArgument>();
        foreach (var candidate in p.Candidates)
            if (candidate.Why is WrongArgument wrong && wrong.Index < call.Arguments.Count && IsHeldOtherwise(context, wrong.Wanted, p.Arguments[wrong.Index]) && !fitting.Contains(wrong)) fitting.Add(wrong);
        foreach (var wrong in fitting)
        {
            var argument = call.Arguments[wrong.Index];
            if (call.IsMethod && wrong.Index == 0)
            {
                // A name before the dot is borrowed unasked; in parentheses it is moved.
                if (wrong.Wanted.Ownership == Ownership.Own && argument.Kind == SyntaxKind.NameExpression)
                    context.Fix(problem, "move-receiver", $"Move `{context.TextOf(argument.Node)}` in", edits => edits.Replace(context.File, argument.Node.Range, $"({context.TextOf(argument.Node)})"), fitting.Count == 1);
                continue;
            }
            Value(context, problem, argument.Node.Range, wrong.Wanted, p.Arguments[wrong.Index], fitting.Count == 1);
        }
    }

    private static bool IsHeldOtherwise(AssistContext context, Coord wanted, Coord given) =>
        wanted.Ownership != given.Ownership && (wanted.Kind == given.Kind ||
            TypeQueries.TemplateOf(context.Db, wanted.Kind) is { } template && TypeQueries.TemplateOf(context.Db, given.Kind) == template ||
            !WellKnownKinds.IsWellKnown(wanted.Kind) && context.Db.Lookup(TypeQueries.Kinds, wanted.Kind) is PlaceholderKind);

    private static void Value(AssistContext context, FoundProblem problem, TextRange range, Coord wanted, Coord given, bool isSure)
    {
        var text = context.Text[range.Start..range.End];
        if (wanted.Ownership == Ownership.Borrow && given.Ownership == Ownership.Own)
            context.Fix(problem, "borrow", $"Borrow it: `&{Short(text)}`", edits => edits.Insert(context.File, range.Start, "&"), isSure);
        else if (wanted.Ownership == Ownership.Own && given.Ownership == Ownership.Borrow && Ampersand(context, range) is { } mark)
            context.Fix(problem, "move", $"Pass the owner on: `{Short(text[1..].TrimStart())}`", edits => edits.Delete(context.File, mark), isSure);
        else if (wanted.Ownership == Ownership.Weak && given.Ownership == Ownership.Borrow && Ampersand(context, range) is { } borrow)
            context.Fix(problem, "weaken", $"Refer to it weakly: `&{Short(text)}`", edits => edits.Insert(context.File, borrow.Start, "&"), isSure);
    }

    // The `&` that a range begins with, when that is all it does.
    private static TextRange? Ampersand(AssistContext context, TextRange range)
    {
        var path = context.Around(range);
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].Range == range && path[i].As<AugmentExpressionSyntax>() is { Mark: { Kind: SyntaxKind.Ampersand } mark, Inner: { } inner }) return new TextRange(mark.Offset, inner.Node.Offset);
        return null;
    }

    private static void Lend(AssistContext context, FoundProblem problem, Anchor where, string name)
    {
        var range = ItemQueries.Resolve(context.Db, where);
        if (range.Length != name.Length || context.Text.AsSpan(range.Start, range.Length) is var text && !text.SequenceEqual(name)) return;
        if (TakesBorrow(context, range)) context.Fix(problem, "borrow", $"Borrow it where it is moved: `&{name}`", edits => edits.Insert(context.File, range.Start, "&"), true);
    }

    // Whether the call takes the argument as well when it is only borrowed.
    private static bool TakesBorrow(AssistContext context, TextRange range)
    {
        var path = context.Around(range);
        if (path.Count < 3 || path[^1].Kind != SyntaxKind.NameExpression || path[^2].Kind != SyntaxKind.ArgumentList || CallSite.Of(path[^3]) is not { } call) return false;
        if (ItemQueries.At(context.Db, context.File, range.Start) is not { } item || context.Db.Lookup(ItemQueries.Denizens, item.Id).Kind != DenizenKind.Function) return false;
        var types = new List<Coord>();
        foreach (var argument in call.Arguments)
        {
            if (ExpressionTypes.Of(context, argument.Node.Range) is not { } type) return false;
            types.Add(argument.Node.Range == range ? type.With(Ownership.Borrow) : type);
        }
        var terms = context.Db.Get(SignatureQueries.Header, SignatureQueries.Declared(context.Db, item.Id)).Terms;
        return new CallResolver(context.Db, new HeaderCaller(context.File, HeaderCaller.BoundsOf(context.Db, item.Id, terms))).Find(call.Name, types.ToArray()).Call is not null;
    }

    private static void Member(AssistContext context, FoundProblem problem, MoveOutOfMember p)
    {
        var path = context.Around(problem.Range);
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].Kind == SyntaxKind.LetStatement && new LetStatementSyntax(path[i]) is { Pattern.Type: { } type, Value: { } value } && value.Node.Range == problem.Range)
            {
                context.Fix(problem, "borrow", $"Borrow `{p.Member}`", edits => edits.Insert(context.File, type.Node.Offset, "&"), true);
                return;
            }
    }

    private static string Short(string text) => text.Length > 30 || text.Contains('\n', StringComparison.Ordinal) ? "…" : text;
}
