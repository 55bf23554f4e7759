using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Keeps a view on the page that matters: the newest one, or the one that was brought to the front, or, when the shown
/// one closes, the newest of those left. Used from one task at a time, but for what input reads.
/// </summary>
internal sealed class PageFollower(CdpConnection connection, ViewPort viewPort)
{
    private readonly List<(string Id, string Title, string Url)> _pages = [];
    private volatile Shown _shown = new("", null, 0, 0);

    /// <summary>CDP session of the shown page; null while there is none.</summary>
    public string? Session => _shown.Session;

    /// <summary>Title of the shown page.</summary>
    public string Title => Current.Title ?? "";

    /// <summary>Address of the shown page.</summary>
    public string Url => Current.Url ?? "";

    /// <summary>Width of the shown page in CSS pixels.</summary>
    public double Width => _shown.Width;

    /// <summary>Height of the shown page in CSS pixels.</summary>
    public double Height => _shown.Height;

    private (string Id, string Title, string Url) Current => _pages.FirstOrDefault(page => page.Id == _shown.Target);

    /// <summary>Asks for news of pages; those that exist are told at once.</summary>
    public Task StartAsync() => connection.SendAsync(
        "Target.setDiscoverTargets",
        new { discover = true, filter = new[] { new { type = "page" } } });

    /// <summary>Notes the size that the last picture had.</summary>
    public void SetSize(double width, double height) => _shown = _shown with { Width = width, Height = height };

    /// <summary>Looks at title and address of the shown page, since Chromium does not tell when a title changes.</summary>
    /// <returns>Whether either is another one now.</returns>
    public async Task<bool> RefreshAsync()
    {
        if (Session is null)
        {
            return false;
        }

        var before = Current;
        await TryAsync(async () =>
        {
            var answer = await connection.SendAsync("Target.getTargetInfo", new { targetId = _shown.Target });
            Note(answer.GetProperty("targetInfo"));
        });
        return Current != before;
    }

    /// <summary>Takes an event.</summary>
    /// <returns>Whether the page that is shown, its title or its address is another one now.</returns>
    public async Task<bool> TakeAsync(CdpEvent happened)
    {
        switch (happened.Method)
        {
            case "Target.targetCreated":
                Note(happened.Params.GetProperty("targetInfo"));
                return await ShowAsync(_pages[^1].Id);
            case "Target.targetInfoChanged":
                return Note(happened.Params.GetProperty("targetInfo")) == _shown.Target;
            case "Target.targetDestroyed":
                var gone = happened.Params.GetProperty("targetId").GetString();
                _pages.RemoveAll(page => page.Id == gone);
                return gone == _shown.Target && (_pages.Count == 0 || await ShowAsync(_pages[^1].Id));
            case "Page.screencastVisibilityChanged" when IsHidden(happened):
                return await FindVisibleAsync() is { } visible && await ShowAsync(visible);
            default:
                return false;
        }
    }

    /// <summary>Sends a command to a page that may close meanwhile, which is no error.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> command)
    {
        try
        {
            await command();
            return true;
        }
        catch (CdpException) when (!connection.Closed.IsCompleted)
        {
            return false;
        }
    }

    private bool IsHidden(CdpEvent happened) =>
        happened.SessionId == _shown.Session && !happened.Params.GetProperty("visible").GetBoolean();

    private string Note(JsonElement target)
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
                var answer = await connection.SendAsync(
                    "Runtime.evaluate",
                    new { expression = "document.visibilityState === 'visible'", returnByValue = true },
                    session);
                visible = answer.GetProperty("result").GetProperty("value").GetBoolean();
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
            var answer = await connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
            session = answer.GetProperty("sessionId").GetString();
        });
        return session;
    }

    private Task DetachAsync(string sessionId) =>
        TryAsync(() => connection.SendAsync("Target.detachFromTarget", new { sessionId }));

    private sealed record Shown(string Target, string? Session, double Width, double Height);
}
