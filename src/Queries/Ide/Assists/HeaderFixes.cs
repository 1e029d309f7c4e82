// Adds or takes away a word in a head: exported, weakable, virtual, imm, the body of an extern function.

using Vale.Compiler.Bodies;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class HeaderFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        var db = context.Db;
        switch (problem.Fact)
        {
            case UnexportedType { Kind: var kind }: Mark(context, problem, TypeQueries.TemplateOf(db, kind), "exported", true); break;
            case UnexportedMemberType { Kind: var kind }: Mark(context, problem, TypeQueries.TemplateOf(db, kind), "exported", true); break;
            case NotWeakable { Type: { Ownership: not Ownership.Share, Kind: var kind } }: Mark(context, problem, TypeQueries.TemplateOf(db, kind), "weakable", true); break;
            case WeakabilityMismatch p: Mark(context, problem, TypeQueries.TemplateOf(db, p.StructIsWeakable ? p.Interface : p.Struct), "weakable", true); break;
            case MutabilityMismatch p: Immutable(context, problem, TypeQueries.TemplateOf(db, p.StructIsImmutable ? p.Interface : p.Struct)); break;
            case MutableMemberOfImmutable p when TypeQueries.TemplateOf(db, p.Type.Kind) is { } member: Immutable(context, problem, member); break;
            case DuplicateFunction { FirstIsDerived: true, Name: "drop" } p: KeepDrop(context, problem, p.First.Denizen); break;
            case AbstractWithoutVirtual: Virtual(context, problem); break;
            case DuplicateVirtual: NotVirtual(context, problem); break;
            case VirtualOfNoInterface p when db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, p.Where.Denizen)).Body != FunctionBody.Abstract: NotVirtual(context, problem); break;
            case ImplOfSealed p when SyntaxPaths.Header(db, p.Declared.Denizen) is { } header: Unseal(context, problem, p, header); break;
            case ExternWithBody p when Function(context, p.Where) is { Body: { } body } function:
                context.Fix(problem, "remove-body", "Remove the body", edits => edits.Replace(context.File, new TextRange(function.Header.Node.End, body.Node.End), ";"));
                Unmark(context, problem, function.Header.Node, SyntaxKind.ExternKeyword, false);
                break;
            case MissingBody p when Function(context, p.Where) is { } function:
                context.Fix(problem, "write-body", "Write an empty body", edits => edits.Replace(context.File, new TextRange(function.Header.Node.End, function.Node.End), " { }"));
                context.Fix(problem, "mark-extern", "Mark it `extern`", edits => edits.Insert(context.File, function.Node.Offset, "extern "));
                break;
            case GenericExport p when Function(context, p.Where) is { } function: Unmark(context, problem, function.Header.Node, SyntaxKind.ExportedKeyword, true); break;
            case WrongArgumentCount p: Arguments(context, problem, p); break;
        }
    }

    private static FunctionSyntax? Function(AssistContext context, Anchor where)
    {
        var range = ItemQueries.Resolve(context.Db, where);
        return context.Innermost(range, SyntaxKind.Function) is { } node ? new FunctionSyntax(node) : null;
    }

    // An attribute stands before the keyword of a struct or interface of the user's.
    private static void Mark(AssistContext context, FoundProblem problem, DenizenId? id, string word, bool isSure)
    {
        if (id is not { } type || InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, type)) || SyntaxPaths.Header(context.Db, type) is not { } header) return;
        var data = context.Db.Lookup(ItemQueries.Denizens, type);
        if ((header.Token(SyntaxKind.StructKeyword) ?? header.Token(SyntaxKind.InterfaceKeyword)) is not { } keyword) return;
        context.Fix(problem, "mark-" + word, $"Mark `{data.Name}` as `{word}`", edits => edits.Insert(data.File, keyword.Offset, word + " "), isSure);
    }

    private static void Unmark(AssistContext context, FoundProblem problem, SyntaxNode header, SyntaxKind keyword, bool isSure)
    {
        foreach (var attribute in header.All<AttributeSyntax>())
            if (attribute.Keyword == keyword)
            {
                var end = attribute.Node.End;
                while (end < context.Text.Length && char.IsWhiteSpace(context.Text[end])) end++;
                context.Fix(problem, "remove-word", $"Remove `{context.TextOf(attribute.Node)}`", edits => edits.Delete(context.File, new TextRange(attribute.Node.Offset, end)), isSure);
            }
    }

    private static void Immutable(AssistContext context, FoundProblem problem, DenizenId? id)
    {
        if (id is not { } type || InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, type)) || SyntaxPaths.Header(context.Db, type) is not { } header) return;
        var data = context.Db.Lookup(ItemQueries.Denizens, type);
        if (data.Kind is not (DenizenKind.Struct or DenizenKind.Interface)) return;
        var at = header.First<GenericParameterListSyntax>()?.Node.End ?? new ItemSyntax(header).Name?.Range.End;
        if (at is { } end && header.First<TypeSyntax>() is null) context.Fix(problem, "make-immutable", $"Make `{data.Name}` `imm`", edits => edits.Insert(data.File, end, " imm"));
    }

    private static void KeepDrop(AssistContext context, FoundProblem problem, DenizenId id)
    {
        if (SyntaxPaths.Header(context.Db, id) is not { } header) return;
        var data = context.Db.Lookup(ItemQueries.Denizens, id);
        var indent = Layout.IndentOf(context.Db.Get(InputQueries.FileText, data.File).Text.ToString(), header.Offset);
        context.Fix(problem, "keep-drop", $"Do not derive a `drop` for `{data.Name}`", edits =>
            edits.Insert(data.File, header.Offset, (data.Kind == DenizenKind.Interface ? "#!DeriveInterfaceDrop\n" : "#!DeriveStructDrop\n") + indent), true);
    }

    private static void Virtual(AssistContext context, FoundProblem problem)
    {
        if (Function(context, problem.Fact!.Where) is not { Header.Parameters: { } list }) return;
        var header = context.Db.Get(SignatureQueries.Header, SignatureQueries.Declared(context.Db, problem.Fact.Where.Denizen));
        var number = 0;
        foreach (var parameter in list.Parameters)
        {
            var type = number < header.Parameters.Length ? header.Parameters[number].Type : Coord.Error;
            number++;
            if (TypeQueries.TemplateOf(context.Db, type.Kind) is not { } template || context.Db.Lookup(ItemQueries.Denizens, template).Kind != DenizenKind.Interface) continue;
            context.Fix(problem, "mark-virtual", $"Make `{parameter.Pattern?.Name?.Text ?? "it"}` virtual", edits => edits.Insert(context.File, parameter.Node.Offset, "virtual "), true);
            return;
        }
    }

    private static void NotVirtual(AssistContext context, FoundProblem problem)
    {
        if (context.Innermost(problem.Range, SyntaxKind.Parameter) is not { } parameter || parameter.Token(SyntaxKind.VirtualKeyword) is not { } word) return;
        var end = word.Range.End;
        while (end < context.Text.Length && char.IsWhiteSpace(context.Text[end])) end++;
        context.Fix(problem, "remove-virtual", "Remove `virtual`", edits => edits.Delete(context.File, new TextRange(word.Offset, end)), problem.Fact is DuplicateVirtual);
    }

    private static void Arguments(AssistContext context, FoundProblem problem, WrongArgumentCount p)
    {
        if (p.Given <= p.Taken) return;
        var path = context.Around(problem.Range);
        for (var i = path.Count - 1; i >= 0; i--)
            if (path[i].First<TypeArgumentListSyntax>() is { } list)
            {
                if (p.Taken == 0) context.Fix(problem, "remove-arguments", "Remove the generic arguments", edits => edits.Delete(context.File, list.Node.Range), true);
                else context.Fix(problem, "remove-arguments", $"Keep the first {p.Taken} only", edits => edits.Delete(context.File, new TextRange(list.Arguments[p.Taken - 1].Node.End, list.Node.End - 1)));
                return;
            }
    }

    private static void Unseal(AssistContext context, FoundProblem problem, ImplOfSealed p, SyntaxNode header)
    {
        var data = context.Db.Lookup(ItemQueries.Denizens, p.Declared.Denizen);
        if (InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, p.Declared.Denizen))) return;
        var text = context.Db.Get(InputQueries.FileText, data.File).Text;
        foreach (var attribute in header.All<AttributeSyntax>())
            if (attribute.Keyword == SyntaxKind.SealedKeyword)
            {
                var end = attribute.Node.End;
                while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
                context.Fix(problem, "unseal", $"Let everybody implement `{data.Name}`", edits => edits.Delete(data.File, new TextRange(attribute.Node.Offset, end)));
            }
    }
}
