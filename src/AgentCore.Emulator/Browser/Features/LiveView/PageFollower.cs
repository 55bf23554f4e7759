using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Chooses the page that a live view shows: the newest one, the one that was brought to the front, or, when the shown
/// page closes, the newest of the others. Used from one task at a time, except for the properties that input reads.
/// </summary>
internal sealed class PageFollower(CdpConnection connection, ViewPort viewPort)
{
    // A page in an endless script or a dialog does not say whether it is visible.
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(2);

    private readonly List<(string Id, string Title, string Url)> _pages = [];
    private volatile Shown _shown = new("", null, 0, 0);

    /// <summary>CDP session of the shown page; null while there is none.</summary>
    public string? Session => _shown.Session;

    /// <summary>Target id of the shown page; empty while there is none.</summary>
    public string Target => _shown.Target;

    /// <summary>Title of the shown page.</summary>
    public string Title => Current.Title ?? "";

    /// <summary>Address of the shown page.</summary>
    public string Url => Current.Url ?? "";

    /// <summary>Width of the shown page in CSS pixels.</summary>
    public double Width => _shown.Width;

    /// <summary>Height of the shown page in CSS pixels.</summary>
    public double Height => _shown.Height;

    private (string Id, string Title, string Url) Current => _pages.FirstOrDefault(page => page.Id == _shown.Target);

    /// <summary>Subscribes to the events of pages; Chromium reports the existing ones at once.</summary>
    public Task StartAsync() => connection.SendAsync(
        "Target.setDiscoverTargets",
        new { discover = true, filter = new[] { new { type = "page" } } });

    /// <summary>Sets the size of the last frame.</summary>
    public void SetSize(double width, double height) => _shown = _shown with { Width = width, Height = height };

    /// <summary>Reads title and address of the shown page, since Chromium does not report a new title.</summary>
    /// <returns>Whether title or address has changed.</returns>
    public async Task<bool> RefreshAsync()
    {
        if (Session is null)
        {
            return false;
        }

        var before = Current;
        await TryAsync(async () =>
        {
            var target = await connection.SendAsync("Target.getTargetInfo", new { targetId = _shown.Target });
            Update(target.GetProperty("targetInfo"));
        });
        return Current != before;
    }

    /// <summary>Handles an event.</summary>
    /// <returns>Whether the shown page, its title or its address has changed.</returns>
    public async Task<bool> OnEventAsync(CdpEvent cdpEvent)
    {
        switch (cdpEvent.Method)
        {
            case "Target.targetCreated":
                Update(cdpEvent.Params.GetProperty("targetInfo"));
                return await ShowAsync(_pages[^1].Id);
            case "Target.targetInfoChanged":
                return Update(cdpEvent.Params.GetProperty("targetInfo")) == _shown.Target;
            case "Target.targetDestroyed":
                var closed = cdpEvent.Params.GetProperty("targetId").GetString();
                _pages.RemoveAll(page => page.Id == closed);
                return closed == _shown.Target && (_pages.Count == 0 || await ShowAsync(_pages[^1].Id));
            case "Page.screencastVisibilityChanged" when IsHidden(cdpEvent):
                return await FindVisibleAsync() is { } visible && await ShowAsync(visible);
            default:
                return false;
        }
    }

    /// <summary>Sends a command to a page that may close meanwhile or not respond, which is not an error.</summary>
    /// <returns>Whether the command succeeded.</returns>
    public async Task<bool> TryAsync(Func<Task> command)
    {
        try
        {
            await command();
            return true;
        }
        catch (Exception error) when (
            error is TimeoutException || (error is CdpException && !connection.Closed.IsCompleted))
        {
            return false;
        }
    }

    private bool IsHidden(CdpEvent cdpEvent) =>
        cdpEvent.SessionId == _shown.Session && !cdpEvent.Params.GetProperty("visible").GetBoolean();

    private string Update(JsonElement target)
    {
        var id = target.GetProperty("targetId").GetString()!;
        var page = (id, target.GetProperty("title").GetString()!, target.GetProperty("url").GetString()!);
        var index = _pages.FindIndex(known => known.Id == id);
        if (index >= 0)
        {
            _pages[index] = page;
        }
        else
        {
            _pages.Add(page);
        }

        return id;
    }

    private async Task<bool> ShowAsync(string target)
    {
        var before = _shown.Session;
        if (await AttachAsync(target) is not { } session)
        {
            return false;
        }

        _shown = new(target, session, viewPort.Width!.Value, viewPort.Height!.Value);
        await TryAsync(() => connection.SendAsync(
            "Page.startScreencast",
            new { format = "jpeg", quality = 80, maxWidth = viewPort.Width, maxHeight = viewPort.Height },
            session));
        if (before is not null)
        {
            await DetachAsync(before);
        }

        return true;
    }

    private async Task<string?> FindVisibleAsync()
    {
        foreach (var (target, _, _) in _pages.Where(page => page.Id != _shown.Target).Reverse().ToArray())
        {
            if (await AttachAsync(target) is not { } session)
            {
                continue;
            }

            var visible = false;
            await TryAsync(async () =>
            {
                var evaluated = await connection.SendAsync(
                    "Runtime.evaluate",
                    new { expression = "document.visibilityState === 'visible'", returnByValue = true },
                    session).WaitAsync(LookTimeout);
                visible = evaluated.GetProperty("result").GetProperty("value").GetBoolean();
            });
            await DetachAsync(session);
            if (visible)
            {
                return target;
            }
        }

        return null;
    }

    private async Task<string?> AttachAsync(string targetId)
    {
        string? session = null;
        await TryAsync(async () =>
        {
            var attached = await connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
            session = attached.GetProperty("sessionId").GetString();
        });
        return session;
    }

    private Task DetachAsync(string sessionId) =>
        TryAsync(() => connection.SendAsync("Target.detachFromTarget", new { sessionId }));

    private sealed record Shown(string Target, string? Session, double Width, double Height);
}
