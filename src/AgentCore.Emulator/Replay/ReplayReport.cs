namespace AgentCore.Emulator.Replay;

/// <summary>Logs what callers asked for that is not in a recording, and at the end how much that was.</summary>
/// <param name="file">The recording.</param>
/// <param name="log">The log.</param>
internal sealed class ReplayReport(string file, ILogger log)
{
    private const int LongestMessage = 1000;

    private int _found;
    private int _missing;

    /// <summary>A call or command was replayed.</summary>
    public void Found() => Interlocked.Increment(ref _found);

    /// <summary>A call or command is not in the recording.</summary>
    public void Missing(string message)
    {
        Interlocked.Increment(ref _missing);
        log.LogWarning("{Missing}", message.Length > LongestMessage ? message[..LongestMessage] + "…" : message);
    }

    /// <summary>Logs the numbers.</summary>
    public void Summarize() => log.Log(
        _missing > 0 ? LogLevel.Warning : LogLevel.Information,
        "{Missing} of {All} calls and commands were not in the recording '{File}'.",
        _missing,
        _found + _missing,
        file);
}
