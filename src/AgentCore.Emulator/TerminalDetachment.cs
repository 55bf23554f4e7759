using System.Runtime.InteropServices;

namespace AgentCore.Emulator;

/// <summary>
/// Takes an emulator that belongs to a shell session out of the terminal's foreground group: Ctrl+C in that shell is
/// meant for the shell's own work, and would otherwise end the emulator and every browser too.
/// </summary>
internal static class TerminalDetachment
{
    /// <summary>Starts a session of our own; on Windows the parent gives us a console of our own instead.</summary>
    public static void Detach()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetSession(); // fails harmlessly when we lead a group already
        }
    }

    [DllImport("libc", EntryPoint = "setsid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();
}
