using System.Text.Encodings.Web;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages.Cookies;

/// <summary>
/// Who is signed in where: cookies, and what sites keep in localStorage, as Playwright reads and writes it.
/// </summary>
/// <param name="Cookies">The cookies.</param>
/// <param name="Origins">What sites keep, by their origin such as <c>https://example.com</c>.</param>
/// <remarks>https://playwright.dev/docs/auth; its databases (indexedDB) are neither read nor written here.</remarks>
internal sealed record StorageState(
    IReadOnlyList<NewCookie> Cookies, IReadOnlyList<(string Origin, IReadOnlyList<StoredItem> Items)> Origins)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads the content of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="AgentCoreException">It is not such a file.</exception>
    public static StorageState Parse(string path, string content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var root = json.RootElement;
            return new StorageState(
                [.. Members(root, "cookies").Select(CookieOf)],
                [
                    .. Members(root, "origins").Select(origin => (
                        StoredItem.TextOf(origin, "origin"),
                        (IReadOnlyList<StoredItem>)[.. Members(origin, "localStorage").Select(StoredItem.Of)])),
                ]);
        }
        catch (Exception unfit) when (unfit is JsonException or InvalidOperationException)
        {
            throw Failures.InvalidArgument(
                $"'{path}' is not a storage state as Playwright writes it: {unfit.Message}");
        }
    }

    /// <summary>The content of a file, UTF-8.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            cookies = Cookies.Select(Members),
            origins = Origins.Select(origin => new
            {
                origin = origin.Origin,
                localStorage = origin.Items.Select(item => new { name = item.Name, value = item.Value }),
            }),
        },
        Format);

    private static IEnumerable<JsonElement> Members(JsonElement holder, string name) =>
        holder.ValueKind != JsonValueKind.Object
            ? throw new JsonException($"what has to have '{name}' is not an object.")
            : !holder.TryGetProperty(name, out var list) ? default
            : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray()
            : throw new JsonException($"'{name}' is not an array.");

    private static Dictionary<string, object> Members(NewCookie cookie)
    {
        var members = new Dictionary<string, object>
        {
            ["name"] = cookie.Name,
            ["value"] = cookie.Value,
            ["domain"] = cookie.Domain!,
            ["path"] = cookie.Path!,
            ["expires"] = cookie.Expires is { } end ? CookieTime.SecondsOf(end) : -1,
            ["httpOnly"] = cookie.HttpOnly,
            ["secure"] = cookie.Secure,
            // What browsers do where a site says nothing.
            ["sameSite"] = (cookie.SameSite ?? CookieSameSite.Lax).ToString(),
        };
        if (cookie.Partition is { } partition)
        {
            members["partitionKey"] = partition.GetProperty("topLevelSite").GetString()!;
            members["_crHasCrossSiteAncestor"] = partition.GetProperty("hasCrossSiteAncestor").GetBoolean();
        }

        return members;
    }

    private static Dictionary<string, object?> Parts(JsonElement cookie)
    {
        if (cookie.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a member of 'cookies' is not an object.");
        }

        var parts = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var part in cookie.EnumerateObject())
        {
            if (parts.ContainsKey(part.Name))
            {
                throw new JsonException($"a cookie has '{part.Name}' twice.");
            }

            parts.Add(part.Name, part.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                && !part.Name.Equals("partitionKey", StringComparison.Ordinal)
                ? throw new JsonException($"'{part.Name}' of a cookie is not a text, a number, true or false.")
                : part.Value.ToString());
        }

        return parts;
    }

    private static NewCookie CookieOf(JsonElement cookie) =>
        NewCookie.Read(Parts(cookie)) with
        {
            Partition = cookie.TryGetProperty("partitionKey", out var site) && site.ValueKind == JsonValueKind.String
                ? JsonSerializer.SerializeToElement(new
                {
                    topLevelSite = site.GetString(),
                    hasCrossSiteAncestor = cookie.TryGetProperty("_crHasCrossSiteAncestor", out var other)
                        && other.ValueKind == JsonValueKind.True,
                })
                : null,
        };
}

/// <summary>An entry of a site's localStorage.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">Its value.</param>
internal sealed record StoredItem(string Name, string Value)
{
    /// <summary>Reads one of JSON.</summary>
    /// <exception cref="JsonException">A member is missing, or is not a text.</exception>
    public static StoredItem Of(JsonElement item) => new(TextOf(item, "name"), TextOf(item, "value"));

    /// <summary>A member that has to be a text.</summary>
    /// <exception cref="JsonException">It is missing, or is not a text.</exception>
    public static string TextOf(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var text)
            && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new JsonException($"'{name}' is missing, or is not a text.");
}
