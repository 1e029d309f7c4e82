// How fast text becomes a tree, whole and after one keystroke. Each run checks its tree.

using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Vale.Syntax;

namespace Vale.Bench.Syntax;

/// <summary>Parsing from scratch and after an edit.</summary>
public class ParseBenchmark
{
    private const int Megabyte = 1_000_000;
    private const int Lines = 10_000;

    private SourceText _megabyte = null!;
    private ParseResult _file = null!;
    private TextEdit _keystroke;
    private int _items;

    /// <summary>Writes the programs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _megabyte = new SourceText(Program(text => text.Length >= Megabyte - 4096).PadRight(Megabyte));
        _items = Parser.Parse(_megabyte).File.Items.Count;
        _file = Parser.Parse(Program(text => text.ToString().AsSpan().Count('\n') >= Lines));
        Expect(_file.Text.Lines.Count >= Lines && _file.Problems.Count == 0, "a file of ten thousand lines without problems");
        var middle = _file.Text.ToString().IndexOf("total = ", _file.Text.Length / 2, StringComparison.Ordinal);
        _keystroke = new TextEdit(middle, middle, "x");
    }

    /// <summary>One megabyte of program text.</summary>
    [Benchmark]
    [Aim("parsing a program on one core", 20, "ns", MegabytesPerOperation = 1)]
    public int Parse()
    {
        var result = Parser.Parse(_megabyte);
        Expect(result.Tree.Width == Megabyte && result.File.Items.Count == _items && !result.Tree.ContainsProblems, "the whole text as items without problems");
        return result.Tree.Width;
    }

    /// <summary>A letter typed in the middle of a file of ten thousand lines: the text, the tree and its items.</summary>
    [Benchmark]
    [Aim("tree and items after a keystroke in 10,000 lines", 2, "ms")]
    public int ParseAfterKeystroke()
    {
        var result = Parser.Reparse(_file, _keystroke);
        var changed = 0;
        for (var i = 0; i < result.Tree.ChildCount; i++)
        {
            if (!ReferenceEquals(result.Tree.Child(i), _file.Tree.Child(i)))
                changed++;
        }
        Expect(changed == 1 && result.Tree.Width == _file.Tree.Width + 1, "one item read again");
        return result.Tree.Width;
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"wrong answer: expected {what}");
    }

    /// <summary>Items of every common form until <paramref name="enough"/> of them.</summary>
    internal static string Program(Func<StringBuilder, bool> enough)
    {
        var text = new StringBuilder("import harbour.ships.*;\nimport harbour.List;\n\n");
        for (var i = 0; !enough(text); i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                // Ship {{i}} and what it can do.
                exported struct Ship{{i}}<T> where T Ref {
                  name str;
                  fuel! int;
                  cargo []<imm>Crate<T>;
                  mate Opt<&&Ship{{i}}<T>>;
                }

                interface ILoad{{i}} {
                  func weight(virtual self &ILoad{{i}}, scale int) int;
                }

                impl<T> ILoad{{i}} for Ship{{i}}<T> where func drop(T)void;

                func load{{i}}<T>(ship &Ship{{i}}<T>, crates List<Crate<T>>, limit int) bool
                where func drop(T)void {
                  total = 0;
                  foreach crate in crates {
                    if total + crate.weight * 3 > limit and not crate.fragile {
                      println("too heavy: {crate.name} by {total - limit} tons");
                      return false;
                    } else if crate.sealed {
                      set total = total + crate.weight(ship.fuel - {{i}});
                    }
                  }
                  [heaviest, lightest] = crates.sort((a, b) => a.weight - b.weight).ends<2>();
                  while x = queue.next(); x.nonEmpty() { set ship.fuel = ship.fuel - x.get().cost; }
                  sizes = [](total, i => crates.get(i).size mod 7);
                  ship.cargo[0..limit].each({ _.stow(&ship, "deck {{i}}") });
                  total < limit
                }


                """);
        }
        return text.ToString();
    }
}
