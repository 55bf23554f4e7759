using System.Text.Json;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>The state in a browser profile.</summary>
/// <remarks>A class, not a record: a generated <c>ToString</c> would print the secrets in it.</remarks>
internal sealed class ProfileState
{
    /// <summary>Cookies, each in the form in which CDP sets it.</summary>
    public required IReadOnlyList<JsonElement> Cookies { get; init; }

    /// <summary>
    /// Local storage by origin: a JSON array of keys and values, kept as the text that a page wrote, because a value
    /// may not be valid Unicode.
    /// </summary>
    public required IReadOnlyDictionary<string, string> LocalStorage { get; init; }

    /// <summary>Checks a state that was read from a file.</summary>
    /// <returns>The problem, as the end of a sentence; null when the state is valid.</returns>
    public static string? Validate(ProfileState state) => state switch
    {
        { Cookies: null } or { LocalStorage: null } => "it lacks a part",
        _ when state.Cookies.Any(cookie => cookie.ValueKind != JsonValueKind.Object) =>
            "one of its cookies is not an object",
        _ when state.LocalStorage.Any(origin => !IsOrigin(origin.Key) || !IsItems(origin.Value)) =>
            "its local storage is not one of web origins, with keys and values",
        _ => null,
    };

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
        && uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) == text;

    private static bool IsItems(string? text)
    {
        try
        {
            using var items = JsonDocument.Parse(text ?? "");
            return items.RootElement.ValueKind == JsonValueKind.Array && items.RootElement.EnumerateArray().All(IsItem);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsItem(JsonElement item) =>
        item.ValueKind == JsonValueKind.Array
        && item.GetArrayLength() == 2
        && item.EnumerateArray().All(part => part.ValueKind == JsonValueKind.String);
}
