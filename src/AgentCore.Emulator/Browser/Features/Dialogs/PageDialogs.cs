using System.Collections.Concurrent;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;

namespace AgentCore.Emulator.Browser.Features.Dialogs;

/// <summary>
/// Follows the JavaScript dialogs of a session's pages. A page with an open dialog responds to nothing until somebody
/// answers it, and only a CDP session that was there before the dialog can do that: this one is in every page from its
/// start. Clients with automation see and answer their dialogs as if they were alone.
/// </summary>
internal sealed class PageDialogs : IBrowserFeature
{
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal); // by CDP session
    private readonly ConcurrentDictionary<string, PageDialog> _open = new(StringComparer.Ordinal); // by target
    private CdpConnection? _connection;

    /// <summary>
    /// Raised with a page's target id when a dialog has opened or closed, on the thread that reads from the browser.
    /// </summary>
    public event Action<string>? Changed;

    /// <inheritdoc/>
    public async Task InitializeAsync(CdpHub hub)
    {
        _connection = await CdpConnection.OpenAsync(hub, OnEvent);

        // A new page waits until this session is in it: its first script may open a dialog.
        await _connection.SendAsync("Target.setAutoAttach", new
        {
            autoAttach = true,
            waitForDebuggerOnStart = true,
            flatten = true,
            filter = new[] { new { type = "page" } },
        });
    }

    /// <summary>The dialog that is open in a page; null when there is none.</summary>
    public PageDialog? Find(string targetId) => _open.GetValueOrDefault(targetId);

    /// <summary>Answers a dialog.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <param name="accept">Whether to accept it; dismisses it otherwise.</param>
    /// <param name="promptText">The text for a prompt; null for its default.</param>
    /// <exception cref="CdpException">The dialog has closed already, or the browser has ended.</exception>
    public Task AnswerAsync(PageDialog dialog, bool accept, string? promptText = null) => _connection!.SendAsync(
        "Page.handleJavaScriptDialog",
        new { accept, promptText = promptText ?? dialog.DefaultText },
        dialog.Session);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void OnEvent(CdpEvent cdpEvent)
    {
        var parameters = cdpEvent.Params;
        switch (cdpEvent.Method)
        {
            case "Target.attachedToTarget":
                var session = parameters.GetProperty("sessionId").GetString()!;
                _pages[session] = parameters.GetProperty("targetInfo").GetProperty("targetId").GetString()!;
                Post("Page.enable", session);
                Post("Runtime.runIfWaitingForDebugger", session);
                break;
            case "Target.detachedFromTarget"
                when _pages.TryRemove(parameters.GetProperty("sessionId").GetString()!, out var closed):
                Close(closed);
                break;
            case "Page.javascriptDialogOpening" when _pages.TryGetValue(cdpEvent.SessionId ?? "", out var page):
                _open[page] = PageDialog.Of(cdpEvent.SessionId!, parameters);
                Changed?.Invoke(page);
                break;
            case "Page.javascriptDialogClosed" when _pages.TryGetValue(cdpEvent.SessionId ?? "", out var answered):
                Close(answered);
                break;
        }
    }

    private void Close(string page)
    {
        if (_open.TryRemove(page, out _))
        {
            Changed?.Invoke(page);
        }
    }

    // A page that crashes or closes may never reply, which is no loss: it opens no dialog either.
    private void Post(string method, string session) => _ = _connection!.SendAsync(method, sessionId: session)
        .ContinueWith(static sent => sent.Exception, TaskScheduler.Default);
}

/// <summary>A dialog that a page waits in.</summary>
/// <param name="Session">The CDP session that answers it.</param>
/// <param name="Type">alert, confirm, prompt or beforeunload.</param>
/// <param name="Message">What it says.</param>
/// <param name="DefaultText">The text that a prompt begins with.</param>
internal sealed record PageDialog(string Session, string Type, string Message, string DefaultText)
{
    /// <summary>What was typed into a prompt; null while its first text is there, which typing replaces.</summary>
    public string? Typed { get; set; }

    /// <summary>Whether it has a field for text.</summary>
    public bool IsPrompt => Type == "prompt";

    /// <summary>Reads the event of its opening.</summary>
    public static PageDialog Of(string session, JsonElement opening) => new(
        session,
        TextOf(opening, "type"),
        TextOf(opening, "message"),
        TextOf(opening, "defaultPrompt"));

    /// <summary>Type and message, for an error; a long message is cut.</summary>
    public override string ToString() => Message.Length switch
    {
        0 => Type,
        <= 200 => $"{Type}: {Message}",
        _ => $"{Type}: {Message[..200]}…",
    };

    private static string TextOf(JsonElement opening, string name) =>
        opening.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
