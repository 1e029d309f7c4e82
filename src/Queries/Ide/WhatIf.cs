// The program as it would be after an edit, in a database of its own: the editor's own state is not touched, and nothing
// is computed there but what is asked.

using Vale.Compiler;
using Vale.Compiler.Inputs;
using Vale.Compiler.Parse;
using Vale.Queries.Runtime;

namespace Vale.Ide;

/// <summary>A program changed for a look. Dispose of it.</summary>
internal sealed class WhatIf : IDisposable
{
    private readonly CompilerHost _host;
    private readonly Snapshot _snapshot;

    /// <summary>The user's files of a database, with an edit made.</summary>
    public WhatIf(QueryContext db, SourceEdit edit)
    {
        _host = new CompilerHost(db.Get(InputQueries.Options, default));
        var sources = new List<SourceChange>();
        foreach (var package in db.Get(InputQueries.UserPackages, default))
            foreach (var file in db.Get(InputQueries.PackageFiles, package))
            {
                // Trees know nothing of databases: both programs share those of what the edit leaves as it is.
                var known = db.Get(ParseQueries.Parse, file).Result;
                var text = known.Text.ToString();
                sources.Add(new SourceChange(db.Lookup(InputQueries.Files, file), db.Get(InputQueries.FileLabel, file).Text, edit.Of(file)?.Apply(text) ?? text, known));
            }
        _host.Apply(sources);
        _snapshot = _host.Snapshot();
    }

    /// <summary>The changed program.</summary>
    public QueryContext Db => _snapshot.Context;

    /// <summary>The file there that stands where a file of the other database does.</summary>
    public FileId File(QueryContext db, FileId file) => Db.Intern(InputQueries.Files, db.Lookup(InputQueries.Files, file));

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot.Dispose();
        _host.Dispose();
    }
}
