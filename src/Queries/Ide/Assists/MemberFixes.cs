// Members and arguments: lets a member vary, sets what a constructor leaves out, gives the arguments that are missing.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class MemberFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case FinalMember { Container.Ownership: not Ownership.Share } p: Vary(context, problem, p); break;
            case VaryingMemberOfImmutable: Final(context, problem); break;
            case MissingMembers p: SetMembers(context, problem, p); break;
            case NoMatchingFunction p: Fill(context, problem, p); break;
            case UnknownMember p: CallIt(context, problem, p); break;
            case UnknownFunction { IsMember: true } p: ReadIt(context, problem, p); break;
            case WrongPartCount p: Parts(context, problem, p); break;
            case NotAValue p: MakeIt(context, problem, p); break;
        }
    }

    private static void Vary(AssistContext context, FoundProblem problem, FinalMember p)
    {
        if (p.Declared.Base != AnchorBase.Member || InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, p.Declared.Denizen))) return;
        var range = ItemQueries.Resolve(context.Db, p.Declared);
        context.Fix(problem, "vary-member", $"Let `{p.Member}` vary", edits => edits.Insert(p.Declared.File, range.End, "!"), true);
    }

    private static void Final(AssistContext context, FoundProblem problem)
    {
        if (context.Innermost(problem.Range, SyntaxKind.StructMember) is { } member && member.Token(SyntaxKind.Bang) is { } mark)
            context.Fix(problem, "final-member", "Remove the `!`", edits => edits.Delete(context.File, mark.Range), true);
    }

    private static void SetMembers(AssistContext context, FoundProblem problem, MissingMembers p)
    {
        if (context.Innermost(problem.Range, SyntaxKind.Function) is not { } function || new FunctionSyntax(function).Body is not { } body) return;
        var header = context.Db.Get(SignatureQueries.Header, SignatureQueries.Declared(context.Db, p.Where.Denizen));
        if (TypeQueries.TemplateOf(context.Db, header.ReturnType.Kind) is not { } id) return;
        context.Fix(problem, "set-members", $"Set {string.Join(", ", p.Members.Select(static name => $"`{name}`"))}", edits =>
        {
            var scopes = LocalScopes.Of(function);
            var lines = new List<string>();
            foreach (var member in context.Db.Get(SignatureQueries.StructDefinition, id).Members)
                if (p.Members.Contains(member.Name))
                    lines.Add($"self.{member.Name} = {(scopes.IsVisible(member.Name, body.Node.End - 1) ? member.Name : DefaultValue.Of(context.Db, member.Type, member.Name))};");
            var last = body.Statements.ToArray() is { Length: > 0 } statements ? statements[^1].Node : (SyntaxNode?)null;
            if (last is { } before && Layout.IsFirstOfLine(context.Text, before.Offset))
                edits.Insert(context.File, before.End, string.Concat(lines.Select(line => "\n" + context.IndentOf(before.Offset) + line)));
            else edits.Insert(context.File, last?.End ?? body.Node.Offset + 1, " " + string.Join(" ", lines));
        }, true);
    }

    /// <summary>Fills in what a constructor, or another function all of whose first arguments fit, still wants.</summary>
    private static void Fill(AssistContext context, FoundProblem problem, NoMatchingFunction p)
    {
        if (CallSite.At(context, problem.Range) is not { Parentheses: { } parentheses } call) return;
        foreach (var candidate in p.Candidates)
        {
            if (candidate.Function is not { } function || candidate.Why is not WrongCount || context.Db.Get(SignatureQueries.Header, function) is not { IsUsable: true } header) continue;
            if (header.Parameters.Length <= p.Arguments.Length || !Fits(context, header, p)) continue;
            var isConstructor = context.Db.Lookup(TypeQueries.Functions, function).Origin == FunctionOrigin.StructConstructor;
            var scopes = context.Innermost(problem.Range, SyntaxKind.Function) is { } around ? LocalScopes.Of(around) : null;
            context.Fix(problem, "fill-arguments", isConstructor ? $"Fill in the members of `{p.Name}`" : $"Fill in the arguments of `{SignatureText.Of(context.Db, header)}`", edits =>
            {
                var texts = new List<string>();
                for (var i = p.Arguments.Length; i < header.Parameters.Length; i++)
                {
                    var (name, type) = header.Parameters[i];
                    var isLocal = name is not null && (scopes?.IsVisible(name, problem.Range.Start) ?? false);
                    texts.Add(isLocal ? type.Ownership == Ownership.Borrow ? "&" + name : name! : DefaultValue.Of(context.Db, type, name ?? "it"));
                }
                var separator = call.Arguments.Count - (call.IsMethod ? 1 : 0) > 0 ? ", " : "";
                edits.Insert(context.File, parentheses.End - 1, separator + string.Join(", ", texts));
            }, isConstructor && p.Candidates.Count(static other => other.Why is WrongCount) == 1);
        }
    }

    private static bool Fits(AssistContext context, FunctionHeader header, NoMatchingFunction p)
    {
        for (var i = 0; i < p.Arguments.Length; i++)
            if (header.Parameters[i].Type != p.Arguments[i] && !TypeText.IsGeneric(context.Db, header.Parameters[i].Type)) return false;
        return true;
    }

    private static void CallIt(AssistContext context, FoundProblem problem, UnknownMember p)
    {
        foreach (var (item, _) in NameQueries.Lookup(context.Db, context.File, p.Member))
            if (item is { Kind: DenizenKind.Function, Arity: 1 })
            {
                context.Fix(problem, "call-it", $"Call `{p.Member}()`", edits => edits.Insert(context.File, problem.Range.End, "()"), p.Near.IsEmpty);
                return;
            }
    }

    private static void ReadIt(AssistContext context, FoundProblem problem, UnknownFunction p)
    {
        if (CallSite.At(context, problem.Range) is { Parentheses: { } parentheses, Arguments.Count: 1 })
            context.Fix(problem, "read-member", $"Read the member `{p.Name}`", edits => edits.Delete(context.File, parentheses), true);
    }

    private static void Parts(AssistContext context, FoundProblem problem, WrongPartCount p)
    {
        if (context.Innermost(problem.Range, SyntaxKind.DestructurePattern) is not { } node) return;
        var elements = new DestructurePatternSyntax(node).Elements.ToArray();
        if (p.Actual > p.Expected)
        {
            context.Fix(problem, "parts", p.Expected == 0 ? "Take no parts" : $"Take the first {p.Expected} only", edits =>
                edits.Delete(context.File, new TextRange(p.Expected == 0 ? node.Offset + 1 : elements[p.Expected - 1].Node.End, node.End - 1)));
            return;
        }
        if (TypeContentsOf(context, p.Type) is not { } names || names.Count != p.Expected) return;
        var scopes = context.Innermost(problem.Range, SyntaxKind.Function) is { } function ? LocalScopes.Of(function) : null;
        context.Fix(problem, "parts", "Take the other parts too", edits =>
        {
            var more = new List<string>();
            for (var i = p.Actual; i < p.Expected; i++) more.Add(scopes?.IsVisible(names[i], node.End) ?? false ? "_" : names[i]);
            edits.Insert(context.File, node.End - 1, (elements.Length > 0 ? ", " : "") + string.Join(", ", more));
        }, true);
    }

    private static List<string>? TypeContentsOf(AssistContext context, Coord type)
    {
        if (TypeQueries.TemplateOf(context.Db, type.Kind) is not { } id || context.Db.Lookup(ItemQueries.Denizens, id).Kind != DenizenKind.Struct) return null;
        var names = new List<string>();
        foreach (var member in context.Db.Get(SignatureQueries.StructDefinition, id).Members) names.Add(member.Name);
        return names;
    }

    // A function's or struct's name is no value; what it returns or makes is.
    private static void MakeIt(AssistContext context, FoundProblem problem, NotAValue p)
    {
        foreach (var (item, _) in NameQueries.Lookup(context.Db, context.File, p.Name))
        {
            if (SignatureQueries.FunctionOf(context.Db, item) is not { } function || context.Db.Get(SignatureQueries.Header, function) is not { IsUsable: true } header) continue;
            if (header.Parameters.Any(parameter => TypeText.IsGeneric(context.Db, parameter.Type))) continue;
            var arguments = string.Join(", ", header.Parameters.Select(parameter => DefaultValue.Of(context.Db, parameter.Type, parameter.Name ?? "it")));
            context.Fix(problem, "call-it", p.IsFunction ? $"Call `{p.Name}`" : $"Make a `{p.Name}`", edits => edits.Insert(context.File, problem.Range.End, $"({arguments})"), arguments.Length == 0);
            return;
        }
    }
}
