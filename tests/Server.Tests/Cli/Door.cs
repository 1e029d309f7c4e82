// Runs the whole command line on a folder of files, without a process: what the tests of the verbs stand on.

using System.Text;
using Vale.Server.Cli;

namespace Server.Tests.Cli;

/// <summary>What a command line did.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    public byte[] Bytes { get; init; } = [];
}

/// <summary>A folder that is removed at the end of the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vale-cli-").FullName;

    public Folder(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files) Add(name, text);
    }

    public string Add(string name, string text) => Add(name, new UTF8Encoding(false).GetBytes(text));

    public string Add(string name, byte[] bytes)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Runs a command line with this folder as the working directory; the folder's own path is written <c>$DIR</c> in what comes back.</summary>
    public Outcome Run(params string[] words) => Run([], words);

    public Outcome Run(byte[] input, string[] words, params (string Name, string Value)[] environment)
    {
        var output = new MemoryStream();
        var error = new MemoryStream();
        var terminal = new Terminal(new MemoryStream(input), output, error, false, false, Terminal.DefaultWidth, Path, false,
            name => environment.FirstOrDefault(e => e.Name == name).Value ?? Default(name));
        var code = FrontDoor.Run(words, terminal);
        var bytes = output.ToArray();
        return new Outcome(code, Hide(Encoding.UTF8.GetString(bytes)), Hide(Encoding.UTF8.GetString(error.ToArray()))) { Bytes = bytes };
    }

    // The runtime is compiled once for all tests; nothing else of this machine's environment is seen.
    private static string? Default(string name) => name switch
    {
        "PATH" => System.Environment.GetEnvironmentVariable("PATH"),
        "XDG_CACHE_HOME" => System.IO.Path.Combine(AppContext.BaseDirectory, "cache"),
        _ => null,
    };

    private string Hide(string text) => text.Replace(Path, "$DIR", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
