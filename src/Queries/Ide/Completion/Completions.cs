// What could be written at the cursor: decides which kinds of names may stand there, and has each kind gathered.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>The door of completion.</summary>
internal static class Completions
{
    public static CompletionList At(QueryContext db, FilePosition position, CompletionOptions options)
    {
        if (Place.At(db, position) is not { } place) return CompletionList.None;
        var proposals = new Proposals(place, options, new Packages(db, position.File));
        Gather(place, proposals);
        return proposals.Finish();
    }

    private static void Gather(Place place, Proposals proposals)
    {
        switch (place.Parent.Kind)
        {
            case SyntaxKind.MemberExpression or SyntaxKind.MethodCallExpression:
            {
                var resolver = CallPlace.Resolver(place.Db, place.File, place.Function);
                new MemberCompletion(place, proposals, resolver, new Wanted(place, resolver, proposals.Packages)).Add();
                break;
            }
            case SyntaxKind.NameExpression:
                Name(place, proposals);
                break;
            case SyntaxKind.UnletExpression:
                new NameCompletion(place, proposals, new Wanted(place, CallPlace.Resolver(place.Db, place.File, place.Function), proposals.Packages)).Locals(withBorrows: false);
                break;
            case SyntaxKind.NameType:
                Type(place, proposals);
                break;
            case SyntaxKind.TypedRuneRule or SyntaxKind.TypedRuneType or SyntaxKind.GenericParameter when IsSecondWord(place):
                new TypeCompletion(place, proposals).RuneKinds();
                break;
            case SyntaxKind.Import:
                ImportCompletion.Add(place, proposals);
                break;
            case SyntaxKind.MacroAttribute:
                new ItemCompletion(place, proposals).Macros();
                break;
            case SyntaxKind.FunctionHeader when IsName(place) && place.Path.Count <= 4:
                new ItemCompletion(place, proposals).Overrides(withFunc: false);
                break;
            case SyntaxKind.Pattern:
                Pattern(place, proposals);
                break;
            case SyntaxKind.ErrorItem:
            {
                var items = new ItemCompletion(place, proposals);
                if (place.Parent.Has(SyntaxKind.Attribute) || place.Parent.Has(SyntaxKind.MacroAttribute)) items.AfterAttributes();
                else if (IsFirst(place)) items.Add();
                break;
            }
            default:
                Other(place, proposals);
                break;
        }
    }

    private static void Name(Place place, Proposals proposals)
    {
        var resolver = CallPlace.Resolver(place.Db, place.File, place.Function);
        var names = new NameCompletion(place, proposals, new Wanted(place, resolver, proposals.Packages));
        if (place.Above(2) is { Kind: SyntaxKind.SetExpression } set && new SetExpressionSyntax(set).Target?.Node.Offset == place.Parent.Offset) names.Locals(withBorrows: false);
        else names.Add();
    }

    private static void Type(Place place, Proposals proposals)
    {
        var types = new TypeCompletion(place, proposals);
        var above = place.Above(2);
        switch (above.Kind)
        {
            case SyntaxKind.WhereClause:
                types.Rules();
                types.Add(TypePlace.Any);
                return;
            case SyntaxKind.Impl:
                types.Add(above.TryChild(SyntaxKind.ForKeyword, out var of) && of.Offset < place.Token.Offset ? TypePlace.StructOfImpl : TypePlace.InterfaceOfImpl);
                return;
            case SyntaxKind.Pattern when place.IsWithin(SyntaxKind.LetStatement) || place.IsWithin(SyntaxKind.ForeachExpression):
                types.Add(new PatternSyntax(above).Name is null ? TypePlace.Pattern : TypePlace.Any);
                return;
            case SyntaxKind.FunctionHeader:
                // Behind the parameters a return type stands, or what comes after it.
                proposals.Keyword("where", "where ");
                break;
            case SyntaxKind.Struct or SyntaxKind.Interface:
                proposals.Keyword("imm", near: Near.Local);
                proposals.Keyword("where", "where ");
                return;
        }
        if (place.Parent.Offset == place.Token.Offset && above.Kind is SyntaxKind.CallType or SyntaxKind.TypeArgumentList)
            foreach (var word in (ReadOnlySpan<string>)["imm", "mut"]) proposals.Keyword(word, near: Near.Library);
        types.Add(TypePlace.Any);
    }

