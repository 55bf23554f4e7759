using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Service;

/// <summary>
/// What the cmdlets have to know of a kind of resource; browsers, profiles and code interpreters are one each.
/// </summary>
internal abstract class ResourceOperations
{
    // No profile belongs to the service, so its pattern is that of every id of one's own.
    private static readonly Regex OwnForm =
        new($@"\A(?:{ControlLimits.GetBrowserProfile.ProfileIdPattern})\z", RegexOptions.CultureInvariant);

    /// <summary>What it is called in messages, such as <c>browser</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The property that holds the id, on our objects, those of AWS.Tools and what was made of either.
    /// </summary>
    public abstract string IdProperty { get; }

    /// <summary>The property that holds the ARN on the objects of AWS.Tools; ours call it <c>Arn</c>.</summary>
    public string ArnProperty => IdProperty.Replace("Id", "Arn");

    /// <summary>Id of the one that every account has; null where there is none.</summary>
    public virtual string? SystemId => null;

    /// <summary>The cmdlet that lists them.</summary>
    public abstract string Lister { get; }

    /// <summary>One that is given by its id; made of an ARN, it knows that too.</summary>
    public AgentResource ById(string idOrArn) =>
        ResourceArn.Parse(idOrArn) is { } arn ? Make(arn.Id, idOrArn, Reference.Id) : Make(idOrArn, null, Reference.Id);

    /// <summary>One, or some, that are given by a name, which may have wildcards.</summary>
    public AgentResource ByName(string name) => Make(name, null, Reference.Name);

    /// <summary>One that is given by a text: its id or ARN where it has the form of one, else its name.</summary>
    public AgentResource Named(string text) => IsId(text) ? ById(text) : ByName(text);

    /// <summary>One that an object or row identifies by its id; with its ARN and a state it was read before.</summary>
    public AgentResource Known(string id, string? arn, string? region, string? status)
    {
        var wasRead = status is not null && ResourceArn.Parse(arn) is { } parsed && parsed.Id == id;
        var known = Make(id, arn, wasRead ? Reference.Object : Reference.Row);
        known.HeldRegion = region;
        return known;
    }

    /// <summary>Whether a text has the form of an id or ARN.</summary>
    public bool IsId(string text) => HasIdForm(text) || ResourceArn.Parse(text) is not null;

    /// <summary>Whether it is one that every account has, which cannot be deleted.</summary>
    public bool IsSystem(AgentResource resource) => IsSystemId(resource.Id);

    /// <summary>Those that have the name of one that was named by it; any other is the one itself.</summary>
    /// <exception cref="AgentCoreException">Nothing has a literal name, or what was given cannot be an id.</exception>
    public async IAsyncEnumerable<AgentResource> FindAsync(
        Connection connection, ICallLog log, AgentResource requested,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (requested.Reference != Reference.Name)
        {
            _ = IdOf(requested);
            yield return requested;
            yield break;
        }

        var names = new NameFilter([requested.Id]);
        await foreach (var resource in Pagination.AllAsync(
            token => ListAsync(connection, log, type: null, token, cancellationToken)))
        {
            if (names.Takes(resource.Name))
            {
                yield return resource;
            }
        }

        if (names.Missing.Count > 0)
        {
            throw NotNamed(requested.Id);
        }
    }

    /// <summary>The one that is meant where one is needed.</summary>
    /// <exception cref="AgentCoreException">Nothing has the name, several have it, or what was given cannot be an
    /// id.</exception>
    public async Task<AgentResource> FindOneAsync(
        Connection connection, ICallLog log, AgentResource requested, CancellationToken cancellationToken)
    {
        AgentResource? found = null;
        await foreach (var resource in FindAsync(connection, log, requested, cancellationToken))
        {
            if (found is not null)
            {
                throw Failures.InvalidArgument(
                    $"'{requested.Id}' matches several: {found.Id}, {resource.Id}. Name one {Name}.");
            }

            found = resource;
        }

        return found ?? throw NotNamed(requested.Id);
    }

    /// <summary>The error for a name that nothing has.</summary>
    public AgentCoreException NotNamed(string name) =>
        Failures.ResourceNotFound($"There is no {Name} with the name '{name}'. {Lister} lists those there are.");

