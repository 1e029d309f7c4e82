// Every feature of an editor, asked at every token: of every program of tests/programs, of every file of the parser's corpus, and
// of what is left of these when they are damaged. None fails, and no answer lies outside of its text.
//
// Features that take long are asked at some of the tokens, which differ from text to text. VALE_IDE_EVERY_TOKEN=all asks everything
// at all of them, which takes minutes; VALE_IDE_EVERY_TOKEN_TIMES names a file for what each feature took.

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Vale.Compiler.Inputs;
using Vale.Ide;
using Vale.Syntax;
using Vale.Testing;
using Xunit;

namespace Ide.Tests.EveryToken;

public sealed class EveryTokenTests
{
    private static readonly bool s_all = Environment.GetEnvironmentVariable("VALE_IDE_EVERY_TOKEN") == "all";
    private static readonly string? s_times = Environment.GetEnvironmentVariable("VALE_IDE_EVERY_TOKEN_TIMES");
    private static readonly FileData s_main = new("main", "", "main.vale");

    // Of each feature: how often it was asked, for how long, and where it took longest.
    private readonly Dictionary<Feature, (int Count, TimeSpan Sum, TimeSpan Longest, string Where)> _times = [];

    private readonly Dictionary<string, string> _faults = [];

    // Differs from text to text, so that over all texts a feature is asked at every kind of token.
    private int _turn;

    public static TheoryData<int> Parts => [0, 1, 2, 3];

