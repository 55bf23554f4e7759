using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Asks for the state of something, less and less often, until it is settled or the time is up.</summary>
/// <param name="subject">What it is, with its id, as a sentence begins: <c>Browser shop-0123456789</c>.</param>
/// <param name="goal">The state to wait for.</param>
/// <param name="limit">How long at most.</param>
/// <param name="status">Reads its state.</param>
/// <param name="reason">Reads why it failed; null where the service tells no reason.</param>
/// <param name="ask">Asks the service for it as it is now; null once it is gone.</param>
internal sealed class Waiter<T>(
    string subject, WaiterAcceptor goal, TimeSpan limit, Func<T, string?> status, Func<T, string?> reason,
    Func<CancellationToken, Task<T?>> ask)
    where T : class
{
    /// <summary>How long at most.</summary>
    public TimeSpan Limit => limit;

    /// <summary>
    /// Waits; the first question is asked after a moment, since <paramref name="first"/> is what is known now.
    /// </summary>
    /// <param name="first">What the call said that set it going.</param>
    /// <param name="show">Told each state, and how long the wait lasts so far.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>It, in the wanted state; null where it was to be deleted and is gone.</returns>
    /// <exception cref="AgentCoreException">It failed, or the time is up; the id of the error is the state, or
    /// Timeout.</exception>
    public async Task<T?> RunAsync(T first, Action<string, TimeSpan> show, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var now = first;
        for (var pause = PollingBackoff.First; ; pause = PollingBackoff.After(pause))
        {
            var state = status(now) ?? "unknown";
            show(state, clock.Elapsed);
            if (state == goal.Wanted)
            {
                return now;
            }

            if (goal.Hopeless.Contains(state))
            {
                throw Failed(state, reason(now));
            }

            // Whole milliseconds, rounded up: a timer that rings a little early must not make the last question many.
            var left = Math.Ceiling((limit - clock.Elapsed).TotalMilliseconds);
            if (left <= 0)
            {
                throw Late(state);
            }

            await Task.Delay((int)Math.Min(left, pause.TotalMilliseconds), cancellationToken);
            if (await ask(cancellationToken) is not { } current)
            {
                return goal == WaiterAcceptor.Deleted
                    ? null
                    : throw Failures.ResourceNotFound($"{subject} is gone; it was to become {goal.Wanted}.");
            }

            now = current;
        }
    }

    private AgentCoreException Failed(string state, string? why) => new(
        state,
        ErrorCategory.ResourceUnavailable,
        $"{subject} is {state} and will not become "
            + $"{goal.Wanted}{(string.IsNullOrEmpty(why) ? "; the service gives no reason." : ": " + why)}");

    private AgentCoreException Late(string state) => Failures.Timeout(string.Format(
        CultureInfo.InvariantCulture,
        "{0} is still {1} after {2:0} s; it was to become {3}. It may yet, nothing was undone.",
        subject, state, limit.TotalSeconds, goal.Wanted));
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

    /// <summary>It is gone.</summary>
    /// <remarks>
    /// What is being deleted may have been <c>CREATE_FAILED</c> a moment ago, which is no reason to give up.
    /// </remarks>
    public static readonly WaiterAcceptor Deleted = new("DELETED", ["DELETE_FAILED"]);
}

/// <summary>How long to pause between two questions for a state: short at first, then longer and longer.</summary>
internal static class PollingBackoff
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
