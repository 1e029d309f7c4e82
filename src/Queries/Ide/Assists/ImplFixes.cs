// What an interface asks of a struct: writes the overrides that are missing, and puts an impl right.

using System.Text;
using Vale.Compiler.Calls;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class ImplFixes
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case MissingOverride p: Implement(context, problem, p); break;
            case OverrideReturnMismatch p: Return(context, problem, p); break;
            case ImplOfNoInterface p: Swap(context, problem, p); break;
            case OverlappingImpls: Remove(context, problem, "Remove this impl"); break;
            case DuplicateTypeExport: Remove(context, problem, "Remove this export"); break;
            case UnmetBoundOfType { Bound: ImplBound bound }: Impl(context, problem, bound); break;
            case Compiler.Bodies.NoMatchingFunction p:
                foreach (var candidate in p.Candidates)
                    if (candidate.Why is UnmetBound { Bound: ImplBound bound }) Impl(context, problem, bound);
                break;
        }
    }

    private static void Implement(AssistContext context, FoundProblem problem, MissingOverride p)
    {
        var missing = new List<MissingOverride>();
        foreach (var other in context.Db.Get(ImplQueries.Problems, p.Where.Denizen))
            if (other is MissingOverride { Name: not "drop" } one) missing.Add(one);
        if (p.Name != "drop" && missing.Count > 1)
            context.Fix(problem, "implement-all", $"Write all {missing.Count} overrides that are missing", edits => Write(context, edits, missing), true);
        if (p.Name != "drop") context.Fix(problem, "implement", $"Write the override of `{p.Name}`", edits => Write(context, edits, [p]), missing.Count == 1);
    }

    private static void Write(AssistContext context, EditBuilder edits, List<MissingOverride> missing)
    {
        if (ItemQueries.Find(context.Db.Get(ItemQueries.ItemRanges, context.File), missing[0].Where.Denizen) is not { } item) return;
        var text = new StringBuilder();
        foreach (var one in missing) text.Append('\n').Append(Function(context, edits, one));
        edits.Insert(context.File, item.Full.End, text.ToString());
    }

    private static string Function(AssistContext context, EditBuilder edits, MissingOverride p)
    {
        var db = context.Db;
        var abstracted = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, p.Abstract.Denizen));
        var generics = new List<string>();
        foreach (var generic in db.Get(TypeQueries.Generics, p.Where.Denizen)) generics.Add(generic.Name);
        // What the function itself is generic over comes behind what the struct is.
        var own = new List<string>();
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in p.Arguments) Mentioned(context, type.Kind, p.Abstract.Denizen, mentioned);
        foreach (var generic in abstracted.Generics)
            if (mentioned.Contains(generic.Name) && !generics.Contains(generic.Name)) own.Add(generic.Name);
        generics.AddRange(own);
        var parameters = new List<string>();
        for (var i = 0; i < p.Arguments.Length; i++)
        {
            var name = abstracted.Parameters[i].Name ?? (i == abstracted.VirtualParameter ? "self" : "arg" + i);
            parameters.Add($"{name} {TypeQueries.Display(db, p.Arguments[i])}");
            ImportEdits.AddFor(db, edits, context.File, p.Arguments[i]);
        }
        ImportEdits.AddFor(db, edits, context.File, p.Returns);
        var text = new StringBuilder("\nfunc ").Append(p.Name);
        if (generics.Count > 0) text.Append('<').AppendJoin(", ", generics).Append('>');
        text.Append('(').AppendJoin(", ", parameters).Append(')');
        if (!p.Returns.IsVoid) text.Append(' ').Append(TypeQueries.Display(db, p.Returns));
        var bounds = new List<string>();
        if (own.Count > 0)
            for (var i = 0; i < abstracted.Terms.OwnBounds; i++)
                if (TypeText.Of(db, abstracted.Terms.Bounds[i]) is { } bound) bounds.Add(bound);
        if (bounds.Count > 0) text.Append("\nwhere ").AppendJoin(", ", bounds);
        return text.Append(" {\n").Append(Layout.Step(context.Text)).Append("panic(\"").Append(p.Name).Append(" is missing\")").Append(p.Returns.IsVoid ? ";" : "").Append("\n}").ToString();
    }

    // The names of the placeholders of a denizen that a type speaks of.
    private static void Mentioned(AssistContext context, KindId kind, DenizenId root, HashSet<string> names)
    {
        if (WellKnownKinds.IsWellKnown(kind)) return;
        switch (context.Db.Lookup(TypeQueries.Kinds, kind))
        {
            case PlaceholderKind k when k.Root == root: names.Add(k.Name); break;
            case ArrayKind a: Mentioned(context, a.Element.Kind, root, names); break;
            case TupleKind t:
                foreach (var member in t.Members) Mentioned(context, member.Kind, root, names);
                break;
            default:
                foreach (var argument in TypeQueries.ArgumentsOf(context.Db, kind))
                    if (context.Db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata c) Mentioned(context, c.Coord.Kind, root, names);
                break;
        }
    }

    private static void Return(AssistContext context, FoundProblem problem, OverrideReturnMismatch p)
    {
        if (p.Override is not { } place || TypeText.Of(context.Db, p.Expected) is not { } type) return;
        if (InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, place.Denizen))) return;
        if (SyntaxPaths.Header(context.Db, place.Denizen)?.As<FunctionHeaderSyntax>() is not { Parameters: { } list } header) return;
        context.Fix(problem, "override-return", $"Let the override return `{type}`", edits =>
        {
            if (header.ReturnType is { } written) edits.Replace(place.File, p.Expected.IsVoid ? new TextRange(list.Node.End, written.Node.End) : written.Node.Range, p.Expected.IsVoid ? "" : type);
            else edits.Insert(place.File, list.Node.End, " " + type);
        });
    }

    private static void Swap(AssistContext context, FoundProblem problem, ImplOfNoInterface p)
    {
        if (TypeQueries.TemplateOf(context.Db, p.Other) is not { } other || context.Db.Lookup(ItemQueries.Denizens, other).Kind != DenizenKind.Interface) return;
        if (context.Innermost(problem.Range, SyntaxKind.Impl) is not { } node || new ImplSyntax(node) is not { Interface: { } first, Struct: { } second }) return;
        context.Fix(problem, "swap-sides", $"Write `impl {context.TextOf(second.Node)} for {context.TextOf(first.Node)};`", edits =>
        {
            edits.Replace(context.File, first.Node.Range, context.TextOf(second.Node));
            edits.Replace(context.File, second.Node.Range, context.TextOf(first.Node));
        }, true);
    }

    private static void Remove(AssistContext context, FoundProblem problem, string title)
    {
        if (ItemQueries.Find(context.Db.Get(ItemQueries.ItemRanges, context.File), problem.Fact!.Where.Denizen) is not { } item) return;
        if (context.Db.Lookup(ItemQueries.Denizens, item.Id).Kind is DenizenKind.Impl or DenizenKind.Export)
            context.Fix(problem, "remove-item", title, edits => edits.Delete(context.File, Layout.WholeLines(context.Text, item.Full)));
    }

    private static void Impl(AssistContext context, FoundProblem problem, ImplBound bound)
    {
        if (TypeQueries.TemplateOf(context.Db, bound.Sub) is not { } sub || Placeholders.IsMentionedIn(context.Db, bound.Sub) || Placeholders.IsMentionedIn(context.Db, bound.Super)) return;
        var data = context.Db.Lookup(ItemQueries.Denizens, sub);
        if (InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, sub)) || ItemQueries.Find(context.Db.Get(ItemQueries.ItemRanges, data.File), sub) is not { } item) return;
        var super = new Coord(bound.Super, Ownership.Own);
        context.Fix(problem, "write-impl", $"Write `impl {TypeQueries.Display(context.Db, bound.Super)} for {TypeQueries.Display(context.Db, bound.Sub)};`", edits =>
        {
            edits.Insert(data.File, item.Full.End, $"\nimpl {TypeQueries.Display(context.Db, bound.Super)} for {TypeQueries.Display(context.Db, bound.Sub)};");
            ImportEdits.AddFor(context.Db, edits, data.File, super);
        });
    }
}
