using System.Management.Automation;
using AgentCore.Service;
using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Cmdlets.Tags;

/// <summary>Get-ACResourceTag: lists the tags of resources. Stands for the API operation ListTagsForResource.</summary>
[Cmdlet(VerbsCommon.Get, "ACResourceTag", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(ResourceTag))]
public sealed class GetResourceTagCommand : ResourceTagCommand
{
    private protected override async Task ProcessAsync(
        TaggedResource resource, string arn, Connection connection, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(
            this,
            new ListTagsForResourceRequest { ResourceArn = arn },
            static (client, request, token) => client.ListTagsForResourceAsync(request, token),
            cancellationToken);
        foreach (var tag in (answer.Tags ?? []).OrderBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase))
        {
            await WriteAsync(new ResourceTag(arn, tag.Key, tag.Value, connection));
        }
    }
}