    /// <summary>The id, if it can be one.</summary>
    /// <exception cref="AgentCoreException">It cannot.</exception>
    public string IdOf(AgentResource resource)
    {
        if (ResourceArn.Parse(resource.Arn) is { Kind: var kind } && kind != ArnKind)
        {
            throw Failures.InvalidArgument($"'{resource.Arn}' is not the ARN of a {Name}.");
        }

        return HasIdForm(resource.Id)
            ? resource.Id
            : throw Failures.InvalidArgument(
                $"'{resource.Id}' is not the id of a {Name}: a name, a hyphen and ten characters. {Lister} -Name "
                    + "finds it by its name.");
    }

    /// <summary>The one in full.</summary>
    public abstract Task<AgentResource> GetAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken);

    /// <summary>Whether there is one with that id; true where the caller may not read it.</summary>
    public async Task<bool> ExistsAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken)
    {
        try
        {
            _ = await GetAsync(connection, log, id, cancellationToken);
            return true;
        }
        catch (AgentCoreException error)
        {
            return error.Category != ErrorCategory.ObjectNotFound;
        }
    }

    /// <summary>A page of the list.</summary>
    /// <param name="connection">The connection to call the service on.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="type">SYSTEM or CUSTOM; null for both, and always for profiles.</param>
    /// <param name="token">Leads to the page; null for the first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public abstract Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken);

    /// <summary>Begins to delete one.</summary>
    /// <param name="connection">Where it is.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="id">Its id.</param>
    /// <param name="clientToken">Makes the same deletion, sent again, one; null for a token of the call's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Its state, and when it came to that (UTC).</returns>
    public abstract Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, string? clientToken, CancellationToken cancellationToken);

    /// <summary>The wait for one to come to a state.</summary>
    public Waiter<AgentResource> Until(
        WaiterAcceptor acceptor, AgentResource resource, TimeSpan limit, Connection connection, ICallLog log) =>
        new(
            $"{char.ToUpperInvariant(Name[0])}{Name[1..]} {resource.Id}",
            acceptor,
            limit,
            now => now.Status,
            now => (now as AgentTool)?.FailureReason,
            async cancellationToken =>
            {
                try
                {
                    return await GetAsync(connection, log, resource.Id, cancellationToken);
                }
                catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
                {
                    return null;
                }
            });

    private bool HasIdForm(string text) => OwnForm.IsMatch(text) || IsSystemId(text);

    // The one that we know, or a version of it that a newer service has.
    private bool IsSystemId(string text)
    {
        if (SystemId is null)
        {
            return false;
        }

        var family = SystemId[..(SystemId.LastIndexOf('.') + 1)];
        return text.Length > family.Length && text.StartsWith(family, StringComparison.Ordinal)
            && text[family.Length..].All(char.IsLetterOrDigit);
    }

    /// <summary>What its ARNs have instead of <see cref="Name"/>.</summary>
    private protected abstract string ArnKind { get; }

    private protected abstract AgentResource Make(string id, string? arn, Reference reference);
}

/// <summary>Creates a resource that was defined before; the token makes the same creation, sent again, one.</summary>
internal delegate Task<AgentResource> ResourceCreation(
    Connection connection, ICallLog log, string? clientToken, CancellationToken cancellationToken);

/// <summary>What a resource is created with.</summary>
internal record ResourceDefinition
{
    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>What a browser or code interpreter is created with.</summary>
internal record ToolDefinition : ResourceDefinition
{
    public string? ExecutionRoleArn { get; init; }

    public string NetworkMode { get; init; } = "";

    /// <summary>The network of the account; null unless the mode is VPC.</summary>
    public VpcDefinition? Vpc { get; init; }

    public SecretArn[]? Certificates { get; init; }

    public FileSystemMount[]? FileSystems { get; init; }
}

/// <summary>Where in the account's own network a browser or code interpreter runs.</summary>
/// <param name="SecurityGroups">Ids of security groups.</param>
/// <param name="Subnets">Ids of subnets.</param>
/// <param name="RequireServiceS3Endpoint">Whether S3 has to be reached through an endpoint; null for the service's
/// default.</param>
internal sealed record VpcDefinition(List<string> SecurityGroups, List<string> Subnets, bool? RequireServiceS3Endpoint);
