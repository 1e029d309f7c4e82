// What a call at the cursor could be of: every function that takes the arguments there are so far, with the parameter that
// is being written. Read from the text as it is; what is not closed yet is taken as going on.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>The functions a call could be of.</summary>
/// <param name="Active">The number of the one that is meant, as far as can be told.</param>
public sealed record SignatureList(IReadOnlyList<SignatureItem> Signatures, int Active);

/// <summary>A function a call could be of.</summary>
/// <param name="Label">Its header on one line.</param>
/// <param name="Parameters">Where in the label each parameter stands.</param>
/// <param name="ActiveParameter">The number of the one that is being written; beyond the last when there is none for it.</param>
/// <param name="Documentation">The comment above it, or empty.</param>
public sealed record SignatureItem(string Label, IReadOnlyList<TextRange> Parameters, int ActiveParameter, string Documentation);

/// <summary>Answers for one position. Single use.</summary>
internal sealed class SignatureHelp
{
    private readonly QueryContext _db;
    private readonly ProbedCall _call;
    private readonly CallResolver _resolver;
    private readonly string _callee;
    private readonly int _active;

    private SignatureHelp(QueryContext db, ProbedCall call, CallResolver resolver, string callee, int active)
    {
        _db = db;
        _call = call;
        _resolver = resolver;
        _callee = callee;
        _active = active;
    }

    public static SignatureList? At(QueryContext db, FilePosition position)
    {
        var parsed = db.Get(ParseQueries.Parse, position.File).Result;
        if (position.Offset <= 0 || position.Offset > parsed.Text.Length || FindList(parsed, position.Offset) is not var (path, at)) return null;
        for (var i = at - 1; i > 0; i--)
        {
            if (path[i].Kind != SyntaxKind.Block || path[i - 1].Kind != SyntaxKind.Function) continue;
            if (Place.FunctionAt(db, position.File, path[i - 1]) is not var (_, function)) return null;
            var probe = BodyProbe.ForCall(path[i].Green, path[at].Offset - path[i].Offset);
            BodyQueries.Look(db, function, probe);
            if (probe.Calls.Count == 0) return null;
            var active = CallPlace.Commas(path[at], position.Offset);
            return new SignatureHelp(db, probe.Calls[0], CallPlace.Resolver(db, position.File, function), CalleeText(path[at - 1]), active).Answer();
        }
        return null;
    }

    // The innermost argument list that the offset is in, or that has no end yet; a block within it is nobody's argument.
    private static (List<SyntaxNode> Path, int At)? FindList(ParseResult parsed, int offset)
    {
        var before = offset;
        while (before > 0 && char.IsWhiteSpace(parsed.Text[before - 1])) before--;
        if (before == 0) return null;
        var path = Place.PathTo(parsed.Tree, before - 1);
        for (var i = path.Count - 1; i > 0; i--)
        {
            var node = path[i];
            if (node.Kind == SyntaxKind.Block && node.Offset < offset && (offset < node.End || !node.Has(SyntaxKind.CloseCurly))) return null;
            if (node.Kind != SyntaxKind.ArgumentList || path[i - 1].Kind is not (SyntaxKind.CallExpression or SyntaxKind.MethodCallExpression)) continue;
            if (node.Offset < offset && (offset < node.End || !node.Has(SyntaxKind.CloseParen))) return (path, i);
        }
        return null;
    }

    private static string CalleeText(SyntaxNode call) =>
        call.As<CallExpressionSyntax>()?.Callee?.Node.As<NameExpressionSyntax>()?.Name.Text ?? call.As<MethodCallExpressionSyntax>()?.Name?.Text ?? "lambda";

    private SignatureList? Answer()
    {
        if (_call.Lambda is { } lambda) return new SignatureList([Lambda(lambda)], 0);
        var (name, arguments, skipped) = (_call.Name, _call.Arguments, 0);
        // A function's name as a value: the functions of that name are meant.
        if (name == "__call" && arguments is [{ IsError: false } first, ..] && !WellKnownKinds.IsWellKnown(first.Kind) &&
            _db.Lookup(TypeQueries.Kinds, first.Kind) is OverloadSetKind set) (name, arguments, skipped) = (set.Name, ValueArray.Create(arguments.AsSpan()[1..]), 1);
        var before = (_call.IsOfReceiver ? 1 : 0) - skipped;
        var active = before + _active;
        var known = arguments.AsSpan().ToArray();
        // What is being written may become anything.
        if (active < known.Length) known[active] = Coord.Error;
        var possible = _resolver.Possible(name, known, _call.Written?.Written);
        if (possible.Count == 0) return null;
        Keep(possible, active, isEmpty: active == before && arguments.Length <= Math.Max(0, before));
        var chosen = Choose(name, arguments, possible);
        var items = new SignatureItem[possible.Count];
        for (var i = 0; i < items.Length; i++) items[i] = Item(possible[i], name, active);
        return new SignatureList(items, chosen);
    }

