using System.Diagnostics;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Downloads;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Logs;
using AgentCore.Pages.Reading;
using AgentCore.Pages.Scripts;

namespace AgentCore.Pages.Waiting;

/// <summary>Waits for what a page is as a whole, and for what it does.</summary>
internal static class PageWaiting
{
    /// <summary>The page, when its address is like the pattern.</summary>
    public static Task<IReadOnlyList<object>> ForUrlAsync(
        PageWaiter waiter, string pattern, CancellationToken cancellationToken) => ForPageAsync(
        waiter,
        $"-Url '{PageAddress.Shown(pattern)}'",
        page => Wildcard.Fits(page.Url, pattern) ? null : $"the address is '{PageAddress.Shown(page.Url)}'",
        cancellationToken);

    /// <summary>The page, when its title is like the pattern.</summary>
    public static Task<IReadOnlyList<object>> ForTitleAsync(
        PageWaiter waiter, string pattern, CancellationToken cancellationToken) => ForPageAsync(
        waiter,
        $"-Title '{pattern}'",
        page => Wildcard.Fits(page.Title, pattern) ? null : $"the title is '{page.Title}'",
        cancellationToken);

    /// <summary>The page, when it has loaded so far.</summary>
    public static Task<IReadOnlyList<object>> ForLoadStateAsync(
        PageWaiter waiter, PageWait state, CancellationToken cancellationToken)
    {
        var requests = state == PageWait.NetworkIdle ? new PendingRequests(waiter.Tab) : null;
        return ForPageAsync(waiter, $"-LoadState {state}", Lacking, cancellationToken);

        string? Lacking(PageState page) => page.ReadyState switch
        {
            "complete" => requests?.Lacking(page.Began),
            "interactive" when state == PageWait.DomContentLoaded => null,
            "interactive" =>
                $"'{PageAddress.Shown(page.Url)}' is there, but something that belongs to it is still on its way",
            _ => $"'{PageAddress.Shown(page.Url)}' is still on its way",
        };
    }

    /// <summary>The value of a script, when it is one that counts as true in JavaScript.</summary>
    public static Task<IReadOnlyList<object>> ForScriptAsync(
        PageWaiter waiter, string script, CancellationToken cancellationToken)
    {
        return waiter.UntilAsync("-Script", LookAsync, cancellationToken);

        async Task<Look> LookAsync(CancellationToken cancellationToken)
        {
            try
            {
                var result = await PageScript.RunAsync(waiter.Tab, script, "[]", cancellationToken);
                return IsTrue(result) ? Look.At(ValuesOf(result)) : Look.Not($"its value is {Brief(result)}");
            }
            catch (AgentCoreException failed) when (failed.ErrorCode is "ScriptError" or nameof(Failures.InvalidState)
                && !CannotBeRead(failed))
            {
                return Look.Not(failed.Message.TrimEnd('.'));
            }
        }
    }

    /// <summary>The next dialog that nobody has waited for.</summary>
    public static async Task<IReadOnlyList<object>> ForDialogAsync(
        PageWaiter waiter, CancellationToken cancellationToken) =>
    [
        await waiter.ForAsync(
            "-Dialog", waiter.Tab.Browser.Memory.Get<DialogState>().NextAsync, "no page has opened one",
            cancellationToken),
    ];

    /// <summary>The next download that nobody has waited for, when it has begun.</summary>
    public static async Task<IReadOnlyList<object>> ForDownloadAsync(
        PageWaiter waiter, CancellationToken cancellationToken) =>
    [
        await waiter.ForAsync(
            "-Download", token => waiter.Tab.Browser.Memory.Get<DownloadState>().NextAsync(waiter.Session, token),
            "no page has begun one", cancellationToken),
    ];

    private static Task<IReadOnlyList<object>> ForPageAsync(
        PageWaiter waiter, string what, Func<PageState, string?> lacking, CancellationToken cancellationToken) =>
        waiter.UntilAsync(
            what,
            async token =>
            {
                var page = await PageState.OfAsync(waiter.Elements, token);
                return lacking(page) is { } seen ? Look.Not(seen) : Look.At([page.Of(waiter.Session)]);
            },
            cancellationToken);

    // A script with an error in its syntax was never run: it has no stack.
    private static bool CannotBeRead(AgentCoreException failed) =>
        failed.ScriptStack is { } stack && stack.StartsWith("SyntaxError", StringComparison.Ordinal)
        && !stack.Contains("\n    at ", StringComparison.Ordinal);

    private static bool IsTrue(JsonElement result) => result.GetProperty("type").GetString() switch
    {
        "undefined" => false,
        "boolean" => result.GetProperty("value").GetBoolean(),
        "string" => Value(result) is not (null or ""),
        "number" => Value(result) is not (null or "0" or "-0" or "NaN"),
        "bigint" => Value(result) is not "0n",
        _ => !(result.TryGetProperty("subtype", out var subtype) && subtype.GetString() == "null"),
    };

    private static string? Value(JsonElement result) =>
        result.TryGetProperty("unserializableValue", out var special) ? special.GetString()
            : result.TryGetProperty("value", out var value) ? value.ToString()
            : null;

    private static string Brief(JsonElement result) =>
        result.GetProperty("type").GetString() switch
        {
            "string" => "''",
            "object" => "null",
            "boolean" => "false",
            "undefined" => "undefined",
            _ => Value(result) ?? "nothing",
        };

    // An element or a function is true, but cannot leave the page.
    private static IReadOnlyList<object> ValuesOf(JsonElement result)
    {
        try
        {
            var value = ScriptValue.Read(result);
            return (value as object?[] ?? [value])!;
        }
        catch (AgentCoreException inPage) when (inPage.ErrorCode == "NoValue")
        {
            return [true];
        }
    }
}

/// <summary>Finds out whether a tab has had nothing on its way for a while.</summary>
/// <param name="tab">The tab.</param>
internal sealed class PendingRequests(Tab tab)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    private readonly LogState _log = tab.Browser.Memory.Get<LogState>();
    private readonly Stopwatch _quiet = Stopwatch.StartNew();
    private long _seen = tab.Browser.Memory.Get<LogState>().From(0).Next;

    /// <summary>What is on its way, or was until now; null where nothing was for half a second.</summary>
    /// <param name="since">When the page began; what was requested before belongs to another, which gave it up.</param>
    public string? Lacking(DateTime since)
    {
        var open = _log.Open().Where(request => request.TabId == tab.Target.TargetId && request.Time >= since
            // These never end.
            && request.MimeType != "text/event-stream").ToArray();
        var (ended, next) = _log.From(_seen);
        _seen = next;
        if (open.Length > 0 || ended.Any(entry =>
            entry.EntryKind == BrowserLogKind.Request && entry.TabId == tab.Target.TargetId))
        {
            _quiet.Restart();
        }

        return open.Length > 0
            ? (open.Length == 1 ? "1 request is on its way" : $"{open.Length} requests are on their way")
                + $": '{PageAddress.Shown(open[0].Url)}'{(open.Length > 1 ? ", ..." : "")}"
            : _quiet.Elapsed < Idle ? "the last response came just now"
            : null;
    }
}
