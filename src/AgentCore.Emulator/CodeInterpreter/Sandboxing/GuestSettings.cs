namespace AgentCore.Emulator.CodeInterpreter.Sandboxing;

/// <summary>What the guest program is told at its start.</summary>
/// <param name="Environment">The whole environment of the user's programs.</param>
/// <param name="Limits">Limits of each process, by their names in Python's <c>resource</c> module.</param>
/// <param name="Folders">Folders that a new session shows.</param>
internal sealed record GuestSettings(
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, long> Limits,
    IReadOnlyList<string> Folders);
