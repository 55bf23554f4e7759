namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>How one Chromium is to run.</summary>
/// <param name="Executable">Full path of the program.</param>
/// <param name="Folder">Folder of its own: the user data and the log lie in it.</param>
/// <param name="Width">Inner width of its pages in CSS pixels.</param>
/// <param name="Height">Inner height of its pages in CSS pixels.</param>
/// <param name="ExtraArguments">Further switches, such as those of a proxy.</param>
internal sealed record ChromiumSpec(
    string Executable,
    string Folder,
    int Width,
    int Height,
    IReadOnlyList<string> ExtraArguments)
{
    /// <summary>Words to put before the command line: a program that starts Chromium in a view of its own.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Chromium's user data.</summary>
    public string UserData => Path.Combine(Folder, "profile");

    /// <summary>What Chromium writes on standard error.</summary>
    public string Log => Path.Combine(Folder, "chromium.log");
}
