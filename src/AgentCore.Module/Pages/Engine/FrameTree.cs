using PuppeteerSharp;

namespace AgentCore.Pages.Engine;

/// <summary>The frames of a page.</summary>
internal static class FrameTree
{
    /// <summary>A frame and all that it has in it, at any depth, also those of other sites.</summary>
    public static IEnumerable<IFrame> Of(IFrame frame) => frame.ChildFrames.SelectMany(Of).Prepend(frame);
}
