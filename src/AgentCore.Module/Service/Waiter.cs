using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Polls the state of something, at growing intervals, until it is settled or time is up.</summary>
/// <param name="subject">What it is, with its id, as a sentence begins: <c>Browser shop-0123456789</c>.</param>
/// <param name="acceptor">The state to wait for, and those that end the wait with an error.</param>
/// <param name="limit">The timeout.</param>
/// <param name="status">Reads its state.</param>
/// <param name="reason">Reads why it failed; null where the service gives no reason.</param>
/// <param name="read">Reads it from the service; null once it is gone.</param>
internal sealed class Waiter<T>(
    string subject, WaiterAcceptor acceptor, TimeSpan limit, Func<T, string?> status, Func<T, string?> reason,
    Func<CancellationToken, Task<T?>> read)
    where T : class
{
    /// <summary>The timeout.</summary>
    public TimeSpan Limit => limit;

    /// <summary>
    /// Waits; the first request is sent after a delay, since <paramref name="first"/> has the present state.
    /// </summary>
    /// <param name="first">The response to the call that started the change.</param>
    /// <param name="show">Called with each state and the time waited so far.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The object in the wanted state; null where it was to be deleted and is gone.</returns>
    /// <exception cref="AgentCoreException">It failed, or the time is up; the id of the error is the state, or
    /// Timeout.</exception>
    public async Task<T?> RunAsync(T first, Action<string, TimeSpan> show, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var now = first;
        for (var delay = PollingBackoff.First; ; delay = PollingBackoff.After(delay))
        {
            var state = status(now) ?? "unknown";
            show(state, clock.Elapsed);
            if (state == acceptor.Wanted)
            {
                return now;
            }

            if (acceptor.Hopeless.Contains(state))
            {
                throw Failed(state, reason(now));
            }

            // Whole milliseconds, rounded up: a timer that fires a little early must not make several last requests.
            var left = Math.Ceiling((limit - clock.Elapsed).TotalMilliseconds);
            if (left <= 0)
            {
                throw Late(state);
            }

            await Task.Delay((int)Math.Min(left, delay.TotalMilliseconds), cancellationToken);
            if (await read(cancellationToken) is not { } current)
            {
                return acceptor == WaiterAcceptor.Deleted
                    ? null
                    : throw Failures.ResourceNotFound($"{subject} is gone; it was to become {acceptor.Wanted}.");
            }

            now = current;
        }
    }

    private AgentCoreException Failed(string state, string? why) => new(
        state,
        ErrorCategory.ResourceUnavailable,
        $"{subject} is {state} and will not become "
            + $"{acceptor.Wanted}{(string.IsNullOrEmpty(why) ? "; the service gives no reason." : ": " + why)}");

    private AgentCoreException Late(string state) => Failures.Timeout(string.Format(
        CultureInfo.InvariantCulture,
        "{0} is still {1} after {2:0} s; it was to become {3}. It may yet, nothing was undone.",
        subject, state, limit.TotalSeconds, acceptor.Wanted));
}

/// <summary>The state that something is to come to, and the states from which it never will.</summary>
/// <param name="Wanted">The state to wait for, such as <c>READY</c>.</param>
/// <param name="Hopeless">States in which waiting is over; every other one, also one of a newer service, is waited
/// out.</param>
internal sealed record WaiterAcceptor(string Wanted, IReadOnlyCollection<string> Hopeless)
{
    /// <summary>It can be used.</summary>
    public static readonly WaiterAcceptor Ready = new(
        "READY", ["CREATE_FAILED", "DELETING", "DELETE_FAILED", "DELETED", "TERMINATED"]);

    /// <summary>It has ended.</summary>
    public static readonly WaiterAcceptor Terminated = new("TERMINATED", []);

    /// <summary>It is gone.</summary>
    /// <remarks>
    /// What is being deleted may have been <c>CREATE_FAILED</c> a moment ago, so that state does not end the wait.
    /// </remarks>
    public static readonly WaiterAcceptor Deleted = new("DELETED", ["DELETE_FAILED"]);
}

/// <summary>The delay between two requests for a state: short at first, then longer and longer.</summary>
internal static class PollingBackoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The delay before the first request: 250 ms.</summary>
    public static TimeSpan First { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The delay that follows another: half as long again, at most 5 s.</summary>
    public static TimeSpan After(TimeSpan delay)
    {
        var next = TimeSpan.FromTicks(delay.Ticks * 3 / 2);
        return next < Longest ? next : Longest;
    }
}

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
        catch (Exception late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && !SaysWhy(late))
        {
            throw Failures.Timeout($"{what} did not end within {seconds} s (-TimeoutSeconds).", late);
        }
    }

    // What waits for something may know what was missing when time was up.
    private static bool SaysWhy(Exception late) =>
        late is AgentCoreException { Category: ErrorCategory.OperationTimeout or ErrorCategory.ObjectNotFound };
}
