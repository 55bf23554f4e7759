using AgentCore.Emulator.Core.Network;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>How to run one Chromium.</summary>
/// <param name="Executable">Full path of the program, links resolved.</param>
/// <param name="Folder">
/// A folder that no other Chromium uses; without a wall, the user data and downloads are in it.
/// </param>
/// <param name="Width">Inner width of its pages in CSS pixels.</param>
/// <param name="Height">Inner height of its pages in CSS pixels.</param>
internal sealed record ChromiumSpec(string Executable, string Folder, int Width, int Height)
{
    /// <summary>Switches beside those that every Chromium of the emulator has, such as those of extensions.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>The wall around it; null to run it with the permissions of the emulator.</summary>
    public ChromiumWall? Wall { get; init; }

    /// <summary>Whether Chromium's own sandbox may be off where this machine does not let it work.</summary>
    public bool CanDoWithoutSandbox { get; init; }

    /// <summary>
    /// Whether its view port may change later. Then no switch has the size of windows, and new ones are as large as the
    /// screen, which can change.
    /// </summary>
    public bool IsResizable { get; init; }

    /// <summary>The proxy that leads to a target; null for a direct connection.</summary>
    public Func<NetworkTarget, UpstreamProxy?> Route { get; init; } = HostProxies.OfMachine.Route;

    /// <summary>The way to the network, loopback too, which ends with it; null for that of the machine.</summary>
    public SessionNetwork? Network { get; init; }

    /// <summary>What it can read behind the wall of the session's folder.</summary>
    public IReadOnlyList<BoundFolder> Bound { get; init; } = [];

    /// <summary>The one folder in which this Chromium looks for policies on Linux.</summary>
    public string PolicyFolder => Path.GetFileName(Executable) switch
    {
        var name when name.Contains("edge", StringComparison.OrdinalIgnoreCase) => "/etc/opt/edge/policies",
        var name when name.Contains("chrome", StringComparison.OrdinalIgnoreCase) => "/etc/opt/chrome/policies",
        _ => "/etc/chromium/policies",
    };

    /// <summary>Chromium's user data folder, by the path that Chromium knows it by.</summary>
    public string UserData => Wall is null ? Path.Combine(Folder, "profile") : ChromiumWall.UserData;

    /// <summary>All arguments of the program; the last one is the first page.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "--headless",
        "--remote-debugging-pipe",
        $"--user-data-dir={UserData}",
        .. IsResizable ? Array.Empty<string>() : [$"--window-size={Width},{WindowHeight}"],
        $"--screen-info={{{Width}x{WindowHeight}}}",

        // No prompts, no background requests, no throttling of pages that nobody watches.
        "--no-first-run",
        "--disable-infobars", // the one about --no-sandbox takes 56 pixels from every page
        "--no-default-browser-check",
        "--disable-default-apps",
        "--disable-search-engine-choice-screen",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-client-side-phishing-detection",
        "--disable-sync",
        "--disable-breakpad",
        "--metrics-recording-only",
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--disable-hang-monitor",

        // A page from this cache has no load event, which clients wait for after they went back.
        "--disable-back-forward-cache",

        // Headless machines have no GPU or key ring, containers have a small /dev/shm, and QUIC bypasses proxies.
        "--disable-gpu",
        "--password-store=basic",
        "--use-mock-keychain",
        "--disable-dev-shm-usage",
        "--disable-quic",

        // Requests that Chromium would still send to Google's servers, through the caller's proxies and with their
        // passwords: components on demand, and the accounts of the browser. Nothing is ever sent to port 1.
        "--component-updater=url-source=about:blank",
        "--gaia-url=http://127.0.0.1:1",

        // The address bar's pop-ups are targets of their own in new headless mode, which confuse CDP clients. The
        // other features ask Google's servers for the time, for hints about pages and forms, and for search offers.
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,Translate,"
            + "NetworkTimeServiceQuerying,OptimizationHints,AutofillServerCommunication,"
            + "PreconnectToSearch,AimServerEligibilityEnabled,AimServerRequestOnStartupEnabled",
        .. CanDoWithoutSandbox && !ChromiumSandbox.IsAvailable(Wall is not null)
            ? ["--no-sandbox"]
            : Array.Empty<string>(),
        .. Network is null ? Array.Empty<string>() :
        [
            $"--proxy-server={Network.Address}",
            "--proxy-bypass-list=<-loopback>",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // only the proxies resolve names
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        ],
        .. ExtraArguments,
        "about:blank",
    ];

    private int WindowHeight => Height + PageSizer.FrameHeight;
}

/// <summary>A folder of the machine that Chromium can read behind its wall.</summary>
/// <param name="Source">Its path on the machine.</param>
/// <param name="Target">The path by which Chromium knows it.</param>
internal sealed record BoundFolder(string Source, string Target);

/// <summary>
/// Whether Chromium's own sandbox works on this machine. With it, Chromium does not start as root or where the kernel
/// denies user namespaces.
/// </summary>
internal static class ChromiumSandbox
{
    /// <summary>Whether Chromium can use its sandbox.</summary>
    /// <param name="isWalled">Whether it runs behind a wall, where it is never root.</param>
    public static bool IsAvailable(bool isWalled) => !OperatingSystem.IsLinux()
        || ((isWalled || !Environment.IsPrivilegedProcess)
            && Read("/proc/sys/kernel/unprivileged_userns_clone") != "0"
            && Read("/proc/sys/user/max_user_namespaces") != "0"
            && Read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") != "1");

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
