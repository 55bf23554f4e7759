using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that list resources or show some in full.</summary>
public abstract class GetResourceCommand : RegionsCommand
{
    private protected const string ByList = "List";
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    // Questions for tags are small; more at a time would only be throttled.
    private const int TagLimit = 8;

    /// <summary>Names to list, with wildcards. An id or ARN shows that one in full.</summary>
    [Parameter(ParameterSetName = ByList, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Lists only those that have all of these tags: @{ team = 'web'; stage = '*' }; values may have wildcards. The
    /// service lists no tags, so that they are read for each resource.
    /// </summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNull]
    public IDictionary? Tag { get; set; }

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
            await InEachRegionAsync(wanted.Id, WriteAsync, cancellationToken);
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, wanted.Id);
        }

        async Task WriteAsync()
        {
            var connection = Connect(wanted);
            await foreach (var found in Operations.FindAsync(connection, this, wanted, cancellationToken))
            {
                var read = wanted.Reference == Reference.Name
                    ? found
                    : await Operations.GetAsync(connection, this, found.Id, cancellationToken);
                await WriteAllAsync(await TaggedAsync(connection, [read], cancellationToken));
            }
        }
    }

    private async Task WriteListAsync(string[] texts, CancellationToken cancellationToken)
    {
        var names = new NameFilter(texts);
        await InEachRegionAsync(null, WritePagesAsync, cancellationToken);
        foreach (var name in names.Missing)
        {
            await FailAsync(Operations.NotNamed(name), name);
        }

        async Task WritePagesAsync()
        {
            var connection = Connect();
            await foreach (var page in Pagination.PagesAsync(
                token => Operations.ListAsync(connection, this, WantedType, token, cancellationToken)))
            {
                await WriteAllAsync(await TaggedAsync(
                    connection, [.. page.Where(resource => names.Takes(resource.Name))], cancellationToken));
            }
        }
    }

    /// <summary>Those of the resources that have the tags; all where none are asked for.</summary>
    private async Task<AgentResource[]> TaggedAsync(
        Connection connection, AgentResource[] resources, CancellationToken cancellationToken)
    {
        if (Tag is null)
        {
            return resources;
        }

        var tagged = new ConcurrentDictionary<AgentResource, bool>();
        await Batch.RunAsync(
            [.. resources.Where(resource => !Operations.IsSystem(resource))], TagLimit,
            resource => EachAsync(
                resource.Id,
                async () => tagged[resource] = TagFilter.Takes(
                    Tag, await connection.GetTagsAsync(this, resource.Arn!, cancellationToken)),
                cancellationToken),
            static _ => { },
            cancellationToken);
        return Array.FindAll(resources, resource => tagged.TryGetValue(resource, out var takes) && takes);
    }
}

/// <summary>Decides by its tags whether a resource is wanted.</summary>
internal static class TagFilter
{
    /// <summary>Whether each wanted tag is there; a value may have wildcards, a key is matched in its case.</summary>
    /// <param name="wanted">Keys and values.</param>
    /// <param name="tags">What the resource has.</param>
    public static bool Takes(IDictionary wanted, IReadOnlyList<ResourceTag> tags) =>
        wanted.Cast<DictionaryEntry>().All(asked => tags.Any(tag =>
            tag.Key == $"{asked.Key}"
            && new WildcardPattern($"{asked.Value}", WildcardOptions.IgnoreCase).IsMatch(tag.Value)));
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
