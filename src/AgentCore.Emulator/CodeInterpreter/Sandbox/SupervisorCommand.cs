namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>The arguments that make a Python the guest program.</summary>
internal static class SupervisorCommand
{
    // What a new session of the real service shows.
    private static readonly string[] Folders = ["log", ".ipython"];

    /// <summary>The arguments.</summary>
    /// <param name="guest">Where the guest program lies, as the started Python sees it.</param>
    /// <param name="environment">The whole environment of the user's programs.</param>
    /// <param name="limits">Limits of each process.</param>
    /// <param name="memory">Most bytes of memory of all processes and <paramref name="memoryFolders"/> together.</param>
    /// <param name="memoryFolders">Folders whose files lie in memory.</param>
    public static IReadOnlyList<string> Arguments(
        string guest,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, long> limits,
        long memory,
        IReadOnlyList<string> memoryFolders)
    {
        var settings = new GuestSettings(environment, limits, memory, memoryFolders, Folders);
        return ["-I", "-B", guest, "supervisor", GuestFrames.ToJson(settings)];
    }
}

/// <summary>What the guest program is told at its start.</summary>
/// <param name="Environment">The whole environment of the user's programs.</param>
/// <param name="Limits">Limits of each process, by their names in Python's <c>resource</c> module.</param>
/// <param name="Memory">Most bytes of memory of all processes and <paramref name="MemoryFolders"/> together.</param>
/// <param name="MemoryFolders">Folders whose files lie in memory.</param>
/// <param name="Folders">Folders that a new session shows.</param>
internal sealed record GuestSettings(
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, long> Limits,
    long Memory,
    IReadOnlyList<string> MemoryFolders,
    IReadOnlyList<string> Folders);
