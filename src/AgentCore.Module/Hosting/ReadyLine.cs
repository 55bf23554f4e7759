using System.Text.Json;

namespace AgentCore;

/// <summary>Reads the one line that the emulator prints once it serves.</summary>
internal static class ReadyLine
{
    /// <summary>The address it serves at; null for a line that says something else.</summary>
    public static string? Url(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("ready", out var ready) && ready.ValueKind == JsonValueKind.True
                && root.TryGetProperty("url", out var url)
                ? url.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
