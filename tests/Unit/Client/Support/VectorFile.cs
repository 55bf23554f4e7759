using System.Text.Json;

namespace Tests.Client.Support;

/// <summary>A recorded file, one JSON object a line. More lines, or changed ones, need no change here.</summary>
internal static class VectorFile
{
    public static IReadOnlyList<JsonElement> Read(string name)
    {
        return File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", name))
            .Where(line => line.Trim().Length > 0)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToList();
    }

    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new InvalidDataException($"'{name}' is null.");

    public static string? TextOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
