// Reads vale.json: strictly, so that a misspelt key is an error with its line and not a setting that silently does nothing.
// It turns text into plain values; it opens no other file and does not check that the paths exist.

using System.Text;
using System.Text.Json;
using Vale.Server.Cli;

namespace Vale.Server.Project;

/// <summary>A path that <c>vale.json</c> gives to a module.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Path">As written, relative to the folder of the file.</param>
/// <param name="Line">1-based line of the path.</param>
/// <param name="Column">1-based column of the path.</param>
/// <param name="IsDependency">True when it stands under <c>dependencies</c>.</param>
public sealed record ProjectFileRoot(string Module, string Path, int Line, int Column, bool IsDependency);

/// <summary>What a <c>vale.json</c> says.</summary>
public sealed record ProjectFile(IReadOnlyList<ProjectFileRoot> Roots, ProjectOptions Options)
{
    /// <summary>The name the file must have.</summary>
    public const string FileName = "vale.json";

    /// <summary>The nearest <c>vale.json</c> in <paramref name="folder"/> or above it, or null.</summary>
    public static string? FindNearest(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var candidate = Path.Combine(at, FileName);
            if (File.Exists(candidate)) return candidate;
        }
        return null;
    }

    /// <summary>Reads the text of a <c>vale.json</c> that messages call <paramref name="label"/>. Throws <see cref="InputException"/> at the first problem.</summary>
    public static ProjectFile Parse(string text, string label) => new ProjectFileReader(text, label).Read();
}

