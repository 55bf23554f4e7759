using System.Globalization;

namespace AgentCore.Emulator.Core;

/// <summary>A quota of the service, which the emulator's options can change.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="About">What it limits.</param>
/// <param name="Default">The documented number.</param>
/// <param name="Max">Greatest number that can be set; the least is 0.</param>
/// <param name="Remedy">What a caller can do whom it stops.</param>
internal sealed record Quota(string Name, string About, long Default, long Max, string Remedy)
{
    private const long Many = 1_000_000;
    private const long MiB = 1024 * 1024;
    private const string Stop = "Stop one, then try again.";
    private const string Delete = "Delete one, then try again.";

    /// <summary>Live browser sessions.</summary>
    public static readonly Quota BrowserSessions =
        new("browser-sessions", "the live browser sessions of a region", 1000, Many, Stop);

    /// <summary>Live code interpreter sessions.</summary>
    public static readonly Quota CodeInterpreterSessions =
        new("code-interpreter-sessions", "the live code interpreter sessions of a region", 1000, Many, Stop);

    /// <summary>Browsers that callers created.</summary>
    public static readonly Quota Browsers = new("browsers", "the browsers of a region", 1000, Many, Delete);

    /// <summary>Code interpreters that callers created.</summary>
    public static readonly Quota CodeInterpreters =
        new("code-interpreters", "the code interpreters of a region", 1000, Many, Delete);

    /// <summary>Browser profiles.</summary>
    public static readonly Quota BrowserProfiles =
        new("browser-profiles", "the browser profiles of a region", 100, Many, Delete);

    /// <summary>Size of the state of a browser profile, in bytes.</summary>
    public static readonly Quota BrowserProfileBytes = new(
        "browser-profile-bytes", "the bytes that are saved in a browser profile", 50 * MiB, 1024 * MiB,
        "Delete cookies or local storage in the session.");

    /// <summary>Size of the archive of an extension, in bytes.</summary>
    public static readonly Quota ExtensionBytes = new(
        "extension-bytes", "the bytes of the archive of an extension", 10 * MiB, 1024 * MiB, "Use a smaller archive.");

    /// <summary>Domain patterns of one proxy.</summary>
    public static readonly Quota DomainPatternsPerProxy = new(
        "domain-patterns-per-proxy", "the domain patterns of a proxy", 50, Many, "Use patterns with a leading dot.");

    /// <summary>Domain patterns of all proxies of a session and of the bypass list.</summary>
    public static readonly Quota DomainPatterns = new(
        "domain-patterns", "the domain patterns of a session", 100, Many, "Use patterns with a leading dot.");

    /// <summary>Content of a call of InvokeCodeInterpreter, in bytes.</summary>
    public static readonly Quota InvokeBytes = new(
        "invoke-bytes", "the bytes of the code, command or files of one call", 100_000_000, 100_000_000,
        "Send less in one call.");

    /// <summary>Clients of the automation stream of a browser session, at a time.</summary>
    public static readonly Quota AutomationStreams = new(
        "automation-streams", "the clients that use automation of a browser session at a time", 1, Many,
        "Close the client that is connected, or disconnect it: call UpdateBrowserStream with DISABLED, then ENABLED.");

    /// <summary>Live views of a browser session that are open at a time.</summary>
    public static readonly Quota LiveViews = new(
        "live-views", "the live views of a browser session", 1, Many, "Close the one that is open.");

    /// <summary>All quotas.</summary>
    public static IReadOnlyList<Quota> All { get; } =
    [
        BrowserSessions, CodeInterpreterSessions, Browsers, CodeInterpreters, BrowserProfiles, BrowserProfileBytes,
        ExtensionBytes, DomainPatternsPerProxy, DomainPatterns, InvokeBytes, AutomationStreams, LiveViews,
    ];
}

/// <summary>The quotas of an emulator: the documented numbers, and those that its options set.</summary>
internal sealed class Quotas
{
    private readonly Dictionary<Quota, long> _set = [];

    /// <summary>The documented quotas.</summary>
    public static Quotas Documented { get; } = new();

    /// <summary>The number of a quota.</summary>
    public long this[Quota quota]
    {
        get => _set.GetValueOrDefault(quota, quota.Default);
        init => _set[quota] = value;
    }

    /// <summary>Changes quotas.</summary>
    /// <param name="settings">Each of the form <c>name=number</c>; case and hyphens of the name do not matter.</param>
    /// <param name="reject">Takes what is wrong with a setting, as a sentence.</param>
    public static Quotas Parse(IEnumerable<string> settings, Action<string> reject)
    {
        var quotas = new Quotas();
        foreach (var setting in settings)
        {
            var (name, number) = setting.Split('=', 2) is [var left, var right] ? (left, right) : (setting, "");
            if (Quota.All.FirstOrDefault(one => IsName(one.Name, name)) is not { } quota)
            {
                reject(
                    $"'{setting}' does not name a quota. Use name=number with one of: "
                    + $"{string.Join(", ", Quota.All.Select(one => one.Name))}.");
            }
            else if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                || value > quota.Max)
            {
                reject($"The quota {quota.Name} must be a whole number from 0 to {quota.Max}, is '{number}'.");
            }
            else
            {
                quotas._set[quota] = value;
            }
        }

        return quotas;
    }

    private static bool IsName(string name, string given) =>
        given.Contains('-', StringComparison.Ordinal)
            ? name.Equals(given, StringComparison.OrdinalIgnoreCase)
            : name.Replace("-", "", StringComparison.Ordinal).Equals(given, StringComparison.OrdinalIgnoreCase);
}
