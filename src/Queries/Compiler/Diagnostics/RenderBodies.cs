// The words for problems in bodies: values, calls, and what was moved.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;

namespace Vale.Compiler.Diagnostics;

internal sealed partial class Renderer
{
    private Diagnostic? RenderValues(Problem problem) => problem switch
    {
        UnknownName p => Make(DiagnosticCodes.UnknownName, p, $"unknown name `{p.Name}`", "not found in this scope",
            Or(DidYouMean(p.Near), $"declare it with `{p.Name} = …;` before it is used")),
        NotAValue p => Make(DiagnosticCodes.NotAValue, p,
            p.IsFunction ? $"`{p.Name}` is a function, not a value" : $"`{p.Name}` is a type, not a value", "a value is wanted here",
            p.IsFunction ? $"call it: `{p.Name}(…)`" : $"make one: `{p.Name}(…)`"),
        UnknownMember p => Make(DiagnosticCodes.UnknownMember, p,
            $"{Show(p.Container.Kind)} has no member `{p.Member}`", "no such member",
            Or(DidYouMean(p.Near), $"a function is called with parentheses: `.{p.Member}()`")),
        TypeMismatch p => Mismatch(p),
        MissingReturn p => Make(DiagnosticCodes.MissingReturn, p,
            $"the function can end without returning {Show(p.Expected)}", "the end can be reached here",
            "end it with `return …;`, or with an expression that has no `;` behind it",
            labels: [(p.Because, $"{Show(p.Expected)} is promised here")]),
        BranchMismatch p => Make(DiagnosticCodes.BranchMismatch, p,
            p.HasElse ? $"one branch gives {Show(p.Then)}, the other {Show(p.Else)}" : $"this `if` gives {Show(p.Then)}, but has no `else`",
            $"this gives {Show(p.HasElse ? p.Else : p.Then)}",
            p.HasElse ? "let both give the same type, or end both with `;`" : "end the branch with `;`, or write an `else`",
            labels: p.HasElse ? [(p.ThenPlace, $"this gives {Show(p.Then)}")] : []),
        NotSettable p => Make(DiagnosticCodes.NotSettable, p, "only a local or a member can be set", "neither a local nor a member",
            "write `set x = …;` or `set x.member = …;`"),
        FinalMember p => p.Container.Ownership == Ownership.Share
            ? Make(DiagnosticCodes.FinalMember, p,
                $"member `{p.Member}` of {Show(p.Container.Kind)} cannot be set", $"{Show(p.Container.Kind)} is immutable",
                "make a new one with the other value", labels: [(p.Declared, "declared here")])
            : Make(DiagnosticCodes.FinalMember, p,
                $"member `{p.Member}` of {Show(p.Container.Kind)} cannot be set", "it is not varying",
                $"declare it `{p.Member}! …` to let it vary", labels: [(p.Declared, "declared here without `!`")]),
        IntegerTooLarge p => Make(DiagnosticCodes.IntegerTooLarge, p,
            $"`{p.Text}` is beyond the range of {Show(p.Type)}", "too large",
            p.Type == Coord.I32 ? "write it as an i64: put `i64` behind it" : "an i64 goes up to 9223372036854775807"),
        TooDeep p => Make(DiagnosticCodes.TooDeep, p, "this expression is nested too deeply to be compiled", "too many levels",
            "name parts of it with locals"),
        _ => null,
    };

