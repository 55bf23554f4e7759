using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Wait-ACBrowserSession: waits until browser sessions are ready, or have ended. Stands for the API operation
/// GetBrowserSession.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "ACBrowserSession", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserSession), typeof(Job))]
public sealed class WaitBrowserSessionCommand : BrowserSessionCommand, IJobCommand
{
    // All at a time, since the time is that of all; each asks more and more seldom.
    private const int WaitLimit = 100;

    private readonly List<BrowserSession> _sessions = [];

    /// <summary>The state to wait for: READY, unless given, or TERMINATED.</summary>
    [Parameter]
    [ValidateSet("READY", "TERMINATED")]
    public string Status { get; set; } = "READY";

    /// <summary>How many seconds to wait at most for all of them, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>
    /// Does the work in a job of this process, and writes that: Receive-Job gives what the cmdlet writes, Wait-Job and
    /// Stop-Job wait for it and end it.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private WaiterAcceptor Acceptor => string.Equals(Status, "READY", StringComparison.OrdinalIgnoreCase)
        ? WaiterAcceptor.Ready
        : WaiterAcceptor.Terminated;

    private protected override Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        _sessions.Add(session);
        return Task.CompletedTask;
    }

    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(TimeoutSeconds);
        var done = 0;
        return ShowingAsync(
            $"Waiting for browser sessions to be {Acceptor.Wanted}",
            limit,
            show => Batch.RunAsync(
                _sessions,
                WaitLimit,
                session => EachAsync(
                    session.SessionId,
                    () => WaitAsync(
                        session, limit, passed => show($"{done} of {_sessions.Count}", passed), cancellationToken),
                    cancellationToken),
                count => done = count,
                cancellationToken));
    }

    private async Task WaitAsync(
        BrowserSession session, TimeSpan limit, Action<TimeSpan> show, CancellationToken cancellationToken)
    {
        try
        {
            var wait = new Waiter<AgentSession>(
                $"The browser session {session.SessionId}", Acceptor, limit, now => now.Status, _ => null,
                async token => await ReadAsync(session, token));
            var first = await ReadAsync(session, cancellationToken);
            await WriteAsync((await wait.RunAsync(first, (_, passed) => show(passed), cancellationToken))!);
        }
        catch (AgentCoreException gone)
            when (gone.Category == ErrorCategory.ObjectNotFound && session.Reference == Reference.Object
                && Acceptor == WaiterAcceptor.Terminated)
        {
            Verbose($"The browser session {session.SessionId} is gone already: {gone.Message}");
            await WriteAsync(session.With<BrowserSession>(now => now.Status = Acceptor.Wanted));
        }
    }

    private Task<AgentSession> ReadAsync(BrowserSession session, CancellationToken cancellationToken) =>
        BrowserSessionOperations.Instance.GetAsync(
            Connect(session), this, session.BrowserIdentifier, session.SessionId, cancellationToken);
}
