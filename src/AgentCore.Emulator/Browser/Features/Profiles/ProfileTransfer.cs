using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Takes the state of a running browser, and puts it into another.</summary>
internal static class ProfileTransfer
{
    // An origin whose storage is blocked has none.
    private const string ReadStorage = """
        try {
          JSON.stringify(Array.from(localStorage, (_, i) => localStorage.key(i)).map(key => [key, localStorage.getItem(key)]))
        } catch { '[]' }
        """;

    private const string Nothing = "[]";

    /// <summary>Reads cookies, those without expiry included, and the local storage of all origins visited.</summary>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public static async Task<ProfileState> ReadAsync(CdpHub hub, VisitedOrigins visited)
    {
        await using var page = await OriginPage.OpenAsync(hub);
        await using var connection = await CdpConnection.OpenAsync(hub);
        var storage = new Dictionary<string, string>();
        foreach (var origin in await visited.FindAsync(connection))
        {
            if (await page.EnterAsync(origin) && await page.EvaluateAsync(ReadStorage) is { } items and not Nothing)
            {
                storage[origin] = items;
            }
        }

        var cookies = (await connection.SendAsync("Storage.getCookies")).GetProperty("cookies");
        return new() { Cookies = [.. cookies.EnumerateArray().Where(CanBeSet).Select(ToSettable)], LocalStorage = storage };
    }

    /// <summary>Writes it all; the browser is as if it had visited the origins itself.</summary>
    /// <exception cref="CdpException">The browser refuses some of it, or is gone.</exception>
    public static async Task WriteAsync(CdpHub hub, ProfileState state)
    {
        await using var connection = await CdpConnection.OpenAsync(hub);
        await connection.SendAsync("Storage.setCookies", new { cookies = state.Cookies });
        await using var page = await OriginPage.OpenAsync(hub);
        foreach (var (origin, items) in state.LocalStorage)
        {
            if (await page.EnterAsync(origin))
            {
                var text = JsonSerializer.Serialize(items);
                await page.EvaluateAsync($"for (const [key, value] of JSON.parse({text})) localStorage.setItem(key, value)");
            }
        }
    }

    // A cookie of a partition that has no name cannot be set again.
    private static bool CanBeSet(JsonElement cookie) =>
        !cookie.TryGetProperty("partitionKeyOpaque", out var opaque) || !opaque.GetBoolean();

    private static JsonElement ToSettable(JsonElement cookie)
    {
        var settable = JsonObject.Create(cookie)!;
        settable.Remove("size");
        settable.Remove("partitionKeyOpaque");
        if (settable.Remove("session", out var session) && session!.GetValue<bool>())
        {
            settable.Remove("expires"); // is -1; without it the cookie is one of the session again
        }

        return JsonSerializer.SerializeToElement(settable);
    }
}
