// Ends what has no drop: takes it apart where its scope ends, or writes a drop for its struct.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class DropFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        if (problem.Fact is not NotDroppable p || TypeQueries.TemplateOf(context.Db, p.Type.Kind) is not { } id) return;
        var data = context.Db.Lookup(ItemQueries.Denizens, id);
        if (data.Kind != DenizenKind.Struct || context.Db.Get(SignatureQueries.StructDefinition, id) is not { IsUsable: true, Members: var members }) return;
        if (p.Local is { } local) AtTheEnd(context, problem, local, members);
        else Statement(context, problem, members);
        if (!InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, id))) WriteDrop(context, problem, id, data.Name, members);
    }

    /// <summary>A pattern that takes all members of a struct, with names that are not taken.</summary>
    public static string Pattern(ValueArray<StructMember> members, Func<string, bool> isTaken)
    {
        var names = new List<string>();
        foreach (var member in members)
        {
            var name = member.Name;
            for (var i = 2; isTaken(name) || names.Contains(name); i++) name = member.Name + i;
            names.Add(name);
        }
        return "[" + string.Join(", ", names) + "]";
    }

    private static void AtTheEnd(AssistContext context, FoundProblem problem, string local, ValueArray<StructMember> members)
    {
        if (context.Innermost(problem.Range, SyntaxKind.Function) is not { } function || new FunctionSyntax(function).Body is not { } body) return;
        var scopes = LocalScopes.Of(function);
        if (scopes.At(problem.Range.Start) is not { } declaration) return;
        var block = context.Innermost(problem.Range, SyntaxKind.Block) is { } inner && function.Range.Contains(inner.Range) ? new BlockSyntax(inner) : body;
        var statements = block.Statements.ToArray();
        var last = statements.Length > 0 ? statements[^1].Node : (SyntaxNode?)null;
        // What the block yields comes last; when it uses the local, it cannot be taken apart before.
        var leaves = last is { } node && (node.Kind == SyntaxKind.ReturnStatement || node.Kind == SyntaxKind.ExpressionStatement && !new StatementSyntax(node).HasSemicolon);
        if (leaves && scopes.Uses.Exists(use => use.Declaration == declaration && last!.Value.Range.Contains(use.Range))) return;
        var pattern = Pattern(members, name => scopes.IsVisible(name, leaves ? last!.Value.Offset : block.Node.End - 1));
        context.Fix(problem, "take-apart", $"Take it apart: `{pattern} = {local};`", edits =>
        {
            var text = $"{pattern} = {local};";
            if (leaves) edits.Insert(context.File, last!.Value.Offset, Layout.IsFirstOfLine(context.Text, last.Value.Offset) ? text + "\n" + context.IndentOf(last.Value.Offset) : text + " ");
            else if (last is { } before) edits.Insert(context.File, before.End, Layout.IsFirstOfLine(context.Text, before.Offset) ? "\n" + context.IndentOf(before.Offset) + text : " " + text);
            else edits.Insert(context.File, block.Node.Offset + 1, " " + text);
        }, true);
    }

    private static void Statement(AssistContext context, FoundProblem problem, ValueArray<StructMember> members)
    {
        var path = context.Around(problem.Range);
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].Kind == SyntaxKind.ExpressionStatement && new ExpressionStatementSyntax(path[i]) is { Expression: { } expression } && expression.Node.Range == problem.Range)
            {
                var scopes = context.Innermost(problem.Range, SyntaxKind.Function) is { } function ? LocalScopes.Of(function) : null;
                var pattern = Pattern(members, name => scopes?.IsVisible(name, problem.Range.End) ?? false);
                context.Fix(problem, "take-apart", $"Take it apart: `{pattern} = …;`", edits => edits.Insert(context.File, problem.Range.Start, pattern + " = "), true);
                return;
            }
    }

    private static void WriteDrop(AssistContext context, FoundProblem problem, DenizenId id, string name, ValueArray<StructMember> members)
    {
        var file = context.Db.Lookup(ItemQueries.Denizens, id).File;
        if (ItemQueries.Find(context.Db.Get(ItemQueries.ItemRanges, file), id) is not { } item) return;
        var generics = context.Db.Get(TypeQueries.Generics, id);
        var list = generics.IsEmpty ? "" : "<" + string.Join(", ", generics.Select(static generic => generic.Name)) + ">";
        var bounds = new List<string>();
        foreach (var member in members)
            if (TypeText.IsGeneric(context.Db, member.Type) && member.Type.Ownership == Ownership.Own && TypeText.Of(context.Db, member.Type) is { } text && !bounds.Contains($"func drop({text})void")) bounds.Add($"func drop({text})void");
        var where = bounds.Count == 0 ? "" : "\nwhere " + string.Join(", ", bounds);
        context.Fix(problem, "write-drop", $"Write a `drop` for `{name}`", edits => edits.Insert(file, item.Full.End,
            $"\n\nfunc drop{list}(self {name}{list}){where} {{\n{Layout.Step(context.Text)}{Pattern(members, static _ => false)} = self;\n}}"));
    }
}