    // Those that fit; where none does, all of them.
    private static void Keep(List<PossibleCall> possible, int active, bool isEmpty)
    {
        var some = false;
        foreach (var one in possible) some |= Fits(one, active, isEmpty);
        if (some) possible.RemoveAll(one => !Fits(one, active, isEmpty));
        possible.Sort(static (a, b) => a.Conversions != b.Conversions ? a.Conversions.CompareTo(b.Conversions)
            : a.Nearness != b.Nearness ? a.Nearness.CompareTo(b.Nearness) : a.Parameters.Length.CompareTo(b.Parameters.Length));
    }

    // With nothing in the parentheses yet, a function that takes no more is one that could be meant.
    private static bool Fits(PossibleCall one, int active, bool isEmpty) => one.Fits && (active < one.Parameters.Length || isEmpty && active == one.Parameters.Length);

    // The one a call would be of as it is written; else the first that takes what is being written too.
    private int Choose(string name, ValueArray<Coord> arguments, List<PossibleCall> possible)
    {
        var isKnown = true;
        foreach (var argument in arguments) isKnown &= !argument.IsError;
        if (!isKnown) return 0;
        if (_resolver.Find(name, arguments.AsSpan(), _call.Written?.Written).Call is { } call && _db.Lookup(TypeQueries.Prototypes, call.Prototype) is FunctionPrototype { Function: var function })
            for (var i = 0; i < possible.Count; i++)
                if (possible[i].Function == function) return i;
        var better = _resolver.Possible(name, arguments.AsSpan(), _call.Written?.Written);
        for (var i = 0; i < possible.Count; i++)
            foreach (var one in better)
                if (one.Fits && one.Function == possible[i].Function && one.Bound == possible[i].Bound) return i;
        return 0;
    }

    private SignatureItem Item(PossibleCall possible, string name, int active)
    {
        FunctionHeader? header = possible.Function is { } function ? _db.Get(SignatureQueries.Header, function) : null;
        // Of a value that is called, its own place is not an argument.
        var from = name == "__call" ? 1 : 0;
        var text = new StringBuilder(name == "__call" ? _callee : name).Append('(');
        var places = new List<TextRange>();
        for (var i = from; i < possible.Parameters.Length; i++)
        {
            if (i > from) text.Append(", ");
            var start = text.Length;
            if (header?.Parameters[i].Name is { Length: > 0 } parameter) text.Append(parameter).Append(' ');
            text.Append(TypeQueries.Display(_db, possible.Parameters[i]));
            places.Add(new TextRange(start, text.Length));
        }
        text.Append(')');
        if (!possible.ReturnType.IsVoid) text.Append(' ').Append(TypeQueries.Display(_db, possible.ReturnType));
        return new SignatureItem(text.ToString(), places, active - from, Documentation(possible));
    }

    private string Documentation(PossibleCall possible)
    {
        if (possible.Function is not { } function) return "";
        var (origin, denizen, _, _) = _db.Lookup(TypeQueries.Functions, function);
        if (_db.Lookup(ItemQueries.Denizens, denizen).Kind == DenizenKind.AnonymousStruct) denizen = TypeQueries.InterfaceOf(_db, denizen);
        return origin is FunctionOrigin.Declared or FunctionOrigin.StructConstructor ? DocComment.Of(_db, denizen) : "";
    }

    private SignatureItem Lambda(LambdaExpressionSyntax lambda)
    {
        var text = new StringBuilder(_callee).Append('(');
        var places = new List<TextRange>();
        if (lambda.Parameters is { } list)
            foreach (var parameter in list.Parameters)
            {
                if (places.Count > 0) text.Append(", ");
                var start = text.Length;
                text.Append(parameter.Node.Text);
                places.Add(new TextRange(start, text.Length));
            }
        else
            for (var i = 1; i < _call.Arguments.Length || i <= _active + 1 && _call.Arguments.Length > 1; i++)
            {
                if (places.Count > 0) text.Append(", ");
                places.Add(new TextRange(text.Length, text.Length + 1));
                text.Append('_');
            }
        return new SignatureItem(text.Append(')').ToString(), places, _active, "");
    }
}
