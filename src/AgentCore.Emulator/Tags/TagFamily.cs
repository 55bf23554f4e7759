using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Resources;
using AgentCore.Emulator.Protocol.Sessions;

namespace AgentCore.Emulator.Tags;

/// <summary>The tag operations, for the resources of all other families.</summary>
internal sealed class TagFamily(IReadOnlyList<ITaggedResources> kinds) : IServiceFamily
{
    private readonly TagService _service = new(kinds);

    /// <inheritdoc/>
    public IEnumerable<Session> LiveSessions => [];

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
        new(_service.List(context.Region, request.ResourceArn!));

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
