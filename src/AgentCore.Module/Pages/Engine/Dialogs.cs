using System.Collections.Concurrent;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Engine;

/// <summary>
/// Answers the JavaScript dialogs of all pages as the session says, also between two commands: a page with an open
/// dialog responds to nothing.
/// </summary>
/// <remarks>
/// On the transport and not by PuppeteerSharp's event of a page, which is not there yet when a page opens a dialog with
/// its first script.
/// </remarks>
internal sealed class Dialogs : IBrowserFeature
{
    private const string Attached = "Target.attachedToTarget";
    private const string Opening = "Page.javascriptDialogOpening";
    private const string Closing = "Page.javascriptDialogClosed";

    /// <inheritdoc/>
    public void Connect(SessionBrowser browser)
    {
        var state = browser.Memory.Get<DialogState>();
        state.Forget();
        var pages = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        browser.Transport.Listen((_, method) => method is Attached or Opening or Closing, raised =>
        {
            if (raised.Method == Attached)
            {
                Enable(browser, pages, raised);
            }
            else if (raised.SessionId is { } session && pages.ContainsKey(session))
            {
                Handle(browser, state, session, raised);
            }
        });
        _ = FollowAsync(browser, pages);
    }

    // By an attachment to the browser of our own: PuppeteerSharp gets into a popup by way of its tab, which may be too
    // late for a dialog of the popup's first script. A new page waits until this attachment lets it begin.
    private static async Task FollowAsync(SessionBrowser browser, ConcurrentDictionary<string, bool> pages)
    {
        try
        {
            var closing = browser.Transport.Closing;
            var attached = await browser.Transport.SendAsync("Target.attachToBrowserTarget", new { }, null, closing);
            var session = attached.GetProperty("sessionId").GetString()!;
            pages[session] = false;
            await browser.Transport.SendAsync(
                "Target.setAutoAttach",
                new
                {
                    autoAttach = true,
                    waitForDebuggerOnStart = true,
                    flatten = true,
                    filter = new[] { new { type = "page" } },
                },
                session,
                closing);
        }
        catch (Exception gone) when (gone is OperationCanceledException or AgentCoreException or CdpException)
        {
            // The connection is closed.
        }
    }

    private static void Enable(SessionBrowser browser, ConcurrentDictionary<string, bool> pages, CdpEvent attached)
    {
        if (attached.SessionId is { } parent && pages.TryGetValue(parent, out var isPage) && !isPage)
        {
            var session = attached.Parameters.GetProperty("sessionId").GetString()!;
            pages[session] = true;
            browser.Transport.Post("Page.enable", new { }, session);
            browser.Transport.Post("Runtime.runIfWaitingForDebugger", new { }, session);
        }
    }

    private static void Handle(SessionBrowser browser, DialogState state, string session, CdpEvent raised)
    {
        if (raised.Method == Opening)
        {
            Handle(browser, state, session, Read(raised.Parameters));
        }
        else
        {
            state.Close(session, raised.Parameters.GetProperty("result").GetBoolean());
        }
    }

    private static void Handle(SessionBrowser browser, DialogState state, string session, BrowserDialog dialog)
    {
        state.Open(session, dialog);
        // Leaving the page was asked for.
        if (dialog.Type == "beforeunload")
        {
            Answer(browser, session, true, dialog);
        }
        else if (browser.Memory.DialogAction != DialogAction.Ask)
        {
            AnswerAsSaid(browser, state, session, dialog);
        }
        else if (state.User is { } user)
        {
            _ = AskAsync(browser, session, dialog, user);
        }
    }

    /// <summary>Answers the dialogs that have waited for somebody to ask, or for another action.</summary>
    public static async Task AnswerWaitingAsync(SessionBrowser browser, TabUser user)
    {
        var state = browser.Memory.Get<DialogState>();
        foreach (var (session, dialog) in state.Waiting)
        {
            if (browser.Memory.DialogAction == DialogAction.Ask)
            {
                await AskAsync(browser, session, dialog, user);
            }
            else
            {
                AnswerAsSaid(browser, state, session, dialog);
            }
        }
    }

    private static void AnswerAsSaid(SessionBrowser browser, DialogState state, string session, BrowserDialog dialog)
    {
        Answer(browser, session, browser.Memory.DialogAction == DialogAction.Accept, dialog);
        if (browser.Memory.DialogAction is null)
        {
            state.Warn(browser.Memory, $"The page showed a dialog, which was dismissed. It said: {dialog}");
        }
    }

