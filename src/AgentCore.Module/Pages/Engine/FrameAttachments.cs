using System.Collections.Concurrent;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Engine;

/// <summary>Knows PuppeteerSharp's attachments to frames that have a process of their own.</summary>
/// <remarks>
/// PuppeteerSharp 25.15 gives a frame that lies in such a frame the attachment of the outer one, where it is attached
/// to before it has become known; commands for the frame then reach a process that does not have it.
/// </remarks>
internal sealed class FrameAttachments : IBrowserFeature
{
    private const string Attached = "Target.attachedToTarget";
    private const string Detached = "Target.detachedFromTarget";

    // By the attachment, the target: a tab, its page, and the frames in that. Other attachments to pages are ours.
    private readonly ConcurrentDictionary<string, string> _targets = new(StringComparer.Ordinal);

    /// <summary>The attachment to the process that shows a frame.</summary>
    public string Of(IFrame frame) =>
        // The target of a frame has its id.
        _targets.FirstOrDefault(pair => pair.Value == frame.Id).Key ?? ((Frame)frame).Client.Id;

    /// <inheritdoc/>
    public void Connect(SessionBrowser browser) =>
        browser.Transport.Listen(static (_, method) => method is Attached or Detached, Handle);

    private void Handle(CdpEvent raised)
    {
        if (raised.IsOwn)
        {
            return;
        }

        var session = raised.Parameters.GetProperty("sessionId").GetString()!;
        if (raised.Method == Detached)
        {
            _targets.TryRemove(session, out _);
            return;
        }

        var target = raised.Parameters.GetProperty("targetInfo");
        if (target.GetProperty("type").GetString() == "tab"
            || (raised.SessionId is { } outer && _targets.ContainsKey(outer)))
        {
            _targets[session] = target.GetProperty("targetId").GetString()!;
        }
    }
}
