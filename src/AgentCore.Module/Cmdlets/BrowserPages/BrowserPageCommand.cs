using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Pages;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Base of the cmdlets that drive the page of a browser session.</summary>
public abstract class BrowserPageCommand : BrowserSessionCommand
{
    /// <summary>How long to wait at most, in seconds, 1 to 3600.</summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Does something with the session's page, within the time that the user gave.</summary>
    /// <param name="session">The session.</param>
    /// <param name="doing">What is done, for the error when time is up.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    private protected Task<T> OnPageAsync<T>(
        BrowserSession session, string doing, Func<AttachedPage, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken) =>
        TimeLimit.WithinAsync(
            TimeoutSeconds, doing, token => Driver(session).RunAsync(session, work, Warn, token), cancellationToken);

    /// <summary>Does something with the session's automation connection itself, within the same time.</summary>
    private protected Task<T> OnConnectionAsync<T>(
        BrowserSession session, string doing, Func<CdpClient, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken) =>
        TimeLimit.WithinAsync(
            TimeoutSeconds, doing, token => Driver(session).RunAsync(session, work, token), cancellationToken);

    private AutomationDriver Driver(BrowserSession session) => new(AutomationPool.Shared, Connect(session), this);
}
