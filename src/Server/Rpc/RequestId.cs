// The id of a request: an integer or a string, compared by kind and value, given back exactly as it came.

using System.Globalization;
using System.Text.Json;

namespace Vale.Server.Rpc;

/// <summary>A request's id. <c>1</c> and <c>"1"</c> are two ids. A class, since tables of value types are compiled at run time.</summary>
internal sealed record RequestId(long Number, string? Text)
{
    /// <summary>The id with that number.</summary>
    public static implicit operator RequestId(long number) => new(number, null);

    /// <summary>The id with that text.</summary>
    public static implicit operator RequestId(string text) => new(0, text);

    /// <summary>The id the reader stands on; null when it is neither an integer nor a string.</summary>
    public static RequestId? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return new RequestId(0, reader.GetString());
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? new RequestId(number, null) : null;
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
