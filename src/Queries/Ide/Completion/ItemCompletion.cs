// Between items: what an item can begin with, and the functions that impls still lack.

using System.Text;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide.Completion;

/// <summary>A function that an impl lacks, as it would be written.</summary>
/// <param name="Header">From <c>func</c> to the body.</param>
internal sealed record LackedOverride(string Name, string Header, bool IsVoid, string Struct, string Interface, DenizenId Abstract, FileId ImplFile);

/// <summary>Proposes items. Single use.</summary>
internal sealed class ItemCompletion(Place place, Proposals proposals)
{
    private static readonly string[] s_macros = ["DeriveStructDrop", "DeriveInterfaceDrop", "DeriveAnonymousSubstruct"];

    // Follows from headers: bodies do not matter.
    private static readonly Query<PackageId, ValueArray<LackedOverride>> s_lacked = Query.Define<PackageId, ValueArray<LackedOverride>>("LackedOverrides", static (db, package) =>
    {
        var lacked = new List<LackedOverride>();
        foreach (var item in db.Get(NameQueries.Scope, package).Items)
        {
            if (item.Kind != DenizenKind.Impl || db.Get(SignatureQueries.Impl, item.Id) is not { IsUsable: true } impl) continue;
            foreach (var (function, found) in db.Get(ImplQueries.Itable, item.Id).Entries)
                if (found is { IsOfInterface: true, Prototype: null } && db.Lookup(TypeQueries.Functions, function).Origin == FunctionOrigin.Declared)
                    lacked.Add(Describe(db, item.Id, impl, function, found));
        }
        return lacked.ToValueArray();
    });

    /// <summary>Words and overrides, at the beginning of an item.</summary>
    public void Add()
    {
        proposals.Keyword("func", "func ${1:name}($2) {\n\t$0\n}", Near.Own);
        proposals.Keyword("struct", "struct ${1:Name} {\n\t$0\n}", Near.Own);
        proposals.Keyword("interface", "interface ${1:Name} {\n\t$0\n}", Near.Own);
        proposals.Keyword("impl", "impl ${1:Interface} for ${2:Struct};", Near.Own);
        proposals.Keyword("import", "import $0;", Near.Own);
        proposals.Keyword("export", "export ${1:Type} as ${2:Name};");
        foreach (var word in (ReadOnlySpan<string>)["exported", "extern", "pure", "sealed", "weakable", "linear", "abstract", "additive"]) proposals.Keyword(word, word + " ");
        proposals.Form("main", "main", "exported func main() int {\n\t$0\n\treturn 0;\n}");
        foreach (var macro in s_macros)
            proposals.Add(new Candidate("#!" + macro, CompletionKind.Attribute, Near.Word) { Filter = macro, Snippet = $"#!{macro}\n$0", Plain = "#!" + macro });
        Overrides(withFunc: true);
    }

    /// <summary>What may follow an attribute.</summary>
    public void AfterAttributes()
    {
        foreach (var word in (ReadOnlySpan<string>)["func", "struct", "interface", "exported", "extern", "pure", "sealed", "weakable", "linear"])
            proposals.Keyword(word, word + " ");
    }

    /// <summary>The name of a macro.</summary>
    public void Macros()
    {
        foreach (var macro in s_macros) proposals.Add(new Candidate(macro, CompletionKind.Attribute, Near.Local));
    }

    /// <summary>What an interface holds.</summary>
    public void InterfaceMembers()
    {
        proposals.Keyword("func", "func ${1:name}(virtual ${2:self} &" + NameOfItem() + "$3);", Near.Local);
        proposals.Keyword("abstract", "abstract ");
        proposals.Keyword("pure", "pure ");
    }

    /// <summary>The functions that this package's impls lack; those of this file first.</summary>
    public void Overrides(bool withFunc)
    {
        var order = 0;
        foreach (var lacked in place.Db.Get(s_lacked, proposals.Packages.Own))
        {
            var isHere = lacked.ImplFile == place.File;
            var text = withFunc ? lacked.Header : lacked.Header["func ".Length..];
            var stub = place.Next is '(' or '<' ? null : lacked.IsVoid ? " {\n\t$0\n}" : " {\n\t${0:panic(\"not written yet\");}\n}";
            proposals.Add(new Candidate(text, CompletionKind.Override, isHere ? Near.Local : Near.Own, Fit.Wanted)
            {
                Order = order++,
                Filter = withFunc ? "func " + lacked.Name : lacked.Name,
                Signature = $"for {lacked.Struct}",
                Origin = lacked.Interface,
                Snippet = stub is null ? lacked.Name : Escape(text) + stub,
                Plain = stub is null ? lacked.Name : lacked.IsVoid ? text + " { }" : text + " { panic(\"not written yet\"); }",
                Subject = CompletionEntries.SubjectOf(place.Db, lacked.Abstract),
            });
        }
    }

    private string NameOfItem() => place.Innermost(SyntaxKind.Interface) is { } node ? new InterfaceSyntax(node).Name?.Text ?? "" : "";

    private static string Escape(string text) => text.Replace("$", "\\$", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);

    // The abstract function's header with the struct in the place of the interface, in the words of the impl.
    private static LackedOverride Describe(QueryContext db, DenizenId impl, ImplHeader header, FunctionId function, Override found)
    {
        var wanted = db.Get(SignatureQueries.Header, function);
        var text = new StringBuilder("func ").Append(wanted.Name);
        var generics = Generics(db, impl, header, wanted, db.Lookup(TypeQueries.Functions, function).Denizen);
        if (generics.Count > 0) text.Append('<').AppendJoin(", ", generics).Append('>');
        text.Append('(');
        for (var i = 0; i < found.Arguments.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(wanted.Parameters[i].Name is { Length: > 0 } name ? name : i == wanted.VirtualParameter ? "self" : $"a{i}").Append(' ');
            text.Append(TypeQueries.Display(db, found.Arguments[i]));
        }
        text.Append(')');
        if (!found.Wanted.IsVoid) text.Append(' ').Append(TypeQueries.Display(db, found.Wanted));
        var count = 0;
        foreach (var bound in header.Terms.Bounds)
            if (count < header.Terms.OwnBounds && bound is FunctionBound f) text.Append(count++ == 0 ? " where " : ", ").Append(SignatureText.Of(db, f));
        return new LackedOverride(wanted.Name, text.ToString(), found.Wanted.IsVoid, TypeQueries.Display(db, header.Struct), TypeQueries.Display(db, header.Interface),
            db.Lookup(TypeQueries.Functions, function).Denizen, db.Lookup(ItemQueries.Denizens, impl).File);
    }

    // The impl's, then the function's own.
    private static List<string> Generics(QueryContext db, DenizenId impl, ImplHeader header, FunctionHeader wanted, DenizenId abstracted)
    {
        var names = new List<string>();
        var mentioned = Placeholders.IsMentionedIn(db, header.Struct);
        if (mentioned)
            foreach (var generic in db.Get(TypeQueries.Generics, impl)) names.Add(generic.Name);
        foreach (var generic in db.Get(TypeQueries.Generics, abstracted))
            if (!generic.IsInherited && wanted.VirtualParameter >= 0 && !names.Contains(generic.Name) && db.Lookup(ItemQueries.Denizens, abstracted).Parent is not null) names.Add(generic.Name);
        return names;
    }
}
