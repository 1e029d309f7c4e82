// The words for problems with interfaces, impls and overrides.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Impls;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Diagnostics;

internal sealed partial class Renderer
{
    private Diagnostic? RenderImpls(Problem problem) => problem switch
    {
        AbstractWithoutVirtual p => Make(DiagnosticCodes.AbstractWithoutVirtual, p,
            $"abstract function `{p.Name}` has no virtual parameter", "nothing decides which override runs",
            "write `virtual` before the parameter whose object decides"),
        DuplicateVirtual p => Make(DiagnosticCodes.DuplicateVirtual, p,
            "a function has one virtual parameter at most", "a second one", "take this `virtual` away: one object decides which override runs", labels: [(p.First, "the first one")]),
        VirtualOfNoInterface p => Make(DiagnosticCodes.VirtualOfNoInterface, p,
            $"a virtual parameter is an interface, and {Show(p.Type)} is none", "not an interface", "give it the type of an interface, or take `virtual` away"),
        ImplOfNoInterface p => Make(DiagnosticCodes.ImplOfNoInterface, p,
            $"{Show(p.Kind)} is not an interface, so nothing can implement it", "the first side of an impl is an interface",
            IsInterface(p.Other) ? $"the sides are the wrong way round: write `impl {TypeQueries.Display(db, p.Other)} for {TypeQueries.Display(db, p.Kind)};`"
                : "write `impl INTERFACE for STRUCT;`"),
        BoundOfNoInterface p => Make(DiagnosticCodes.ImplOfNoInterface, p,
            $"{Show(p.Kind)} is not an interface, so nothing can implement it", "the second type of `implements` is an interface",
            "write `implements(T, INTERFACE)`"),
        ImplForNoStruct p => Make(DiagnosticCodes.ImplForNoStruct, p,
            $"{Show(p.Kind)} is not a struct, so it cannot implement an interface", "the second side of an impl is a struct or an interface",
            "write `impl INTERFACE for STRUCT;`"),
        OverlappingImpls p => Make(DiagnosticCodes.OverlappingImpls, p,
            $"{Show(p.Struct)} implements {Show(p.Interface)} twice", "implemented again here", "keep one of the two", labels: [(p.First, "the first impl")]),
        MissingOverride p => Missing(p),
        MissingInAnonymous p => Make(DiagnosticCodes.MissingOverride, p,
            $"{Show(p.Interface)} cannot be made from functions: nothing would override its `{p.Name}`", "only the methods within the interface are given here",
            $"declare `{p.Name}` within the interface, or write a struct with an impl", labels: [(p.Abstract, $"`{p.Name}` stands beside the interface")]),
        OverrideReturnMismatch p => Make(DiagnosticCodes.OverrideReturnMismatch, p,
            $"the override of `{p.Name}` returns {Show(p.Actual)}, and the interface promises {Show(p.Expected)}", "the two must return the same",
            "change what one of them returns",
            labels: ReturnLabels(p)),
        BrokenOverride p => Make(DiagnosticCodes.OverrideReturnMismatch, p,
            $"{Show(p.From)} cannot be {Show(p.To)} here: its `{p.Name}` returns {Show(p.Actual)}, and the interface promises {Show(p.Expected)}", "the promise is not kept for these types",
            "use it with types for which both return the same", labels: [(p.Abstract, $"{Show(p.Expected)} is promised here")]),
        ImplOfSealed p => Make(DiagnosticCodes.ImplOfSealed, p,
            $"{Show(p.Interface)} is sealed: only its own file may implement it", "implemented in another file",
            "move the impl to the file of the interface, or take `sealed` away", labels: [(p.Declared, "declared sealed here")]),
        WeakabilityMismatch p => Make(DiagnosticCodes.WeakabilityMismatch, p,
            p.StructIsWeakable
                ? $"{Show(p.Struct)} is weakable, and {Show(p.Interface)} is not"
                : $"{Show(p.Interface)} is weakable, and {Show(p.Struct)} is not", "both are weakable, or neither",
            $"write `weakable` before {(p.StructIsWeakable ? "the interface" : "the struct")} too", labels: Declarations(p.Interface, p.Struct)),
        MutabilityMismatch p => Make(DiagnosticCodes.MutabilityMismatch, p,
            p.StructIsImmutable
                ? $"{Show(p.Struct)} is immutable, and {Show(p.Interface)} is not"
                : $"{Show(p.Interface)} is immutable, and {Show(p.Struct)} is not", "both are immutable, or neither",
            $"make {(p.StructIsImmutable ? "the interface" : "the struct")} `imm` too", labels: Declarations(p.Interface, p.Struct)),
        _ => null,
    };

