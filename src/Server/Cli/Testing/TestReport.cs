// What tests came to, in words and as JSON. The JSON's shape is documented in docs/testing-vale.md.

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Vale.Server.Render;

namespace Vale.Server.Cli.Testing;

/// <summary>Tells of tests as they run.</summary>
internal abstract class TestReport
{
    public abstract void List(IReadOnlyList<FoundTest> tests);

    public virtual void Begin(FoundTest test) { }

    public abstract void End(FoundTest test, TestOutcome outcome);

    public abstract void Finish(int ran, int failed, int leftOut);
}

/// <summary>For people: a line per test, then what failed and why.</summary>
internal sealed class HumanTestReport(Terminal terminal, bool colored) : TestReport
{
    private readonly List<(FoundTest Test, TestOutcome Outcome)> _failed = [];
    private TimeSpan _time;

    public override void List(IReadOnlyList<FoundTest> tests)
    {
        foreach (var test in tests) terminal.Write($"{test.File}:{test.Range.Line}: {test.Name}\n");
    }

    public override void Begin(FoundTest test) => terminal.Write($"{test.Name} ... ");

    public override void End(FoundTest test, TestOutcome outcome)
    {
        _time += outcome.Time;
        terminal.Write($"{(outcome.Passed ? Painted("ok", 32) : Painted("FAILED", 31))} ({Milliseconds(outcome.Time)} ms)\n");
        if (!outcome.Passed) _failed.Add((test, outcome));
    }

    public override void Finish(int ran, int failed, int leftOut)
    {
        var text = new StringBuilder();
        foreach (var (test, outcome) in _failed)
        {
            text.Append('\n').Append(test.Name).Append(" failed at ");
            if (outcome.FailedFile is { } file) text.Append(file).Append(':').Append(outcome.FailedLine);
            else text.Append(test.File).Append(':').Append(test.Range.Line);
            text.Append('\n');
            Quote(text, outcome.Message ?? $"it returned {(outcome.Code == 1 ? "false or 1" : outcome.Code.ToString(CultureInfo.InvariantCulture))}");
            if (outcome.Out.Length != 0)
            {
                text.Append("  it printed:\n");
                Quote(text, outcome.Out);
            }
        }
        if (ran == 0) text.Append(leftOut == 0 ? "there are no tests: a test is a function whose name begins with `test_`\n" : "");
        else text.Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{ran - failed} passed, {failed} failed");
        if (leftOut != 0) text.Append(CultureInfo.InvariantCulture, $", {leftOut} left out");
        text.Append(CultureInfo.InvariantCulture, $" in {Milliseconds(_time)} ms\n");
        terminal.Write(text.ToString());
    }

    private static void Quote(StringBuilder text, string quoted)
    {
        foreach (var line in quoted.TrimEnd('\n').Split('\n')) text.Append("    ").Append(line).Append('\n');
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private string Painted(string text, int color) => colored ? $"\e[{color}m{text}\e[0m" : text;
}

/// <summary>For programs: one object at the end.</summary>
internal sealed class JsonTestReport(Terminal terminal) : TestReport
{
    private readonly List<(FoundTest Test, TestOutcome? Outcome)> _tests = [];

    public override void List(IReadOnlyList<FoundTest> tests)
    {
        foreach (var test in tests) _tests.Add((test, null));
        Write(null);
    }

    public override void End(FoundTest test, TestOutcome outcome) => _tests.Add((test, outcome));

    public override void Finish(int ran, int failed, int leftOut) => Write((ran - failed, failed, leftOut));

    private void Write((int Passed, int Failed, int LeftOut)? count)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonRenderer.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("tests");
            foreach (var (test, outcome) in _tests)
            {
                json.WriteStartObject();
                json.WriteString("name", test.Name);
                json.WriteString("file", test.File);
                json.WriteStartObject("range");
                WriteEnd(json, "start", test.Range.Line, test.Range.Column);
                WriteEnd(json, "end", test.Range.EndLine, test.Range.EndColumn);
                json.WriteEndObject();
                if (outcome is not null) Write(json, outcome);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (count is { } sum)
            {
                json.WriteStartObject("count");
                json.WriteNumber("passed", sum.Passed);
                json.WriteNumber("failed", sum.Failed);
                json.WriteNumber("leftOut", sum.LeftOut);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        terminal.Write(Terminal.Utf8.GetString(buffer.WrittenSpan) + "\n");
    }

    private static void Write(Utf8JsonWriter json, TestOutcome outcome)
    {
        json.WriteString("outcome", outcome.Passed ? "passed" : "failed");
        json.WriteNumber("timeUs", (long)outcome.Time.TotalMicroseconds);
        json.WriteNumber("exitCode", outcome.Code);
        json.WriteString("message", outcome.Message);
        if (outcome.FailedFile is { } file)
        {
            json.WriteStartObject("failedAt");
            json.WriteString("file", file);
            json.WriteNumber("line", outcome.FailedLine);
            json.WriteEndObject();
        }
        else json.WriteNull("failedAt");
        json.WriteString("stdout", outcome.Out);
        json.WriteString("stderr", outcome.Error);
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, int line, int column)
    {
        json.WriteStartObject(name);
        json.WriteNumber("line", line);
        json.WriteNumber("column", column);
        json.WriteEndObject();
    }
}
