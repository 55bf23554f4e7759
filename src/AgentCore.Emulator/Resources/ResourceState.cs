namespace AgentCore.Emulator.Resources;

/// <summary>A status that holds until a time, and the one that follows it.</summary>
/// <param name="During">The status until then.</param>
/// <param name="Until">When it changes.</param>
/// <param name="Then">The status from then on.</param>
internal sealed record ResourceState(string During, DateTimeOffset Until, string Then)
{
    /// <summary>How long a transition is seen: long enough for a caller that waits on it.</summary>
    public static readonly TimeSpan Transition = TimeSpan.FromSeconds(1);

    /// <summary>A status that nothing changes by itself.</summary>
    public static ResourceState Lasting(string status) => new(status, DateTimeOffset.MinValue, status);

    /// <summary>A transition that begins now.</summary>
    public static ResourceState Passing(string during, DateTimeOffset now, string then) => new(during, now + Transition, then);

    /// <summary>The status at a time.</summary>
    public string At(DateTimeOffset now) => now < Until ? During : Then;
}