    [Fact]
    public void Every_public_method_of_Analysis_is_asked_here()
    {
        var known = Features.OfFiles.Concat(Features.OfPlaces).SelectMany(static feature => feature.Names).Concat(Features.Plumbing).ToHashSet();
        var there = typeof(Analysis).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(static method => method.Name).ToHashSet();
        Assert.True(known.SetEquals(there), $"missing in Features: {string.Join(", ", there.Except(known))}; not in Analysis: {string.Join(", ", known.Except(there))}");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void No_feature_fails_at_any_token_of_any_program(int part)
    {
        using var host = new AnalysisHost();
        IReadOnlyList<FileChange> before = [];
        var number = 0;
        var asked = 0;
        foreach (var (name, files) in Texts.Programs())
        {
            if (number++ % Parts.Count != part) continue;
            // One host for all: what is the library's is checked once.
            host.Apply([.. before.Where(old => !files.Any(file => file.File == old.File)).Select(static old => old with { Text = null }), .. files]);
            before = files;
            _turn = number;
            foreach (var file in files) asked += Ask(host, $"{name}, {file.File.Name}", file.File, file.Text!, Texts.Tokens(file.Text!));
        }
        Report();
        Assert.True(asked > 5_000, $"asked at {asked} places only");
    }

    [Fact]
    public void Nor_in_any_file_of_the_corpus()
    {
        using var host = new AnalysisHost();
        foreach (var (name, text) in Texts.Corpus())
        {
            _turn++;
            host.Apply([new FileChange(s_main, "main.vale", text)]);
            Ask(host, name, s_main, text, Texts.Tokens(text));
        }
        Report();
    }

    [Fact]
    public void Nor_where_a_file_of_the_corpus_is_damaged()
    {
        using var host = new AnalysisHost();
        var stride = s_all ? 1 : 5;
        foreach (var (name, text) in Texts.Corpus()) AskDamaged(host, name, text, stride);
        Report();
    }

    [Fact]
    public void Nor_where_a_program_is_damaged()
    {
        using var host = new AnalysisHost();
        // Each program somewhere.
        var stride = s_all ? 23 : 199;
        foreach (var (name, files) in Texts.Programs())
            if (files.Count == 1) AskDamaged(host, name, files[0].Text!, stride);
        Report();
    }

    [Theory]
    [InlineData("func f(a int, b T) { x = a.b(c, ; y = { _ + z }(3); set x.y = 4; foreach q in w { q.e } }")]
    [InlineData("struct S<T> { a T; b! Q; } impl I for S<int>; interface I { func m(virtual s &I) } func m(s &S<int>) { s.a.b.c }")]
    [InlineData("exported func main() int { f = (a, b) => { a + b }; f(1, \"x\"); f(2); return [#](1, 2).0 + f; }")]
    [InlineData("import a.b.c; import v.*; func g<N Int, T Ref>(x [#N]T) int where func drop(T)void, implements(T, U) { N + x.len() }")]
    public void Nor_in_what_means_nothing(string text)
    {
        using var host = new AnalysisHost();
        for (var cut = text.Length; cut > 0; cut -= 7)
        {
            _turn++;
            host.Apply([new FileChange(s_main, "main.vale", text[..cut])]);
            Ask(host, "broken", s_main, text[..cut], Texts.Tokens(text[..cut]));
        }
        Report();
    }

    // The damage is asked about, and what stands beside it.
    private void AskDamaged(AnalysisHost host, string name, string text, int stride)
    {
        var number = 0;
        foreach (var (offset, damaged) in Texts.Damaged(text))
        {
            if ((number++ + _turn) % stride != 0) continue;
            _turn += 7;
            host.Apply([new FileChange(s_main, "main.vale", damaged)]);
            var tokens = Texts.Tokens(damaged);
            var at = tokens.FindIndex(token => token.End >= offset);
            var near = at < 0 ? tokens.TakeLast(2) : tokens.Skip(Math.Max(0, at - 2)).Take(5);
            Ask(host, $"{name} damaged at {offset}", s_main, damaged, [.. near]);
        }
    }

    private int Ask(AnalysisHost host, string name, FileData data, string text, List<TextRange> tokens)
    {
        var file = host.FileId(data);
        using var analysis = host.Snapshot();
        foreach (var feature in Features.OfFiles) Ask(feature, name, new AskedPlace(analysis, file, text, default, 0));
        var asked = 0;
        foreach (var token in tokens.Append(new TextRange(text.Length, text.Length)))
        {
            var at = new AskedPlace(analysis, file, text, token, token.Start);
            var within = token.Length > 1 ? at with { Offset = token.Start + token.Length / 2 } : null;
            var number = asked++;
            for (var i = 0; i < Features.OfPlaces.Length; i++)
            {
                var feature = Features.OfPlaces[i];
                // Not all of them at the same tokens, and in turn at the start and within.
                if (!s_all && (number + i + _turn) % feature.Stride != 0) continue;
                var second = s_all || feature.Stride == 1;
                if (second || (number / feature.Stride) % 2 == 0 || within is null) Ask(feature, name, at);
                if (within is not null && (second || (number / feature.Stride) % 2 == 1)) Ask(feature, name, within);
            }
        }
        return asked;
    }

    private void Ask(Feature feature, string name, AskedPlace at)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            feature.Ask(at);
        }
        catch (Exception e)
        {
            // The same fault shows at many places; the first of each is told.
            var frames = (e.StackTrace ?? "").Split('\n');
            var fault = $"{string.Join(", ", feature.Names)}: {e.GetType().Name}: {(e is CheckFailedException ? "" : e.Message)}\n{string.Join('\n', frames.Take(3))}";
            if (_faults.TryAdd(fault, $"{fault}\n{string.Join('\n', frames.Skip(3).Take(12))}\n{e.Message}\nin {name}, at {at.Offset}: {Around(at)}") && _faults.Count > 20) Report();
        }
        if (s_times is null) return;
        var took = Stopwatch.GetElapsedTime(start);
        var (count, sum, longest, where) = _times.GetValueOrDefault(feature);
        if (took > longest) (longest, where) = (took, $"{name} at {at.Offset}");
        _times[feature] = (count + 1, sum + took, longest, where);
    }

    private static string Around(AskedPlace at)
    {
        var start = Math.Max(0, at.Offset - 80);
        return $"{at.Text[start..at.Offset]}\u2038{at.Text[at.Offset..Math.Min(at.Offset + 60, at.Text.Length)]}";
    }

    private void Report()
    {
        if (_faults.Count > 0) throw new CheckFailedException($"{_faults.Count} faults:\n\n{string.Join("\n\n", _faults.Values)}");
        if (s_times is null) return;
        var lines = _times.OrderByDescending(static entry => entry.Value.Sum).Select(static entry => string.Create(CultureInfo.InvariantCulture,
            $"{entry.Value.Sum.TotalMilliseconds,10:F0} ms {entry.Value.Count,8} times, longest {entry.Value.Longest.TotalMilliseconds,8:F1} ms ({entry.Value.Where}): {string.Join(", ", entry.Key.Names)}"));
        File.AppendAllLines(s_times, lines.Prepend(""));
    }
}
