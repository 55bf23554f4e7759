using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that list resources or show some in full.</summary>
public abstract class GetResourceCommand : ConnectedCommand
{
    private protected const string ByList = "List";
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    /// <summary>Names to list, with wildcards. An id or ARN shows that one in full.</summary>
    [Parameter(ParameterSetName = ByList, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    private protected abstract ResourceOperations Operations { get; }

    /// <summary>The resources that were requested by id or object; null where they are to be listed.</summary>
    private protected abstract IEnumerable<AgentResource>? Wanted { get; }

    /// <summary>SYSTEM or CUSTOM; null for both, and where the kind has no system ones.</summary>
    private protected virtual string? WantedType => null;

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var texts = Name ?? [];
        var wanted = Wanted ?? texts.Where(Operations.IsId).Select(Operations.ById);
        foreach (var resource in wanted)
        {
            await WriteWantedAsync(resource, cancellationToken);
        }

        var names = texts.Where(text => !Operations.IsId(text)).ToArray();
        if (Wanted is null && (texts.Length == 0 || names.Length > 0))
        {
            await WriteListAsync(names, cancellationToken);
        }
    }

    private async Task WriteWantedAsync(AgentResource wanted, CancellationToken cancellationToken)
    {
        try
        {
            var connection = Connect(wanted);
            await foreach (var found in Operations.FindAsync(connection, this, wanted, cancellationToken))
            {
                await WriteAsync(
                    wanted.Reference == Reference.Name
                        ? found
                        : await Operations.GetAsync(connection, this, found.Id, cancellationToken));
            }
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, wanted.Id);
        }
    }

    private async Task WriteListAsync(string[] texts, CancellationToken cancellationToken)
    {
        var connection = Connect();
        var names = new NameFilter(texts);
        await foreach (var page in Pagination.PagesAsync(
            token => Operations.ListAsync(connection, this, WantedType, token, cancellationToken)))
        {
            await WriteAllAsync([.. page.Where(resource => names.Takes(resource.Name))]);
        }

        foreach (var name in names.Missing)
        {
            await FailAsync(Operations.NotNamed(name), name);
        }
    }
}

/// <summary>
/// Base of the cmdlets that list what sessions run in: there is one that every account has, and one's own.
/// </summary>
public abstract class GetToolCommand : GetResourceCommand
{
    /// <summary>Lists only the one that every account has (SYSTEM), or only one's own (CUSTOM).</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("SYSTEM", "CUSTOM")]
    public string? Type { get; set; }

    private protected sealed override string? WantedType => Type?.ToUpperInvariant();
}
