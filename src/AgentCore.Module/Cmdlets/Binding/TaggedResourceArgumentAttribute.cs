using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>
/// For parameters of type <see cref="TaggedResource"/>: takes our resources and tags, ARNs, and anything else that has an
/// ARN, such as the objects of AWS.Tools.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaggedResourceArgumentAttribute : ItemsArgumentAttribute
{
    private static readonly string[] ArnProperties = ["ResourceArn", "Arn", "BrowserArn", "ProfileArn", "CodeInterpreterArn"];

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
