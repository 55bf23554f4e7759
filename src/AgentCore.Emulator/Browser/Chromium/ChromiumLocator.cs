using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>Finds a Chromium on this machine; none is shipped.</summary>
internal static class ChromiumLocator
{
    /// <summary>Environment variable that names the program to use.</summary>
    public const string Variable = "AGENTCORE_CHROMIUM";

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];

    /// <summary>What to do when there is none.</summary>
    public static string Remedy => OperatingSystem.IsLinux()
        ? $"Install it (apt-get install chromium) or set {Variable} to the program."
        : $"Install Chrome, Edge or Chromium, or set {Variable} to the program.";

    /// <summary>The program's full path.</summary>
    /// <exception cref="ChromiumException">There is none; the message names the remedy.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The program's full path, given what <see cref="Variable"/> says.</summary>
    /// <exception cref="ChromiumException">There is none, or not where the variable says.</exception>
    internal static string Find(string? configured) =>
        Look(configured, out var fault) ?? throw new ChromiumException($"{fault} {Remedy}");

    /// <summary>The program's full path, or null and what is wrong.</summary>
    internal static string? Look(string? configured, out string fault)
    {
        var named = configured is { Length: > 0 };
        fault = named ? $"There is no program '{configured}', which {Variable} names." : "No Chromium was found on this machine.";
        return ProgramFinder.Find(named ? [configured!] : [.. Names, .. UsualPlaces()]);
    }

    private static IEnumerable<string> UsualPlaces()
    {
        if (OperatingSystem.IsMacOS())
        {
            string[] applications = ["Google Chrome", "Chromium", "Microsoft Edge"];
            return applications.Select(name => $"/Applications/{name}.app/Contents/MacOS/{name}");
        }

        if (!OperatingSystem.IsWindows())
        {
            return [];
        }

        Environment.SpecialFolder[] roots =
        [
            Environment.SpecialFolder.ProgramFiles,
            Environment.SpecialFolder.ProgramFilesX86,
            Environment.SpecialFolder.LocalApplicationData,
        ];
        string[] programs =
        [
            @"Google\Chrome\Application\chrome.exe",
            @"Chromium\Application\chrome.exe",
            @"Microsoft\Edge\Application\msedge.exe",
        ];
        return roots.SelectMany(root => programs.Select(program => Path.Combine(Environment.GetFolderPath(root), program)));
    }
}
