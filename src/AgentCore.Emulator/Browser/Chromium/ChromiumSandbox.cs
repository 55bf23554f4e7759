namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>
/// Whether Chromium's own sandbox works here. It refuses to start as root, and where the kernel denies user namespaces;
/// only there is it switched off.
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
