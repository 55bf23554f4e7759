using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentCore.Client.Transport;

/// <summary>
/// Timestamps are written as ISO 8601 in UTC and read as that, with or without a fraction, or as seconds since 1970,
/// since services of one protocol use either.
/// </summary>
internal sealed class TimestampConverter : JsonConverter<DateTime>
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.TokenType switch
        {
            JsonTokenType.Number => FromSeconds(reader.GetDouble()),
            JsonTokenType.String when FromText(reader.GetString()!) is { } time => time,
            _ => throw new JsonException("A timestamp is neither ISO 8601 text nor seconds since 1970."),
        };
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        => writer.WriteStringValue(
            value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    private static DateTime? FromText(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time))
            return time;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? FromSeconds(seconds)
            : null;
    }

    private static DateTime FromSeconds(double seconds)
    {
        // Milliseconds are all that the format promises; a double would add noise behind them.
        var ticks = Math.Round(seconds * 1000) * TimeSpan.TicksPerMillisecond;
        if (!(ticks >= -Epoch.Ticks && ticks <= DateTime.MaxValue.Ticks - Epoch.Ticks))
            throw new JsonException("A timestamp is out of the range of dates.");
        return Epoch.AddTicks((long)ticks);
    }
}
