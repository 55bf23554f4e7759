using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>Finds Chromium on this machine; the emulator does not ship one.</summary>
internal static class ChromiumLocator
{
    /// <summary>Environment variable that names the program to use.</summary>
    public const string Variable = "AGENTCORE_CHROMIUM";

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];

    /// <summary>How to make Chromium available.</summary>
    public static string Remedy => OperatingSystem.IsLinux()
        ? $"Install it (apt-get install chromium) or set {Variable} to the program."
        : $"Install Chrome, Edge or Chromium, or set {Variable} to the program.";

    /// <summary>The program's full path.</summary>
    /// <exception cref="ChromiumException">Chromium was not found; the message says what to do.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The program's full path, given the value of <see cref="Variable"/>.</summary>
    /// <exception cref="ChromiumException">Chromium was not found; the message says what to do.</exception>
    internal static string Find(string? configured) =>
        Look(configured, out var problem) ?? throw new ChromiumException($"{problem} {Remedy}");

    /// <summary>The program's full path, links resolved, or null and the problem.</summary>
    internal static string? Look(string? configured, out string problem)
    {
        var named = configured is { Length: > 0 };
        problem = named
            ? $"The program '{configured}', which {Variable} names, was not found."
            : "Chromium was not found on this machine.";
        var found = ProgramFinder.Find(named ? [configured!] : [.. Names, .. UsualPlaces()]);

        // Its files lie beside the program, not beside a link to it.
        return found is null ? null : File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
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
        return roots.Select(Environment.GetFolderPath)
            .SelectMany(root => programs.Select(program => Path.Combine(root, program)));
    }
}

/// <summary>Chromium is not installed or does not start; the message says why and what to do.</summary>
internal sealed class ChromiumException(string message, Exception? inner = null) : Exception(message, inner);
