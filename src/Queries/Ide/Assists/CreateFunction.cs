// Writes the function that a call names and nobody declares, or that a generic type asks for.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Assists;

internal static class CreateFunction
{
    public static void Fix(AssistContext context, FoundProblem problem)
    {
        switch (problem.Fact)
        {
            case UnmetBoundOfType { Bound: FunctionBound bound }: Satisfy(context, problem, bound); break;
            case UnmetBoundOfDenizen { Bound: FunctionBound bound }: Satisfy(context, problem, bound); break;
            case NoMatchingFunction no:
                foreach (var candidate in no.Candidates)
                    if (candidate.Why is UnmetBound { Bound: FunctionBound bound }) Satisfy(context, problem, bound);
                break;
            case UnknownFunction { IsMember: false } p: Called(context, problem, p); break;
        }
    }

    // A bound speaks of types that are known: the function belongs beside the first of them that is the user's.
    private static void Satisfy(AssistContext context, FoundProblem problem, FunctionBound bound)
    {
        if (!Words.IsName(bound.Name) || bound.Name is "drop" or "__call" || bound.Parameters.IsEmpty) return;
        var parameters = new List<string>();
        DenizenId? home = null;
        foreach (var type in bound.Parameters)
        {
            if (TypeText.IsGeneric(context.Db, type) || TypeText.Of(context.Db, type) is not { } text) return;
            parameters.Add($"{(parameters.Count == 0 ? "self" : "arg" + parameters.Count)} {text}");
            if (home is null && TypeQueries.TemplateOf(context.Db, type.Kind) is { } template && !InputQueries.IsOfLibrary(context.Db, ItemQueries.PackageDataOf(context.Db, template))) home = template;
        }
        if (home is not { } id || TypeText.Of(context.Db, bound.ReturnType) is not { } returns) return;
        var file = context.Db.Lookup(ItemQueries.Denizens, id).File;
        if (ItemQueries.Find(context.Db.Get(ItemQueries.ItemRanges, file), id) is not { } item) return;
        context.Fix(problem, "create-function", $"Write `{TypeText.Of(context.Db, bound)}`", edits =>
        {
            edits.Insert(file, item.Full.End, Text(context, bound.Name, [], parameters, returns));
            foreach (var type in bound.Parameters) ImportEdits.AddFor(context.Db, edits, file, type);
            ImportEdits.AddFor(context.Db, edits, file, bound.ReturnType);
        });
    }

    private static string Text(AssistContext context, string name, List<string> generics, List<string> parameters, string returns) =>
        $"\n\nfunc {name}{(generics.Count > 0 ? "<" + string.Join(", ", generics) + ">" : "")}({string.Join(", ", parameters)}){(returns == "void" ? "" : " " + returns)} {{\n" +
        $"{Layout.Step(context.Text)}panic(\"{name} is missing\"){(returns == "void" ? ";" : "")}\n}}";

    private static void Called(AssistContext context, FoundProblem problem, UnknownFunction p)
    {
        if ( !Words.IsName(p.Name) || CallSite.At(context, problem.Range) is not { } call) return;
        if (ItemQueries.At(context.Db, context.File, problem.Range.Start) is not { } item) return;
        var parameters = new List<string>();
        var generics = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < p.Arguments.Length; i++)
        {
            if (TypeText.Of(context.Db, p.Arguments[i]) is not { } type) return;
            Placeholders(context, p.Arguments[i], generics);
            var name = i < call.Arguments.Count ? Suggest.Name(context.TextOf(call.Arguments[i].Node)) ?? "arg" + i : "arg" + i;
            while (!names.Add(name)) name += "2";
            parameters.Add($"{name} {type}");
        }
        var returns = Wanted.TypeOf(context, call.Node) ?? "void";
        context.Fix(problem, "create-function", $"Write a function `{p.Name}`", edits => edits.Insert(context.File, item.Full.End, Text(context, p.Name, generics, parameters, returns)));
    }

    private static void Placeholders(AssistContext context, Coord type, List<string> names)
    {
        if (WellKnownKinds.IsWellKnown(type.Kind)) return;
        if (context.Db.Lookup(TypeQueries.Kinds, type.Kind) is PlaceholderKind placeholder)
        {
            if (!names.Contains(placeholder.Name)) names.Add(placeholder.Name);
            return;
        }
        foreach (var argument in TypeQueries.ArgumentsOf(context.Db, type.Kind))
            if (context.Db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata c) Placeholders(context, c.Coord, names);
    }
}