/// <summary>One pass over the JSON tokens of a <c>vale.json</c>.</summary>
internal sealed class ProjectFileReader(string text, string label)
{
    private static readonly string[] s_topKeys = ["modules", "dependencies", "options", "$schema"];
    private static readonly string[] s_optionKeys = ["opt", "region", "outputDir", "noStd", "noImplicitBuiltins", "debugInfo"];
    private static readonly string[] s_optValues = ["O0", "O1", "O2", "O3"];
    private static readonly string[] s_regionValues = ["safe", "unsafe"];

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);
    private readonly List<ProjectFileRoot> _roots = [];
    private readonly Dictionary<string, bool> _modules = new(StringComparer.Ordinal);
    private ProjectOptions _options = new();

    public ProjectFile Read()
    {
        var reader = new Utf8JsonReader(_bytes);
        try
        {
            Next(ref reader);
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Problem("project-file-shape", "a vale.json holds one JSON object", "", "start it with `{\"modules\": {\"NAME\": \"src\"}}`", reader.TokenStartIndex);
            ReadTop(ref reader);
            while (reader.Read()) { }
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var column = ColumnOfByte(line, (int)(e.BytePositionInLine ?? 0));
            throw new InputException(new("project-file-syntax", $"`{label}` is not JSON", label, Cause(e), "correct the JSON at this place", line, column));
        }
        if (_roots.Count == 0)
            throw Problem("project-file-empty", $"`{label}` names no module", "", "add one: `\"modules\": {\"NAME\": \"src\"}`", 0);
        return new ProjectFile(_roots, _options);
    }

    private void ReadTop(ref Utf8JsonReader reader)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(ref reader, seen, "vale.json", s_topKeys) is { } key)
        {
            var at = reader.TokenStartIndex;
            Next(ref reader);
            switch (key)
            {
                case "modules": ReadModules(ref reader, isDependency: false); break;
                case "dependencies": ReadModules(ref reader, isDependency: true); break;
                case "options": ReadOptions(ref reader); break;
                case "$schema": Text(ref reader, "`$schema`"); break;
                default: throw Unknown("key", key, "a vale.json", s_topKeys, at);
            }
        }
    }

    private void ReadModules(ref Utf8JsonReader reader, bool isDependency)
    {
        var section = isDependency ? "dependencies" : "modules";
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Problem("project-file-shape", $"`{section}` must be an object from module name to path", "", $"write `\"{section}\": {{\"NAME\": \"src\"}}`", reader.TokenStartIndex);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(ref reader, seen, section, null) is { } module)
        {
            var at = reader.TokenStartIndex;
            if (!ModuleArgument.IsName(module))
                throw Problem("module-name", $"`{module}` cannot be a module's name", "a name is letters, digits and underscores, and does not start with a digit", "rename the module", at);
            if (!_modules.TryAdd(module, isDependency))
                throw Problem("module-twice", $"module `{module}` stands under both `modules` and `dependencies`", "", "remove one of the two", at);
            Next(ref reader);
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (Next(ref reader) && reader.TokenType != JsonTokenType.EndArray) AddRoot(ref reader, module, isDependency);
            }
            else
            {
                AddRoot(ref reader, module, isDependency);
            }
        }
    }

    private void AddRoot(ref Utf8JsonReader reader, string module, bool isDependency)
    {
        var (line, column) = Place(reader.TokenStartIndex);
        var path = Text(ref reader, $"the path of module `{module}`");
        if (path.Length == 0)
            throw Problem("project-file-shape", $"the path of module `{module}` is empty", "", "write `.` for the folder of vale.json itself", reader.TokenStartIndex);
        _roots.Add(new ProjectFileRoot(module, path, line, column, isDependency));
    }

    private void ReadOptions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Problem("project-file-shape", "`options` must be an object", "", "write `\"options\": {\"opt\": \"O2\"}`", reader.TokenStartIndex);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(ref reader, seen, "options", s_optionKeys) is { } key)
        {
            var at = reader.TokenStartIndex;
            Next(ref reader);
            _options = key switch
            {
                "opt" => _options with { Opt = Choice(ref reader, key, s_optValues) },
                "region" => _options with { Region = Choice(ref reader, key, s_regionValues) },
                "outputDir" => _options with { OutputDir = Text(ref reader, "`outputDir`") },
                "noStd" => _options with { NoStd = Flag(ref reader, key) },
                "noImplicitBuiltins" => _options with { NoImplicitBuiltins = Flag(ref reader, key) },
                "debugInfo" => _options with { DebugInfo = Flag(ref reader, key) },
                _ => throw Unknown("option", key, "`options`", s_optionKeys, at),
            };
        }
    }

    private string? NextKey(ref Utf8JsonReader reader, HashSet<string> seen, string section, string[]? known)
    {
        Next(ref reader);
        if (reader.TokenType == JsonTokenType.EndObject) return null;
        var key = reader.GetString()!;
        if (seen.Add(key)) return key;
        throw known is null
            ? Problem("module-twice", $"module `{key}` stands twice in {section}", "", $"a module with several paths takes a list: `\"{key}\": [\"x\", \"y.vale\"]`", reader.TokenStartIndex)
            : Problem("project-file-twice", $"`{key}` stands twice in {section}", "", "remove one of the two", reader.TokenStartIndex);
    }

    private static bool Next(ref Utf8JsonReader reader) => reader.Read();

    private string Text(ref Utf8JsonReader reader, string what) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw Problem("project-file-shape", $"{what} must be a string", $"here it is {Describe(reader.TokenType)}", "write it in double quotes", reader.TokenStartIndex);

    private bool Flag(ref Utf8JsonReader reader, string key) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Problem("project-file-shape", $"`{key}` must be true or false", $"here it is {Describe(reader.TokenType)}", "write `true` or `false`, without quotes", reader.TokenStartIndex),
    };

    private string Choice(ref Utf8JsonReader reader, string key, string[] values)
    {
        var value = Text(ref reader, $"`{key}`");
        return Array.IndexOf(values, value) >= 0 ? value : throw Unknown($"value of `{key}`", value, $"`{key}`", values, reader.TokenStartIndex);
    }

    private InputException Unknown(string kind, string word, string where, string[] known, long at)
    {
        var near = NearMiss.Find(word, known);
        return Problem("project-file-unknown", $"`{word}` is not a known {kind}", $"{where} knows {string.Join(", ", known)}",
            near is null ? "remove it" : $"did you mean `{near}`?", at);
    }

    private InputException Problem(string code, string what, string why, string next, long at)
    {
        var (line, column) = Place(at);
        return new InputException(new InputProblem(code, what, label, why, next, line, column));
    }

    private (int Line, int Column) Place(long at)
    {
        var before = _bytes.AsSpan(0, (int)Math.Min(at, _bytes.Length));
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    private int ColumnOfByte(int line, int byteInLine)
    {
        var rest = _bytes.AsSpan();
        for (var i = 1; i < line; i++) rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        return Encoding.UTF8.GetCharCount(rest[..Math.Min(byteInLine, rest.Length)]) + 1;
    }

    private static string Cause(JsonException e)
    {
        var message = e.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (cut > 0) message = message[..cut];
        return message.TrimEnd('.', ' ');
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.String => "a string",
        _ => "null",
    };
}
