// Behind a dot: the members of what stands before it, and every function that could take it first. Which functions can is
// asked of the machinery that resolves calls; an index by what a function takes first keeps the question short.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>Proposes members and functions for a receiver. Single use.</summary>
internal sealed class MemberCompletion(Place place, Proposals proposals, CallResolver resolver, Wanted wanted)
{
    private readonly List<TypeHead> _heads = [];
    private readonly List<PackageId> _homes = [];

    public void Add()
    {
        if (place.Probe?.Receiver is not { } receiver) return;
        var isCalled = place.Parent.Kind == SyntaxKind.MethodCallExpression;
        if (!isCalled) Members(receiver);
        if (receiver.Value.IsError || receiver.Value.IsNever) return;
        Heads(receiver.Value.Kind);
        Bounds(receiver);
        foreach (var (package, (nearness, names)) in proposals.Packages.Seen) Functions(receiver, package, NearOf(package, nearness), names);
        foreach (var home in _homes)
            // What stands beside a type is found without an import.
            if (!proposals.Packages.SeesAll(home)) Functions(receiver, home, Near.Imported, null);
        foreach (var package in place.Db.Get(InputQueries.AllPackages, default))
            if (!proposals.Packages.SeesAll(package) && !_homes.Contains(package)) FarFunctions(receiver, package);
    }

    private Near NearOf(PackageId package, Nearness nearness) =>
        Proposals.NearOf(nearness, place.Db.Lookup(InputQueries.Packages, package).Module == EmbeddedLibrary.StandardModule);

    private void Members(ProbedReceiver receiver)
    {
        for (var i = 0; i < receiver.Members.Length; i++)
        {
            var member = receiver.Members[i];
            // As it is looked at: an owner is borrowed.
            var type = member.Type.Ownership == Ownership.Own ? member.Type.With(Ownership.Borrow) : member.Type;
            proposals.Add(new Candidate(member.Name, CompletionKind.Field, Near.Local, wanted.Of(type))
            {
                Order = i,
                Signature = TypeQueries.Display(place.Db, member.Type),
                Subject = receiver.Struct is { } id ? CompletionEntries.SubjectOf(place.Db, id, i) : CompletionSubject.None,
            });
        }
    }

    // By what a function's first parameter must be made from to take the receiver, and where such functions stand.
    private void Heads(KindId kind)
    {
        _heads.Add(TypeHead.Of(place.Db, kind));
        Home(kind);
        var parents = new List<KindId>();
        resolver.Parents(kind, parents);
        foreach (var parent in parents)
        {
            var head = TypeHead.Of(place.Db, parent);
            if (!_heads.Contains(head)) _heads.Add(head);
            // What is known of a placeholder is what it implements.
            if (place.Db.Lookup(TypeQueries.Kinds, kind) is PlaceholderKind) Home(parent);
        }
        if (!_heads.Contains(TypeHead.Any)) _heads.Add(TypeHead.Any);
    }

    private void Home(KindId kind)
    {
        if (TypeQueries.TemplateOf(place.Db, kind) is not { } template) return;
        var package = InputQueries.PackageOf(place.Db, place.Db.Lookup(ItemQueries.Denizens, template).File);
        if (!_homes.Contains(package)) _homes.Add(package);
    }

    // What the function around the cursor asks of its callers is there to be called.
    private void Bounds(ProbedReceiver receiver)
    {
        if (place.Function is not { } function) return;
        var bounds = place.Db.Get(SignatureQueries.Header, function).Terms.Bounds;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (bounds[i] is not FunctionBound { Parameters.IsEmpty: false } bound || !char.IsLetter(bound.Name[0]) || bound.Name == "drop") continue;
            if (!resolver.PossibleBound(i, bound, [receiver.Value]).Fits) continue;
            var rest = bound.Parameters.Length - 1;
            var text = new System.Text.StringBuilder("(");
            for (var j = 1; j <= rest; j++) text.Append(j > 1 ? ", " : "").Append(TypeQueries.Display(place.Db, bound.Parameters[j]));
            text.Append(')');
            if (!bound.ReturnType.IsVoid) text.Append(' ').Append(TypeQueries.Display(place.Db, bound.ReturnType));
            proposals.Add(new Candidate(bound.Name, CompletionKind.Method, Near.Own, wanted.Of(bound.ReturnType))
            {
                Signature = text.ToString(), Origin = "bound", Snippet = place.Next == '(' ? bound.Name : rest == 0 ? bound.Name + "()" : bound.Name + "($0)",
            });
        }
    }

    private void Functions(ProbedReceiver receiver, PackageId package, Near near, HashSet<string>? names)
    {
        var entries = place.Db.Get(CompletionEntries.OfPackage, package);
        foreach (var head in _heads)
        {
            if (entries.Taking(head) is not { } list) continue;
            foreach (var entry in list)
                if ((names is null || names.Contains(entry.Name)) && proposals.Matches(entry.Name, isFar: false))
                    Function(receiver, entry, head.Form == HeadForm.Any && near != Near.Own ? Near.Any : near, [], package);
        }
    }

    // What would take anything is proposed only once some of its name has been typed.
    private void FarFunctions(ProbedReceiver receiver, PackageId package)
    {
        var entries = place.Db.Get(CompletionEntries.OfPackage, package);
        foreach (var head in _heads)
        {
            if (head.Form == HeadForm.Any || WellKnownKinds.ByName(head.Name) is not null && place.Typed.Length < 2 || entries.Taking(head) is not { } list) continue;
            foreach (var entry in list)
                if (proposals.Matches(entry.Name, isFar: true) && !proposals.Packages.Sees(package, entry.Name))
                    Function(receiver, entry, Near.Far, proposals.Packages.Import(package), package);
        }
    }

    private void Function(ProbedReceiver receiver, CompletionEntry entry, Near near, IReadOnlyList<TextEdit> edits, PackageId package)
    {
        var function = entry.Function!.Value;
        if (function == place.Function && near == Near.Own) near = Near.Imported;
        if (resolver.Possible(function, default, [receiver.Value]) is not { } possible) return;
        if (!possible.Fits)
        {
            // A local is borrowed before a dot; in parentheses it is moved.
            if (receiver.Owned is not { } owned || resolver.Possible(function, default, [owned]) is not { Fits: true } moving) return;
            possible = moving;
            var body = BodyStart();
            edits = [.. edits, new TextEdit(body + receiver.Subject.Start, body + receiver.Subject.Start, "("), new TextEdit(body + receiver.Subject.End, body + receiver.Subject.End, ")")];
        }
        var fit = Placeholders.IsMentionedIn(place.Db, possible.ReturnType.Kind) ? wanted.OfResult(entry.Result) : wanted.Of(possible.ReturnType);
        proposals.Add(new Candidate(entry.Name, entry.Kind == DenizenKind.Function ? CompletionKind.Method : CompletionKind.Constructor, near, fit)
        {
            Entry = entry, Given = 1, Edits = edits, Package = package,
        });
    }

    private int BodyStart() => place.Offset - place.Probe!.Offset;
}
