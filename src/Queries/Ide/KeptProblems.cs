// The problems of a whole workspace as bytes, and the fingerprint of all that they follow from: what the next process needs
// to tell them without finding them again. Where the bytes lie it does not know.

using System.Text;
using Vale.Compiler.Diagnostics;
using Vale.Compiler.Inputs;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>Every problem of a workspace.</summary>
/// <param name="OfFiles">Those that files have, in the order of places; files without any are left out.</param>
/// <param name="OfProgram">Those that only the program as a whole has.</param>
public sealed record WorkspaceProblems(IReadOnlyDictionary<FileId, List<Diagnostic>> OfFiles, IReadOnlyList<Diagnostic> OfProgram);

/// <summary>Writes and reads them.</summary>
internal static class KeptProblems
{
    private const int Most = 10_000;

    /// <summary>A name for the state: equal states have equal problems, for one build of the tools.</summary>
    public static Fingerprint StateOf(QueryContext db)
    {
        var to = new FingerprintBuilder();
        to.Add("problems");
        var options = db.Get(InputQueries.Options, default);
        to.Add(options.ImplicitBuiltins);
        to.Add(options.StandardLibrary);
        to.Add(options.EntryModule);
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var file in db.Get(InputQueries.PackageFiles, package))
            {
                AddPlace(to, db.Lookup(InputQueries.Files, file));
                to.Add(db.Get(InputQueries.FileLabel, file).Text);
                to.Add(db.Get(InputQueries.FileText, file).Text.ToString());
            }
        return to.Finish();
    }

    /// <summary>Finds all problems.</summary>
    public static WorkspaceProblems Of(QueryContext db, IReadOnlyList<FileId> files)
    {
        var found = new Dictionary<FileId, List<Diagnostic>>();
        var hasErrors = false;
        foreach (var file in files)
        {
            var problems = db.Get(DiagnosticQueries.File, file);
            if (problems.IsEmpty) continue;
            found.Add(file, [.. problems]);
            foreach (var problem in problems) hasErrors |= problem.Severity == Severity.Error;
        }
        return new WorkspaceProblems(found, hasErrors ? [] : db.Get(DiagnosticQueries.Instances, default));
    }

    /// <summary>The problems as bytes; null when there are more than anybody reads.</summary>
    public static byte[]? Write(QueryContext db, WorkspaceProblems problems)
    {
        var count = problems.OfProgram.Count;
        foreach (var list in problems.OfFiles.Values) count += list.Count;
        if (count > Most) return null;

        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        to.Write(problems.OfFiles.Count);
        foreach (var (file, list) in problems.OfFiles)
        {
            WriteFile(db, to, file);
            WriteAll(db, to, list);
        }
        WriteAll(db, to, problems.OfProgram);
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>What <see cref="Write"/> wrote; null when it is something else.</summary>
    public static WorkspaceProblems? Read(QueryContext db, byte[] bytes)
    {
        try
        {
            using var from = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            var found = new Dictionary<FileId, List<Diagnostic>>();
            for (var files = from.ReadInt32(); files > 0; files--) found.Add(ReadFile(db, from), ReadAll(db, from));
            return new WorkspaceProblems(found, ReadAll(db, from));
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static void WriteAll(QueryContext db, BinaryWriter to, IReadOnlyList<Diagnostic> problems)
    {
        to.Write(problems.Count);
        foreach (var problem in problems)
        {
            to.Write(problem.Code);
            to.Write((byte)problem.Severity);
            to.Write((byte)problem.Tags);
            WritePlace(db, to, problem.Place);
            to.Write(problem.Message);
            to.Write(problem.Label);
            to.Write(problem.Help);
            to.Write(problem.Labels.Length);
            foreach (var label in problem.Labels)
            {
                WritePlace(db, to, label.Place);
                to.Write(label.Text);
            }
        }
    }

    private static List<Diagnostic> ReadAll(QueryContext db, BinaryReader from)
    {
        var problems = new List<Diagnostic>();
        for (var count = from.ReadInt32(); count > 0; count--)
        {
            var code = from.ReadString();
            var (severity, tags) = ((Severity)from.ReadByte(), (DiagnosticTags)from.ReadByte());
            var place = ReadPlace(db, from);
            var (message, label, help) = (from.ReadString(), from.ReadString(), from.ReadString());
            var labels = new List<DiagnosticLabel>();
            for (var more = from.ReadInt32(); more > 0; more--) labels.Add(new DiagnosticLabel(ReadPlace(db, from), from.ReadString()));
            problems.Add(new Diagnostic(code, severity, place, message, label, labels.ToValueArray(), help, tags));
        }
        return problems;
    }

    private static void WritePlace(QueryContext db, BinaryWriter to, FileRange place)
    {
        WriteFile(db, to, place.File);
        to.Write(place.Range.Start);
        to.Write(place.Range.End);
    }

    private static FileRange ReadPlace(QueryContext db, BinaryReader from) =>
        new(ReadFile(db, from), new TextRange(from.ReadInt32(), from.ReadInt32()));

    private static void WriteFile(QueryContext db, BinaryWriter to, FileId file)
    {
        var data = db.Lookup(InputQueries.Files, file);
        to.Write(data.Module);
        to.Write(data.Package);
        to.Write(data.Name);
    }

    private static FileId ReadFile(QueryContext db, BinaryReader from) =>
        db.Intern(InputQueries.Files, new FileData(from.ReadString(), from.ReadString(), from.ReadString()));

    private static void AddPlace(FingerprintBuilder to, FileData file)
    {
        to.Add(file.Module);
        to.Add(file.Package);
        to.Add(file.Name);
    }
}
