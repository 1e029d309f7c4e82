// How fast a file is formatted, whole and after a semicolon was typed. Each run checks its answer.

using BenchmarkDotNet.Attributes;
using Vale.Syntax;

namespace Vale.Bench.Syntax;

/// <summary>Formatting a file of ten thousand lines.</summary>
public class FormatBenchmark
{
    private const int Lines = 10_000;

    private readonly FormatOptions _options = new();
    private ParseResult _loose = null!;
    private ParseResult _formatted = null!;
    private int _typed;

    /// <summary>Writes the program, with a blank too many in each statement and without.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var text = ParseBenchmark.Program(program => program.ToString().AsSpan().Count('\n') >= Lines);
        _loose = Parser.Parse(text.Replace(" = ", "  = ", StringComparison.Ordinal));
        _formatted = Parser.Parse(Formatter.Format(_loose, _options).Apply(_loose.Text));
        var middle = _loose.Text.ToString().IndexOf("  = ", _loose.Text.Length / 2, StringComparison.Ordinal);
        _typed = _loose.Text.ToString().IndexOf(';', middle) + 1;
    }

    /// <summary>A file in which every other line changes: its layout, its edits, and reading it again.</summary>
    [Benchmark]
    [Aim("formatting 10,000 lines", 50, "ms")]
    public int Format() => Expect(Formatter.Format(_loose, _options), edits => edits > 1000);

    /// <summary>A file in which nothing changes.</summary>
    [Benchmark]
    [Aim("formatting 10,000 formatted lines", 15, "ms")]
    public int FormatAgain() => Expect(Formatter.Format(_formatted, _options), edits => edits == 0);

    /// <summary>The statement that a semicolon has just ended.</summary>
    [Benchmark]
    [Aim("formatting after a semicolon in 10,000 lines", 2, "ms")]
    public int FormatTyped() => Expect(Formatter.FormatTyped(_loose, _typed, ';', _options), edits => edits is > 0 and < 10);

    private static int Expect(FormatResult result, Func<int, bool> holds)
    {
        if (result.Fault is not null || !holds(result.Edits.Count))
            throw new InvalidOperationException($"wrong answer: {result.Edits.Count} edits, {result.Fault}");
        return result.Edits.Count;
    }
}
