using System.Management.Automation;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Tags;

/// <summary>Get-ACResourceTag: lists the tags of resources. Stands for the API operation ListTagsForResource.</summary>
[Cmdlet(VerbsCommon.Get, "ACResourceTag", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(ResourceTag))]
public sealed class GetResourceTagCommand : ResourceTagCommand
{
    private protected override async Task ProcessAsync(
        TaggedResource resource, string arn, Connection connection, CancellationToken cancellationToken)
    {
        foreach (var tag in await connection.GetTagsAsync(this, arn, cancellationToken))
        {
            await WriteAsync(tag);
        }
    }
}
