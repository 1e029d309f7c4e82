// What --check and --run come to for a program, kept under the fingerprint of the program: the next process with the same
// sources says the same without compiling anything.

using Vale.Queries.Runtime.Values;
using Vale.Server.Cache;

namespace Vale.Server.Cli;

/// <summary>What a command wrote and made of a program.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">What it wrote to the output.</param>
/// <param name="Error">What it wrote to the error stream.</param>
/// <param name="Image">The program as bytecode; empty when there is none.</param>
internal sealed record KeptAnswer(int Code, byte[] Out, byte[] Error, byte[] Image)
{
    /// <summary>The name of an answer: the verb, the sources, and how text is to be written.</summary>
    public static Fingerprint KeyOf(CommandLine line, Terminal terminal, ProjectAndSettings loaded)
    {
        var to = new FingerprintBuilder();
        to.Add("answer");
        to.Add((int)line.Verb);
        to.Add((int)line.Format);
        to.Add(terminal.Width);
        to.Add(terminal.Colored(line.Color, toOutput: true));
        to.Add(terminal.Colored(line.Color, toOutput: false));
        to.Add(terminal.WorkingDirectory);
        ProjectFingerprint.AddSources(to, loaded);
        return to.Finish();
    }

    /// <summary>The answer kept under a key, if there is one.</summary>
    public static KeptAnswer? Find(DirectoryStore? store, Fingerprint key)
    {
        if (store?.Get(key) is not { } bytes) return null;
        try
        {
            using var from = new BinaryReader(new MemoryStream(bytes));
            return new KeptAnswer(from.ReadInt32(), from.ReadBytes(from.ReadInt32()), from.ReadBytes(from.ReadInt32()), from.ReadBytes(from.ReadInt32()));
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps the answer.</summary>
    public void Keep(DirectoryStore? store, Fingerprint key)
    {
        if (store is null) return;
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(Code);
        foreach (var part in (ReadOnlySpan<byte[]>)[Out, Error, Image])
        {
            to.Write(part.Length);
            to.Write(part);
        }
        to.Flush();
        store.Put(key, bytes.ToArray());
        store.Settle();
    }

    /// <summary>Writes what was written then.</summary>
    public void Tell(Terminal terminal)
    {
        terminal.Output.Write(Out);
        terminal.Output.Flush();
        terminal.ErrorBytes.Write(Error);
        terminal.ErrorBytes.Flush();
    }
}
