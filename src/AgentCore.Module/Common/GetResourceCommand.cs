using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that list resources or show some in full.</summary>
public abstract class GetResourceCommand : ConnectedCommand
{
    private protected const string ByList = "List";
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    /// <summary>Names to list, with wildcards.</summary>
    [Parameter(ParameterSetName = ByList, Position = 0)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    private protected abstract ResourceKind Kind { get; }

    /// <summary>The resources that were asked for by id or object; null where they are to be listed.</summary>
    private protected abstract IEnumerable<AgentResource>? Wanted { get; }

    /// <summary>SYSTEM or CUSTOM; null for both, and where the kind has no system ones.</summary>
    private protected virtual string? WantedType => null;

    private protected sealed override Task ProcessAsync(CancellationToken cancellation)
        => Wanted is { } wanted ? WriteFullAsync(wanted, cancellation) : WriteListAsync(cancellation);

    private async Task WriteFullAsync(IEnumerable<AgentResource> wanted, CancellationToken cancellation)
    {
        foreach (var resource in wanted)
        {
            try
            {
                var id = Kind.IdOf(resource);
                await WriteAsync(await Kind.GetAsync(Connect(resource), this, id, cancellation));
            }
            catch (AgentCoreException error)
            {
                await FailAsync(error, resource.Id);
            }
        }
    }

    private async Task WriteListAsync(CancellationToken cancellation)
    {
        var connection = Connect();
        var names = (Name ?? []).Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        await foreach (var resource in ListPages.AllAsync(token => Kind.ListAsync(connection, this, WantedType, token, cancellation)))
        {
            if (names.Length == 0 || names.Any(name => name.IsMatch(resource.Name ?? "")))
                await WriteAsync(resource);
        }
    }
}
