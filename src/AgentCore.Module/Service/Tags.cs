using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>The operations on tags of resources.</summary>
internal static class Tags
{
    /// <summary>The tags of a resource, by key. Stands for ListTagsForResource.</summary>
    public static async Task<IReadOnlyList<ResourceTag>> GetTagsAsync(
        this Connection connection, ICallLog log, string arn, CancellationToken cancellationToken)
    {
        var response = await connection.SendAsync(
            log,
            new ListTagsForResourceRequest { ResourceArn = arn },
            static (client, request, token) => client.ListTagsForResourceAsync(request, token),
            cancellationToken);
        return [.. (response.Tags ?? [])
            .OrderBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase)
            .Select(tag => new ResourceTag(arn, tag.Key, tag.Value, connection))];
    }

    /// <summary>Adds tags, or changes their values. Stands for TagResource.</summary>
    public static Task AddTagsAsync(
        this Connection connection, ICallLog log, string arn, Dictionary<string, string> tags,
        CancellationToken cancellationToken) =>
        connection.SendAsync(
            log,
            new TagResourceRequest { ResourceArn = arn, Tags = tags },
            static (client, request, token) => client.TagResourceAsync(request, token),
            cancellationToken);

    /// <summary>Removes tags. Stands for UntagResource.</summary>
    public static Task RemoveTagsAsync(
        this Connection connection, ICallLog log, string arn, IEnumerable<string> keys,
        CancellationToken cancellationToken) =>
        connection.SendAsync(
            log,
            new UntagResourceRequest { ResourceArn = arn, TagKeys = [.. keys] },
            static (client, request, token) => client.UntagResourceAsync(request, token),
            cancellationToken);
}
