// The id of a request: an integer or a string, compared by kind and value, given back exactly as it came.

using System.Globalization;
using System.Text.Json;

namespace Vale.Server.Rpc;

/// <summary>A request's id. <c>1</c> and <c>"1"</c> are two ids.</summary>
internal readonly record struct RequestId(long Number, string? Text)
{
    /// <summary>The id with that number.</summary>
    public static implicit operator RequestId(long number) => new(number, null);

    /// <summary>The id with that text.</summary>
    public static implicit operator RequestId(string text) => new(0, text);

    /// <summary>Reads the id the reader stands on; false when it is neither an integer nor a string.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out RequestId id)
    {
        id = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            id = new RequestId(0, reader.GetString());
            return true;
        }
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number)) return false;
        id = new RequestId(number, null);
        return true;
    }

    /// <summary>Writes the id as the value of a property.</summary>
    public void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<byte> property)
    {
        if (Text is null) writer.WriteNumber(property, Number);
        else writer.WriteString(property, Text);
    }

    /// <inheritdoc/>
    public override string ToString() => Text is null ? Number.ToString(CultureInfo.InvariantCulture) : $"\"{Text}\"";
}
