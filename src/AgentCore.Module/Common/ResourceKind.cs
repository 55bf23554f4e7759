using System.Management.Automation;
using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>What the cmdlets have to know of a kind of resource; browsers, profiles and code interpreters are one each.</summary>
internal abstract class ResourceKind
{
    private static readonly Regex OwnForm = new("^[a-zA-Z][a-zA-Z0-9_]{0,47}-[a-zA-Z0-9]{10}$", RegexOptions.CultureInvariant);

    /// <summary>What it is called in messages, such as <c>browser</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The property that holds the id, on our objects, those of AWS.Tools and what was made of either.</summary>
    public abstract string IdProperty { get; }

    /// <summary>Id of the one that every account has; null where there is none.</summary>
    public virtual string? SystemId => null;

    /// <summary>The cmdlet that lists them.</summary>
    public abstract string Lister { get; }

    /// <summary>One of which the id is all that is known; made of an ARN, it knows that too.</summary>
    public AgentResource Named(string idOrArn)
        => ResourceArn.Parse(idOrArn) is { } arn ? Make(arn.Id, idOrArn) : Make(idOrArn, null);

    /// <summary>The id, if it can be one.</summary>
    /// <exception cref="AgentCoreException">It cannot.</exception>
    public string IdOf(AgentResource resource)
    {
        if (ResourceArn.Parse(resource.Arn) is { Kind: var kind } && kind != ArnKind)
            throw Refusal.InvalidArgument($"'{resource.Arn}' is not the ARN of a {Name}.");
        return resource.Id == SystemId || OwnForm.IsMatch(resource.Id)
            ? resource.Id
            : throw Refusal.InvalidArgument(
                $"'{resource.Id}' is not the id of a {Name}: a name, a hyphen and ten characters. {Lister} -Name finds it by its name.");
    }

    /// <summary>The one in full.</summary>
    public abstract Task<AgentResource> GetAsync(Connection connection, ICallLog log, string id, CancellationToken cancellation);

    /// <summary>A page of the list.</summary>
    /// <param name="connection">Whom to ask.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="type">SYSTEM or CUSTOM; null for both, and always for profiles.</param>
    /// <param name="token">Leads to the page; null for the first.</param>
    /// <param name="cancellation">Ends the call.</param>
    public abstract Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellation);

    /// <summary>Begins to delete one.</summary>
    /// <returns>Its state, and when it came to that (UTC).</returns>
    public abstract Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellation);

    /// <summary>The wait for one to come to a state.</summary>
    public StatusWait<AgentResource> Until(
        StatusGoal goal, AgentResource resource, TimeSpan limit, Connection connection, ICallLog log)
        => new(
            $"{char.ToUpperInvariant(Name[0])}{Name[1..]} {resource.Id}",
            goal,
            limit,
            now => now.Status,
            now => (now as AgentTool)?.FailureReason,
            async cancellation =>
            {
                try
                {
                    return await GetAsync(connection, log, resource.Id, cancellation);
                }
                catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
                {
                    return null;
                }
            });

    /// <summary>What its ARNs say instead of <see cref="Name"/>.</summary>
    private protected abstract string ArnKind { get; }

    private protected abstract AgentResource Make(string id, string? arn);
}
