using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Cmdlets.Tags;

/// <summary>Remove-ACResourceTag: removes tags from resources. Stands for the API operation UntagResource.</summary>
[Cmdlet(VerbsCommon.Remove, "ACResourceTag", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
public sealed class RemoveResourceTagCommand : ResourceTagCommand
{
    /// <summary>Keys of the tags to remove, 1 to 200; not needed where tags are piped in.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateCount(1, ControlLimits.UntagResource.TagKeysMaxCount)]
    public string[]? Key { get; set; }

    private protected override async Task ProcessAsync(
        TaggedResource resource, string arn, Connection connection, CancellationToken cancellationToken)
    {
        var keys = Key
            ?? (
                resource.Key is { } own
                    ? [own]
                    : throw Failures.InvalidArgument($"-Key is missing for {arn}: which tags?"));
        foreach (var key in keys)
        {
            _ = TagInput.Key(key);
        }

        if (!await ConfirmAsync(arn, $"Remove tags {string.Join(", ", keys)}"))
        {
            return;
        }

        await connection.RemoveTagsAsync(this, arn, keys, cancellationToken);
    }
}
