using System.Text.Json;

namespace AgentCore.Emulator.Browser.Profiles;

/// <summary>What a browser profile keeps. A class, not a record: it holds secrets, which a generated text would show.</summary>
internal sealed class ProfileState
{
    /// <summary>Cookies, each as CDP sets it.</summary>
    public required IReadOnlyList<JsonElement> Cookies { get; init; }

    /// <summary>
    /// Local storage by origin: a JSON array of keys and values, kept as the text that a page made of it, because a
    /// value need not be valid Unicode.
    /// </summary>
    public required IReadOnlyDictionary<string, string> LocalStorage { get; init; }
}