    private Diagnostic Mismatch(TypeMismatch p)
    {
        var (message, help) = p.Role switch
        {
            ValueRole.Return => p.Expected.IsVoid
                ? ($"the function returns nothing, and this returns {Show(p.Actual)}", "write the return type behind the parameters, or return nothing")
                : ($"the function returns {Show(p.Expected)}, not {Show(p.Actual)}", "return a value of that type, or change the function's type"),
            ValueRole.BodyResult => p.Expected.IsVoid
                ? ($"the function returns nothing, but its body ends with a value of type {Show(p.Actual)}", "end the last expression with `;`, or write the return type behind the parameters")
                : p.Actual.IsVoid
                ? ($"the function returns {Show(p.Expected)}, but its last expression gives nothing", "end the body with a value of that type, or change the function's type")
                : ($"the function returns {Show(p.Expected)}, but its body ends with {Show(p.Actual)}", "end the body with a value of that type, or change the function's type"),
            ValueRole.Annotation => ($"the value is {Show(p.Actual)}, but {Show(p.Expected)} is declared", "change the type, or the value"),
            ValueRole.Set => ($"this holds {Show(p.Expected)} and cannot be set to {Show(p.Actual)}", "a local or member keeps its type"),
            ValueRole.Condition => ($"the condition of `if` is {Show(p.Actual)}, not `bool`", "compare it with something"),
            ValueRole.Index => ($"the index is {Show(p.Actual)}, not `int`", "index with an int"),
            ValueRole.Length => ($"the length of an array is {Show(p.Actual)}, not `int`", "give an int"),
            ValueRole.Element => ($"the elements are {Show(p.Expected)}, and this makes {Show(p.Actual)}", "make an element of that type, or change the type before the parentheses"),
            ValueRole.Operand => ($"`and` and `or` join bools, and this is {Show(p.Actual)}", "compare it with something"),
            _ => ($"the condition of `while` is {Show(p.Actual)}, not `bool`", "compare it with something"),
        };
        if (p.Expected.Kind == p.Actual.Kind && p.Expected.Ownership == Ownership.Own && p.Actual.Ownership == Ownership.Borrow)
            help = "this only borrows it: pass on the owner, or take a borrow (`&`) instead";
        else if (p.Expected.Kind == p.Actual.Kind && p.Expected.Ownership == Ownership.Borrow && p.Actual.Ownership == Ownership.Own)
            help = "write `&` before it to borrow it";
        var label = p.Actual.IsVoid ? "this gives nothing" : $"this is {Show(p.Actual)}";
        var because = p.Role switch
        {
            ValueRole.Set => "declared here",
            ValueRole.Return or ValueRole.BodyResult => p.Expected.IsVoid ? "no return type is written here" : $"{Show(p.Expected)} is promised here",
            _ => $"{Show(p.Expected)} is wanted because of this",
        };
        return p.Because == p.Where || p.Role is ValueRole.Condition or ValueRole.LoopCondition or ValueRole.Operand or ValueRole.Index or ValueRole.Length
            ? Make(DiagnosticCodes.TypeMismatch, p, message, label, help)
            : Make(DiagnosticCodes.TypeMismatch, p, message, label, help,
                labels: [(p.Because, because)]);
    }

    private Diagnostic? RenderCalls(Problem problem) => problem switch
    {
        UnknownFunction p => Make(DiagnosticCodes.UnknownFunction, p, $"unknown function `{p.Name}`", "not found here",
            p.IsMember ? $"`{p.Name}` is a member: write it without parentheses" : Or(DidYouMean(p.Near), "declare it, or import the package that does")),
        NoMatchingFunction p => NoMatch(p),
        AmbiguousCall p => Make(DiagnosticCodes.AmbiguousCall, p,
            $"`{p.Name}` with {Show(p.Arguments)} could be any of {p.Candidates.Length} functions", "which one?",
            "import only one of them, or rename one",
            labels: p.Candidates.Select(candidate => (candidate.Declared, $"{Show(candidate)} would do")).ToArray()),
        NotCallable p => Make(DiagnosticCodes.NotCallable, p, $"a value of type {Show(p.Type)} cannot be called", "not a function",
            IsPlaceholder(p.Type)
                ? $"ask for it in the head of {NameOf(p.Where)}: `where func __call({TypeQueries.Display(db, p.Type)}, …)…`, with what it returns"
                : "write the name of a function before the parentheses"),
        _ => null,
    };

