// The words for problems with calls that fit nothing, and with generic parameters, rules and bounds.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Diagnostics;

internal sealed partial class Renderer
{
    private Diagnostic? RenderGenerics(Problem problem) => problem switch
    {
        UninferableType p => Make(DiagnosticCodes.UninferableType, p, "nothing says what type `_` stands for", "no value tells it", "write the type"),
        WrongTemplataType p => Make(DiagnosticCodes.WrongTemplataType, p,
            $"{Words(p.Expected)} is wanted here, and this is {Words(p.Actual)}", $"not {Words(p.Expected)}",
            $"write {Words(p.Expected)}"),
        WrongArgumentCount p => Make(DiagnosticCodes.WrongArgumentCount, p,
            $"`{p.Template}` takes {Taken(p, "generic argument")}, and {Given(p.Given)}", "not as many as it takes",
            p.Taken == 0 ? "write it without `<…>`" : $"write {Taken(p, "argument")} between `<` and `>`",
            labels: [(p.Declared, "declared here")]),
        UnknownRule p => Make(DiagnosticCodes.UnknownRule, p, $"no rule is called `{p.Name}`", "not a rule",
            "the rules are `implements(A, B)`, `any(…)`, `isInterface(A)`, `isStruct(A)`, `isConcrete(A)` and `Refs(…)`; a function is written `func name(A)B`"),
        RulesConflict p => Make(DiagnosticCodes.RulesConflict, p,
            p.Wanted is { } wanted
                ? $"the rules contradict each other: {Rune(p.Rune)} would be {Show(p.Known)} and {Show(wanted)}"
                : $"a rule does not hold: {Rune(p.Rune)} is {Show(p.Known)}", "this rule does not hold",
            "change the rule, or what it speaks of", labels: p.Declared == p.Where || p.Rune[0] == '<' ? [] : [(p.Declared, $"{Rune(p.Rune)} is declared here")]),
        UnsolvedRune p => Make(DiagnosticCodes.UnsolvedRune, p,
            p.Rune.Length == 0 ? "the rules do not say what type this is" : $"the rules do not say what `{p.Rune}` is", "still unknown",
            "add a rule that says it, or make it a generic parameter"),
        DefaultOfLater p => Make(DiagnosticCodes.UnsolvedRune, p,
            p.Parameter == p.Later ? $"the default of `{p.Parameter}` cannot be `{p.Later}` itself" : $"the default of `{p.Parameter}` cannot speak of `{p.Later}`, which comes after it",
            "not known yet", "let it speak of parameters before it only"),
        UntoldByImpl p => Make(DiagnosticCodes.UnsolvedRune, p, $"neither side of this impl says what `{p.Rune}` is", "a use of the impl could never tell",
            $"use `{p.Rune}` in the interface or in the struct, or take it away"),
        UnmetBoundOfType p => Make(DiagnosticCodes.UnmetBound, p, $"{Show(p.Kind)} needs {Show(p.Bound)}, and there is none", "the bound is not met here",
            BoundHelp(p.Bound, p.Where), labels: [(p.Bound.Where, "it is asked for here")]),
        UnmetBoundOfDenizen p => Make(DiagnosticCodes.UnmetBound, p, $"`{p.Name}` needs {Show(p.Bound)}, and there is none", "nothing that is seen here is that",
            BoundHelp(p.Bound, p.Where)),
        MutableArgumentOfImmutable p => Make(DiagnosticCodes.MutableMemberOfImmutable, p,
            $"{Show(p.Struct)} is immutable, so its member `{p.Member}` cannot be {Show(p.Type)}", $"{Show(p.Type)} is mutable",
            $"use it with an immutable type, or make {Show(p.Type.Kind)} an `imm` struct"),
        NoMatchingFunction p => NoMatch(p),
        EndlessInstances p => Make(DiagnosticCodes.EndlessInstances, p, $"`{p.Name}` is called with ever larger types, without end", "its calls make instance after instance",
            "let a generic function call itself with the types it has, not with ones made of them"),
        LambdaMismatch { CallsItself: true } p => Make(DiagnosticCodes.LambdaMismatch, p, "a lambda cannot call itself", "what it returns is not known yet here",
            "write a function instead: its head says what it returns", labels: [(p.Lambda, "the lambda")]),
        LambdaMismatch p => p.Wanted != p.Given.Length
            ? Make(DiagnosticCodes.LambdaMismatch, p,
                $"this lambda takes {Count(p.Wanted, "argument")}, and {Given(p.Given.Length)}", "not as many as it takes",
                $"give it {Count(p.Wanted, "argument")}", labels: [(p.Lambda, "the lambda")])
            : Make(DiagnosticCodes.LambdaMismatch, p,
                $"this lambda does not take {Show(p.Given)}", "its parameters are declared as other types",
                "give it what its parameters say, or leave their types out: then it takes any", labels: [(p.Lambda, "the lambda")]),
        NotIndexable p => Make(DiagnosticCodes.NotIndexable, p, $"a value of type {Show(p.Type)} has no elements", "cannot be indexed", "index an array"),
        ElementMismatch p => Make(DiagnosticCodes.ElementMismatch, p,
            $"an array's elements are of one type, and this is {Show(p.Other)} among {Show(p.First)}", $"this is {Show(p.Other)}",
            "give all elements one type", labels: [(p.FirstPlace, $"this is {Show(p.First)}")]),
        _ => null,
    };

