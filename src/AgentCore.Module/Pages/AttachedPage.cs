using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>The page of a browser session, for the time of one operation.</summary>
/// <remarks>
/// Attached afresh each time: pages come and go under a person's hands, and nothing that one operation switches on
/// (events, dialogs that wait for an answer) outlives it. Dialogs that the page shows meanwhile are dismissed.
/// </remarks>
internal sealed class AttachedPage : IDisposable
{
    private readonly CdpClient _client;
    private readonly Action<string> _warn;
    private PageAttachment _attachment;
    private PageLife _life;

    private AttachedPage(CdpClient client, PageAttachment attachment, Action<string> warn)
    {
        _client = client;
        _warn = warn;
        _attachment = attachment;
        _life = new PageLife(client, attachment, warn);
    }

    /// <summary>Attaches to the page that is there; opens one where a person closed the last.</summary>
    public static async Task<AttachedPage> AttachAsync(
        CdpClient client, Action<string> warn, CancellationToken cancellationToken)
    {
        var id = await PageTargets.CurrentAsync(client, cancellationToken);
        return new AttachedPage(client, await PageTargets.AttachAsync(client, id, cancellationToken), warn);
    }

    /// <summary>Closes the page, which answers to nothing any more, and goes on with a new one.</summary>
    public async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        _life.Dispose();
        var stuck = _attachment.TargetId;
        // First the new one: a browser whose last page closes may end.
        var id = await PageTargets.CreateAsync(_client, cancellationToken);
        _attachment = await PageTargets.AttachAsync(_client, id, cancellationToken);
        _life = new PageLife(_client, _attachment, _warn);
        await _client.SendAsync("Target.closeTarget", new { targetId = stuck }, null, cancellationToken);
    }

    /// <summary>Sends a command to the page.</summary>
    /// <exception cref="AgentCoreException">The page crashed or was closed.</exception>
    public Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken) =>
        WhileAliveAsync(
            token => _client.SendAsync(method, parameters, _attachment.SessionId, token), cancellationToken);

    /// <summary>Waits for something that the page is going to tell.</summary>
    /// <exception cref="AgentCoreException">The page crashed or was closed.</exception>
    public Task<T> WaitAsync<T>(Task<T> news, CancellationToken cancellationToken) =>
        WhileAliveAsync(news.WaitAsync, cancellationToken);

    /// <summary>Sends a command whose answer nobody waits for: the page may be too busy to give one.</summary>
    public void Post(string method, object parameters) => _client.Post(method, parameters, _attachment.SessionId);

    /// <summary>Hears the page's events until the result is disposed.</summary>
    /// <remarks>Also those of the page that has replaced it.</remarks>
    public IDisposable Listen(Action<CdpEvent> heard) =>
        _client.Listen(session => session == _attachment.SessionId, heard);

    /// <summary>Lets go of the page. A connection that broke meanwhile has let go already.</summary>
    public async Task DetachAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _client.SendAsync(
                "Target.detachFromTarget", new { sessionId = _attachment.SessionId }, null, soon.Token);
        }
        catch (Exception gone) when (gone is CdpRefusal or AgentCoreException or OperationCanceledException)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _life.Dispose();

    private async Task<T> WhileAliveAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _life.Ended, _client.Closing);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (_life.Reason is not null && !cancellationToken.IsCancellationRequested)
        {
            throw _life.Reason;
        }
    }
}

/// <summary>Watches over an attached page: answers its dialogs, and tells when it crashes or is closed.</summary>
internal sealed class PageLife : IDisposable
{
    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly CdpClient _client;
    private readonly PageAttachment _page;
    private readonly Action<string> _warn;
    private readonly IDisposable[] _listening;

    /// <summary>Begins to watch.</summary>
    public PageLife(CdpClient client, PageAttachment page, Action<string> warn)
    {
        _client = client;
        _page = page;
        _warn = warn;
        Ended = _ended.Token;
        _listening =
        [
            client.Listen(session => session == page.SessionId, HearPage),
            client.Listen(session => session is null, HearBrowser),
        ];

        // Without Page.enable a dialog would block the page for good; a page that has crashed says so when asked.
        client.Post("Inspector.enable", new { }, page.SessionId);
        _ = FindDialogAsync(client.SendAsync("Page.enable", new { }, page.SessionId, Ended));
    }

    /// <summary>Cancelled when the page gives no answers any more.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Why not; null while it does.</summary>
    public AgentCoreException? Reason { get; private set; }

    /// <summary>Watches no longer.</summary>
    public void Dispose()
    {
        foreach (var listening in _listening)
        {
            listening.Dispose();
        }

        _ended.Cancel();
        _ended.Dispose();
    }

    private void HearPage(CdpEvent said)
    {
        switch (said.Method)
        {
            case "Inspector.targetCrashed":
                End("PageCrashed", "The page has crashed.");
                break;
            case "Page.javascriptDialogOpening":
                Answer(Text(said.Parameters, "type"), Text(said.Parameters, "message"));
                break;
        }
    }

    // A dialog that opened while nobody listened blocks the page, and nobody can answer it here. It cannot be asked
    // for, but a page in a dialog takes keys at once, and drops them; a busy page takes them when it is no longer busy.
    private async Task FindDialogAsync(Task<JsonElement> enabling)
    {
        try
        {
            if (await IsDoneAsync(enabling))
            {
                return;
            }

            var key = _client.SendAsync(
                "Input.dispatchKeyEvent", new { type = "keyUp" }, _page.SessionId, Ended);
            if (await IsDoneAsync(key) && !await IsDoneAsync(enabling))
            {
                End(
                    "PageInDialog",
                    "The page does not respond: it waits in a JavaScript dialog.",
                    "Answer it: Invoke-ACBrowserAction -Press Enter accepts it, -Press Escape dismisses it.");
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException
            or CdpRefusal or AgentCoreException)
        {
            // The page or the connection is gone, which those who wait for it learn elsewhere.
        }
    }

    private async Task<bool> IsDoneAsync(Task<JsonElement> command)
    {
        if (await Task.WhenAny(command, Task.Delay(LongestReply, Ended)) != command)
        {
            return false;
        }

        await command;
        return true;
    }

    private void HearBrowser(CdpEvent said)
    {
        if (said.Method == "Target.detachedFromTarget" && Text(said.Parameters, "sessionId") == _page.SessionId)
        {
            End("PageClosed", "The page was closed.");
        }
    }

    private void End(string code, string message, string advice = "Go on with another page: Open-ACBrowserPage.")
    {
        Reason = new AgentCoreException(code, ErrorCategory.InvalidOperation, message) { RecommendedAction = advice };
        _ended.Cancel();
    }

    // A dialog holds the page up until somebody answers. Leaving the page was asked for; everything else is declined.
    private void Answer(string kind, string text)
    {
        if (kind != "beforeunload")
        {
            _warn($"The page showed a dialog ({kind}), which was dismissed: {text}");
        }

        _client.Post("Page.handleJavaScriptDialog", new { accept = kind == "beforeunload" }, _page.SessionId);
    }

    private static string Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
