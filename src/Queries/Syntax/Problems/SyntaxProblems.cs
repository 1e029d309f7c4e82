// The words of every problem, in one place, and the walk that reads problems off a tree.

namespace Vale.Syntax;

/// <summary>The rendering of a problem: a code for tools, a sentence that says what is wrong, a sentence that says what to do.</summary>
public readonly record struct SyntaxProblemText(string Code, string Message, string Help);

/// <summary>Finds problems in trees and puts them into words.</summary>
public static class SyntaxProblems
{
    /// <summary>The problems within <paramref name="green"/> in text order, placed relative to its start. Costs nothing
    /// when there are none.</summary>
    public static IReadOnlyList<SyntaxProblem> Of(GreenNode green)
    {
        if (!green.ContainsProblems)
            return [];
        var found = new List<SyntaxProblem>();
        Collect(green, 0, found);
        return found;
    }

    /// <summary>The problems of a whole file: those of its items, and those of their order.</summary>
    internal static IReadOnlyList<SyntaxProblem> OfFile(GreenNode file)
    {
        List<SyntaxProblem>? found = null;
        var offset = 0;
        var itemSeen = false;
        foreach (var child in file.Children)
        {
            if (itemSeen && child.Kind == SyntaxKind.Import)
                (found ??= []).Add(new SyntaxProblem(SyntaxProblemCode.ImportAfterItem, offset, offset + child.Width));
            itemSeen |= SyntaxFacts.IsItem(child.Kind) && child.Kind is not (SyntaxKind.Import or SyntaxKind.ErrorItem);
            if (child.ContainsProblems)
                Collect(child, offset, found ??= []);
            else if (child is GreenToken { Kind: SyntaxKind.ChevronComment } comment && !comment.Text.EndsWith('»'))
                (found ??= []).Add(new SyntaxProblem(SyntaxProblemCode.UnterminatedComment, offset, offset + 1));
            offset += child.Width;
        }
        return found is null ? [] : found;
    }

    private static void Collect(GreenNode node, int offset, List<SyntaxProblem> into)
    {
        if (node is GreenProblem problem)
        {
            var start = offset + problem.Delta;
            into.Add(new SyntaxProblem(problem.Code, start, start + problem.Length, problem.Found, problem.Expected));
            return;
        }
        foreach (var child in node.Children)
        {
            if (child.ContainsProblems)
                Collect(child, offset, into);
            offset += child.Width;
        }
    }

    /// <summary>The words for a problem: one sentence on what is wrong, one on what to do.</summary>
    public static SyntaxProblemText Describe(SyntaxProblem problem)
    {
        var (message, help) = Words(problem);
        return new SyntaxProblemText(Kebab(problem.Code), message, help);
    }

