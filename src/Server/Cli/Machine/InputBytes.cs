// Standard input for a program in the virtual machine, byte by byte as C reads it, and keys of a terminal as they are pressed.

using System.Globalization;

namespace Vale.Server.Cli.Machine;

/// <summary>Reads standard input.</summary>
internal sealed class InputBytes(Terminal terminal)
{
    private const int End = -1, None = -2;
    private readonly byte[] _buffer = new byte[4096];
    private int _at, _length;
    private int _next = None;

    /// <summary>The next byte, from a terminal at once and unseen; -1 at the end.</summary>
    public int ReadKey()
    {
        if (!terminal.IsProcess || Console.IsInputRedirected) return Read();
        var key = Console.ReadKey(intercept: true);
        return key.Key == ConsoleKey.Enter ? '\n' : key.KeyChar;
    }

    /// <summary>The number that the next word says; 0 when it says none.</summary>
    public int ReadInt()
    {
        int next;
        do next = Read();
        while (next is ' ' or (>= '\t' and <= '\r'));
        var digits = "";
        if (next is '-' or '+')
        {
            if (next == '-') digits = "-";
            next = Read();
        }
        while (next is >= '0' and <= '9')
        {
            digits += (char)next;
            next = Read();
        }
        _next = next;
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (int)number : 0;
    }

    private int Read()
    {
        if (_next != None)
        {
            var next = _next;
            // The end stays the end.
            if (next != End) _next = None;
            return next;
        }
        if (_at == _length)
        {
            (_at, _length) = (0, terminal.Input.Read(_buffer));
            if (_length == 0) return _next = End;
        }
        return _buffer[_at++];
    }
}
