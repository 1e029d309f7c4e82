// A name that begins an expression: locals, functions, constructors, and the words and forms that may stand there.

using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>Proposes what an expression can begin with. Single use.</summary>
internal sealed class NameCompletion(Place place, Proposals proposals, Wanted wanted)
{
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);

    /// <summary>Everything that can stand there.</summary>
    public void Add()
    {
        Locals(withBorrows: true);
        Runes();
        Bounds();
        Functions();
        var statement = place.Above(2);
        var isStatement = statement.Kind == SyntaxKind.ExpressionStatement && statement.Offset == place.Token.Offset;
        ExpressionForms(isStatement && place.Above(3).Kind == SyntaxKind.Block);
        if (isStatement && place.Above(3).Kind == SyntaxKind.Block) StatementForms();
    }

    /// <summary>Locals alone, for places that take no other name.</summary>
    public void Locals(bool withBorrows)
    {
        if (place.Probe is not { } probe) return;
        for (var i = 0; i < probe.Locals.Count; i++)
        {
            var local = probe.Locals[i];
            if (!char.IsLetter(local.Name[0]) && local.Name[0] != '_') continue;
            _locals.Add(local.Name);
            var kind = local.IsParameter ? CompletionKind.Parameter : CompletionKind.Local;
            var type = TypeQueries.Display(place.Db, local.Type);
            var near = local.HoldsValue ? Near.Local : Near.Moved;
            var (fit, origin) = (wanted.Of(local.Type), local.HoldsValue ? "" : "moved");
            proposals.Add(new Candidate(local.Name, kind, near, fit) { Order = i, Signature = type, Origin = origin });
            if (withBorrows && local.HoldsValue && wanted.WantsBorrowOf(local.Type))
                proposals.Add(new Candidate("&" + local.Name, kind, near, Fit.Wanted) { Order = i, Signature = "&" + type, Filter = local.Name });
        }
    }

    // Generic parameters that are numbers, bools or functions.
    private void Runes()
    {
        if (place.Function is not { } function) return;
        foreach (var rune in place.Db.Get(SignatureQueries.Header, function).Terms.Runes)
            if (place.Db.Lookup(TypeQueries.Templatas, rune.Value).Type is (TemplataType.Integer or TemplataType.Boolean or TemplataType.Prototype) and var type &&
                _locals.Add(rune.Name))
                proposals.Add(new Candidate(rune.Name, CompletionKind.GenericParameter, Near.Local,
                    type == TemplataType.Integer ? wanted.Of(Coord.I32) : type == TemplataType.Boolean ? wanted.Of(Coord.Bool) : Fit.Unknown)
                {
                    Order = 500, Signature = type switch { TemplataType.Integer => "Int", TemplataType.Boolean => "Bool", _ => "Prot" },
                });
    }

    private void Bounds()
    {
        if (place.Function is not { } function) return;
        foreach (var bound in place.Db.Get(SignatureQueries.Header, function).Terms.Bounds)
            if (bound is FunctionBound f && char.IsLetter(f.Name[0]) && f.Name != "drop" && _locals.Add(f.Name))
                proposals.Add(new Candidate(f.Name, CompletionKind.Function, Near.Own, wanted.Of(f.ReturnType))
                {
                    Signature = SignatureText.Of(place.Db, f)[("func ".Length + f.Name.Length)..], Origin = "bound",
                    Snippet = place.Next == '(' ? f.Name : f.Parameters.IsEmpty ? f.Name + "()" : f.Name + "($0)",
                });
    }

    private void Functions()
    {
        foreach (var (package, (nearness, names)) in proposals.Packages.Seen)
        {
            var near = Proposals.NearOf(nearness, place.Db.Lookup(InputQueries.Packages, package).Module == EmbeddedLibrary.StandardModule);
            foreach (var entry in place.Db.Get(CompletionEntries.OfPackage, package).All)
                if ((names is null || names.Contains(entry.Name)) && !_locals.Contains(entry.Name)) Function(entry, near, [], package);
        }
        // With nothing typed yet, only makers of what is wanted here are looked for so far away, and of ints there are too many.
        if (place.Typed.Length == 0 && !wanted.IsRare) return;
        foreach (var package in place.Db.Get(InputQueries.AllPackages, default))
        {
            if (proposals.Packages.SeesAll(package)) continue;
            foreach (var entry in place.Db.Get(CompletionEntries.OfPackage, package).All)
            {
                if (proposals.Packages.Sees(package, entry.Name) || _locals.Contains(entry.Name)) continue;
                if (place.Typed.Length == 0 && (entry.Function is null || wanted.OfResult(entry.Result) != Fit.Wanted)) continue;
                Function(entry, Near.Far, proposals.Packages.Import(package), package);
            }
        }
    }

    private void Function(CompletionEntry entry, Near near, IReadOnlyList<TextEdit> edits, PackageId package)
    {
        if (!proposals.Matches(entry.Name, near == Near.Far, out var match)) return;
        var kind = entry.Kind switch
        {
            DenizenKind.Function => CompletionKind.Function,
            DenizenKind.Struct => CompletionKind.Constructor,
            _ => CompletionKind.Interface,
        };
        // An interface that cannot be made from functions names nothing an expression could begin with.
        if (entry.Function is null) return;
        var fit = wanted.OfResult(entry.Result);
        proposals.AddMatched(new Candidate(entry.Name, kind, near, fit) { Entry = entry, Given = 0, Edits = edits, Package = package, Match = match });
    }

    private void ExpressionForms(bool isStatement)
    {
        proposals.Keyword("true", fit: wanted.Of(Coord.Bool));
        proposals.Keyword("false", fit: wanted.Of(Coord.Bool));
        proposals.Keyword("not", "not ");
        if (isStatement) return;
        proposals.Keyword("if", "if ${1:condition} { $2 } else { $3 }");
        proposals.Keyword("foreach", "foreach ${1:element} in ${2:elements} { $0 }");
        proposals.Keyword("block", "block { $0 }");
        proposals.Keyword("set", "set $1 = $0");
        proposals.Keyword("unlet", "unlet $0");
        if (place.IsWithin(SyntaxKind.ArgumentList)) proposals.Form("(…) => …", "lambda", "(${1:x}) => { $0 }");
    }

    private void StatementForms()
    {
        proposals.Keyword("if", "if ${1:condition} {\n\t$0\n}");
        proposals.Form("if … else", "ifelse", "if ${1:condition} {\n\t$2\n} else {\n\t$0\n}");
        proposals.Keyword("while", "while ${1:condition} {\n\t$0\n}");
        proposals.Keyword("foreach", "foreach ${1:element} in ${2:elements} {\n\t$0\n}");
        proposals.Form("foreach i in 0..n", "foreachrange", "foreach ${1:i} in 0..${2:count} {\n\t$0\n}");
        proposals.Keyword("parallel", "parallel foreach ${1:element} in ${2:elements} {\n\t$0\n}");
        proposals.Keyword("return", IsVoid() ? "return;" : "return $0;");
        if (place.Probe is { IsInLoop: true }) proposals.Keyword("break", "break;");
        proposals.Keyword("set", "set $1 = $0;");
        proposals.Keyword("block", "block {\n\t$0\n}");
        proposals.Keyword("pure", "pure block {\n\t$0\n}");
        proposals.Keyword("destruct", "destruct $0;");
        proposals.Keyword("unlet", "unlet $0;");
        if (FollowsIf())
        {
            proposals.Keyword("else", "else {\n\t$0\n}");
            proposals.Form("else if", "elseif", "else if ${1:condition} {\n\t$0\n}");
        }
    }

    // In a lambda, what is yielded is anyone's guess.
    private bool IsVoid() =>
        place.Function is { } function && !place.IsWithin(SyntaxKind.LambdaExpression) && place.Db.Get(SignatureQueries.Header, function).ReturnType.IsVoid;

    private bool FollowsIf()
    {
        var statement = place.Above(2);
        StatementSyntax? before = null;
        foreach (var one in place.Above(3).All<StatementSyntax>())
        {
            if (one.Node.Offset >= statement.Offset) break;
            before = one;
        }
        if (before?.Node.First<ExpressionSyntax>()?.Node.As<IfExpressionSyntax>() is not { } last) return false;
        while (last.Else?.If is { } next) last = next;
        return last.Else is null;
    }
}
