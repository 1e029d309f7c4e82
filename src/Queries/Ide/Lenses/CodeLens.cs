// Lenses above declarations: where they stand is found from the table of contents alone; what they count is counted when
// they come into sight.

using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Lenses;

/// <summary>What a lens offers.</summary>
public enum CodeLensKind : byte { Run, RunTest, References, Implementations, Instantiations }

/// <summary>A lens above a declaration.</summary>
/// <param name="Range">The declaration's name.</param>
/// <param name="Test">Of a test, what it is called when tests are run.</param>
public sealed record CodeLens(TextRange Range, CodeLensKind Kind, string? Test = null);

internal static class CodeLenses
{
    /// <summary>The lenses of a file, in the order of places.</summary>
    public static List<CodeLens> Of(QueryContext db, FileId file, CodeLensOptions options)
    {
        var found = new List<CodeLens>();
        var items = db.Get(ItemQueries.FileItems, file).Items;
        var ranges = db.Get(ItemQueries.ItemRanges, file).Items;
        var tests = options.Run ? db.Get(TestQueries.InFile, file) : [];
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            if (item.Kind is not (DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface)) continue;
            if (options.Run && item is { Kind: DenizenKind.Function, Name: "main", IsExported: true, Arity: 0 }) found.Add(new CodeLens(ranges[i].Name, CodeLensKind.Run));
            foreach (var test in tests)
                if (test.Id == item.Id) found.Add(new CodeLens(ranges[i].Name, CodeLensKind.RunTest, test.Name));
            if (options.References) found.Add(new CodeLens(ranges[i].Name, CodeLensKind.References));
            if (options.Implementations && (item.Kind == DenizenKind.Interface || IsAbstract(db, item))) found.Add(new CodeLens(ranges[i].Name, CodeLensKind.Implementations));
            if (options.Instantiations && item.Kind != DenizenKind.Interface && !db.Get(TypeQueries.Generics, item.Id).IsEmpty && !IsAbstract(db, item))
                found.Add(new CodeLens(ranges[i].Name, CodeLensKind.Instantiations));
        }
        return found;
    }

    private static bool IsAbstract(QueryContext db, ItemInfo item) =>
        item is { Kind: DenizenKind.Function, VirtualOf: not null } && db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, item.Id)).Body == FunctionBody.Abstract;
}
