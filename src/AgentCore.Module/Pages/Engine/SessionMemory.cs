using System.Collections.Concurrent;

namespace AgentCore.Pages.Engine;

/// <summary>
/// What is remembered about a session's browser in this process, also from one automation connection to the next.
/// </summary>
internal sealed class SessionMemory
{
    private readonly ConcurrentDictionary<string, TabMemory> _tabs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, object> _states = [];
    private readonly ConcurrentDictionary<string, string> _openers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _warnings = new();
    private string? _current;
    private string[] _used = []; // the last one last

    /// <summary>What to do with JavaScript dialogs; null dismisses them with a warning.</summary>
    public DialogAction? DialogAction { get; set; }

    /// <summary>What raw commands have set and the browser takes back with each connection.</summary>
    public RawSettings Settings { get; } = new();

    /// <summary>
    /// The tab that was used last; where it is gone, the one that opened it, else the one that was used
    /// before it, else the first that no other has opened. Null where there is none.
    /// </summary>
    /// <remarks>
    /// A page that opens another one (a link into a new tab) must not make the next operation go somewhere else by
    /// chance.
    /// </remarks>
    /// <param name="tabs">The tabs that are there, the eldest first, and which one opened each.</param>
    public string? Choose(IReadOnlyList<(string TargetId, string? OpenerId)> tabs)
    {
        foreach (var (id, opener) in tabs.Where(tab => tab.OpenerId is not null))
        {
            _openers[id] = opener!;
        }

        var chosen = _current;
        while (chosen is not null && !IsThere(chosen))
        {
            chosen = _openers.TryRemove(chosen, out var opener) ? opener : null;
        }

        chosen ??= _used.LastOrDefault(IsThere) ?? tabs
            .OrderBy(tab => tab.OpenerId is not null && IsThere(tab.OpenerId))
            .Select(tab => tab.TargetId)
            .FirstOrDefault();
        if (chosen is not null)
        {
            Use(chosen);
        }

        return chosen;

        bool IsThere(string id) => tabs.Any(tab => tab.TargetId == id);
    }

    /// <summary>From now on this tab is the one to use.</summary>
    public void Use(string targetId)
    {
        _current = targetId;
        if (_used.LastOrDefault() != targetId)
        {
            _used = [.. _used.Where(used => used != targetId), targetId];
        }
    }

    /// <summary>A tab takes the place of another one, and what was set for that holds for it.</summary>
    public void Replace(string former, string next)
    {
        Settings.Move(former, next);
        if (_tabs.TryRemove(former, out var memory))
        {
            _tabs[next] = memory;
        }
    }

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
        "Browser.setPermission",
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

    /// <summary>The settings of one tab hold for another one instead.</summary>
    public void Move(string former, string next)
    {
        lock (_gate)
        {
            for (var i = 0; i < _settings.Count; i++)
            {
                if (_settings[i].TargetId == former)
                {
                    _settings[i] = _settings[i] with { TargetId = next };
                }
            }
        }
    }

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

    /// <summary>
    /// Those of them that hold for the tab's frames, too. Events are switched on for the page alone, but for those of
    /// the network, without which its settings do nothing.
    /// </summary>
    public IEnumerable<(string Method, object Parameters)> OfFrames(string targetId) => Of(targetId).Where(
        setting => setting.Method == "Network.enable"
            || !setting.Method.EndsWith(".enable", StringComparison.Ordinal));

    private void Remove(string? targetId, string method) =>
        _settings.RemoveAll(setting => setting.TargetId == targetId && setting.Method == method);
}
