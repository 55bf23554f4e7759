using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Work that may take so long and no longer.</summary>
internal static class TimeLimit
{
    /// <summary>Does the work; the token given to it is cancelled when time is up.</summary>
    /// <param name="seconds">How long it may take.</param>
    /// <param name="what">What takes the time, as the error begins.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends it for other reasons.</param>
    /// <exception cref="AgentCoreException">Time is up, or what the work fails with.</exception>
    public static async Task<T> WithinAsync<T>(
        int seconds, string what, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            return await work(limit.Token);
        }
        catch (Exception late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failures.Timeout($"{what} did not end within {seconds} s (-TimeoutSeconds).", late);
        }
    }
}
