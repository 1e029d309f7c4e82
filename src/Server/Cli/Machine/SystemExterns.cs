// What the standard library asks the system for, given to programs in the virtual machine: the same functions, by the same
// C names and with the same answers, as the library's own C. A function is added here with its C or not at all.

using System.Runtime.InteropServices;
using System.Text;
using Vale.Backend.Vm;
using Vale.Compiler.Library;
using Vale.Server.Project;

namespace Vale.Server.Cli.Machine;

/// <summary>The standard library's functions of the system, for one run.</summary>
internal sealed partial class SystemExterns : IDisposable
{
    private const int NotFound = 2, Exists = 17, NotDirectory = 20;

    private readonly Dictionary<string, VmExtern> _functions = new(StringComparer.Ordinal);
    private readonly Terminal _terminal;
    private readonly InputBytes _input;
    private readonly ChildPrograms _children;
    private int _error;

    private SystemExterns(Terminal terminal, bool inGroups)
    {
        _terminal = terminal;
        _input = new InputBytes(terminal);
        _children = new ChildPrograms(terminal, inGroups);
        AddSystem();
        AddPaths();
        AddCommands();
    }

    /// <summary>The functions by C name.</summary>
    public IReadOnlyDictionary<string, VmExtern> Functions => _functions;

    /// <summary>Those of the library that comes along; null where the user's own stands in for it, whose C is not known.</summary>
    /// <param name="project">The project that is run; null for bytecode.</param>
    /// <param name="inGroups">What the program starts can be ended with all that it left behind, and does not hear of Ctrl-C.</param>
    public static SystemExterns? For(ValeProject? project, Terminal terminal, bool inGroups = false)
    {
        if (project is not null)
            foreach (var module in project.Modules)
                if (module.Name == EmbeddedLibrary.StandardModule) return null;
        return new SystemExterns(terminal, inGroups);
    }

    /// <summary>Ends what the program has started in groups and will start. Any thread may do so.</summary>
    public void EndChildren() => _children.End();

    public void Dispose() => _children.Dispose();

    private void Add(string name, VmExtern function) => _functions.Add($"{EmbeddedLibrary.StandardModule}_{name}", function);

