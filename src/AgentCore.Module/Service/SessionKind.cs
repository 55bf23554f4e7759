using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>What the cmdlets have to know of a kind of session; those of browsers and of code interpreters are one each.</summary>
internal abstract class SessionKind
{
    /// <summary>What it is called in messages, such as <c>browser session</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What such sessions are started from.</summary>
    public abstract ResourceKind OwnerKind { get; }

    /// <summary>Whether a session is of this kind.</summary>
    public abstract bool Is(AgentSession session);

    /// <summary>A session in full.</summary>
    public abstract Task<AgentSession> GetAsync(
        Connection connection, ICallLog log, string owner, string sessionId, CancellationToken cancellationToken);

    /// <summary>A page of the list of one owner's sessions.</summary>
    /// <param name="connection">Whom to ask.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="owner">Id or ARN of the owner.</param>
    /// <param name="status">READY or TERMINATED; null for both.</param>
    /// <param name="token">Leads to the page; null for the first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public abstract Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, string owner, string? status, string? token, CancellationToken cancellationToken);

    /// <summary>Stops a session and tells when its state changed for the last time (UTC).</summary>
    /// <param name="connection">Where it lives.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="session">The session.</param>
    /// <param name="clientToken">Makes the same stop, sent again, one; null for a token of the call's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public abstract Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, string? clientToken, CancellationToken cancellationToken);

    /// <summary>The error for a literal name that no session has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="status">The state that was asked for; null for any.</param>
    public AgentCoreException NotNamed(string name, string? status) => Failures.ResourceNotFound(
        $"There is no {(status is null ? "" : status + " ")}{Name} with the name '{name}'. {Elsewhere}");

    /// <summary>Adds to the error for an id that the service does not know where else the session may be.</summary>
    public AgentCoreException Explain(AgentCoreException error) =>
        error.Category == ErrorCategory.ObjectNotFound ? error.With(Elsewhere) : error;

    /// <summary>Where else to look for a session that was not found, one sentence.</summary>
    private protected abstract string Elsewhere { get; }
}
