using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator;

/// <summary>The tag operations, for the resources of all other families.</summary>
internal sealed class TagFamily(IReadOnlyList<ITaggedResources> kinds) : IServiceFamily
{
    private readonly TagService _service = new(kinds);

    /// <inheritdoc/>
    public IEnumerable<ToolSession> LiveSessions => [];

    /// <inheritdoc/>
    public void Register(OperationRegistry registry)
    {
        registry.Handle<ListTagsForResourceRequest, ListTagsForResourceResponse>("ListTagsForResource", List);
        registry.Handle<TagResourceRequest, TagResourceResponse>("TagResource", Tag);
        registry.Handle<UntagResourceRequest, UntagResourceResponse>("UntagResource", Untag);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ListTagsForResourceResponse List(ListTagsForResourceRequest request, OperationContext context) =>
        new() { Tags = _service.List(context.Region, request.ResourceArn!) };

    private TagResourceResponse Tag(TagResourceRequest request, OperationContext context)
    {
        _service.Add(context.Region, request.ResourceArn!, request.Tags!);
        return new();
    }

    private UntagResourceResponse Untag(UntagResourceRequest request, OperationContext context)
    {
        _service.Remove(context.Region, request.ResourceArn!, request.TagKeys!);
        return new();
    }
}
