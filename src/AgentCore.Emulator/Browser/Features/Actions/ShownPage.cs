using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Features.Dialogs;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>
/// The page that a person at the screen would see, attached for one action: the newest of the visible pages. Every
/// command to it has a timeout, whatever the page does.
/// </summary>
internal sealed class ShownPage : IAsyncDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellationToken;
    private readonly PageDialogs _dialogs;
    private readonly string _target;
    private readonly Screen _screen;
    private CdpConnection? _connection;
    private string? _session;
    private volatile TaskCompletionSource _blocked = NotBlocked();

    private ShownPage(BrowserSession session, string target, PictureSize size, CancellationToken cancellationToken)
    {
        _screen = new(size);
        ViewPort = session.Request.ViewPort!;
        _dialogs = session.Feature<PageDialogs>();
        _target = target;
        _cancellationToken = cancellationToken;
        _dialogs.Changed += OnDialog;
    }

    /// <summary>Size of the page.</summary>
    public ViewPort ViewPort { get; }

    /// <summary>The JavaScript dialog that the page waits in; null when there is none.</summary>
    public PageDialog? Dialog => _dialogs.Find(_target);

    /// <summary>The data of a drag that the page has started; null while there is none.</summary>
    public JsonElement? Dragged { get; private set; }

    private bool IsClosed { get; set; }

    /// <summary>Finds the page and attaches to it.</summary>
    /// <exception cref="ActionFailedException">No page is visible; the message has the reason.</exception>
    public static Task<ShownPage> OpenAsync(BrowserSession session, CancellationToken cancellationToken) =>
        OpenAsync(session, PictureSize.Full, cancellationToken);

    /// <summary>Finds the page and attaches to it, for a picture of another size.</summary>
    /// <exception cref="ActionFailedException">No page is visible; the message has the reason.</exception>
    public static async Task<ShownPage> OpenAsync(
        BrowserSession session, PictureSize size, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var target in session.Pages.NewestFirst)
        {
            var page = new ShownPage(session, target, size, cancellationToken);
            var isVisible = false;
            try
            {
                isVisible = await page.AttachAsync(session.Hub);
            }
            catch (ActionFailedException failure)
            {
                problem ??= failure.Message; // hidden pages respond, so this may be the visible one
            }
            catch (CdpException)
            {
                // The page has closed meanwhile.
            }
            finally
            {
                await (isVisible ? ValueTask.CompletedTask : page.DisposeAsync());
            }

            if (isVisible)
            {
                return page;
            }
        }

        throw new ActionFailedException(problem ?? "The session has no visible page. Open one with automation.");
    }

    /// <summary>
    /// Sends input. When the page closes or opens a dialog as a result, the input has succeeded, and what follows it is
    /// not sent.
    /// </summary>
    /// <exception cref="ActionFailedException">The page has crashed or does not respond.</exception>
    public async Task InputAsync(string method, object parameters)
    {
        if (IsClosed || _blocked.Task.IsCompleted)
        {
            return;
        }

        try
        {
            await SendAsync($"Input.{method}", parameters, CommandTimeout);
        }
        catch (Exception error) when (IsClosed && error is ActionFailedException or CdpException)
        {
            // The input closed the page.
        }
    }

    /// <summary>Answers the page's dialog, a prompt with what was typed into it.</summary>
    public Task AnswerAsync(PageDialog dialog, bool accept) =>
        _dialogs.AnswerAsync(dialog, accept, dialog.Typed).WaitAsync(CommandTimeout, _cancellationToken);

    /// <summary>Takes a screenshot of the view port, as PNG: of a page in a dialog, as it was shown last.</summary>
    /// <exception cref="ActionFailedException">The page has closed or does not respond.</exception>
    public async Task<byte[]?> CaptureAsync() =>
        Dialog is null
        && await SendAsync("Page.captureScreenshot", new { format = "png" }, CommandTimeout) is { } screenshot
            ? screenshot.GetProperty("data").GetBytesFromBase64()
            : await LookAsync(_screen.Frame);

    /// <summary>
    /// The page's last frame, of which the browser itself knows: the page takes no part in it, and no dialog hinders
    /// it.
    /// </summary>
    /// <exception cref="ActionFailedException">The browser shows no picture of the page.</exception>
    public Task<byte[]> PeekAsync() => LookAsync(_screen.Frame);

    /// <summary>Title and address of the page.</summary>
    public async Task<(string Title, string Address)> DescribeAsync()
    {
        var target = await _connection!.SendAsync("Target.getTargetInfo", new { targetId = _target });
        var info = target.GetProperty("targetInfo");
        return (info.GetProperty("title").GetString() ?? "", info.GetProperty("url").GetString() ?? "");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _dialogs.Changed -= OnDialog;
        return _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private async Task<bool> AttachAsync(CdpHub hub)
    {
        _connection = await CdpConnection.OpenAsync(hub, OnEvent);
        var attached = await _connection.SendAsync(
            "Target.attachToTarget", new { targetId = _target, flatten = true });
        _session = attached.GetProperty("sessionId").GetString();
        if (Dialog is not null)
        {
            return await LookAsync(_screen.IsVisible);
        }

        await SendAsync("Inspector.enable", new { }, LookTimeout); // reports an earlier crash at once
        var visible = await SendAsync(
            "Runtime.evaluate",
            new { expression = "document.visibilityState === 'visible'", returnByValue = true },
            LookTimeout);
        return visible is { } evaluated
            ? evaluated.GetProperty("result").GetProperty("value").GetBoolean()
            : await LookAsync(_screen.IsVisible);
    }

    // The browser itself shows the page, even one that does not respond.
    private async Task<T> LookAsync<T>(Task<T> seen)
    {
        try
        {
            await _screen.StartAsync(_connection!, _session!).WaitAsync(LookTimeout, _cancellationToken);
            return await seen.WaitAsync(LookTimeout, _cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new ActionFailedException("The browser shows no picture of the page.");
        }
    }

    // Null when the page has opened a dialog meanwhile, which keeps it from replying.
    private async Task<JsonElement?> SendAsync(string method, object parameters, TimeSpan timeout)
    {
        var blocked = _blocked.Task;
        var reply = _connection!.SendAsync(method, parameters, _session);
        try
        {
            await Task.WhenAny(reply, _lost.Task, blocked).WaitAsync(timeout, _cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new ActionFailedException(
                $"The page did not respond within {timeout.TotalSeconds:0} seconds: "
                + "one of its scripts runs without end.");
        }

        return reply.IsCompleted ? await reply
            : blocked.IsCompleted ? null
            : throw new ActionFailedException(await _lost.Task);
    }

    private static TaskCompletionSource NotBlocked() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnDialog(string target)
    {
        if (target != _target)
        {
            return;
        }

        if (Dialog is null)
        {
            _blocked = NotBlocked(); // whoever answered it, the page responds again
        }
        else
        {
            _blocked.TrySetResult();
        }
    }

    private void OnEvent(CdpEvent cdpEvent)
    {
        switch (cdpEvent.Method)
        {
            case "Inspector.targetCrashed":
                _lost.TrySetResult("The page has crashed. Open an address in a new page.");
                break;
            case "Target.detachedFromTarget":
                IsClosed = true;
                _lost.TrySetResult("The page closed meanwhile.");
                break;
            case "Input.dragIntercepted":
                Dragged = cdpEvent.Params.GetProperty("data").Clone();
                break;
            default:
                _screen.OnEvent(cdpEvent);
                break;
        }
    }

    // What the browser's own process knows about a page: whether it is visible, and its last frame.
    private sealed class Screen(PictureSize size)
    {
        private readonly TaskCompletionSource<bool> _visible = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<byte[]> _frame = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _started;

        public Task<bool> IsVisible => _visible.Task;

        public Task<byte[]> Frame => _frame.Task;

        public async Task StartAsync(CdpConnection connection, string session)
        {
            if (!_started)
            {
                _started = true;
                await connection.SendAsync("Page.startScreencast", size.Screencast, session);
            }
        }

        public void OnEvent(CdpEvent cdpEvent)
        {
            if (cdpEvent.Method == "Page.screencastVisibilityChanged")
            {
                _visible.TrySetResult(cdpEvent.Params.GetProperty("visible").GetBoolean());
            }
            else if (cdpEvent.Method == "Page.screencastFrame")
            {
                _frame.TrySetResult(cdpEvent.Params.GetProperty("data").GetBytesFromBase64());
            }
        }
    }
}

/// <summary>How the browser is to show a page.</summary>
/// <param name="Screencast">Parameters of <c>Page.startScreencast</c>.</param>
internal sealed record PictureSize(object Screencast)
{
    /// <summary>As the page is, as PNG.</summary>
    public static PictureSize Full { get; } = new(new { format = "png" });

    /// <summary>Small, as JPEG of a few kilobytes: at most 480 by 320 pixels.</summary>
    public static PictureSize Thumbnail { get; } =
        new(new { format = "jpeg", quality = 70, maxWidth = 480, maxHeight = 320 });
}

/// <summary>An action failed; the message tells the caller why.</summary>
internal sealed class ActionFailedException(string message) : Exception(message);