    private static void Pattern(Place place, Proposals proposals)
    {
        // The parts of what is taken apart bear its members' names.
        if (place.Above(2).Kind == SyntaxKind.DestructurePattern)
        {
            var members = place.Probe?.TakenApart ?? [];
            for (var i = 0; i < members.Length; i++)
                proposals.Add(new Candidate(members[i].Name, CompletionKind.Local, Near.Local) { Order = i, Signature = TypeQueries.Display(place.Db, members[i].Type) });
            proposals.Keyword("set", "set ");
            return;
        }
        if (place.Above(2).Kind != SyntaxKind.Parameter) return;
        if (place.Token.Offset != place.Parent.Offset) return;
        Parameters(place, proposals);
    }

    // The name of a parameter: that of the object a method is of, and what parameters of a type are mostly called.
    private static void Parameters(Place place, Proposals proposals)
    {
        if (place.IsWithin(SyntaxKind.LambdaExpression)) return;
        if (place.Innermost(SyntaxKind.Interface) is { } node && new InterfaceSyntax(node).Name is { } name)
            proposals.Add(new Candidate($"virtual self &{name.Text}", CompletionKind.Snippet, Near.Local) { Filter = "virtual self", Plain = $"virtual self &{name.Text}" });
        proposals.Keyword("virtual", "virtual ");
        foreach (var entry in place.Db.Get(CompletionEntries.OfPackage, proposals.Packages.Own).All)
        {
            if (entry.Kind == DenizenKind.Function || !entry.Generics.IsEmpty) continue;
            var called = char.ToLowerInvariant(entry.Name[0]) + entry.Name[1..];
            if (called == entry.Name) continue;
            proposals.Add(new Candidate($"{called} &{entry.Name}", CompletionKind.Snippet, Near.Own) { Filter = called, Plain = $"{called} &{entry.Name}" });
        }
    }

    private static void Other(Place place, Proposals proposals)
    {
        var holder = place.Parent.Kind == SyntaxKind.Error ? place.Above(2) : place.Parent;
        switch (holder.Kind)
        {
            case SyntaxKind.InterfaceBody:
                new ItemCompletion(place, proposals).InterfaceMembers();
                break;
            case SyntaxKind.FunctionHeader or SyntaxKind.Struct or SyntaxKind.Interface when !holder.Has(SyntaxKind.WhereClause):
                proposals.Keyword("where", "where ");
                break;
            case SyntaxKind.Impl when !holder.Has(SyntaxKind.ForKeyword):
                proposals.Keyword("for", "for ");
                break;
            case SyntaxKind.ExportAs when !holder.Has(SyntaxKind.AsKeyword):
                proposals.Keyword("as", "as ");
                break;
            case SyntaxKind.ForeachExpression when !holder.Has(SyntaxKind.InKeyword):
                proposals.Keyword("in", "in ");
                break;
            case SyntaxKind.ExpressionStatement or SyntaxKind.LetStatement or SyntaxKind.ReturnStatement or SyntaxKind.Condition or SyntaxKind.ParenthesizedExpression
                or SyntaxKind.ArgumentList:
                // Behind an operand.
                proposals.Keyword("and", "and ");
                proposals.Keyword("or", "or ");
                break;
            case SyntaxKind.StructBody:
                proposals.Keyword("func", "func ${1:name}($2) {\n\t$0\n}");
                break;
        }
    }

    private static bool IsName(Place place) => new FunctionHeaderSyntax(place.Parent).Name?.Offset == place.Token.Offset;

    private static bool IsFirst(Place place) => place.Parent.Offset == place.Token.Offset;

    private static bool IsSecondWord(Place place) => place.Token.Offset > place.Parent.Offset;
}