    private static string Given(int given) => given switch
    {
        0 => "none is given",
        1 => "1 is given",
        _ => $"{given} are given",
    };

    private static string Taken(WrongArgumentCount p, string noun) =>
        p.Taken == 0 ? $"no {noun}s" : p.Needed == p.Taken ? Count(p.Taken, noun) : $"{p.Needed} to {Count(p.Taken, noun)}";

    private static string Rune(string name) => name[0] == '<' ? "a type" : $"`{name}`";

    private static string Words(TemplataType type) => type switch
    {
        TemplataType.Coord => "a type",
        TemplataType.Kind => "a type",
        TemplataType.Integer => "an integer",
        TemplataType.Boolean => "a bool",
        TemplataType.String => "a string",
        TemplataType.Mutability => "`mut` or `imm`",
        TemplataType.Variability => "`vary` or `final`",
        TemplataType.Ownership => "an ownership",
        TemplataType.Location => "a location",
        TemplataType.Prototype => "a function",
        TemplataType.Pack => "a list of types",
        TemplataType.Template => "a struct or interface without its arguments",
        _ => "a region",
    };

    private string Show(Bound bound) => bound switch
    {
        FunctionBound f => "`" + SignatureText.Of(db, f) + "`",
        ImplBound i => $"`implements({TypeQueries.Display(db, i.Sub)}, {TypeQueries.Display(db, i.Super)})`",
        _ => "?",
    };

    private string Show(RejectedCandidate candidate) => candidate.Function is { } function ? Show(function) : "the bound";

    private string BoundHelp(Bound bound, Anchor where) => bound switch
    {
        FunctionBound { Name: "__call", Parameters.IsEmpty: false } f when IsLambda(f.Parameters[0]) =>
            $"give a lambda that takes {Show(ValueArray.Create(f.Parameters.AsSpan()[1..]))} and returns {Show(f.ReturnType)}",
        FunctionBound f when SpeaksOfPlaceholder(f) => $"write `where {SignatureText.Of(db, f)}` in the head of {NameOf(where)}",
        FunctionBound f when HomeOf(f) is { } home => $"declare `{SignatureText.Of(db, f)}` beside {Show(home)}",
        FunctionBound f => $"declare `{SignatureText.Of(db, f)}`, or import the package that does",
        ImplBound i => $"write `impl {TypeQueries.Display(db, i.Super)} for {TypeQueries.Display(db, i.Sub)};`",
        _ => "",
    };

    private bool IsLambda(Coord type) => !WellKnownKinds.IsWellKnown(type.Kind) && db.Lookup(TypeQueries.Kinds, type.Kind) is ClosureKind;

    private string NameOf(Anchor where) => $"`{db.Lookup(ItemQueries.Denizens, where.Denizen).Name}`";

    // The first of a bound's types that somebody declares: functions beside it are found from everywhere.
    private KindId? HomeOf(FunctionBound bound)
    {
        foreach (var parameter in bound.Parameters)
            if (TypeQueries.TemplateOf(db, parameter.Kind) is { } template && !IsOfLibrary(ItemQueries.NameAnchor(db, template))) return parameter.Kind;
        return null;
    }

    private bool IsOfLibrary(Anchor where) => EmbeddedLibrary.IsLibraryModule(db.Lookup(InputQueries.Files, where.File).Module);

