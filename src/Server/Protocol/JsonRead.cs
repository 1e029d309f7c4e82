// Steps for reading JSON by hand. What comes in while the server starts is read so: the generic readers of the library
// would be compiled at run time for every value type they meet, which took longer than all the rest of the start.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vale.Server.Protocol;

/// <summary>Reads values; throws <see cref="JsonException"/> when something else stands there.</summary>
internal static class JsonRead
{
    /// <summary>Checks that an object begins here.</summary>
    public static void Object(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"an object is expected, not {reader.TokenType}");
    }

    /// <summary>Goes to the next property of an object; false at its end.</summary>
    public static bool Property(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>The string a property has.</summary>
    public static string String(ref Utf8JsonReader reader) =>
        OptionalString(ref reader) ?? throw new JsonException("a string is expected, not null");

    /// <summary>The string a property has, or null.</summary>
    public static string? OptionalString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException($"a string is expected, not {reader.TokenType}");
        return reader.GetString();
    }

    /// <summary>The text a property has, however odd its characters are.</summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return LenientText.Read(ref reader);
    }

    /// <summary>The integer a property has; one beyond 32 bits is clamped, since some clients write "to the end" so.</summary>
    public static int Int(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt32(out var number)) return number;
            if (reader.TryGetInt64(out var big)) return big < 0 ? int.MinValue : int.MaxValue;
        }
        throw new JsonException($"an integer is expected, not {reader.TokenType}");
    }

    /// <summary>Whether a property is true; anything else is not.</summary>
    public static bool True(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Whether a property has an object, and past it.</summary>
    public static bool IsObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        var found = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        return found;
    }

    /// <summary>Goes into the object a property has; false, and past it, when it is none.</summary>
    public static bool Enter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    /// <summary>Goes into the array a property has; false, and past it, when it is none.</summary>
    public static bool EnterArray(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray) return true;
        reader.Skip();
        return false;
    }

    /// <summary>Goes to the next element of an array; false at its end.</summary>
    public static bool Element(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Goes past a property's value.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The strings among the elements of an array; null when a property has no array.</summary>
    public static string[]? Strings(ref Utf8JsonReader reader)
    {
        if (!EnterArray(ref reader)) return null;
        var strings = new List<string>();
        while (Element(ref reader))
        {
            if (reader.TokenType == JsonTokenType.String) strings.Add(reader.GetString()!);
            else reader.Skip();
        }
        return [.. strings];
    }

    /// <summary>A position.</summary>
    public static Position Position(ref Utf8JsonReader reader)
    {
        int? line = null, character = null;
        reader.Read();
        Object(ref reader);
        while (Property(ref reader))
        {
            if (reader.ValueTextEquals("line"u8)) line = Int(ref reader);
            else if (reader.ValueTextEquals("character"u8)) character = Int(ref reader);
            else Skip(ref reader);
        }
        return line is { } l && character is { } c ? new Position(l, c) : throw Missing("line or character");
    }

    /// <summary>A range, on whose beginning the reader stands.</summary>
    public static Range Range(ref Utf8JsonReader reader)
    {
        Position? start = null, end = null;
        Object(ref reader);
        while (Property(ref reader))
        {
            if (reader.ValueTextEquals("start"u8)) start = Position(ref reader);
            else if (reader.ValueTextEquals("end"u8)) end = Position(ref reader);
            else Skip(ref reader);
        }
        return start is { } s && end is { } e ? new Range(s, e) : throw Missing("start or end");
    }

    /// <summary>The URI within a text document identifier.</summary>
    public static TextDocumentIdentifier Document(ref Utf8JsonReader reader)
    {
        string? uri = null;
        reader.Read();
        Object(ref reader);
        while (Property(ref reader))
        {
            if (reader.ValueTextEquals("uri"u8)) uri = String(ref reader);
            else Skip(ref reader);
        }
        return new TextDocumentIdentifier(uri ?? throw Missing("uri"));
    }

    /// <summary>What to throw when a property is missing.</summary>
    public static JsonException Missing(string property) => new($"{property} is missing");
}

/// <summary>A type that is only read.</summary>
internal abstract class ReadingConverter<T> : JsonConverter<T>
{
    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}
