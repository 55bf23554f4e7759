using AgentCore.Pages.Engine;
using PuppeteerSharp;

namespace AgentCore.Pages.Elements;

/// <summary>The way from the view of a frame out to the view of the page.</summary>
internal static class FramePoints
{
    private const string Corners
        = "(owner) => [...AgentCoreStates.outward(owner, 0, 0), ...AgentCoreStates.outward(owner, 1, 1), "
            + "owner.name || owner.title]";

    /// <summary>Each frame around a document, from the inside; empty for that of the page.</summary>
    /// <exception cref="Transport.CdpException">A frame is gone.</exception>
    public static async Task<IReadOnlyList<FrameOwner>> AroundAsync(
        PageElements elements, IFrame frame, CancellationToken cancellationToken)
    {
        var owners = new List<FrameOwner>();
        for (var inner = frame; inner.ParentFrame is { } outer; inner = outer)
        {
            var world = await elements.WorldAsync(outer, cancellationToken);
            var response = await world.SendAsync(
                "DOM.getFrameOwner", new { frameId = inner.Id }, cancellationToken);
            var node = await world.ResolveAsync(
                response.GetProperty("backendNodeId").GetInt32(), cancellationToken);
            var corners = await world.CallAsync(Corners, [node], cancellationToken);
            var (x, y) = (corners[0].GetDouble(), corners[1].GetDouble());
            owners.Add(new(world, node, x, y, corners[2].GetDouble() - x, corners[3].GetDouble() - y)
            {
                Name = corners[4].GetString()!,
            });
        }

        return owners;
    }

    /// <summary>The frame that an element shows; null where it shows none.</summary>
    /// <exception cref="Transport.CdpException">The element is gone.</exception>
    public static async Task<IFrame?> ShownByAsync(
        Tab tab, FoundElement element, CancellationToken cancellationToken)
    {
        if (element.Tag is not ("iframe" or "frame"))
        {
            return null;
        }

        var response = await element.World.SendAsync(
            "DOM.describeNode", new { backendNodeId = element.Place.BackendNodeId }, cancellationToken);
        var id = response.GetProperty("node").GetProperty("frameId").GetString();
        return FrameTree.Of(tab.MainFrame).FirstOrDefault(frame => frame.Id == id);
    }
}

/// <summary>
/// The element of a document that shows a frame, and where the frame's view begins in that document's.
/// </summary>
internal sealed record FrameOwner(
    FrameWorld World, RemoteNode Node, double Left, double Top, double ScaleX, double ScaleY)
{
    /// <summary>The name of the frame, or its title; empty where it has neither.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where a point of the frame's view lies in the view of the document.</summary>
    public (double X, double Y) Outward(double x, double y) => (Left + (x * ScaleX), Top + (y * ScaleY));
}
