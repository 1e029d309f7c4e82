// The words for problems with arrays, loops through them and weak references.

using Vale.Compiler.Bodies;
using Vale.Compiler.Items;
using Vale.Compiler.Types;

namespace Vale.Compiler.Diagnostics;

internal sealed partial class Renderer
{
    private Diagnostic? RenderArrays(Problem problem) => problem switch
    {
        WrongIndexCount p => Make(DiagnosticCodes.NotIndexable, p, p.Count == 0 ? "no index stands between the brackets" : "an element is found by one index", "one int is wanted here",
            p.Count == 0 ? "write the element's number: `xs[0]`" : "index one array after the other: `xs[1][2]`"),
        WrongElementCount { IsUnknown: true } p => Make(DiagnosticCodes.WrongPartCount, p, $"nobody knows how many elements {Show(p.Type)} has", "parts of an array of no fixed length",
            "such an array can be taken apart when it is empty, `[] = xs;`: pop its elements, or use their indices"),
        WrongElementCount p => Make(DiagnosticCodes.WrongPartCount, p,
            $"{Show(p.Type)} has {Count(p.Expected, "element")}, but {Count(p.Actual, "part")} {(p.Actual == 1 ? "is" : "are")} taken", "one part for each element",
            "use `_` for an element that is not wanted"),
        UnknownElementType p => Make(DiagnosticCodes.UnknownElementType, p, "nothing tells what this array's elements are", "elements of what type?",
            "write their type behind the brackets: `[]int(5)`, `[#]int()`"),
        WrongArrayArguments p => p.Need switch
        {
            ArrayNeed.Function => Make(DiagnosticCodes.WrongArrayArguments, p, "an array of a fixed length is made by one function", "it takes one argument",
                "give a function that makes an element from its index: `[#5](i => i * 2)`; elements themselves stand in `[#](…)`"),
            ArrayNeed.Length => Make(DiagnosticCodes.WrongArrayArguments, p, "an array is made from a length and a function", "it takes one or two arguments",
                "write `[]int(5)` for room for five elements, or `[](5, i => i * 2)`; elements themselves stand in `[#](…)`"),
            ArrayNeed.LengthAndFunction => Make(DiagnosticCodes.WrongArrayArguments, p, "nothing can be put into an immutable array later, so a function has to make its elements",
                "no function is given", "give one that makes an element from its index: `#[](5, i => i * 2)`"),
            _ => Make(DiagnosticCodes.WrongArrayArguments, p, "this function yields nothing, so it makes no elements", "yields nothing",
                "leave the `;` behind its last expression out, or return a value"),
        },
        MutableElementOfImmutable p => Make(DiagnosticCodes.MutableElementOfImmutable, p,
            $"an immutable array cannot hold {Show(p.Element)}, which is not immutable", "immutable through and through",
            IsPlaceholder(p.Element) ? $"declare it `{TypeQueries.Display(db, p.Element.Kind)} Ref imm`, or leave the `#` before the bracket out" : "leave the `#` before the bracket out"),
        FinalElement p => p.Array.Ownership == Ownership.Share
            ? Make(DiagnosticCodes.FinalElement, p, $"elements of {Show(p.Array.Kind)} cannot be set", "it is immutable", "make a new array with the other element")
            : Make(DiagnosticCodes.FinalElement, p, $"elements of {Show(p.Array.Kind)} cannot be set", "they are final",
                "use an array of no fixed length, `[]T`, or one whose type says `<mut, vary>`"),
        NotIterable p => Make(DiagnosticCodes.NotIterable, p, $"`foreach` cannot walk through {Show(p.Type)}", $"no function `{p.Function}` takes {Show(p.Argument)}",
            "it needs `begin` of what is walked through, `next` of what that returns, and `isEmpty` and `get` of what `next` returns"),
        ForeachNeedsList p => Make(DiagnosticCodes.ForeachNeedsList, p, $"this `foreach` yields values of {Show(p.Element)}, and there is no `List` to gather them in", "yielded here",
            $"end it with `;` if it is not wanted, or import a package with a `List` that can be made by `List<{TypeQueries.Display(db, p.Element)}>()` and has an `add`"),
        NotWeakable p => Make(DiagnosticCodes.NotWeakable, p, $"there are no weak references to {Show(p.Type.Kind)}", "not weakable",
            p.Type.Ownership == Ownership.Share ? "an immutable is shared: use it as it is" : "declare its struct or interface `weakable`",
            labels: p.Declared is { } declared ? [(declared, "declared here without `weakable`")] : []),
        _ => null,
    };
}