    /// <summary>The code of a problem as tools show it, such as <c>expected-semicolon</c>.</summary>
    public static string Kebab(SyntaxProblemCode code)
    {
        var name = code.ToString();
        var builder = new System.Text.StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && builder.Length > 0)
                builder.Append('-');
            builder.Append(char.ToLowerInvariant(c));
        }
        return builder.ToString();
    }

    /// <summary>` before `x`` when something was found, else nothing.</summary>
    private static string Before(string? found) => found is null ? "" : $" before `{found}`";

    private static string OrEnd(string? found) => found is null ? "the end" : $"`{found}`";

    private static (string Message, string Help) Words(SyntaxProblem p) => p.Code switch
    {
        SyntaxProblemCode.ExpectedItem => (
            p.Found is null ? "expected `func`, `struct`, `interface` or `impl` after the attributes" : $"expected an item, found `{p.Found}`",
            p.Found is "fn" ? "write `func` instead of `fn`" : "at the top level only `func`, `struct`, `interface`, `impl`, `import` and `export` can stand; move statements into a function"),
        SyntaxProblemCode.ExpectedName => ($"expected a name{Before(p.Found)}", "write the name here"),
        SyntaxProblemCode.ExpectedFunctionName => ($"expected the function's name{Before(p.Found)}", "write a name, or one of the operators + - * / == != < > <= >= <=> ==="),
        SyntaxProblemCode.ExpectedParameters => ($"expected the parameters{Before(p.Found)}", "write `(` and `)` around the parameters, even when there are none"),
        SyntaxProblemCode.ExpectedBody => p.Expected switch
        {
            "func" => ($"expected the function's body{Before(p.Found)}", "write `{ ... }`, or `;` for a function that is extern or abstract"),
            "else" => ($"expected `{{` or `if` after `else`{Before(p.Found)}", "write `else { ... }` or `else if ... { ... }`"),
            _ => ($"expected the body of this `{p.Expected}`{Before(p.Found)}", $"write `{{ ... }}` after the `{p.Expected}`"),
        },
        SyntaxProblemCode.ExpectedMembers => ($"expected the members of this {p.Expected}{Before(p.Found)}", $"write `{{` and `}}` around the members, even when there are none"),
        SyntaxProblemCode.ExpectedSemicolon => ($"expected `;`{Before(p.Found)}", "write `;` here"),
        SyntaxProblemCode.ExpectedCommaOrClose => ($"expected `,` or the end of the list{Before(p.Found)}", "separate the elements with `,`"),
        SyntaxProblemCode.ExpectedClose => ($"this `{p.Found}` is never closed", $"write `{p.Expected}` where it should end"),
        SyntaxProblemCode.ExpectedStatement => ($"expected a statement, found `{p.Found}`", "remove it, or write what it should apply to"),
        SyntaxProblemCode.ExpectedExpression => p.Expected is "return"
            ? ("`return` needs a value", "write the value, or `return ();` in a function that returns nothing")
            : ($"expected an expression, found {OrEnd(p.Found)}", "write a value, a call, or another expression here"),
        SyntaxProblemCode.ExpectedCondition => p.Expected is "foreach"
            ? ($"expected what to walk through{Before(p.Found)}", "write a collection or a range such as `0..10` after `in`")
            : ($"expected the condition of this `{p.Expected}`{Before(p.Found)}", "write an expression before the `{`"),
        SyntaxProblemCode.ExpectedType => ($"expected a type, found {OrEnd(p.Found)}", "write a type such as `int`, `&Ship` or `[]str`"),
        SyntaxProblemCode.ExpectedRule => ($"expected a rule, found {OrEnd(p.Found)}", "write a rule such as `T Ref`, `func drop(T)void` or `implements(T, IShip)`"),
        SyntaxProblemCode.ExpectedPattern => ($"expected a name, found {OrEnd(p.Found)}", "write a name, `_`, or names in brackets as in `[a, b]`; a type comes after the name"),
        SyntaxProblemCode.ExpectedIn => ($"expected `in`{Before(p.Found)}", "write `foreach x in xs { ... }`"),
        SyntaxProblemCode.ExpectedEquals => ($"expected ` = ` and the new value{Before(p.Found)}", "write `set place = value`, with a blank on each side of `=`"),
        SyntaxProblemCode.ExpectedFor => ($"expected `for` and the struct{Before(p.Found)}", "write `impl Interface for Struct;`"),
        SyntaxProblemCode.ExpectedAs => ($"expected `as` and the exported name{Before(p.Found)}", "write `export Type as Name;`"),
        SyntaxProblemCode.ExpectedImportee => ($"expected what to import from `{p.Expected}`", $"write `import {p.Expected}.*;` for everything, or name one thing after a `.`"),
        SyntaxProblemCode.ExpectedMember => p.Expected is "."
            ? ($"expected a member's name after `.`{Before(p.Found)}", "write the name of a member or function, or remove the `.`")
            : ($"expected a function of the interface, found {OrEnd(p.Found)}", "only functions stand in an interface: write `func name(virtual self &Interface) ...;`"),
        SyntaxProblemCode.ExpectedMemberName => ($"expected a member's name, found {OrEnd(p.Found)}", "write a member as `name Type;`, or `name! Type;` when it may be set"),
        SyntaxProblemCode.ExpectedArrayArguments => ($"expected `(` after the array's brackets{Before(p.Found)}", "write `[](size, function)`, `[#size](function)` or `[#](a, b, c)`"),
        SyntaxProblemCode.ExpectedArraySize => ($"expected `#` and the size, or nothing, in the array's brackets; found {OrEnd(p.Found)}", "write `[#3]` for a fixed size, `[]` for a size chosen when running; a list of values is written `[#](a, b, c)`"),
        SyntaxProblemCode.ExpectedRuneKind => ($"`{p.Found}` is not something a rune can stand for", "write one of Ref, Kind, Int, Bool, Prot, RefList, Ownership, Mutability, Variability, Location, Region"),
        SyntaxProblemCode.ExpectedExternName => ("expected a plain string: the builtin's name", "write `extern(\"name\")`"),
        SyntaxProblemCode.UnexpectedToken => ($"did not expect `{p.Found}` here", "remove it, or close what comes before it"),
        SyntaxProblemCode.UnexpectedCharacter => ($"`{p.Found}` means nothing in Vale", "remove the character"),
        SyntaxProblemCode.UnexpectedClose => ($"this `{p.Found}` closes nothing", "remove it, or write the bracket it should close"),
        SyntaxProblemCode.UnexpectedAttribute => ($"`{p.Expected}` takes no attributes", "remove what stands before it"),
        SyntaxProblemCode.UnneededSemicolon => ("this `;` ends nothing", "remove it"),
        SyntaxProblemCode.NeedWhitespaceAroundOperator => ($"`{p.Found}` needs a blank on each side", $"write ` {p.Found} `"),
        SyntaxProblemCode.NeedWhitespaceAroundEquals => ("`=` needs a blank on each side", "write ` = `"),
        SyntaxProblemCode.ForgotSet => ("changing an existing place needs `set`", $"write `set` before `{p.Found}`"),
        SyntaxProblemCode.ForgotWhere => ("a function that must exist is a rule, not a return type", "write `where` before this `func`"),
        SyntaxProblemCode.ReservedLocalName => ($"a local cannot be called `{p.Found}`", "choose another name"),
        SyntaxProblemCode.ParameterNeedsType => ($"parameter `{p.Found}` needs a type", "write the type after the name; only lambdas and functions of an interface or struct may leave it out"),
        SyntaxProblemCode.StatementInExpression => ($"`{p.Found}` is a statement and cannot stand within an expression", "put it on a line of its own"),
        SyntaxProblemCode.TemplateArgumentsOnValue => ("only a name can take template arguments", "write them right after the function's or type's name; if `<` should compare, put a blank on each side"),
        SyntaxProblemCode.TemplateArgumentsOnMember => ("a member cannot take template arguments", "write the call's parentheses after them, or remove them"),
        SyntaxProblemCode.VariadicMemberHasName => ($"a member that stands for many has no name, but this one is called `{p.Found}`", "write `_ ..Type;`"),
        SyntaxProblemCode.ConflictingMutability => ($"the array says twice whether it is mutable: `#` and `{p.Expected}`", "keep one of the two"),
        SyntaxProblemCode.InterpolatedStringInType => ("a string in a type cannot hold an expression", "write the text itself, with `\\{` for a brace"),
        SyntaxProblemCode.FloatInType => ($"`{p.Found}` cannot stand in a type", "use an integer"),
        SyntaxProblemCode.ImportAfterItem => ("imports come before everything else in a file", "move this import to the top"),
        SyntaxProblemCode.UnterminatedString => ("this string is never closed", $"write `{p.Found}` where it should end"),
        SyntaxProblemCode.UnterminatedComment => ("this comment is never closed", "write `»` where it should end"),
        SyntaxProblemCode.UnterminatedInterpolation => ("this `{` begins an expression in the string that is never closed", "write `}` after the expression, or `\\{` for the character"),
        SyntaxProblemCode.BadUnicodeEscape => ($"`{p.Found}` is no unicode escape", "write `\\u` and four hexadecimal digits, such as `\\u00e9`"),
        SyntaxProblemCode.IntegerTooLarge => ($"`{p.Found}` does not fit in 64 bits", "use a smaller number"),
        SyntaxProblemCode.BadIntegerBits => ($"`{p.Found}` names a number of bits no integer has", "write `i32` or `i64` after the number, or nothing"),
        SyntaxProblemCode.NestingTooDeep => ("this nests too deep, or is too long a chain, to be read", "name parts of it with locals or functions of their own"),
        _ => throw new ArgumentOutOfRangeException(nameof(p), p.Code, "Every code has words."),
    };
}
