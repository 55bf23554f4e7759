namespace AgentCore.Service;

/// <summary>How long to pause between two questions for a state: short at first, then longer and longer.</summary>
internal static class PollPause
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The pause before the first question: 250 ms.</summary>
    public static TimeSpan First { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The pause that follows another: half as long again, at most 5 s.</summary>
    public static TimeSpan After(TimeSpan pause)
    {
        var next = TimeSpan.FromTicks(pause.Ticks * 3 / 2);
        return next < Longest ? next : Longest;
    }
}
