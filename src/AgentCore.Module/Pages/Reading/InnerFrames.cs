using System.Collections.Concurrent;
using AgentCore.Pages.Elements;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Reading;

/// <summary>The frames of a page, as far as they can be read.</summary>
/// <param name="elements">The page's elements.</param>
internal sealed class InnerFrames(PageElements elements)
{
    // A frame of another site is another process, which may be busy for good.
    private static readonly TimeSpan LongestResponse = TimeSpan.FromSeconds(5);

    // A frame may be a little older than what is known of it.
    private static readonly TimeSpan LongestAttachment = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, Task<bool>> _responding = new(StringComparer.Ordinal);

    /// <summary>The elements of the page.</summary>
    public PageElements Elements => elements;

    /// <summary>
    /// Reads the frames that elements of a document show, in their order; null for one that is gone, or does not
    /// respond, which a warning says.
    /// </summary>
    /// <param name="world">The document.</param>
    /// <param name="owners">The numbers in the browser of the elements.</param>
    /// <param name="read">Reads a frame's document.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<T?[]> ReadAsync<T>(
        FrameWorld world, IReadOnlyList<int> owners, Func<FrameWorld, Task<T>> read,
        CancellationToken cancellationToken)
        where T : class
    {
        if (owners.Count == 0)
        {
            return [];
        }

        var frames = await FindAsync(world, cancellationToken);
        if (!owners.All(frames.ContainsKey))
        {
            await Task.Delay(LongestAttachment, cancellationToken);
            frames = await FindAsync(world, cancellationToken);
        }

        return await Task.WhenAll(owners.Select(owner =>
            ReadAsync(frames.TryGetValue(owner, out var frame) ? frame : null, read, cancellationToken)));
    }

    private static async Task<Dictionary<int, IFrame>> FindAsync(FrameWorld world, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(world.Frame.ChildFrames.Select(OwnerAsync));
        return found.Where(one => one.Owner is not null).GroupBy(one => one.Owner!.Value)
            .ToDictionary(same => same.Key, same => same.First().Frame);

        async Task<(int? Owner, IFrame Frame)> OwnerAsync(IFrame frame)
        {
            try
            {
                var owner = await world.SendAsync(
                    "DOM.getFrameOwner", new { frameId = frame.Id }, cancellationToken);
                return (owner.GetProperty("backendNodeId").GetInt32(), frame);
            }
            catch (CdpException)
            {
                return (null, frame); // it is gone
            }
        }
    }

    private async Task<T?> ReadAsync<T>(
        IFrame? frame, Func<FrameWorld, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return frame is not null && await IsRespondingAsync(frame, cancellationToken)
                ? await read(await elements.WorldAsync(frame, cancellationToken))
                : LeaveOut<T>(frame);
        }
        catch (CdpException)
        {
            return null; // it is gone
        }
    }

    private T? LeaveOut<T>(IFrame? frame)
        where T : class
    {
        var which = frame is null ? "A frame" : $"The frame '{PageAddress.Shown(frame.Url)}'";
        elements.Tab.Warn($"{which} does not respond; what is in it is left out.");
        return null;
    }

    private Task<bool> IsRespondingAsync(IFrame frame, CancellationToken cancellationToken) =>
        _responding.GetOrAdd(elements.Tab.Browser.SessionOf(frame), session => session == elements.Tab.Page.Client.Id
            ? Task.FromResult(true)
            : elements.Tab.WaitAsync(
                elements.Tab.Browser.RespondsAsync(session, LongestResponse, cancellationToken), cancellationToken));
}
