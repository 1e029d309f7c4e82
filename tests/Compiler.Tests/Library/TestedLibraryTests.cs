// Every public function, struct and interface of the standard library is used by a program of tests/programs itself: what only
// the library uses of itself is not tested by that. What a call means is the compiler's answer, not the text's.

using Vale.Compiler;
using Vale.Compiler.Inputs;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Library;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Testing.Programs;
using Xunit;

namespace Compiler.Tests.Library;

public sealed class TestedLibraryTests
{
    [Fact]
    public void A_program_uses_each_public_function_and_type_of_the_standard_library()
    {
        using var host = new CompilerHost();
        var used = new HashSet<DenizenId>();
        foreach (var program in ProgramCase.All)
        {
            var sources = ProgramSources.FilesOf(program).Sources;
            if (!sources.Any(static source => source.Text!.Contains("import stdlib", StringComparison.Ordinal))) continue;
            host.Apply(sources);
            using (var snapshot = host.Snapshot()) new Uses(snapshot, used).Collect();
            host.Apply([.. sources.Select(static source => source with { Text = null })]);
        }

        using var library = host.Snapshot();
        var untested = new List<string>();
        foreach (var package in library.Get(InputQueries.StandardPackages, default))
            foreach (var file in library.Get(InputQueries.PackageFiles, package))
                foreach (var item in library.Get(ItemQueries.FileItems, file).Items)
                    if (IsPublic(item) && !used.Contains(item.Id))
                        untested.Add($"{EmbeddedLibrary.Label(library.Lookup(InputQueries.Files, file))}: {item.Name}({library.Lookup(ItemQueries.Denizens, item.Id).Disambiguator})");
        Assert.True(untested.Count == 0, $"No program of tests/programs uses\n{string.Join('\n', untested)}");
    }

    // Two underscores begin the names that are nobody else's, but for that of what a call of an object calls.
    private static bool IsPublic(ItemInfo item) =>
        item.Kind is DenizenKind.Function or DenizenKind.Struct or DenizenKind.Interface
        && (!item.Name.StartsWith("__", StringComparison.Ordinal) || item.Name == "__call");

    /// <summary>What a program's own functions call, hand over to satisfy bounds, and have as types.</summary>
    private sealed class Uses(Snapshot db, HashSet<DenizenId> used)
    {
        private readonly HashSet<PrototypeId> _seen = [];

        public void Collect()
        {
            var reachable = db.Get(InstantiationQueries.Reachable, default);
            foreach (var prototype in reachable.Functions)
            {
                if (!IsOfProgram(prototype)) continue;
                var header = db.Get(InstantiationQueries.Header, prototype);
                Mention(header);
                if (header.Body == FunctionBody.Vale)
                    foreach (var callee in db.Get(InstantiationQueries.Body, prototype).Callees) Use(callee);
            }
        }

        private bool IsOfProgram(PrototypeId prototype) =>
            db.Lookup(TypeQueries.Prototypes, prototype) is FunctionPrototype of && !IsOfLibrary(db.Lookup(TypeQueries.Functions, of.Function).Denizen);

        private bool IsOfLibrary(DenizenId denizen) =>
            db.Lookup(InputQueries.Files, db.Lookup(ItemQueries.Denizens, denizen).File).Module is EmbeddedLibrary.StandardModule or EmbeddedLibrary.BuiltinModule;

        private void Use(PrototypeId prototype)
        {
            if (!_seen.Add(prototype)) return;
            switch (db.Lookup(TypeQueries.Prototypes, prototype))
            {
                case FunctionPrototype of:
                    used.Add(db.Lookup(TypeQueries.Functions, of.Function).Denizen);
                    Mention(db.Get(InstantiationQueries.Header, prototype));
                    foreach (var bound in of.Bounds) Use(bound);
                    break;
                case ImplPrototype impl:
                    used.Add(impl.Impl);
                    break;
            }
        }

        private void Mention(InstanceHeader header)
        {
            foreach (var parameter in header.Parameters) Mention(parameter);
            Mention(header.ReturnType);
        }

        private void Mention(Coord type)
        {
            switch (db.Lookup(TypeQueries.Kinds, type.Kind))
            {
                case StructKind kind: Mention(kind.Struct, kind.Arguments); break;
                case InterfaceKind kind: Mention(kind.Interface, kind.Arguments); break;
                case ArrayKind array: Mention(array.Element); break;
                case TupleKind tuple:
                    foreach (var member in tuple.Members) Mention(member);
                    break;
            }
        }

        private void Mention(DenizenId denizen, ValueArray<TemplataId> arguments)
        {
            used.Add(denizen);
            foreach (var argument in arguments)
                if (db.Lookup(TypeQueries.Templatas, argument) is CoordTemplata { Coord: var coord }) Mention(coord);
        }
    }
}
