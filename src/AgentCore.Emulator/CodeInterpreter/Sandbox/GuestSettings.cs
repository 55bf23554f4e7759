namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

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
