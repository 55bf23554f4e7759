namespace AgentCore.Cmdlets.Base;

/// <summary>Tells from the answer to a stop whether the session had ended before.</summary>
/// <remarks>
/// The service stops a session twice without a word; only the time of the last change tells the two apart. It decides
/// about a verbose line and nothing else, so two clocks that differ a little do no harm.
/// </remarks>
internal static class StopMoment
{
    /// <param name="ended">When the session's state changed for the last time (UTC), to the millisecond or to the second.</param>
    /// <param name="asked">When the stop was asked for (UTC).</param>
    public static bool IsBefore(DateTime? ended, DateTime asked)
    {
        if (ended is not { } moment)
        {
            return false;
        }

        var unit = moment.Ticks % TimeSpan.TicksPerSecond == 0 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        return moment.Ticks / unit < asked.Ticks / unit;
    }
}
