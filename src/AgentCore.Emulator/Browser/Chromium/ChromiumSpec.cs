using AgentCore.Emulator.Core.Network;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>How to run one Chromium.</summary>
/// <param name="Executable">Full path of the program.</param>
/// <param name="Folder">A folder that no other Chromium uses, for the user data and the log.</param>
/// <param name="Width">Inner width of its pages in CSS pixels.</param>
/// <param name="Height">Inner height of its pages in CSS pixels.</param>
internal sealed record ChromiumSpec(string Executable, string Folder, int Width, int Height)
{
    /// <summary>Switches beside those that every Chromium of the emulator has, such as those of a proxy.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>
    /// A program and its arguments that start Chromium, such as a mount namespace; empty to start it directly.
    /// </summary>
    public IReadOnlyList<string> CommandPrefix { get; init; } = [];

    /// <summary>The session's way to the network.</summary>
    public SessionNetwork? Network { get; init; }

    /// <summary>Chromium's user data folder.</summary>
    public string UserData => Path.Combine(Folder, "profile");

    /// <summary>The file that receives Chromium's standard error.</summary>
    public string Log => Path.Combine(Folder, "chromium.log");

    /// <summary>All arguments of the program; the last one is the first page.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "--headless",
        "--remote-debugging-pipe",
        $"--user-data-dir={UserData}",
        $"--window-size={Width},{WindowHeight}",
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
        .. ChromiumSandbox.IsAvailable() ? Array.Empty<string>() : ["--no-sandbox"],
        .. ExtraArguments,
        "about:blank",
    ];

    private int WindowHeight => Height + PageSizer.FrameHeight;
}

/// <summary>
/// Whether Chromium's own sandbox works on this machine. With it, Chromium does not start as root or where the kernel
/// denies user namespaces; it is switched off only there.
/// </summary>
internal static class ChromiumSandbox
{
    /// <summary>Whether Chromium can use its sandbox.</summary>
    public static bool IsAvailable() => !OperatingSystem.IsLinux()
        || (!Environment.IsPrivilegedProcess
            && Read("/proc/sys/kernel/unprivileged_userns_clone") != "0"
            && Read("/proc/sys/user/max_user_namespaces") != "0"
            && Read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") != "1");

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
