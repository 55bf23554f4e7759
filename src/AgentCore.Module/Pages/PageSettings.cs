using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages;

/// <summary>
/// What holds for a tab and its frames until it is changed or the tab is closed. Null leaves a setting as it is, an
/// empty value takes it back.
/// </summary>
/// <remarks>
/// PuppeteerSharp has methods for most of it, but what they set ends with the connection, which is let go after 5
/// seconds without use, and frames of other sites do not get all of it. So each of them is a raw command, which is
/// remembered and made again; the time zone of a browser can also be set by one attachment alone, and raw commands have
/// theirs.
/// </remarks>
internal sealed record PageSettings
{
    // What the network stack writes by itself.
    private static readonly string[] Reserved =
        ["Connection", "Content-Length", "Host", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    /// <summary>Headers that every request has in addition.</summary>
    public IReadOnlyDictionary<string, string>? Header { get; init; }

    /// <summary>The name that the browser gives itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Language and formats, such as <c>de-DE</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>The time zone, such as <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Where the browser is; only read where <see cref="IsPlaced"/>.</summary>
    public Geolocation? Geolocation { get; init; }

    /// <summary>Whether a place is set or taken back.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>Whether there is no network.</summary>
    public bool? Offline { get; init; }

    /// <summary>Addresses, with wildcards, that are not requested.</summary>
    public IReadOnlyList<string>? BlockUrl { get; init; }

    /// <summary>Requests that get another response than their server's.</summary>
    public IReadOnlyList<RequestMock>? Mocks { get; init; }

    /// <summary>Whether anything is set.</summary>
    public bool IsEmpty => this == new PageSettings();

    /// <exception cref="AgentCoreException">HTTP cannot send the header.</exception>
    public static void CheckHeader(string name, string value)
    {
        if (!Regex.IsMatch(name, @"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z"))
        {
            throw Failures.InvalidArgument(
                $"'{name}' is not a valid name of an HTTP header. Use letters, digits and hyphens, such as X-Trace.");
        }

        if (Array.Exists(Reserved, one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Failures.InvalidArgument($"The header {name} is written by the browser itself and cannot be set.");
        }

        foreach (var letter in value.Where(letter => letter is not '\t' and (< ' ' or '\x7f' or > '\xff')))
        {
            throw Failures.InvalidArgument(
                $"The value of the header {name} has the character U+{(int)letter:X4}, which HTTP cannot send.");
        }
    }

    /// <summary>A header as a user gives it.</summary>
    /// <exception cref="AgentCoreException">Its value is not a text, or HTTP cannot send it.</exception>
    public static (string Name, string Value) HeaderOf(DictionaryEntry header)
    {
        var (name, given) = ($"{header.Key}", header.Value is PSObject wrapped ? wrapped.BaseObject : header.Value);
        if (given is PSCustomObject or (IEnumerable and not string))
        {
            throw Failures.InvalidArgument(
                $"The value of the header {name} is a list, a hashtable or an object. Give a text or a number.");
        }

        var value = Convert.ToString(given, CultureInfo.InvariantCulture) ?? "";
        CheckHeader(name, value);
        return (name, value);
    }

    /// <summary>Makes the settings for a tab; those that may fail come first.</summary>
    /// <exception cref="AgentCoreException">The browser does not know the time zone or the locale.</exception>
    public async Task ApplyAsync(Tab tab, CancellationToken cancellationToken)
    {
        await SetRegionAsync(tab, cancellationToken);
        await SetNamesAsync(tab, cancellationToken);
        await SetNetworkAsync(tab, cancellationToken);
        if (IsPlaced)
        {
            await SetPlaceAsync(tab, cancellationToken);
        }

        if (Mocks is not null)
        {
            await tab.Memory.Get<RequestMocks>().SetAsync(tab.Browser, tab.Target, Mocks, cancellationToken);
        }
    }

    private async Task SetRegionAsync(Tab tab, CancellationToken cancellationToken)
    {
        if (TimeZone is not null)
        {
            try
            {
                await SendAsync(
                    tab, "Emulation.setTimezoneOverride", new { timezoneId = TimeZone }, cancellationToken);
            }
            catch (CdpException unknown) when (unknown.Message.Contains("Invalid timezone"))
            {
                throw Failures.InvalidArgument(
                    $"The browser does not know the time zone '{TimeZone}'. Use a name such as Europe/Berlin or UTC.");
            }
        }

        if (Locale is not null)
        {
            await CheckLocaleAsync(tab, Locale, cancellationToken);
            await SendAsync(tab, "Emulation.setLocaleOverride", new { locale = Locale }, cancellationToken);
        }
    }

    private static async Task CheckLocaleAsync(Tab tab, string locale, CancellationToken cancellationToken)
    {
        // Letters, digits and hyphens alone are part of the script.
        var isKnown = locale.Length == 0;
        if (Regex.IsMatch(locale, @"\A[A-Za-z0-9-]+\z"))
        {
            var expression = $"Intl.DateTimeFormat.supportedLocalesOf('{locale}').length === 1";
            var found = await tab.SendAsync("Runtime.evaluate", new { expression }, cancellationToken);
            isKnown = found.GetProperty("result").TryGetProperty("value", out var value)
                && value.ValueKind == System.Text.Json.JsonValueKind.True;
        }

        if (!isKnown)
        {
            throw Failures.InvalidArgument(
                $"The browser does not know the locale '{locale}'. Use a name such as de-DE or en-GB.");
        }
    }

    // The language that requests ask for is a part of the user agent.
    private async Task SetNamesAsync(Tab tab, CancellationToken cancellationToken)
    {
        if (UserAgent is null && Locale is null)
        {
            return;
        }

        var names = tab.Memory.Get<Names>();
        var (agent, locale) = (UserAgent ?? names.UserAgent, Locale ?? names.Locale);
        if (agent.Length == 0 && locale.Length > 0)
        {
            var version = await tab.Browser.Transport.SendAsync(
                "Browser.getVersion", new { }, null, cancellationToken);
            await SetAgentAsync(tab, version.GetProperty("userAgent").GetString()!, locale, cancellationToken);
        }
        else
        {
            await SetAgentAsync(tab, agent, locale, cancellationToken);
        }

        (names.UserAgent, names.Locale) = (agent, locale);
    }

    private static Task SetAgentAsync(Tab tab, string agent, string locale, CancellationToken cancellationToken) =>
        SendAsync(
            tab, "Emulation.setUserAgentOverride", new { userAgent = agent, acceptLanguage = locale },
            cancellationToken);

    private async Task SetNetworkAsync(Tab tab, CancellationToken cancellationToken)
    {
        if (Header is null && BlockUrl is null && Offline is null)
        {
            return;
        }

        await SendAsync(tab, "Network.enable", new { }, cancellationToken);
        if (Header is not null)
        {
            await SendAsync(tab, "Network.setExtraHTTPHeaders", new { headers = Header }, cancellationToken);
        }

        if (BlockUrl is not null)
        {
            await SendAsync(tab, "Network.setBlockedURLs", new { urls = BlockUrl }, cancellationToken);
        }

        if (Offline is { } offline)
        {
            await SendAsync(
                tab,
                "Network.emulateNetworkConditions",
                new { offline, latency = 0, downloadThroughput = -1, uploadThroughput = -1 },
                cancellationToken);
        }
    }

    private async Task SetPlaceAsync(Tab tab, CancellationToken cancellationToken)
    {
        if (Geolocation is { } place)
        {
            await SendAsync(
                tab,
                "Emulation.setGeolocationOverride",
                new { latitude = place.Latitude, longitude = place.Longitude, accuracy = place.Accuracy },
                cancellationToken);
        }
        else
        {
            await SendAsync(tab, "Emulation.clearGeolocationOverride", new { }, cancellationToken);
        }

        // A page asks its user, who is not there; the permission is the whole browser's.
        var browser = await RawCommand.ToAsync(tab.Browser, BrowserScope.Browser, "Browser", null, cancellationToken);
        var setting = Geolocation is null ? "prompt" : "granted";
        await browser.SendAsync(
            "Browser.setPermission", new { permission = new { name = "geolocation" }, setting }, cancellationToken);
    }

    private static Task SendAsync(Tab tab, string method, object parameters, CancellationToken cancellationToken) =>
        tab.Browser.SetAsync(tab.Target, method, parameters, cancellationToken);

    // What was set before; the browser keeps both in one place.
    private sealed class Names
    {
        public string UserAgent { get; set; } = "";

        public string Locale { get; set; } = "";
    }
}