    private void AddSystem()
    {
        Add("UnixTimestamp", static _ => VmValue.Of(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        Add("MtpIdExtern", static _ =>
            VmValue.Of((long)((ulong)(uint)Environment.ProcessId << 32 | (ulong)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMicrosecond) & uint.MaxValue)));
        Add("IsWindows", static _ => VmValue.Of(false));
        Add("stdinReadInt", _ => VmValue.Of(_input.ReadInt()));
        Add("getch", _ => VmValue.Of(_input.ReadKey()));
        Add("get_env_var", a => VmValue.Of(_terminal.Environment(Text(a[0])) ?? ""));
    }

    private void AddPaths()
    {
        Add("__last_error", _ => VmValue.Of(Kind(_error)));
        Add("__last_error_text", _ => VmValue.Of(Marshal.GetPInvokeErrorMessage(_error)));
        Add("GetPathSeparator", static _ => VmValue.Of("/"));
        Add("GetEnvPathSeparator", static _ => VmValue.Of(":"));
        Add("GetTempDirExtern", _ => VmValue.Of(_terminal.Environment("TMPDIR") is { Length: > 0 } set ? set : "/tmp"));
        Add("exists", a => VmValue.Of(Path.Exists(At(a[0]))));
        Add("is_dir", a => VmValue.Of(Directory.Exists(At(a[0]))));
        Add("is_file", a => VmValue.Of(File.Exists(At(a[0])) && (File.GetAttributes(At(a[0])) & FileAttributes.Device) == 0));
        Add("IsSymLinkExtern", a => VmValue.Of(new FileInfo(At(a[0])).LinkTarget is not null));
        Add("resolve", a => VmValue.Of(RealPath(a[0])));
        Add("readFileAsString", a => VmValue.Of(Checked("read", a[0], static path => File.ReadAllBytes(path))));
        Add("writeStringToFile", a =>
        {
            var contents = a[1].AsStr.ToArray();
            Checked("write", a[0], path =>
            {
                File.WriteAllBytes(path, contents);
                return true;
            });
            return VmValue.Void;
        });
        Add("makeDirectory", a => VmValue.Of(MakeDirectory(a)));
        Add("CreateDirExtern", a => VmValue.Of(MakeDirectory(a)));
        Add("RemoveDirExtern", a => VmValue.Of(Note(RemoveDirectory(At(a[0])))));
        Add("RemoveFileExtern", a => VmValue.Of(Note(Unlink(At(a[0])))));
        Add("RenameExtern", a => VmValue.Of(Note(Rename(At(a[0]), At(a[1])))));
        Add("__list_directory", a => VmValue.Of(List(At(a[0]))));
    }

    private void AddCommands()
    {
        Add("__add_argument", a =>
        {
            _children.Words.Add(Text(a[0]));
            return VmValue.Void;
        });
        Add("__launch", a => VmValue.Of(_children.Launch(Text(a[0]))));
        Add("__wait_for_output", a => VmValue.Of(_children.Of(a[0].AsLong).Wait(both: true)));
        Add("__wait_for_stdout", a => VmValue.Of(_children.Of(a[0].AsLong).Wait(both: false)));
        Add("read_stdout", a => VmValue.Of(_children.Of(a[0].AsLong).Out.Take(a[1].AsInt)));
        Add("read_stderr", a => VmValue.Of(_children.Of(a[0].AsLong).Error.Take(a[1].AsInt)));
        Add("write_stdin", a =>
        {
            _children.Of(a[0].AsLong).Write(a[1].AsStr.Span);
            return VmValue.Void;
        });
        Add("close_stdin", a =>
        {
            _children.Of(a[0].AsLong).CloseInput();
            return VmValue.Void;
        });
        Add("alive", a => VmValue.Of(_children.Of(a[0].AsLong).IsAlive));
        Add("join", a => VmValue.Of(_children.Of(a[0].AsLong).Join()));
        Add("destroy", a =>
        {
            _children.Forget(a[0].AsLong);
            return VmValue.Void;
        });
    }

    private static string Text(VmValue value) => Encoding.UTF8.GetString(value.AsStr.Span);

    // Relative paths start where the command line's do.
    private string At(VmValue path) => Path.Combine(_terminal.WorkingDirectory, Text(path));

    // 0: well; 1: there is no such thing; 2: it was refused.
    private static int Kind(int error) => error == 0 ? 0 : error is NotFound or NotDirectory ? 1 : 2;

    private int Note(int result) => Kind(_error = result == 0 ? 0 : Marshal.GetLastPInvokeError());

    private bool MakeDirectory(ReadOnlySpan<VmValue> arguments)
    {
        var path = At(arguments[0]);
        Note(MakeDirectory(path, 0x1FF));
        // One that is there already may be meant.
        if (_error == Exists && arguments[1].AsBool && Directory.Exists(path)) _error = 0;
        return _error == 0;
    }

    private byte[] List(string path)
    {
        string[] names;
        try
        {
            names = [.. Directory.EnumerateFileSystemEntries(path).Select(static entry => Path.GetFileName(entry))];
            _error = 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _error = e switch
            {
                DirectoryNotFoundException => NotFound,
                UnauthorizedAccessException => 13,
                _ => NotDirectory,
            };
            return [];
        }
        var bytes = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        Array.Sort(bytes, static (left, right) => left.AsSpan().SequenceCompareTo(right));
        var all = new MemoryStream();
        foreach (var name in bytes)
        {
            all.Write(name);
            all.WriteByte((byte)'/');
        }
        return all.ToArray();
    }

    private byte[] RealPath(VmValue path)
    {
        var resolved = RealPath(At(path), 0);
        if (resolved == 0) throw Halt("resolve", path, Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        var text = Marshal.PtrToStringUTF8(resolved)!;
        Release(resolved);
        return Encoding.UTF8.GetBytes(text);
    }

    private T Checked<T>(string what, VmValue path, Func<string, T> work)
    {
        try
        {
            return work(At(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Halt(what, path, Marshal.GetPInvokeErrorMessage(e switch
            {
                FileNotFoundException or DirectoryNotFoundException => NotFound,
                UnauthorizedAccessException => Directory.Exists(At(path)) ? 21 : 13,
                _ => 5,
            }));
        }
    }

    private static VmExternException Halt(string what, VmValue path, string why) => new($"cannot {what} {Text(path)}: {why}");

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectory(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RemoveDirectory(string path);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string path, string destination);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Release(nint memory);
}
