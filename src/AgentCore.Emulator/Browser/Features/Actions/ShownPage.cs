using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>
/// The page that a person at the screen would see, attached for one action: of the visible pages the newest. Every
/// command to it ends in time, whatever the page does.
/// </summary>
internal sealed class ShownPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellation;
    private CdpConnection? _connection;
    private string? _session;

    private ShownPage(ViewPort viewPort, CancellationToken cancellationToken) => (ViewPort, _cancellation) = (viewPort, cancellationToken);

    /// <summary>Its size.</summary>
    public ViewPort ViewPort { get; }

    /// <summary>What the page has begun to drag, to be dropped somewhere; null while there is nothing.</summary>
    public JsonElement? Dragged { get; private set; }

    private bool IsClosed { get; set; }

    /// <summary>Finds the page and attaches to it.</summary>
    /// <exception cref="ActionFailedException">No page is visible; the message says what is wrong.</exception>
    public static async Task<ShownPage> OpenAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var target in session.Pages.NewestFirst)
        {
            var page = new ShownPage(session.Request.ViewPort!, cancellationToken);
            var isIt = false;
            try
            {
                isIt = await page.AttachAsync(session.Hub, target);
            }
            catch (ActionFailedException failure)
            {
                problem ??= failure.Message; // hidden pages answer, so this may be the visible one
            }
            catch (CdpException)
            {
                // It closed meanwhile.
            }
            finally
            {
                await (isIt ? ValueTask.CompletedTask : page.DisposeAsync());
            }

            if (isIt)
            {
                return page;
            }
        }

        throw new ActionFailedException(problem ?? "The browser shows no page.");
    }

    /// <summary>Sends input. A page that closes by it has taken it, so that is no error.</summary>
    /// <exception cref="ActionFailedException">The page has crashed or does not answer.</exception>
    public async Task InputAsync(string method, object parameters)
    {
        if (IsClosed)
        {
            return;
        }

        try
        {
            await SendAsync($"Input.{method}", parameters, Patience);
        }
        catch (Exception error) when (IsClosed && error is ActionFailedException or CdpException)
        {
            // What was pressed closed the page.
        }
    }

    /// <summary>A picture of what is visible, as PNG.</summary>
    /// <exception cref="ActionFailedException">The page has gone or does not answer.</exception>
    public async Task<byte[]?> CaptureAsync()
    {
        var answer = await SendAsync("Page.captureScreenshot", new { format = "png" }, Patience);
        return answer.GetProperty("data").GetBytesFromBase64();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<bool> AttachAsync(CdpHub hub, string targetId)
    {
        _connection = await CdpConnection.OpenAsync(hub, Take);
        var attached = await _connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
        _session = attached.GetProperty("sessionId").GetString();
        await SendAsync("Inspector.enable", new { }, LookPatience); // tells at once of a crash that was
        var answer = await SendAsync(
            "Runtime.evaluate",
            new { expression = "document.visibilityState === 'visible'", returnByValue = true },
            LookPatience);
        return answer.GetProperty("result").GetProperty("value").GetBoolean();
    }

    private async Task<JsonElement> SendAsync(string method, object parameters, TimeSpan patience)
    {
        var reply = _connection!.SendAsync(method, parameters, _session);
        try
        {
            await Task.WhenAny(reply, _lost.Task).WaitAsync(patience, _cancellation);
        }
        catch (TimeoutException)
        {
            throw new ActionFailedException(
                $"The page did not answer within {patience.TotalSeconds:0} seconds: one of its scripts runs without end, "
                + "or a dialog waits for an answer.");
        }

        return reply.IsCompleted ? await reply : throw new ActionFailedException(await _lost.Task);
    }

    private void Take(CdpEvent happened)
    {
        switch (happened.Method)
        {
            case "Inspector.targetCrashed":
                _lost.TrySetResult("The page has crashed. Open an address in a new page.");
                break;
            case "Target.detachedFromTarget":
                IsClosed = true;
                _lost.TrySetResult("The page closed meanwhile.");
                break;
            case "Input.dragIntercepted":
                Dragged = happened.Params.GetProperty("data").Clone();
                break;
        }
    }
}