    private Diagnostic? RenderFlow(Problem problem) => problem switch
    {
        UseAfterMove p => Make(DiagnosticCodes.UseAfterMove, p, $"`{p.Name}` was moved away", "used here, but it holds nothing now",
            $"borrow it where it is moved (`&{p.Name}`), or give it a new value first with `set {p.Name} = …;`",
            labels: p.Moved == p.Where ? [(p.Declared, "declared here")] : [(p.Moved, "moved here"), (p.Declared, "declared here")]),
        MovedInOneBranch p => Make(DiagnosticCodes.MovedInOneBranch, p,
            p.Mover == Branch.RightSide
                ? $"`{p.Name}` is moved on the right side of `and` or `or`, where control may not get, so nobody knows whether it is there"
                : $"`{p.Name}` is moved in {(p.Mover == Branch.Then ? "the first branch" : "the `else` branch")} only, so behind the `if` nobody knows whether it is there",
            p.Mover == Branch.RightSide ? "moved here" : "moved here, and kept in the other branch",
            p.Mover == Branch.RightSide ? "move it before, or borrow it" : $"move it in both branches (`drop({p.Name})` ends it), or in neither",
            labels: [(p.Declared, "declared here")]),
        MovedInLoop p => Make(DiagnosticCodes.MovedInLoop, p,
            p.OnOneExit
                ? $"`{p.Name}` is moved on one way out of the loop only, so behind it nobody knows whether it is there"
                : $"`{p.Name}` is moved in a loop: in the next round it would be gone", "moved here",
            p.OnOneExit
                ? "move it behind the loop, or before every way out"
                : $"borrow it (`&{p.Name}`), or give it a new value before the round ends",
            labels: [(p.Declared, "declared outside of the loop"), (p.Loop, "the loop")]),
        MoveOutOfMember p => Make(DiagnosticCodes.MoveOutOfMember, p,
            $"member `{p.Member}` cannot be moved out of {Show(p.Container.Kind)}", "the object would go on without it",
            "borrow it with `&`, swap it with `set`, or take the whole object apart: `[…] = x;`"),
        NotDroppable p => Undroppable(p),
        WrongPartCount p => Make(DiagnosticCodes.WrongPartCount, p,
            $"{Show(p.Type)} has {Count(p.Expected, "member")}, but {Count(p.Actual, "part")} {(p.Actual == 1 ? "is" : "are")} taken", "one part for each member",
            "use `_` for a member that is not wanted", labels: [(p.Declared, "its members")]),
        NotDestructurable p => Make(DiagnosticCodes.NotDestructurable, p, $"a value of type {Show(p.Type)} cannot be taken apart", "it has no members",
            "only structs can be taken apart"),
        DestructOfUnowned p => Make(DiagnosticCodes.DestructOfUnowned, p, $"`destruct` ends an owned struct, and this is {Show(p.Type)}", "not owned",
            p.Type.Ownership == Ownership.Borrow ? "use it on the owner" : "only a mutable struct has to be ended: leave it out"),
        DuplicateLocal p => Make(DiagnosticCodes.DuplicateLocal, p, $"there is a local `{p.Name}` already", "declared again here",
            $"to change it, write `set {p.Name} = …;`; otherwise choose another name", labels: [(p.First, "first declared here")]),
        BreakOutsideLoop p => Make(DiagnosticCodes.BreakOutsideLoop, p, "`break` stands outside of any loop", "nothing to leave here",
            "use `return` to leave the function"),
        UnreachableCode p => Make(DiagnosticCodes.UnreachableCode, p, "this is never reached", "control never gets here",
            "take it away", Severity.Warning, DiagnosticTags.Unnecessary),
        MissingMembers p => Make(DiagnosticCodes.MissingMembers, p,
            $"this constructor of `{p.Struct}` leaves {string.Join(", ", p.Members.Select(static name => $"`{name}`"))} without a value",
            "not all members are set", $"write `self.{p.Members[0]} = …;`"),
        _ => null,
    };

    private Diagnostic Undroppable(NotDroppable p)
    {
        var message = p.Local is null
            ? $"this {Show(p.Type)} would be dropped, but it has no drop function"
            : $"`{p.Local}` would be dropped at the end of its scope, but {Show(p.Type)} has no drop function";
        var label = p.Local is null ? "not moved or taken apart" : "not moved or taken apart on every way";
        const string takeApart = "take it apart with `[…] = x;`, move it to somebody who does, or write a `drop` for it";
        if (IsPlaceholder(p.Type))
            return Make(DiagnosticCodes.NotDroppable, p, message, p.Local is null ? "not moved" : "not moved on every way",
                $"write `where func drop({TypeQueries.Display(db, p.Type)})void` in the head of {NameOf(p.Declared)}, or move the value to somebody who takes it",
                labels: [(p.Declared, $"nothing here says that {Show(p.Type)} can be dropped")]);
        if (TypeQueries.TemplateOf(db, p.Type.Kind) is not { } template) return Make(DiagnosticCodes.NotDroppable, p, message, label, takeApart);
        var what = db.Get(TypeQueries.Shape, template).IsInterface ? "interface" : "struct";
        return Make(DiagnosticCodes.NotDroppable, p, message, label, takeApart,
            labels: [(p.Declared, $"no drop is derived for this {what}")]);
    }
}
