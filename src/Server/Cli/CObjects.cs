// Object files made from C: the user's files and the runtime. They are kept like any other result; what a file included is
// known only once it was compiled, so an object is kept with the list of that, and holds as long as all of it does.

using System.ComponentModel;
using Vale.Backend.Native;
using Vale.Queries.Runtime.Persist;
using Vale.Queries.Runtime.Values;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Compiles C, or finds it compiled. Thread-safe.</summary>
internal sealed class CObjects(Toolchain tools, OutputFolder output, IResultStore? store)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FileContent> _included = new(StringComparer.Ordinal);
    private int _compiled;
    private volatile bool _isUncertain;

    /// <summary>What the C compiler had to say, by the file's label, of files that do not compile.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <summary>Every file that C of the user's included; null when that is not known, because one was written to meanwhile.</summary>
    public IReadOnlyList<FileContent>? Included => _isUncertain ? null : [.. _included.Values];

    /// <summary>How many files were compiled, the runtime among them.</summary>
    public int Compiled => _compiled;

    /// <summary>Compiles a file of the user's into an object of the output. That it fails is noted in <see cref="Failures"/>.</summary>
    public void Compile(NativeSource source, string objectName, string include, bool optimize, bool debugInfo)
    {
        var target = output.At(objectName);
        var command = LinkPlan.CompileC(tools.Tools, source.Path, "OBJECT", include, optimize, debugInfo);
        var start = DateTime.UtcNow;
        var key = FileContent.Of(source.Path) is { } content ? KeyOf("c", command, content.Content) : null;
        if (key is { } wanted && store?.Get(wanted) is { } kept && Unpack(kept, out var code, out var known))
        {
            output.Write(objectName, code);
            Note(known);
            return;
        }
        var temporary = AtomicFile.NewTemporary(target);
        var listing = AtomicFile.NewTemporary(output.At(objectName + ".d"));
        try
        {
            var plain = LinkPlan.CompileC(tools.Tools, source.Path, temporary, include, optimize, debugInfo);
            var (exit, said) = Start(plain with { Arguments = [.. plain.Arguments, "-MD", "-MF", listing] });
            if (exit != 0)
            {
                lock (_lock) _failures[source.Label] = said;
                return;
            }
            Interlocked.Increment(ref _compiled);
            var included = IncludedBy(listing, source.Path);
            if (included is null || !IsOlder(source.Path, start) || !included.TrueForAll(file => IsOlder(file.Path, start))) _isUncertain = true;
            else
            {
                Note(included);
                if (key is { } free && FileContent.Read(temporary) is { } made) store?.Put(free, Pack(made, included));
            }
            AtomicFile.Finish(temporary, target);
            output.Note(target);
        }
        finally
        {
            AtomicFile.Discard(temporary);
            AtomicFile.Discard(listing);
        }
    }

    /// <summary>The runtime's object.</summary>
    public string Runtime()
    {
        const string objectName = "obj/vale_runtime.o";
        var key = KeyOf("runtime", LinkPlan.CompileRuntime(tools.Tools, "SOURCE", "OBJECT"), Fingerprint.Of(NativeRuntime.Source.Span));
        if (key is { } wanted && store?.Get(wanted) is { } kept) return output.Write(objectName, kept);
        var source = output.At("obj/" + NativeRuntime.FileName);
        AtomicFile.Write(source, NativeRuntime.Source.Span);
        var target = output.At(objectName);
        var temporary = AtomicFile.NewTemporary(target);
        try
        {
            var (exit, said) = Start(LinkPlan.CompileRuntime(tools.Tools, source, temporary));
            if (exit != 0)
                throw new InputException(new("c-compiler", $"the C compiler `{tools.Tools.Compiler}` cannot compile the runtime", tools.Tools.Compiler, said.Trim(),
                    "install a complete one: `sudo apt-get install gcc libc6-dev`"));
            Interlocked.Increment(ref _compiled);
            if (key is { } free && FileContent.Read(temporary) is { } made) store?.Put(free, made);
            AtomicFile.Finish(temporary, target);
            output.Note(target);
            return target;
        }
        finally
        {
            AtomicFile.Discard(temporary);
        }
    }

    /// <summary>Runs a tool to its end. Throws an <see cref="InputException"/> when there is none.</summary>
    public static (int Code, string Said) Start(NativeCommand command)
    {
        try
        {
            return ChildProcess.Run(command);
        }
        catch (Win32Exception)
        {
            throw new InputException(new("no-c-compiler", "a C compiler is needed to link and was not found", command.Executable,
                $"`{command.Executable}` cannot be started", "install one: `sudo apt-get install gcc libc6-dev`; or interpret with `--run`, which needs none"));
        }
    }

    /// <summary>What the result of a command on a content is kept under; null when the compiler cannot be told from another one.</summary>
    private Fingerprint? KeyOf(string what, NativeCommand command, Fingerprint content)
    {
        if (tools.Identity is not { } identity) return null;
        var to = new FingerprintBuilder();
        to.Add(what);
        to.Add(identity);
        to.Add(command.Arguments.Length);
        foreach (var argument in command.Arguments) to.Add(argument);
        to.Add(content);
        return to.Finish();
    }

    private void Note(IReadOnlyList<FileContent> included)
    {
        lock (_lock)
            foreach (var file in included) _included[file.Path] = file;
    }

    private static byte[] Pack(byte[] code, IReadOnlyList<FileContent> included)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        BuildManifest.WriteAll(to, included);
        to.Write(code);
        to.Flush();
        return bytes.ToArray();
    }

    private static bool Unpack(byte[] bytes, out byte[] code, out IReadOnlyList<FileContent> included)
    {
        code = [];
        included = [];
        try
        {
            using var from = new BinaryReader(new MemoryStream(bytes));
            included = BuildManifest.ReadAll(from);
            code = bytes[(int)from.BaseStream.Position..];
        }
        catch (Exception e) when (e is IOException or ArgumentException or OverflowException or FormatException)
        {
            return false;
        }
        foreach (var file in included)
            if (!file.Holds()) return false;
        return true;
    }

    /// <summary>Whether the compiler must have seen the file as it is now: it was not written to since.</summary>
    private static bool IsOlder(string path, DateTime start) => File.GetLastWriteTimeUtc(path) < start;

    /// <summary>Reads the compiler's list, which is a rule of make: target, colon, files; a space in a name is escaped. Null when a file is gone already.</summary>
    private static List<FileContent>? IncludedBy(string listing, string source)
    {
        if (FileContent.Read(listing) is not { } bytes) return null;
        var text = Terminal.Utf8.GetString(bytes).Replace("\\\n", " ", StringComparison.Ordinal);
        var files = new List<FileContent>();
        var name = new System.Text.StringBuilder();
        for (var i = text.IndexOf(": ", StringComparison.Ordinal) + 2; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ' ' or '#') name.Append(text[++i]);
            else if (i < text.Length && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '$') name.Append(text[++i]);
            else if (i < text.Length && text[i] is not (' ' or '\n')) name.Append(text[i]);
            else if (name.Length != 0)
            {
                var path = name.ToString();
                name.Clear();
                if (path == source) continue;
                if (FileContent.Of(path) is not { } content) return null;
                files.Add(content);
            }
        }
        return files;
    }
}
