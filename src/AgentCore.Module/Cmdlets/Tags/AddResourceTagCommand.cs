using System.Collections;
using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Cmdlets.Tags;

/// <summary>
/// Add-ACResourceTag: adds tags to resources; a tag that is there gets the new value. Stands for the API operation
/// TagResource.
/// </summary>
[Cmdlet(
    VerbsCommon.Add, "ACResourceTag", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition,
    ConfirmImpact = ConfirmImpact.Low)]
public sealed class AddResourceTagCommand : ResourceTagCommand
{
    /// <summary>
    /// The tags, 1 to 50: @{ team = 'web'; stage = 'test' }. Keys have 1 to 128 characters, values up to 256.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    public IDictionary Tag { get; set; } = new Hashtable();

    private protected override async Task ProcessAsync(
        TaggedResource resource, string arn, Connection connection, CancellationToken cancellationToken)
    {
        var tags = TagInput.Read(Tag) ?? throw Failures.InvalidArgument(
            $"-Tag is empty: 1 to {ControlLimits.TagResource.TagsMaxCount} tags are allowed.");
        if (!await ConfirmAsync(
            arn, $"Add tags {string.Join(", ", tags.Keys.OrderBy(key => key, StringComparer.OrdinalIgnoreCase))}"))
        {
            return;
        }

        await connection.AddTagsAsync(this, arn, tags, cancellationToken);
    }
}
