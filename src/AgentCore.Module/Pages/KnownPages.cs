using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>What is remembered about a browser's pages, also from one automation connection to the next.</summary>
/// <remarks>
/// A browser lists its pages in no order at all, so a page that opens another one (a link into a new tab) must not make
/// the next operation go somewhere else by chance.
/// </remarks>
internal sealed class KnownPages
{
    // What a browser takes back when the connection that set it ends. Other commands act once.
    private static readonly HashSet<string> Settings =
    [
        "Browser.setDownloadBehavior",
        "Network.emulateNetworkConditions",
        "Network.setBlockedURLs",
        "Network.setBypassServiceWorker",
        "Network.setCacheDisabled",
        "Network.setExtraHTTPHeaders",
        "Network.setUserAgentOverride",
        "Page.setBypassCSP",
        "Page.setDownloadBehavior",
        "Page.setInterceptFileChooserDialog",
        "Page.setLifecycleEventsEnabled",
        "Security.setIgnoreCertificateErrors",
    ];

    private readonly object _gate = new();
    private readonly List<(string? TargetId, string Method, object Parameters)> _settings = [];
    private readonly HashSet<(string? SessionId, string Domain)> _enabled = [];
    private string? _current;

    /// <summary>
    /// The attachment that raw commands share, so that what one switches on holds for the next; null at first.
    /// </summary>
    public PageAttachment? Kept { get; private set; }

    /// <summary>
    /// The page that was used last; where it is gone, one that no other page has opened. Null where there is no page.
    /// </summary>
    /// <param name="targets">The answer to <c>Target.getTargets</c>.</param>
    public string? Choose(JsonElement targets)
    {
        var pages = targets.GetProperty("targetInfos").EnumerateArray()
            .Where(target => target.GetProperty("type").GetString() == "page")
            .OrderBy(target => target.TryGetProperty("openerId", out _))
            .Select(target => target.GetProperty("targetId").GetString()!)
            .ToArray();
        return _current = Array.IndexOf(pages, _current) >= 0 ? _current : pages.FirstOrDefault();
    }

    /// <summary>From now on this page is the one to use.</summary>
    public void Use(string targetId) => _current = targetId;

    /// <summary>From now on raw commands share this attachment.</summary>
    public void Keep(PageAttachment attachment) => Kept = attachment;

    /// <summary>Forgets what ended with the last connection.</summary>
    public void ForgetConnection()
    {
        lock (_gate)
        {
            Kept = null;
            _enabled.Clear();
        }
    }

    /// <summary>Whether a raw command has switched the events of a domain on.</summary>
    public bool IsEnabled(string? sessionId, string domain)
    {
        lock (_gate)
        {
            return _enabled.Contains((sessionId, domain));
        }
    }

    /// <summary>Takes note of a raw command that succeeded, if the browser takes back what it does.</summary>
    /// <param name="sessionId">The attachment it went to; null for the browser itself.</param>
    /// <param name="method">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    public void Note(string? sessionId, string method, object parameters)
    {
        var dot = method.IndexOf('.');
        var (domain, action) = (method[..dot], method[(dot + 1)..]);
        var isPage = sessionId is not null && sessionId == Kept?.SessionId;
        var target = isPage ? Kept!.TargetId : null;
        if (sessionId is not null && !isPage)
        {
            return;
        }

        lock (_gate)
        {
            switch (action)
            {
                case "enable":
                    _enabled.Add((sessionId, domain));
                    Set(target, method, parameters);
                    break;
                case "disable":
                    _enabled.Remove((sessionId, domain));
                    Remove(target, $"{domain}.enable");
                    break;
                case var _ when domain == "Emulation" && action.StartsWith("clear", StringComparison.Ordinal):
                    Remove(target, $"{domain}.set{action["clear".Length..]}");
                    break;
                case var _ when domain == "Emulation" && action.StartsWith("set", StringComparison.Ordinal):
                case var _ when Settings.Contains(method):
                    Set(target, method, parameters);
                    break;
            }
        }
    }

    /// <summary>Sets again, on a new connection, what the browser took back at the end of the last one.</summary>
    /// <remarks>That of other pages than the one to use stays taken back.</remarks>
    public async Task RestoreAsync(CdpClient client, CancellationToken cancellationToken)
    {
        (string? TargetId, string Method, object Parameters)[] settings;
        lock (_gate)
        {
            settings = [.. _settings];
        }

        if (settings.Length == 0)
        {
            return;
        }

        var page = await PageTargets.CurrentAsync(client, cancellationToken);
        Keep(await PageTargets.AttachAsync(client, page, cancellationToken));
        foreach (var (target, method, parameters) in settings)
        {
            if (target is not null && target != page)
            {
                continue;
            }

            // Not waited for: the page may be busy, and takes its commands in their order.
            var attachment = target is null ? null : Kept!.SessionId;
            client.Post(method, parameters, attachment);
            Note(attachment, method, parameters);
        }
    }

    private void Set(string? target, string method, object parameters)
    {
        Remove(target, method);
        _settings.Add((target, method, parameters));
    }

    private void Remove(string? target, string method) =>
        _settings.RemoveAll(setting => setting.TargetId == target && setting.Method == method);
}

/// <summary>A page and the connection's attachment to it.</summary>
internal sealed record PageAttachment(string TargetId, string SessionId);