    private bool IsInterface(KindId kind) => !WellKnownKinds.IsWellKnown(kind) && db.Lookup(TypeQueries.Kinds, kind) is InterfaceKind;

    private (Anchor, string)[] Declarations(params ReadOnlySpan<KindId> kinds)
    {
        var labels = new List<(Anchor, string)>();
        foreach (var kind in kinds)
            if (TypeQueries.TemplateOf(db, kind) is { } template) labels.Add((ItemQueries.NameAnchor(db, template), $"{Show(kind)} is declared here"));
        return labels.ToArray();
    }

    private (Anchor, string)[] ReturnLabels(OverrideReturnMismatch p)
    {
        var labels = new List<(Anchor, string)>();
        if (p.Abstract != p.Where) labels.Add((p.Abstract, $"{Show(p.Expected)} is promised here"));
        if (p.Override is { } found) labels.Add((found, $"{Show(p.Actual)} is returned here"));
        return labels.ToArray();
    }

    private Diagnostic Missing(MissingOverride p)
    {
        var labels = new List<(Anchor, string)>();
        if (p.Abstract != p.Where) labels.Add((p.Abstract, $"`{p.Name}` is abstract here"));
        else if (TypeQueries.TemplateOf(db, p.Struct) is { } template && db.Lookup(ItemQueries.Denizens, template).Kind == DenizenKind.Struct)
            labels.Add((ItemQueries.NameAnchor(db, template), "this struct implements it"));
        var call = new NoMatchingFunction(p.Where, p.Name, p.Arguments, p.Candidates, false);
        var help = p.Name == "drop" ? "write a `drop` for the struct, or `#!DeriveInterfaceDrop` before the interface to leave its drop out"
            : $"write `func {p.Name}{GenericsOf(p.Where.Denizen)}({string.Join(", ", Named(p.Arguments))}){(p.Returns.IsVoid ? "" : " " + TypeQueries.Display(db, p.Returns))} {{ … }}`";
        foreach (var candidate in p.Candidates)
        {
            if (candidate.Declared == p.Abstract || IsOfLibrary(candidate.Declared) || IsForAnother(candidate.Why, p)) continue;
            labels.Add((candidate.Declared, $"{Show(candidate)} {Why(candidate.Why, call)}"));
            if (candidate.Why is not UnmetBound { Bound: FunctionBound bound }) continue;
            labels.Add((bound.Where, "needed because of this"));
            help = $"ask for `{SignatureText.Of(db, bound)}` in the head of the abstract `{p.Name}` or of {Show(p.Struct)} too: one of them has to promise it";
        }
        return Make(DiagnosticCodes.MissingOverride, p,
            $"{Show(p.Struct)} implements {Show(p.Interface)}, but no `{p.Name}` takes {Show(p.Arguments)}", $"`{p.Name}` has no override",
            help, labels: labels.ToArray());
    }

    // The override of another struct: it is not what was meant.
    private static bool IsForAnother(Rejection why, MissingOverride p) => why is WrongArgument { Index: var index } && p.Arguments[index].Kind == p.Struct;

    private string GenericsOf(DenizenId impl)
    {
        var names = new List<string>();
        foreach (var generic in db.Get(TypeQueries.Generics, impl)) names.Add(generic.Name);
        return names.Count == 0 ? "" : "<" + string.Join(", ", names) + ">";
    }

    private List<string> Named(ValueArray<Coord> types)
    {
        var named = new List<string>();
        foreach (var type in types) named.Add($"{(named.Count == 0 ? "self" : "arg" + named.Count)} {TypeQueries.Display(db, type)}");
        return named;
    }
}
