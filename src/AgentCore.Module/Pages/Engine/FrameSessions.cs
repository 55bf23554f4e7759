using System.Collections.Concurrent;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>
/// An attachment of our own to a tab, and to those of its frames that have a process of their own: what holds for a
/// page must be set for each of them, before the frame sends its first request.
/// </summary>
internal sealed class FrameSessions
{
    private static readonly object FramesOnly = new
    {
        autoAttach = true,
        waitForDebuggerOnStart = true,
        flatten = true,
        filter = new object[] { new { type = "iframe" }, new { exclude = true } },
    };

    private readonly SessionBrowser _browser;
    private readonly Func<IEnumerable<(string Method, object Parameters)>> _settings;
    private readonly ConcurrentDictionary<string, bool> _frames = new(StringComparer.Ordinal);
    private int _isFollowing;

    private FrameSessions(
        SessionBrowser browser, string page, Func<IEnumerable<(string Method, object Parameters)>> settings)
    {
        (_browser, Page, _settings) = (browser, page, settings);
        // They end with the connection.
        _ = browser.Transport.Listen(
            (session, method) => method.StartsWith("Target.", StringComparison.Ordinal) && Has(session),
            raised =>
            {
                if (raised.Method is "Target.attachedToTarget" or "Target.detachedFromTarget")
                {
                    var frame = raised.Parameters.GetProperty("sessionId").GetString()!;
                    Take(frame, raised.Method == "Target.attachedToTarget");
                }
            });
    }

    /// <summary>The attachment to the page itself.</summary>
    public string Page { get; }

    /// <summary>Attaches to a tab.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="tab">The tab.</param>
    /// <param name="settings">The commands that a frame has to have when it begins.</param>
    public static async Task<FrameSessions> AttachAsync(
        SessionBrowser browser, CdpTarget tab, Func<IEnumerable<(string Method, object Parameters)>> settings)
    {
        var session = await tab.CreateCDPSessionAsync();
        return new FrameSessions(browser, session.Id, settings);
    }

    /// <summary>Whether an attachment is one of these.</summary>
    public bool Has(string? sessionId) =>
        sessionId is not null && (sessionId == Page || _frames.ContainsKey(sessionId));

    /// <summary>From now on the frames get what is set for the page, too.</summary>
    public void Follow()
    {
        if (Interlocked.Exchange(ref _isFollowing, 1) == 0)
        {
            _browser.Transport.Post("Target.setAutoAttach", FramesOnly, Page);
        }
    }

    /// <summary>Sends a command to the frames that are there; a frame may be busy, which is not waited for.</summary>
    public void PostToFrames(string method, object parameters)
    {
        foreach (var frame in _frames.Keys)
        {
            _browser.Transport.Post(method, parameters, frame);
        }
    }

    private void Take(string frame, bool isThere)
    {
        if (!isThere)
        {
            _frames.TryRemove(frame, out _);
            return;
        }

        _frames[frame] = true;
        foreach (var (method, parameters) in _settings())
        {
            _browser.Transport.Post(method, parameters, frame);
        }

        _browser.Transport.Post("Target.setAutoAttach", FramesOnly, frame);
        _browser.Transport.Post("Runtime.runIfWaitingForDebugger", new { }, frame);
    }
}