    private static async Task AskAsync(SessionBrowser browser, string session, BrowserDialog dialog, TabUser user)
    {
        var accept = await user.AskAsync(dialog);
        if (accept is null)
        {
            user.Warn($"Nobody can be asked here, so that the dialog was dismissed. It said: {dialog}");
        }

        Answer(browser, session, accept ?? false, dialog);
    }

    private static void Answer(SessionBrowser browser, string session, bool accept, BrowserDialog dialog)
    {
        dialog.IsAnswered = true;
        browser.Transport.Post(
            "Page.handleJavaScriptDialog", new { accept, promptText = dialog.DefaultText }, session);
    }

    private static BrowserDialog Read(JsonElement parameters) => new(
        TextOf(parameters, "type"),
        TextOf(parameters, "message"),
        TextOf(parameters, "defaultPrompt"),
        TextOf(parameters, "url"));

    private static string TextOf(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}

/// <summary>The dialogs of a session: those that are open, and those that were.</summary>
internal sealed class DialogState
{
    private const int MaxKept = 100;

    private readonly ConcurrentDictionary<string, BrowserDialog> _open = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private readonly List<(long Number, BrowserDialog Dialog, bool IsPast)> _seen = [];
    private TaskCompletionSource<bool> _opened = NewSignal();
    private long _last;

    /// <summary>The cmdlet that is at work; null between two.</summary>
    public TabUser? User { get; private set; }

    /// <summary>Those that nobody has answered yet, each with the attachment that does it.</summary>
    public IReadOnlyList<(string Session, BrowserDialog Dialog)> Waiting =>
        [.. _open.Where(open => !open.Value.IsAnswered).Select(open => (open.Key, open.Value))];

    /// <summary>From now on this cmdlet is at work.</summary>
    public void Enter(TabUser user) => User = user;

    /// <summary>A cmdlet is done; one that came after it may still be at work.</summary>
    public void Leave(TabUser user)
    {
        User = User == user ? null : User;
        lock (_gate)
        {
            for (var at = 0; at < _seen.Count; at++)
            {
                var (number, dialog, isPast) = _seen[at];
                _seen[at] = (number, dialog, isPast || !IsOpen(dialog));
            }
        }
    }

    /// <summary>What an ended connection left open is no longer ours to answer.</summary>
    public void Forget() => _open.Clear();

    /// <summary>Takes note of a dialog.</summary>
    public void Open(string session, BrowserDialog dialog)
    {
        _open[session] = dialog;
        TaskCompletionSource<bool> opened;
        lock (_gate)
        {
            if (_seen.Count == MaxKept)
            {
                _seen.RemoveAt(0);
            }

            _seen.Add((++_last, dialog, false));
            (opened, _opened) = (_opened, NewSignal());
        }

        opened.SetResult(true);
    }

    /// <summary>Takes note of how a dialog ended.</summary>
    public void Close(string session, bool isAccepted)
    {
        if (_open.TryRemove(session, out var dialog))
        {
            dialog.IsAccepted = isAccepted;
        }
    }

    /// <summary>Shows a warning now, or when the next cmdlet works on the session.</summary>
    public void Warn(SessionMemory memory, string message)
    {
        if (User is { } user)
        {
            user.Warn(message);
        }
        else
        {
            memory.Warn(message);
        }
    }

    /// <summary>
    /// The next dialog that nobody has waited for yet, which was open when the last cmdlet was done, or opened since;
    /// waits for it.
    /// </summary>
    public async Task<BrowserDialog> NextAsync(CancellationToken cancellationToken)
    {
        long? before = null;
        while (true)
        {
            Task opened;
            lock (_gate)
            {
                before ??= _last;
                var next = _seen.FindIndex(seen => !seen.IsPast || seen.Number > before);
                if (next >= 0)
                {
                    var dialog = _seen[next].Dialog;
                    _seen.RemoveAt(next);
                    return dialog;
                }

                opened = _opened.Task;
            }

            await opened.WaitAsync(cancellationToken);
        }
    }

    private bool IsOpen(BrowserDialog dialog) => _open.Values.Any(open => ReferenceEquals(open, dialog));

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
