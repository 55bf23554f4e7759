using System.Text.Json;

namespace AgentCore.LocalEmulator;

/// <summary>Reads the one line that the emulator prints once it serves.</summary>
internal static class ReadyLine
{
    /// <summary>What the line says; null for a line that is another one.</summary>
    public static EmulatorAddress? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("ready", out var ready) && ready.ValueKind == JsonValueKind.True
                && Text(root, "url") is { } url
                ? new EmulatorAddress(url, Text(root, "consoleUrl"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var text) ? text.GetString() : null;
}

/// <summary>Where an emulator serves.</summary>
/// <param name="Url">Its endpoint.</param>
/// <param name="ConsoleUrl">Its console page; a secret, since it opens every session. Null where it is not told.</param>
internal sealed record EmulatorAddress(string Url, string? ConsoleUrl)
{
    /// <summary>The endpoint alone.</summary>
    public override string ToString() => Url;
}