    private bool SpeaksOfPlaceholder(FunctionBound bound)
    {
        foreach (var parameter in bound.Parameters)
            if (Placeholders.IsMentionedIn(db, parameter.Kind)) return true;
        return false;
    }

    private Diagnostic NoMatch(NoMatchingFunction p)
    {
        var labels = new List<(Anchor, string)>();
        var help = HelpForFunctionValue(p.Arguments);
        foreach (var candidate in p.Candidates)
        {
            labels.Add((candidate.Declared, $"{Show(candidate)} {Why(candidate.Why, p)}"));
            if (candidate.Why is UnmetBound { Bound: var bound })
            {
                if (bound.Where != candidate.Declared) labels.Add((bound.Where, "needed because of this"));
                if (help.Length == 0) help = BoundHelp(bound, p.Where);
            }
            if (help.Length == 0 && candidate.Why is WrongArgument w) help = HelpFor(w, p);
            if (help.Length == 0 && candidate.Why is UnknownGeneric { Rune: var rune }) help = $"say what `{rune}` is: `{p.Name}<…>(…)`";
        }
        if (help.Length == 0) help = HelpForPlaceholders(p.Name, p.Arguments, p.Where);
        return Make(DiagnosticCodes.NoMatchingFunction, p, $"no function `{p.Name}` takes {Show(p.Arguments)}", "no function fits",
            Or(help, "change the arguments, or write a function that takes them"), labels: labels.ToArray());
    }

    private string Why(Rejection why, NoMatchingFunction p) => why switch
    {
        WrongCount w => $"takes {Count(w.Wanted, "argument")}",
        TooManyGenerics w => $"takes {Count(w.Wanted, "generic argument")}, not {w.Given}",
        WrongGeneric w => $"wants {Words(w.Wanted)} as generic argument {w.Index + 1}",
        WrongArgument w => $"wants {Show(w.Wanted)} as argument {w.Index + 1}, not {Show(p.Arguments[w.Index])}",
        ConflictingRules w => w.Wanted is { } wanted
            ? $"cannot have {Rune(w.Rune)} as both {Show(w.Known)} and {Show(wanted)}"
            : $"cannot have {Show(w.Known)} for {Rune(w.Rune)}",
        UnknownGeneric w => $"leaves open what `{w.Rune}` is",
        UnmetBound w => $"needs {Show(w.Bound)}, and there is none",
        HeaderInError => "has a mistake of its own",
        _ => "would do",
    };

    // A generic function has no functions for its parameters but those it asks for.
    private string HelpForPlaceholders(string name, ValueArray<Coord> arguments, Anchor where)
    {
        var isGeneric = false;
        var types = new List<string>();
        foreach (var argument in arguments)
        {
            isGeneric |= IsPlaceholder(argument);
            types.Add(TypeQueries.Display(db, argument));
        }
        return isGeneric ? $"ask for it in the head of {NameOf(where)}: `where func {name}({string.Join(", ", types)})…`, with what it returns" : "";
    }

    // A function's name without parentheses is a value, though seldom the one that was meant.
    private string HelpForFunctionValue(ValueArray<Coord> arguments)
    {
        foreach (var argument in arguments)
            if (!WellKnownKinds.IsWellKnown(argument.Kind) && db.Lookup(TypeQueries.Kinds, argument.Kind) is OverloadSetKind { Name: var name })
                return $"`{name}` is the function itself: for what it returns, call it: `{name}(…)`";
        return "";
    }

    private string HelpFor(WrongArgument w, NoMatchingFunction p)
    {
        var given = p.Arguments[w.Index];
        if (w.Wanted.Kind != given.Kind && !IsPlaceholder(w.Wanted) && (TypeQueries.TemplateOf(db, given.Kind) is not { } template || TypeQueries.TemplateOf(db, w.Wanted.Kind) != template)) return "";
        if (w.Wanted.Ownership == Ownership.Borrow && given.Ownership == Ownership.Own) return $"borrow argument {w.Index + 1} with `&`";
        if (w.Wanted.Ownership != Ownership.Own || given.Ownership != Ownership.Borrow) return "";
        return p.BehindDot && w.Index == 0
            ? $"`{p.Name}` takes it over: write `(x).{p.Name}(…)` to move the owner in"
            : $"`{p.Name}` takes argument {w.Index + 1} over, and this only borrows it: pass on the owner";
    }
}
