// Imports that nothing needs: which they are, and that programs mean the same without those that are said to be.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Ide.Assists;
using Vale.Testing;
using Vale.Testing.Checks;
using Vale.Testing.Programs;
using Xunit;

namespace Ide.Tests;

public sealed class UnusedImportTests
{
    private const string Fleet = """
        //- /fleet/ships/ships.vale
        struct Ship { fuel int; }
        func sail(ship &Ship) int { return ship.fuel; }
        func moor(depth int) int { return depth; }
        //- /fleet/crews/crews.vale
        import fleet.ships.*;
        interface Vessel { func crew(virtual vessel &Vessel) int; }
        struct Raft { }
        func crew(raft &Raft) int { return 1; }
        impl Vessel for Raft;
        func boarded(vessel &Vessel) int { return vessel.crew(); }
        func full<T>(thing &T) int where func hands(&T)int { return hands(thing); }
        func built() Ship { return Ship(3); }
        //- /fleet/hands/hands.vale
        import fleet.ships.*;
        func hands(ship &Ship) int { return 7; }
        func hands(n &int) int { return 7; }
        """;

    [Theory]
    [InlineData("", "exported func main() { }", "fleet.ships.*", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a type", "func f(ship &Ship) { }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a member's type", "struct Dock { ship Ship; }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a constructor", "func f() { s = Ship(3); }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a call", "func f() { moor(3); }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a call in dots", "func f() { built().sail(); }", "fleet.hands.*")]
    [InlineData("a function as a value", "func f() { g = moor; println(g(3)); }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a bound that a function satisfies", "func f() { println(full(&Ship(3))); }")]
    [InlineData("an overload by an argument's type", "func f() { println(hands(3)); }", "fleet.ships.*", "fleet.crews.*")]
    [InlineData("a lambda", "func f() { g = (n) => moor(n); println(g(3)); }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("a lambda nobody calls", "func f() { g = (n) => moor(n); }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("code in error", "func f() { feul.moor(); }", "fleet.crews.*", "fleet.hands.*")]
    [InlineData("an owner that is dropped", "func f() { built(); }", "fleet.ships.*", "fleet.hands.*")]
    [InlineData("an upcast", "func f() { raft = Raft(); println(boarded(&raft)); }", "fleet.ships.*", "fleet.hands.*")]
    [InlineData("an impl", "struct Cog { }\nfunc crew(cog &Cog) int { return 2; }\nimpl Vessel for Cog;", "fleet.ships.*", "fleet.hands.*")]
    [InlineData("a bound's type", "func f<T>(thing &T) where implements(T, Vessel) { }", "fleet.ships.*", "fleet.hands.*")]
    [InlineData("a rune of that name", "func f<Ship>(thing &Ship) { }", "fleet.ships.*", "fleet.crews.*", "fleet.hands.*")]
    public void Imports_through_which_nothing_means_what_it_does_are_told(string what, string code, params string[] unused)
    {
        _ = what;
        Unused($"//- /main.vale\nimport fleet.ships.*;\nimport fleet.crews.*;\nimport fleet.hands.*;\n{code}\n{Fleet}", unused);
    }

    [Theory]
    [InlineData("import fleet.ships.Ship;\nimport fleet.ships.moor;", "func f(ship &Ship) { }", "fleet.ships.moor")]
    [InlineData("import fleet.ships.Ship;\nimport fleet.ships.*;", "func f(ship &Ship) { }", "fleet.ships.Ship")]
    [InlineData("import fleet.ships.*;\nimport fleet.ships.*;", "func f(ship &Ship) { }", "fleet.ships.*")]
    [InlineData("import fleet.ships.*;\nimport fleet.shops.*;", "", "fleet.ships.*")]
    [InlineData("import v.builtins.arrays.*;", "", "v.builtins.arrays.*")]
    public void One_name_is_as_good_as_its_package(string imports, string code, params string[] unused) => Unused($"//- /main.vale\n{imports}\n{code}\n{Fleet}", unused);

    [Fact]
    public void What_an_import_leads_to_further_on_needs_it() =>
        // Ship is seen here through what crews imports.
        Unused("//- /main.vale\nimport fleet.crews.*;\nfunc f(ship &Ship) { }\n" + Fleet);

    [Fact]
    public void What_another_file_uses_without_importing_it_needs_it()
    {
        const string ports = "\n//- /ports/ports.vale\nfunc f() { println(moor(3)); }\n";
        Unused("//- /main.vale\nimport fleet.ships.*;\n" + Fleet.Replace("import fleet.ships.*;\n", "", StringComparison.Ordinal) + ports);
        // There, another import brings it in as well.
        Unused("//- /main.vale\nimport fleet.ships.*;\n" + Fleet + ports, "fleet.ships.*");
        // Here, nobody uses it.
        Unused("//- /main.vale\nimport fleet.ships.*;\n" + Fleet.Replace("import fleet.ships.*;\n", "", StringComparison.Ordinal).Replace("func built() Ship { return Ship(3); }", "", StringComparison.Ordinal)
            .Replace("func hands(ship &Ship) int { return 7; }", "", StringComparison.Ordinal), "fleet.ships.*");
    }

    [Fact]
    public void The_hint_is_fixed_by_taking_the_import_away()
    {
        using var editor = new Editor(Fixture.Parse("//- /main.vale\n$0import fleet.ships.*;\nfunc f() { }\n" + Fleet));
        var file = editor.File(0);
        var fix = editor.Ask(analysis => analysis.Assists(new AssistRequest(file, new(0, 0)))).Single(static assist => assist.Id == "remove-import");
        Assert.Equal(editor.Ask(analysis => analysis.UnusedNames(file)).Single(), fix.Fixes);
        Assert.True(fix.IsPreferred);
        Assert.StartsWith("func f() { }", fix.Edit!.Of(file)!.Apply(editor.Fixture.Files[0].Text), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_in_a_body_looks_at_that_body_alone()
    {
        using var host = new AnalysisHost();
        var files = new FileData[20];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = new FileData("main", "", $"dock{i}.vale");
            host.Apply([new FileChange(files[i], files[i].Name, $"import stdlib.math.*;\nimport stdlib.collections.list.*;\nfunc f{i}() int {{ return {i}; }}\nfunc g{i}() {{ l = List<int>(); }}\n")]);
        }
        Assert.Equal("stdlib.math.*", Names());
        var ran = new List<string>();
        using (host.Database.Events.Subscribe(e =>
        {
            if (e.Kind == Vale.Queries.Runtime.QueryEventKind.WillExecute) ran.Add(e.Definition!.Name);
        }))
        {
            host.Apply([new FileChange(files[7], files[7].Name, "import stdlib.math.*;\nimport stdlib.collections.list.*;\nfunc f7() int { return 77; }\nfunc g7() { l = List<int>(); }\n")]);
            Assert.Equal("stdlib.math.*", Names());
        }
        Assert.Equal(1, ran.Count(static name => name == "ImportNeeds"));
        Assert.DoesNotContain("UnusedImports", ran);

        string Names()
        {
            using var analysis = host.Snapshot();
            var found = "";
            foreach (var file in files)
            {
                var id = host.FileId(file);
                var names = string.Join(' ', ImportsAt(analysis.Text(id), analysis.UnusedNames(id)));
                Assert.True(found.Length == 0 || found == names, $"{file.Name}: {names}");
                found = names;
            }
            return found;
        }
    }

    [Fact]
    public void Programs_mean_the_same_without_what_is_told()
    {
        using var host = new AnalysisHost();
        IReadOnlyList<FileChange> before = [];
        var taken = 0;
        foreach (var program in ProgramCase.All)
        {
            FileChange[] files = [.. ProgramSources.FilesOf(program).Sources.Select(static source => new FileChange(source.File, source.Label, source.Text))];
            host.Apply([.. before.Where(old => !files.Any(file => file.File == old.File)).Select(static old => old with { Text = null }), .. files]);
            before = files;
            taken += TakeAway(host, program.Name, files);
            // With all of the library imported, whatever of it is used stays.
            FileChange[] full = [.. files.Select(static file => file with { Text = Everything() + file.Text })];
            host.Apply(full);
            taken += TakeAway(host, program.Name + " with everything imported", full);
        }
        Assert.True(taken > 1000, $"only {taken} imports were taken away: the test shows too little");
    }

    [Fact]
    public void The_library_means_the_same_without_what_is_told()
    {
        var root = Repository.PathOf("src/Queries/Compiler/Library/stdlib");
        FileChange[] files = [.. Directory.GetFiles(root, "*.vale", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
        {
            var package = Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.');
            return new FileChange(new FileData("stdlib", package == "." ? "" : package, Path.GetFileName(path)), path, File.ReadAllText(path));
        })];
        Assert.NotEmpty(files);
        using var host = new AnalysisHost();
        host.Apply(files);
        TakeAway(host, "stdlib", files);
    }

    // Of each file, imports and then code are chosen anew at every step.
    private static readonly string[][] s_choices =
    [
        ["import fleet.ships.*;", "import fleet.crews.*;", "import fleet.hands.*;", "import fleet.ships.moor;", "import fleet.ships.Ship;", "import ports.*;", "import stdlib.math.*;"],
        [
            "func NAME() { println(moor(3)); }", "func NAME(ship &Ship) int { return ship.sail(); }", "func NAME() { println(built().fuel); }", "func NAME() { println(hands(3)); }",
            "func NAME() { println(full(&Ship(3))); }", "func NAME() { raft = Raft(); println(boarded(&raft)); }", "struct NAME { ship Ship; }", "func NAME() { println(docks(2)); }",
            "func NAME() { f = (n) => moor(n); println(f(3)); }", "func NAME<T>(thing &T) int where func hands(&T)int { return full(thing); }", "func NAME() { println(abs(-3)); }",
            "struct NAME { }\nfunc crew(cog &NAME) int { return 2; }\nimpl Vessel for NAME;", "func NAME(vessel &Vessel) int { return vessel.crew(); }",
            "func NAME<T>(thing &T) int where implements(T, Vessel) { return boarded(thing); }", "func NAME() { f = (n) => hands(n); }", "func NAME() { feul.moor(); hands(4); }",
        ],
    ];

    [Fact]
    public void After_any_edits_they_are_those_of_a_cold_database_and_can_be_taken_away()
    {
        var random = new Random(20261122);
        var fixture = Fixture.Parse("//- /main.vale\n//- /ports/ports.vale\n//- /quays/quays.vale\n" + Fleet).Files;
        var changes = fixture.Select(static file => new FileChange(new FileData(file.Module, file.Package, file.Name), file.Name, file.Text)).ToArray();
        using var warm = new AnalysisHost();
        warm.Apply(changes);
        var told = 0;
        for (var step = 0; step < 300; step++)
        {
            var number = random.Next(3);
            var text = string.Concat(s_choices[0].Where(_ => random.Next(3) == 0).Select(static import => import + "\n")) + (number == 1 ? "func docks(n int) int { return n; }\n" : "");
            for (var i = random.Next(3); i > 0; i--) text += s_choices[1][random.Next(s_choices[1].Length)].Replace("NAME", $"n{i}of{number}", StringComparison.Ordinal) + "\n";
            changes[number] = changes[number] with { Text = text };
            warm.Apply([changes[number]]);
            using (var cold = new AnalysisHost())
            {
                cold.Apply(changes);
                foreach (var change in changes) Assert.Equal(Hints(cold, change), Hints(warm, change));
            }
            foreach (var change in changes)
            {
                told += TakeAway(warm, $"step {step}", [change]);
                warm.Apply([change]);
            }
        }
        Assert.True(told > 300, $"only {told} imports were told of: the test shows too little");

        static string Hints(AnalysisHost host, FileChange file)
        {
            using var analysis = host.Snapshot();
            return file.File + ": " + string.Join(' ', ImportsAt(file.Text!, analysis.UnusedNames(host.FileId(file.File)))) + "\n" + file.Text;
        }
    }

    private static readonly string[] s_packages =
        [.. Directory.GetFiles(Repository.PathOf("src/Queries/Compiler/Library/stdlib"), "*.vale", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Repository.PathOf("src/Queries/Compiler/Library"), Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.')).Distinct().Order(StringComparer.Ordinal)];

    private static string Everything() => string.Concat(s_packages.Select(static package => $"import {package}.*;\n"));

    // Takes away what is told, of one file after another, and says how much it was.
    private static int TakeAway(AnalysisHost host, string name, FileChange[] files)
    {
        var before = Problems(host);
        var taken = 0;
        foreach (var file in files)
        {
            List<Diagnostic> told;
            using (var analysis = host.Snapshot()) told = [.. analysis.UnusedNames(host.FileId(file.File)).Where(static hint => hint.Code == DiagnosticCodes.UnusedImport)];
            if (told.Count == 0) continue;
            var text = new StringBuilder(file.Text);
            for (var i = told.Count - 1; i >= 0; i--) text.Remove(told[i].Place.Range.Start, told[i].Place.Range.Length);
            host.Apply([file with { Text = text.ToString() }]);
            var problems = Problems(host);
            Assert.True(problems == before, $"{name}, {file.File.Name}, without {string.Join(' ', ImportsAt(file.Text!, told))}:\n{problems}");
            taken += told.Count;
        }
        return taken;
    }

    private static string Problems(AnalysisHost host)
    {
        using var analysis = host.Snapshot();
        var problems = analysis.Files().SelectMany(analysis.Diagnostics).ToList();
        if (problems.Count == 0) problems.AddRange(analysis.ProgramDiagnostics());
        return string.Join('\n', problems.Select(static problem => $"{problem.Code}: {problem.Message}"));
    }

    private static IEnumerable<string> ImportsAt(string text, IEnumerable<Diagnostic> hints) =>
        hints.Where(static hint => hint.Code == DiagnosticCodes.UnusedImport).Select(hint => text[hint.Place.Range.Start..hint.Place.Range.End]["import ".Length..].TrimEnd(';'));

    private static void Unused(string fixture, params string[] expected)
    {
        using var editor = new Editor(Fixture.Parse(fixture));
        var file = editor.File(0);
        Assert.Equal(expected, editor.Ask(analysis => ImportsAt(analysis.Text(file), analysis.UnusedNames(file)).ToArray()));
    }
}
