using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
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
    private CdpConnection? _connection;
    private string? _session;

    private ShownPage(ViewPort viewPort, CancellationToken cancellationToken) =>
        (ViewPort, _cancellationToken) = (viewPort, cancellationToken);

    /// <summary>Size of the page.</summary>
    public ViewPort ViewPort { get; }

    /// <summary>The data of a drag that the page has started; null while there is none.</summary>
    public JsonElement? Dragged { get; private set; }

    private bool IsClosed { get; set; }

    /// <summary>Finds the page and attaches to it.</summary>
    /// <exception cref="ActionFailedException">No page is visible; the message has the reason.</exception>
    public static async Task<ShownPage> OpenAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var target in session.Pages.NewestFirst)
        {
            var page = new ShownPage(session.Request.ViewPort!, cancellationToken);
            var isVisible = false;
            try
            {
                isVisible = await page.AttachAsync(session.Hub, target);
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

    /// <summary>Sends input. When the page closes as a result, the input has succeeded.</summary>
    /// <exception cref="ActionFailedException">The page has crashed or does not respond.</exception>
    public async Task InputAsync(string method, object parameters)
    {
        if (IsClosed)
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

    /// <summary>Takes a screenshot of the view port, as PNG.</summary>
    /// <exception cref="ActionFailedException">The page has closed or does not respond.</exception>
    public async Task<byte[]?> CaptureAsync()
    {
        var screenshot = await SendAsync("Page.captureScreenshot", new { format = "png" }, CommandTimeout);
        return screenshot.GetProperty("data").GetBytesFromBase64();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<bool> AttachAsync(CdpHub hub, string targetId)
    {
        _connection = await CdpConnection.OpenAsync(hub, OnEvent);
        var attached = await _connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
        _session = attached.GetProperty("sessionId").GetString();
        await SendAsync("Inspector.enable", new { }, LookTimeout); // reports an earlier crash at once
        var visible = await SendAsync(
            "Runtime.evaluate",
            new { expression = "document.visibilityState === 'visible'", returnByValue = true },
            LookTimeout);
        return visible.GetProperty("result").GetProperty("value").GetBoolean();
    }

    private async Task<JsonElement> SendAsync(string method, object parameters, TimeSpan timeout)
    {
        var reply = _connection!.SendAsync(method, parameters, _session);
        try
        {
            await Task.WhenAny(reply, _lost.Task).WaitAsync(timeout, _cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new ActionFailedException(
                $"The page did not respond within {timeout.TotalSeconds:0} seconds: "
                + "one of its scripts runs without end, or a dialog is open.");
        }

        return reply.IsCompleted ? await reply : throw new ActionFailedException(await _lost.Task);
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
        }
    }
}

/// <summary>An action failed; the message tells the caller why.</summary>
internal sealed class ActionFailedException(string message) : Exception(message);
