using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>A tab as the browser lists it, which it does also where the page hangs or has crashed.</summary>
/// <param name="Id">The browser's id of it.</param>
/// <param name="Index">Its number in the session, from 1 on; it keeps it while it is open.</param>
/// <param name="Title">The page's title, or its address where it has none.</param>
/// <param name="Url">The page's address.</param>
/// <param name="OpenerId">The tab whose page opened it; null where none did.</param>
internal sealed record TabInfo(string Id, int Index, string Title, string Url, string? OpenerId)
{
    /// <summary>Number and title, as messages name it.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} '{1}'", Index, Title);
}

/// <summary>The tabs of a session in the order in which they were first seen.</summary>
internal sealed class TabList : IBrowserFeature
{
    /// <inheritdoc/>
    public void Connect(SessionBrowser browser)
    {
        var state = browser.Memory.Get<TabListState>();
        state.Clear();
        browser.Transport.Listen(
            (session, method) => session is null && method.StartsWith("Target.target", StringComparison.Ordinal),
            raised =>
            {
                switch (raised.Method)
                {
                    case "Target.targetCreated":
                    case "Target.targetInfoChanged":
                        state.See(raised.Parameters.GetProperty("targetInfo"));
                        break;
                    case "Target.targetDestroyed":
                        state.Remove(raised.Parameters.GetProperty("targetId").GetString()!);
                        break;
                }
            });
    }
}

/// <summary>The tabs that were there when the browser last reported about them.</summary>
internal sealed class TabListState
{
    private readonly object _gate = new();
    private readonly List<TabInfo> _tabs = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The tabs; a number is given when somebody asks for the first time.</summary>
    public IReadOnlyList<TabInfo> Tabs
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _tabs.Select(tab => tab with { Index = NumberOf(tab.Id) })
                        .OrderBy(tab => tab.Index),
                ];
            }
        }
    }

    /// <summary>Nothing is known on a new connection; tabs that are still there keep their numbers.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _tabs.Clear();
        }
    }

    /// <summary>Takes note of a target, if it is a tab.</summary>
    public void See(JsonElement target)
    {
        // A page that is made ready before anybody opens it is not a tab yet.
        if (TextOf(target, "type") != "page" || TextOf(target, "subtype") is { Length: > 0 })
        {
            return;
        }

        var tab = new TabInfo(
            TextOf(target, "targetId")!, 0, TextOf(target, "title") ?? "", TextOf(target, "url") ?? "",
            TextOf(target, "openerId"));
        lock (_gate)
        {
            var place = _tabs.FindIndex(known => known.Id == tab.Id);
            if (place < 0)
            {
                _tabs.Add(tab);
            }
            else
            {
                _tabs[place] = tab;
            }
        }
    }

    /// <summary>Takes note that a tab is closed.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _tabs.RemoveAll(tab => tab.Id == id);
        }
    }

    /// <summary>A tab takes the place of another one, and its number.</summary>
    public void Replace(string former, string next)
    {
        lock (_gate)
        {
            _numbers[next] = NumberOf(former);
            _tabs.RemoveAll(tab => tab.Id == former);
        }
    }

    private int NumberOf(string id)
    {
        if (!_numbers.TryGetValue(id, out var number))
        {
            number = _numbers.Count == 0 ? 1 : _numbers.Values.Max() + 1;
            _numbers.Add(id, number);
        }

        return number;
    }

    private static string? TextOf(JsonElement target, string name) =>
        target.TryGetProperty(name, out var text) ? text.GetString() : null;
}

/// <summary>Finds the tabs that a user means.</summary>
internal static class TabChoice
{
    private const int MostShown = 3;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The one tab that is meant: by its id, by its number, or by what its title or address is like, with wildcards.
    /// </summary>
    /// <exception cref="AgentCoreException">No tab, or more than one, is meant.</exception>
    public static TabInfo Of(string choice, IReadOnlyList<TabInfo> tabs)
    {
        var meant = Matching(choice, tabs);
        return meant.Count switch
        {
            1 => meant[0],
            0 => throw NotFound(choice),
            _ => throw Failures.InvalidArgument(
                $"'{choice}' matches {meant.Count} tabs: {string.Join(", ", meant.Take(MostShown))}"
                    + (meant.Count > MostShown ? " and more" : "") + ". Give the number of one, or its id."),
        };
    }

    /// <summary>All tabs that are meant; a text with wildcards may mean none.</summary>
    /// <exception cref="AgentCoreException">No tab is called like that.</exception>
    public static IReadOnlyList<TabInfo> All(string choice, IReadOnlyList<TabInfo> tabs)
    {
        var meant = Matching(choice, tabs);
        return meant.Count > 0 || WildcardPattern.ContainsWildcardCharacters(choice) ? meant : throw NotFound(choice);
    }

    /// <summary>The one tab that is meant; waits until it is there.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="choice">The tab, as for <see cref="Of"/>.</param>
    /// <param name="seconds">How long it may take, for the error; who calls sees to it.</param>
    /// <param name="cancellationToken">Time is up.</param>
    /// <exception cref="AgentCoreException">There was no such tab in time, or more than one is meant.</exception>
    public static async Task<CdpTarget> WaitAsync(
        SessionBrowser browser, string choice, int seconds, CancellationToken cancellationToken)
    {
        try
        {
            while (Matching(choice, await browser.ListTabsAsync(cancellationToken)).Count == 0)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw Failures.NotFound(
                $"Waited {seconds} s (-TimeoutSeconds) for -Tab '{choice}': the session has no such tab. "
                    + "Get-ACBrowserTab lists its tabs.");
        }

        return await browser.FindTabAsync(choice, cancellationToken);
    }

    private static IReadOnlyList<TabInfo> Matching(string choice, IReadOnlyList<TabInfo> tabs)
    {
        var pattern = WildcardPattern.Get(choice, WildcardOptions.IgnoreCase);
        var named = tabs.Where(tab => tab.Id == choice || IsNumber(choice, tab.Index)).ToArray();
        return named.Length > 0
            ? named
            : [.. tabs.Where(tab => pattern.IsMatch(tab.Title) || pattern.IsMatch(tab.Url))];
    }

    private static bool IsNumber(string choice, int index) =>
        choice == index.ToString(CultureInfo.InvariantCulture);

    private static AgentCoreException NotFound(string choice) =>
        Failures.NotFound($"The session has no tab '{choice}'. Get-ACBrowserTab lists its tabs.");
}
