namespace AgentCore.Emulator.Http;

/// <summary>
/// The query string of a request, decoded once. Verification and binding read the same pairs, so that a value cannot be
/// signed as one thing and bound as another. A plus sign stays a plus sign, as in SigV4.
/// </summary>
internal sealed class RawQuery
{
    /// <summary>Parses a query string.</summary>
    /// <param name="text">The part after the question mark; may be empty.</param>
    public RawQuery(string text) => Pairs = text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(
            Uri.UnescapeDataString(pair[0]),
            pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : ""))
        .ToArray();

    /// <summary>The names and values, in the order of the query.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; }

    /// <summary>The value of <paramref name="name"/>; null when it is absent or given more than once.</summary>
    public string? Single(string name) => All(name) is [var value] ? value : null;

    /// <summary>All values of <paramref name="name"/>, in order.</summary>
    public string[] All(string name) => Pairs.Where(pair => pair.Key == name).Select(pair => pair.Value).ToArray();
}
