// The door of the diagnostics stage: everything that is wrong with a file or with the program, in words and in order.
// It asks every stage; no stage asks it.

using Vale.Compiler.Bodies;
using Vale.Compiler.Calls;
using Vale.Compiler.Impls;
using Vale.Compiler.Inputs;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Parse;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Diagnostics;

/// <summary>Diagnostics of files and of the program.</summary>
public static class DiagnosticQueries
{
    /// <summary>What the stages found wrong with one denizen, unrendered: moving it changes none of this.</summary>
    public static readonly Query<DenizenId, ValueArray<Problem>> DenizenProblems =
        Query.Define<DenizenId, ValueArray<Problem>>("DenizenProblems", ComputeDenizenProblems);

    /// <summary>Everything wrong with one file, in the order of places.</summary>
    public static readonly Query<FileId, ValueArray<Diagnostic>> File =
        Query.Define<FileId, ValueArray<Diagnostic>>("FileDiagnostics", ComputeFile);

    /// <summary>Everything wrong with how the user's files are used together. Ask only when none of them has an error.</summary>
    public static readonly Query<Singleton, ValueArray<Diagnostic>> Instances =
        Query.Define<Singleton, ValueArray<Diagnostic>>("InstanceDiagnostics", static (db, key) =>
        {
            var all = new List<Diagnostic>();
            var renderer = new Renderer(db);
            foreach (var problem in db.Get(InstantiationQueries.Problems, key)) all.Add(renderer.Render(problem));
            return all.ToValueArray();
        });

    /// <summary>Everything wrong with the user's files, file by file.</summary>
    public static readonly Query<Singleton, ValueArray<Diagnostic>> Program =
        Query.Define<Singleton, ValueArray<Diagnostic>>("ProgramDiagnostics", static (db, key) =>
        {
            var all = new List<Diagnostic>();
            foreach (var package in db.Get(InputQueries.UserPackages, key))
                foreach (var file in db.Get(InputQueries.PackageFiles, package)) all.AddRange(db.Get(File, file));
            if (!all.Exists(static diagnostic => diagnostic.Severity == Severity.Error))
            {
                all.AddRange(db.Get(Instances, key));
            }
            return all.ToValueArray();
        });

    /// <summary>What is wrong with the text of a file, whatever it means.</summary>
    public static IReadOnlyList<Diagnostic> Syntax(QueryContext db, FileId file)
    {
        var rendered = new List<Diagnostic>();
        foreach (var problem in db.Get(ParseQueries.Parse, file).Result.Problems)
            rendered.Add(Render(file, problem));
        return rendered;
    }

    /// <summary>Everything wrong with what a package declares twice.</summary>
    private static readonly Query<PackageId, ValueArray<Problem>> s_packageProblems =
        Query.Define<PackageId, ValueArray<Problem>>("PackageProblems", static (db, package) =>
            [.. db.Get(NameQueries.ScopeProblems, package), .. db.Get(SignatureQueries.OverloadProblems, package)]);


    private static ValueArray<Problem> ComputeDenizenProblems(QueryContext db, DenizenId id)
    {
        switch (db.Lookup(ItemQueries.Denizens, id).Kind)
        {
            case DenizenKind.Function:
                var function = SignatureQueries.Declared(db, id);
                var header = db.Get(SignatureQueries.Header, function);
                return header is { Body: FunctionBody.Vale, IsCheckable: true }
                    ? [.. header.Problems, .. Exported(db, id, header), .. db.Get(CallQueries.Requirements, id), .. db.Get(BodyQueries.Checked, function).Problems]
                    : [.. header.Problems, .. Exported(db, id, header), .. db.Get(CallQueries.Requirements, id)];
            case DenizenKind.Struct:
                var definition = db.Get(SignatureQueries.StructDefinition, id);
                var problems = new List<Problem>(db.Get(SignatureQueries.Citizen, id).Problems);
                problems.AddRange(definition.Problems);
                problems.AddRange(db.Get(CallQueries.Requirements, id));
                if (db.Get(TypeQueries.Shape, id).IsExported) problems.AddRange(db.Get(SignatureQueries.ExportProblemsOf, id));
                if (definition.IsUsable && SignatureQueries.DerivedDrop(db, id) is { } drop) problems.AddRange(db.Get(BodyQueries.Checked, drop).Problems);
                return problems.ToValueArray();
            case DenizenKind.Interface:
                return db.Get(SignatureQueries.Citizen, id).Problems;
            case DenizenKind.Impl:
                return db.Get(ImplQueries.Problems, id);
            default:
                return db.Get(SignatureQueries.ExportProblemsOf, id);
        }
    }

    private static ValueArray<Problem> Exported(QueryContext db, DenizenId id, FunctionHeader header) =>
        header.IsExported || header.Body == FunctionBody.Extern ? db.Get(SignatureQueries.ExportProblemsOf, id) : [];

    /// <summary>What the stages found wrong with a file, unrendered; problems of syntax are not among it.</summary>
    public static List<Problem> FactsOf(QueryContext db, FileId file)
    {
        var facts = new List<Problem>();
        facts.AddRange(db.Get(NameQueries.FileScope, file).Problems);
        foreach (var problem in db.Get(s_packageProblems, InputQueries.PackageOf(db, file)))
            if (problem.Where.File == file) facts.Add(problem);
        // Every file of the program is read for these, so only who exports asks.
        if (Exports(db, file))
            foreach (var problem in db.Get(SignatureQueries.ExportProblems, default))
                if (problem.Where.File == file) facts.Add(problem);
        foreach (var item in db.Get(ItemQueries.Declarations, file)) facts.AddRange(db.Get(DenizenProblems, item.Id));
        return facts;
    }

    private static bool Exports(QueryContext db, FileId file)
    {
        foreach (var item in db.Get(ItemQueries.Declarations, file))
            if (item is { Kind: DenizenKind.Function, IsExported: true }) return true;
        return false;
    }

    /// <summary>The words for a problem.</summary>
    public static Diagnostic Render(QueryContext db, Problem problem) => new Renderer(db).Render(problem);

    /// <summary>The words for a problem of a file's syntax.</summary>
    public static Diagnostic Render(FileId file, SyntaxProblem problem)
    {
        var (code, message, help) = SyntaxProblems.Describe(problem);
        return new Diagnostic(code, Severity.Error, new FileRange(file, problem.Range), message, "", [], help);
    }

    private static ValueArray<Diagnostic> ComputeFile(QueryContext db, FileId file)
    {
        var rendered = new List<Diagnostic>(Syntax(db, file));
        var renderer = new Renderer(db);
        foreach (var problem in FactsOf(db, file)) rendered.Add(renderer.Render(problem));
        rendered.Sort(static (a, b) =>
        {
            var start = a.Place.Range.Start.CompareTo(b.Place.Range.Start);
            return start != 0 ? start : string.CompareOrdinal(a.Code + a.Message, b.Code + b.Message);
        });
        return rendered.ToValueArray();
    }
}
