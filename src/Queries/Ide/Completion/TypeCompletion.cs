// Where a type is written: structs, interfaces, primitives, the generic parameters of the header, and in where clauses the
// forms of bounds.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>Which types may stand somewhere.</summary>
internal enum TypePlace { Any, InterfaceOfImpl, StructOfImpl, Pattern }

/// <summary>Proposes types. Single use.</summary>
internal sealed class TypeCompletion(Place place, Proposals proposals)
{
    private static readonly string[] s_primitives = ["int", "i64", "float", "bool", "str", "void", "__Never"];

    public void Add(TypePlace where)
    {
        Generics();
        if (where is TypePlace.Any)
            foreach (var primitive in s_primitives) proposals.Add(new Candidate(primitive, CompletionKind.Primitive, Near.Word));
        foreach (var (package, (nearness, names)) in proposals.Packages.Seen)
        {
            var near = Proposals.NearOf(nearness, place.Db.Lookup(InputQueries.Packages, package).Module == EmbeddedLibrary.StandardModule);
            foreach (var entry in place.Db.Get(CompletionEntries.OfPackage, package).All)
                if (names is null || names.Contains(entry.Name)) Type(entry, where, near, [], package);
        }
        if (place.Typed.Length == 0) return;
        foreach (var package in place.Db.Get(InputQueries.AllPackages, default))
        {
            if (proposals.Packages.SeesAll(package)) continue;
            foreach (var entry in place.Db.Get(CompletionEntries.OfPackage, package).All)
                if (!proposals.Packages.Sees(package, entry.Name) && proposals.Matches(entry.Name, isFar: true))
                    Type(entry, where, Near.Far, proposals.Packages.Import(package), package);
        }
    }

    /// <summary>What a rule of a where clause can begin with, besides a type.</summary>
    public void Rules()
    {
        var rune = FirstRune();
        proposals.Form($"func drop({rune})void", "func drop", $"func drop(${{1:{rune}}})void");
        proposals.Form($"func name({rune}) …", "func", $"func ${{1:name}}(${{2:&{rune}}})${{3:void}}");
        proposals.Form($"func(&F, {rune}) …", "func call", $"func(&${{1:F}}, ${{2:{rune}}})${{3:void}}");
        proposals.Form($"implements({rune}, …)", "implements", $"implements(${{1:{rune}}}, ${{2:Interface}})");
        foreach (var rule in (ReadOnlySpan<string>)["isInterface", "isStruct", "isConcrete"]) proposals.Form($"{rule}({rune})", rule, $"{rule}(${{1:{rune}}})");
        proposals.Form($"{rune} = any(…)", "any", $"${{1:{rune}}} = any($2)");
        proposals.Form($"Refs({rune}, …)", "Refs", $"Refs(${{1:{rune}}})");
        proposals.Keyword("func", "func ");
        proposals.Form($"{rune} Ref", rune, $"{rune} Ref");
    }

    /// <summary>What may be said of a rune behind its name.</summary>
    public void RuneKinds()
    {
        foreach (var kind in Enum.GetNames<RuneKind>()) proposals.Keyword(kind);
        proposals.Keyword("imm");
    }

    private void Type(CompletionEntry entry, TypePlace where, Near near, IReadOnlyList<TextEdit> edits, PackageId package)
    {
        if (entry.Kind == DenizenKind.Function || !proposals.Matches(entry.Name, near == Near.Far)) return;
        if (entry.Kind != DenizenKind.Interface && where == TypePlace.InterfaceOfImpl || entry.Kind != DenizenKind.Struct && where == TypePlace.Pattern) return;
        var fit = where == TypePlace.StructOfImpl && entry.Kind == DenizenKind.Struct ? Fit.Wanted : Fit.Unknown;
        var kind = entry.Kind == DenizenKind.Struct ? CompletionKind.Struct : CompletionKind.Interface;
        proposals.Add(new Candidate(entry.Name, kind, near, fit)
        {
            Entry = entry, Given = -1, Signature = entry.GenericList, Edits = edits, Package = package,
        });
        if (where != TypePlace.Pattern || entry.Parameters.IsEmpty || place.Next == '[') return;
        var parts = string.Join(", ", (IEnumerable<string>)entry.Parameters);
        proposals.Add(new Candidate($"{entry.Name}[{parts}]", kind, near, fit)
        {
            Filter = entry.Name, Snippet = $"{entry.Name}[{parts}]", Plain = $"{entry.Name}[{parts}]", Edits = edits, Package = package, Order = 1,
        });
    }

    // As the text has them now: the header may be unfinished.
    private void Generics()
    {
        var order = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = place.Path.Count - 1; i >= 0; i--)
        {
            if (place.Path[i].First<GenericParameterListSyntax>() is not { } list && !HeaderOf(place.Path[i], out list)) continue;
            foreach (var parameter in list.Parameters)
                if (parameter.Name is { } name && !parameter.IsRegion && name.Range.Start != place.Token.Offset && seen.Add(name.Text))
                    proposals.Add(new Candidate(name.Text, CompletionKind.GenericParameter, Near.Local) { Order = order++, Signature = parameter.Kind?.ToString() ?? "" });
        }
    }

    private static bool HeaderOf(SyntaxNode node, out GenericParameterListSyntax list)
    {
        list = default;
        if (node.As<FunctionSyntax>() is not { Header: { Node.IsNone: false, GenericParameters: { } found } }) return false;
        list = found;
        return true;
    }

    private string FirstRune()
    {
        for (var i = place.Path.Count - 1; i >= 0; i--)
            if (place.Path[i].First<GenericParameterListSyntax>() is { } list || HeaderOf(place.Path[i], out list))
                foreach (var parameter in list.Parameters)
                    if (parameter is { IsRegion: false, Name: { } name }) return name.Text;
        return "T";
    }
}
