using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Handles the tag operations.</summary>
/// <param name="resources">The resources of each type.</param>
internal sealed class TagEndpoints(IReadOnlyList<ITaggedResources> resources)
{
    /// <summary>Adds the handlers.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<ListTagsForResourceRequest, ListTagsForResourceResponse>("ListTagsForResource", List);
        registry.Handle<TagResourceRequest, TagResourceResponse>("TagResource", Tag);
        registry.Handle<UntagResourceRequest, UntagResourceResponse>("UntagResource", Untag);
    }

    private ListTagsForResourceResponse List(ListTagsForResourceRequest request, OperationContext context)
    {
        var (region, arn) = (context.Region, request.ResourceArn!);
        return new() { Tags = Find(region, arn).TagsOf(region, arn)! };
    }

    private TagResourceResponse Tag(TagResourceRequest request, OperationContext context)
    {
        var (region, arn) = (context.Region, request.ResourceArn!);
        Find(region, arn).ChangeTags(region, arn, old =>
        {
            var all = new Dictionary<string, string>(old);
            foreach (var (key, value) in request.Tags!)
            {
                all[key] = value;
            }

            return all.Count <= Limits.TagsMaxCount
                ? all
                : throw ServiceErrors.QuotaExceeded(
                    $"A resource can have at most {Limits.TagsMaxCount} tags; {arn} would have {all.Count}.");
        });
        return new();
    }

    private UntagResourceResponse Untag(UntagResourceRequest request, OperationContext context)
    {
        var (region, arn) = (context.Region, request.ResourceArn!);
        Find(region, arn).ChangeTags(region, arn, old => old
            .Where(tag => !request.TagKeys!.Contains(tag.Key))
            .ToDictionary(tag => tag.Key, tag => tag.Value));
        return new();
    }

    private ITaggedResources Find(string region, string arn) =>
        resources.FirstOrDefault(type => type.TagsOf(region, arn) is not null)
            ?? throw ServiceErrors.NotFound($"There is no resource {arn} in {region}.");
}

/// <summary>The tags of the resources of one type.</summary>
internal interface ITaggedResources
{
    /// <summary>The tags of the resource of an ARN; null when it does not exist or has another type.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="arn">The ARN.</param>
    IReadOnlyDictionary<string, string>? TagsOf(string region, string arn);

    /// <summary>Changes the tags of the resource of an ARN, if it exists.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="arn">The ARN.</param>
    /// <param name="change">Computes the new tags from the present ones.</param>
    void ChangeTags(
        string region,
        string arn,
        Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change);
}
