using System.Diagnostics;
using AgentCore.Errors;
using AgentCore.Pages.Elements;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Waiting;

/// <summary>
/// Waits until a page is as it was asked for, also while it goes to other addresses; says what it was like when time
/// is up.
/// </summary>
/// <param name="tab">The tab.</param>
/// <param name="session">The session of the page.</param>
/// <param name="seconds">How long it may take, for the error; who calls sees to it.</param>
internal sealed class PageWaiter(Tab tab, BrowserSession session, int seconds) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>The tab.</summary>
    public Tab Tab => tab;

    /// <summary>The session of the page.</summary>
    public BrowserSession Session => session;

    /// <summary>The elements of the page.</summary>
    public PageElements Elements { get; } = new(tab);

    /// <summary>Looks again and again.</summary>
    /// <param name="what">What is waited for, as the error says it.</param>
    /// <param name="look">Looks whether it is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">Time is up, or the page can no longer become so.</exception>
    public async Task<IReadOnlyList<object>> UntilAsync(
        string what, Func<CancellationToken, Task<Look>> look, CancellationToken cancellationToken)
    {
        string? seen = null;
        try
        {
            while (true)
            {
                var clock = Stopwatch.StartNew();
                try
                {
                    var now = await look(cancellationToken);
                    if (now.Found is not null)
                    {
                        return now.Found;
                    }

                    seen = now.Seen;
                }
                catch (CdpException moved)
                {
                    Elements.Dispose();
                    seen ??= $"the page goes to another address ({moved.Message})";
                }

                // A page that takes long to look at is given time for its own work.
                await Task.Delay(clock.Elapsed > Poll ? clock.Elapsed : Poll, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && seen is not null)
        {
            throw Late(what, seen);
        }
    }

    /// <summary>Waits for what comes by itself.</summary>
    /// <param name="what">What is waited for, as the error says it.</param>
    /// <param name="coming">Gives it when it is there.</param>
    /// <param name="otherwise">What the error says where it did not come.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">Time is up, or the page is gone.</exception>
    public async Task<T> ForAsync<T>(
        string what, Func<CancellationToken, Task<T>> coming, string otherwise, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await tab.WaitAsync(coming(ended.Token), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw Late(what, otherwise);
        }
        finally
        {
            ended.Cancel(); // nothing takes what comes later
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Elements.Dispose();

    private AgentCoreException Late(string what, string seen) =>
        Failures.Timeout($"Waited {seconds} s (-TimeoutSeconds) for {what}: {seen}.");
}

/// <summary>What was seen when a page was looked at.</summary>
/// <param name="Found">What was waited for; null where it is not there yet.</param>
/// <param name="Seen">What is there instead.</param>
internal sealed record Look(IReadOnlyList<object>? Found, string Seen)
{
    /// <summary>It is there.</summary>
    public static Look At(IReadOnlyList<object> found) => new(found, "");

    /// <summary>It is not there yet.</summary>
    public static Look Not(string seen) => new(null, seen);
}
