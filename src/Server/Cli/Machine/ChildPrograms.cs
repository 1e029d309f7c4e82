// Programs that a program in the virtual machine starts. Both outputs are read all the time, so that no child stands still
// because nobody takes what it says.

using System.ComponentModel;
using System.Diagnostics;

namespace Vale.Server.Cli.Machine;

/// <summary>The children of one run, by number.</summary>
/// <param name="inGroups">Each is the first of a group, so that it can be ended with all that it left behind.</param>
internal sealed class ChildPrograms(Terminal terminal, bool inGroups) : IDisposable
{
    // Held for all of the following: who ends the children does so from another thread.
    private readonly Dictionary<long, Child> _children = [];
    // Those that were let go of, too: what they started may still be there.
    private readonly List<(Process Process, int Number)> _groups = [];
    private long _last;
    private bool _isOver;

    /// <summary>The words of the next command line, the program first.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Starts what the words say; 0 when it cannot be started.</summary>
    /// <param name="directory">Where; empty for the working directory.</param>
    public long Launch(string directory)
    {
        var start = new ProcessStartInfo(Path.Combine(terminal.WorkingDirectory, Words[0]))
        {
            WorkingDirectory = directory.Length == 0 ? terminal.WorkingDirectory : Path.Combine(terminal.WorkingDirectory, directory),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        for (var i = 1; i < Words.Count; i++) start.ArgumentList.Add(Words[i]);
        Words.Clear();
        try
        {
            var process = inGroups ? ProcessGroup.Start(start) : Process.Start(start)!;
            var number = process.Id;
            var child = new Child(process);
            lock (_children)
            {
                if (inGroups) _groups.Add((process, number));
                if (_isOver) ProcessGroup.End(process, number);
                _children.Add(++_last, child);
                return _last;
            }
        }
        catch (Win32Exception)
        {
            return 0;
        }
    }

    /// <summary>The child of that number.</summary>
    public Child Of(long number)
    {
        lock (_children)
            return _children.TryGetValue(number, out var child) ? child : throw new Backend.Vm.VmExternException($"there is no program {number}, or it was waited for");
    }

    /// <summary>Ends the children, with what they started, and those that are started later. Only of children in groups.</summary>
    public void End()
    {
        lock (_children)
        {
            _isOver = true;
            foreach (var (process, number) in _groups) ProcessGroup.End(process, number);
        }
    }

    /// <summary>Lets go of a child.</summary>
    public void Forget(long number)
    {
        lock (_children)
        {
            if (_children.Remove(number, out var child)) child.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_children)
        {
            foreach (var child in _children.Values) child.Dispose();
            _children.Clear();
        }
    }
}

/// <summary>A program that was started.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly Lock _writing = new();
    private bool _inputIsClosed;

    public Child(Process process)
    {
        _process = process;
        var changed = new object();
        Out = new ChildOutput(process.StandardOutput.BaseStream, changed);
        Error = new ChildOutput(process.StandardError.BaseStream, changed);
    }

    public ChildOutput Out { get; }

    public ChildOutput Error { get; }

    public bool IsAlive => !_process.HasExited;

    /// <summary>Waits until there is something to take; false when there will be nothing more.</summary>
    public bool Wait(bool both)
    {
        lock (Out.Changed)
        {
            while (true)
            {
                if (Out.HasBytes || both && Error.HasBytes) return true;
                if (Out.HasEnded && (!both || Error.HasEnded)) return false;
                Monitor.Wait(Out.Changed);
            }
        }
    }

    /// <summary>Writes to the program's input, unless it does not want more.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (_inputIsClosed) return;
        try
        {
            _process.StandardInput.BaseStream.Write(text);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // The program reads no more.
        }
    }

    public void CloseInput()
    {
        lock (_writing)
        {
            if (_inputIsClosed) return;
            _inputIsClosed = true;
        }
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program reads no more.
        }
    }

    /// <summary>Waits for the program's end: its exit code, or 128 and the signal that ended it.</summary>
    public int Join()
    {
        CloseInput();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        CloseInput();
        _process.Dispose();
    }
}

/// <summary>An output of a program, read by a thread of its own.</summary>
internal sealed class ChildOutput
{
    private readonly MemoryStream _bytes = new();
    private int _taken;

    public ChildOutput(Stream stream, object changed)
    {
        Changed = changed;
        new Thread(() => Read(stream)) { IsBackground = true, Name = "output of a child" }.Start();
    }

    /// <summary>Held to look at the output, pulsed when it changes.</summary>
    public object Changed { get; }

    public bool HasEnded { get; private set; }

    public bool HasBytes => _bytes.Length > _taken;

    /// <summary>What is there, up to so many bytes.</summary>
    public byte[] Take(int most)
    {
        lock (Changed)
        {
            var length = (int)Math.Clamp(_bytes.Length - _taken, 0, Math.Max(0, most));
            var taken = _bytes.GetBuffer().AsSpan(_taken, length).ToArray();
            _taken += length;
            if (_taken == _bytes.Length)
            {
                _bytes.SetLength(0);
                _taken = 0;
            }
            return taken;
        }
    }

    /// <summary>All that there is when the output has ended, or when that takes too long.</summary>
    public byte[] All(TimeSpan patience)
    {
        var end = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        lock (Changed)
        {
            while (!HasEnded && Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), end) is var left && left > TimeSpan.Zero) Monitor.Wait(Changed, left);
        }
        return Take(int.MaxValue);
    }

    private void Read(Stream stream)
    {
        var buffer = new byte[65536];
        int length;
        do
        {
            try
            {
                length = stream.Read(buffer);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                length = 0;
            }
            lock (Changed)
            {
                if (length > 0) _bytes.Write(buffer, 0, length);
                else HasEnded = true;
                Monitor.PulseAll(Changed);
            }
        }
        while (length > 0);
    }
}
