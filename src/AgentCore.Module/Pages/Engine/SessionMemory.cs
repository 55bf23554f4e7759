using System.Collections.Concurrent;

namespace AgentCore.Pages.Engine;

/// <summary>
/// What is remembered about a session's browser in this process, also from one automation connection to the next.
/// </summary>
internal sealed class SessionMemory
{
    private readonly ConcurrentDictionary<string, TabMemory> _tabs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, object> _states = [];
    private readonly ConcurrentQueue<string> _warnings = new();
    private string? _current;

    /// <summary>What to do with JavaScript dialogs; null dismisses them with a warning.</summary>
    public DialogAction? DialogAction { get; set; }

    /// <summary>What raw commands have set and the browser takes back with each connection.</summary>
    public RawSettings Settings { get; } = new();

    /// <summary>
    /// The tab that was used last; where it is gone, one that no other tab has opened. Null where there is none.
    /// </summary>
    /// <remarks>
    /// A browser lists its tabs in no order at all, so a page that opens another one (a link into a new tab) must not
    /// make the next operation go somewhere else by chance.
    /// </remarks>
    /// <param name="tabs">The tabs that are there, and whether another one opened each.</param>
    public string? Choose(IEnumerable<(string TargetId, bool IsOpened)> tabs)
    {
        var ids = tabs.OrderBy(tab => tab.IsOpened).Select(tab => tab.TargetId).ToArray();
        return _current = Array.IndexOf(ids, _current) >= 0 ? _current : ids.FirstOrDefault();
    }

    /// <summary>From now on this tab is the one to use.</summary>
    public void Use(string targetId) => _current = targetId;

    /// <summary>What is remembered about a tab.</summary>
    public TabMemory Tab(string targetId) => _tabs.GetOrAdd(targetId, static _ => new TabMemory());

    /// <summary>What a part of the module keeps about the session.</summary>
    public T Get<T>()
        where T : class, new() => (T)_states.GetOrAdd(typeof(T), static _ => new T());

    /// <summary>Keeps a warning until a cmdlet that works on the session can show it.</summary>
    public void Warn(string message) => _warnings.Enqueue(message);

    /// <summary>The warnings that nobody has seen yet.</summary>
    public IEnumerable<string> TakeWarnings()
    {
        while (_warnings.TryDequeue(out var warning))
        {
            yield return warning;
        }
    }
}

/// <summary>What is remembered about a tab of a session.</summary>
internal sealed class TabMemory
{
    private readonly ConcurrentDictionary<Type, object> _states = [];

    /// <summary>What a part of the module keeps about the tab.</summary>
    public T Get<T>()
        where T : class, new() => (T)_states.GetOrAdd(typeof(T), static _ => new T());
}

/// <summary>
/// The settings that raw commands made: a browser takes them back when the connection that made them ends.
/// </summary>
internal sealed class RawSettings
{
    // Besides Domain.enable and Emulation.set...; other commands act once.
    private static readonly HashSet<string> Lasting =
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

    /// <summary>Takes note of a command that succeeded, if the browser takes back what it does.</summary>
    /// <param name="targetId">The tab it went to; null for the browser itself.</param>
    /// <param name="method">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    public void Note(string? targetId, string method, object parameters)
    {
        var dot = method.IndexOf('.');
        var (domain, action) = (method[..dot], method[(dot + 1)..]);
        lock (_gate)
        {
            switch (action)
            {
                case "disable":
                    Remove(targetId, $"{domain}.enable");
                    break;
                case var _ when domain == "Emulation" && action.StartsWith("clear", StringComparison.Ordinal):
                    Remove(targetId, $"{domain}.set{action["clear".Length..]}");
                    break;
                case "enable":
                case var _ when domain == "Emulation" && action.StartsWith("set", StringComparison.Ordinal):
                case var _ when Lasting.Contains(method):
                    Remove(targetId, method);
                    _settings.Add((targetId, method, parameters));
                    break;
            }
        }
    }

    /// <summary>The commands that make the settings of a tab, or of the browser itself, again.</summary>
    public IReadOnlyList<(string Method, object Parameters)> Of(string? targetId)
    {
        lock (_gate)
        {
            return
            [
                .. _settings.Where(setting => setting.TargetId == targetId)
                    .Select(setting => (setting.Method, setting.Parameters)),
            ];
        }
    }

    private void Remove(string? targetId, string method) =>
        _settings.RemoveAll(setting => setting.TargetId == targetId && setting.Method == method);
}
