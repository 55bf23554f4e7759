using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Tags;

/// <summary>Base of the cmdlets about the tags of resources, one resource after the other.</summary>
public abstract class ResourceTagCommand : ConnectedCommand
{
    private protected const string ByPosition = "Position";
    private protected const string ByPipeline = "Pipeline";

    /// <summary>The resource: a browser, browser profile or code interpreter, a tag of one, or its ARN.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Alias("ResourceArn")]
    [TaggedResourceArgument]
    [ArgumentCompleter(typeof(TaggedResourceCompleter))]
    public TaggedResource[] InputObject { get; set; } = [];

    /// <summary>What is to be done with the tags of one resource.</summary>
    private protected abstract Task ProcessAsync(
        TaggedResource resource, string arn, Connection connection, CancellationToken cancellationToken);

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in InputObject)
        {
            try
            {
                var arn = resource.Arn();
                await ProcessAsync(resource, arn, Connect(resource.Origin, arn), cancellationToken);
            }
            catch (Exception error) when (error is AgentCoreException or ArgumentException)
            {
                await FailAsync(error, resource.Shown);
            }
        }
    }
}

/// <summary>
/// For parameters of type <see cref="TaggedResource"/>: takes our resources and tags, ARNs, and anything else that has
/// an ARN, such as the objects of AWS.Tools.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaggedResourceArgumentAttribute : ItemsArgumentAttribute
{
    private static readonly string[] ArnProperties =
        ["ResourceArn", "Arn", "BrowserArn", "ProfileArn", "CodeInterpreterArn"];

    internal override object One(object input) => Bare(input) switch
    {
        null or TaggedResource => Bare(input)!,
        AgentResource resource => new TaggedResource(resource.Arn, resource.Id, resource.Origin),
        ResourceTag tag => new TaggedResource(tag.ResourceArn, tag.ResourceArn, tag.Origin, tag.Key),
        // Any other text may be the value of another parameter, by position; else PowerShell casts it.
        string text => ResourceArn.Parse(text) is null ? text : new TaggedResource(text, text),
        _ => Other(PSObject.AsPSObject(input)) ?? input,
    };

    private static TaggedResource? Other(PSObject bag) =>
        ArnProperties.Select(name => Text(bag, name)).FirstOrDefault(text => text is not null) is { } arn
            ? new TaggedResource(arn, arn, key: Text(bag, "ResourceArn") is null ? null : Text(bag, "Key"))
            : null;
}

/// <summary>Completes ARNs of what can have tags, by ARN or name.</summary>
public sealed class TaggedResourceCompleter : LiveCompleter
{
    private static readonly ResourceOperations[] Kinds =
        [BrowserOperations.Instance, BrowserProfileOperations.Instance, CodeInterpreterOperations.Instance];

    private protected override async Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken)
    {
        var pages = await Task.WhenAll(Kinds.Select(async kind => (
            Kind: kind,
            Page: await kind.ListAsync(
                connection, NullCallLog.Instance, type: null, token: null, cancellationToken))));
        return [.. pages.SelectMany(listed => listed.Page.Items
            .Where(resource => resource.Arn is not null && !listed.Kind.IsSystem(resource))
            .Select(resource => new LiveItem(
                resource.Arn!, resource.Name, $"{listed.Kind.Name} {resource.Name ?? resource.Id}")))];
    }
}
