using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Policies;

/// <summary>
/// Chromium on Linux reads policies from one folder below <c>/etc</c> and from nowhere else. In a mount namespace of its
/// own a session sees its own folder there; the machine's stays as it is.
/// </summary>
internal static class PolicyMount
{
    /// <summary>The words to put before the command line of Chromium; null where this machine cannot do it.</summary>
    /// <param name="chromium">Full path of the program.</param>
    /// <param name="policies">The session's folder of policies.</param>
    public static IReadOnlyList<string>? Before(string chromium, string policies)
    {
        var place = PlaceFor(Path.GetFileName(chromium));
        var parent = Path.GetDirectoryName(place)!;
        if (!OperatingSystem.IsLinux() || !Directory.Exists(parent) || ProgramFinder.Find("bwrap") is not { } bubblewrap)
        {
            return null;
        }

        var others = Directory.EnumerateFileSystemEntries(parent).Where(entry => entry != place);
        return
        [
            bubblewrap, "--dev-bind", "/", "/",
            "--tmpfs", parent, .. others.SelectMany(entry => new[] { "--ro-bind", entry, entry }),
            "--ro-bind", policies, place, "--",
        ];
    }

    private static string PlaceFor(string program) => program switch
    {
        _ when program.Contains("edge", StringComparison.OrdinalIgnoreCase) => "/etc/opt/edge/policies",
        _ when program.Contains("chrome", StringComparison.OrdinalIgnoreCase) => "/etc/opt/chrome/policies",
        _ => "/etc/chromium/policies",
    };
}
