namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>The switches that every Chromium of the emulator starts with.</summary>
internal static class ChromiumArguments
{
    /// <summary>All arguments, the first page last.</summary>
    public static IReadOnlyList<string> For(ChromiumSpec spec)
    {
        var windowHeight = spec.Height + PageSizer.FrameHeight;
        return
        [
            "--headless",
            "--remote-debugging-pipe",
            $"--user-data-dir={spec.UserData}",
            $"--window-size={spec.Width},{windowHeight}",
            $"--screen-info={{{spec.Width}x{windowHeight}}}",

            // Nothing that asks, phones home, or throttles a page because nobody looks at it.
            "--no-first-run",
            "--disable-infobars", // one about --no-sandbox would take 56 pixels from every page
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

            // What a headless machine lacks: a GPU, a key ring, a large /dev/shm in containers. QUIC passes proxies by.
            "--disable-gpu",
            "--password-store=basic",
            "--use-mock-keychain",
            "--disable-dev-shm-usage",
            "--disable-quic",

            // What would be asked of Google's servers all the same, through the caller's proxies and with their passwords:
            // components on demand, and whose accounts the browser knows. Nothing is ever sent to port 1.
            "--component-updater=url-source=about:blank",
            "--gaia-url=http://127.0.0.1:1",

            // The address bar's pop-ups are targets of their own in new headless; CDP clients stumble over them. The others
            // ask Google's servers for the time, for advice about pages and their forms, and what its search offers.
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,Translate,"
                + "NetworkTimeServiceQuerying,OptimizationHints,AutofillServerCommunication,"
                + "PreconnectToSearch,AimServerEligibilityEnabled,AimServerRequestOnStartupEnabled",
            .. ChromiumSandbox.IsAvailable() ? Array.Empty<string>() : ["--no-sandbox"],
            .. spec.ExtraArguments,
            "about:blank",
        ];
    }
}
