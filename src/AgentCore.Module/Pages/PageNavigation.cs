using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>Opens an address in a page and waits until it has loaded.</summary>
internal static class PageNavigation
{
    // A script that never ends keeps the page from responding to any command.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(2);

    /// <summary>What the page showed in the end.</summary>
    public sealed record Outcome(string Title, string Url, int? HttpStatus);

    /// <exception cref="AgentCoreException">The text is not a valid address.</exception>
    public static void Check(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            throw Failures.InvalidArgument(
                $"'{PageAddress.Shown(url)}' is not a valid address. Use https://example.com.");
        }
    }

    /// <exception cref="AgentCoreException">The address cannot be reached, or the response is not a page.</exception>
    /// <exception cref="OperationCanceledException">Time was up; the page has stopped loading.</exception>
    public static async Task<Outcome> OpenAsync(
        AttachedPage page, string url, PageWait until, Action<string> warn, CancellationToken cancellationToken)
    {
        var watch = new NavigationWatch(until);
        using var listening = page.Listen(watch.Hear);
        try
        {
            watch.Start(await PrepareOrReplaceAsync(page, warn, cancellationToken));
            var loader = await GoAsync(page, watch, url, until, cancellationToken);
            return await DescribeAsync(page, url, loader is null ? null : watch.StatusOf(loader), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            page.Post("Page.stopLoading", new { });
            throw;
        }
    }

    private static async Task<string> PrepareOrReplaceAsync(
        AttachedPage page, Action<string> warn, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StuckAfter);
        try
        {
            return await PrepareAsync(page, timeout.Token);
        }
        catch (Exception stuck) when (stuck is OperationCanceledException or AgentCoreException
            && !cancellationToken.IsCancellationRequested)
        {
            await page.ReplaceAsync(cancellationToken);
            warn("The open page stopped responding; it was closed and a new one was opened.");
            return await PrepareAsync(page, cancellationToken);
        }
    }

    private static async Task<string> PrepareAsync(AttachedPage page, CancellationToken cancellationToken)
    {
        await page.SendAsync("Network.enable", new { }, cancellationToken);
        await page.SendAsync("Page.setLifecycleEventsEnabled", new { enabled = true }, cancellationToken);
        var tree = await page.SendAsync("Page.getFrameTree", new { }, cancellationToken);
        return tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
    }

    // The loader of the new document; null where the address only names another place in the same one.
    private static async Task<string?> GoAsync(
        AttachedPage page, NavigationWatch watch, string url, PageWait until, CancellationToken cancellationToken)
    {
        JsonElement result;
        try
        {
            result = await page.SendAsync("Page.navigate", new { url }, cancellationToken);
        }
        catch (CdpRefusal failure)
        {
            throw Failures.InvalidArgument($"The browser cannot open '{PageAddress.Shown(url)}': {failure.Message}");
        }

        var loader = result.TryGetProperty("loaderId", out var id) ? id.GetString() : null;
        if (result.TryGetProperty("errorText", out var text) && text.GetString() is { Length: > 0 } error)
        {
            // For a response without a body the browser shows its own page, but the server was reached and responded.
            return error == "net::ERR_HTTP_RESPONSE_CODE_FAILURE" && loader is not null
                && watch.StatusOf(loader) is not null
                ? loader
                : throw Failed(url, error);
        }

        return loader is null || until == PageWait.None
            ? loader
            : await page.WaitAsync(watch.Loaded, cancellationToken);
    }

    private static AgentCoreException Failed(string url, string error) => error switch
    {
        "net::ERR_ABORTED" => new(
            "NoPage",
            ErrorCategory.InvalidResult,
            $"'{PageAddress.Shown(url)}' is not a page: it is a download, or a response without content ({error})."),
        "net::ERR_INVALID_URL" =>
            Failures.InvalidArgument($"The browser cannot open '{PageAddress.Shown(url)}': {error}"),
        _ when error.StartsWith("net::ERR_CERT_", StringComparison.Ordinal) => new(
            "CertificateError",
            ErrorCategory.SecurityError,
            $"The browser does not trust the certificate of '{PageAddress.Shown(url)}': {error}"),
        _ => Failures.ConnectionFailed($"The browser cannot open '{PageAddress.Shown(url)}': {error}"),
    };

    private static async Task<Outcome> DescribeAsync(
        AttachedPage page, string requested, int? status, CancellationToken cancellationToken)
    {
        var result = await page
            .SendAsync(
                "Runtime.evaluate",
                new { expression = "[document.title, location.href]", returnByValue = true },
                cancellationToken);
        var value = result.GetProperty("result").GetProperty("value");
        var (title, url) = (value[0].GetString() ?? "", value[1].GetString() ?? "");
        // The browser's own page about a response without a body is not what was opened.
        return url.StartsWith("chrome-error:", StringComparison.Ordinal)
            ? new Outcome("", requested, status)
            : new Outcome(title, url, status);
    }
}

/// <summary>Takes note of what happens while a page is opened.</summary>
/// <param name="until">What is waited for.</param>
internal sealed class NavigationWatch(PageWait until)
{
    // The browser's name of the moment.
    private readonly string _moment = until switch
    {
        PageWait.DomContentLoaded => "DOMContentLoaded",
        PageWait.NetworkIdle => "networkIdle",
        _ => "load",
    };

    private readonly object _gate = new();
    private readonly Dictionary<string, int> _statuses = [];
    private readonly HashSet<string> _before = [];
    private readonly TaskCompletionSource<string> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _frame;
    private bool _started;

    /// <summary>Completes with the loader of the document that has come so far.</summary>
    public Task<string> Loaded => _loaded.Task;

    /// <summary>From here on a load counts; those told before were of the page that was there.</summary>
    public void Start(string frame)
    {
        lock (_gate)
        {
            (_frame, _started) = (frame, true);
        }
    }

    /// <summary>The HTTP status of a document; null where no web server sent it.</summary>
    public int? StatusOf(string loader)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(loader, out var status) ? status : null;
        }
    }

    /// <summary>Takes an event.</summary>
    public void Hear(CdpEvent said)
    {
        switch (said.Method)
        {
            case "Page.lifecycleEvent" when Text(said.Parameters, "name") == _moment:
                HearLoad(Text(said.Parameters, "frameId"), Text(said.Parameters, "loaderId"));
                break;
            case "Network.responseReceived" when Text(said.Parameters, "type") == "Document":
                HearResponse(Text(said.Parameters, "loaderId"), said.Parameters.GetProperty("response"));
                break;
        }
    }

    private void HearLoad(string frame, string loader)
    {
        lock (_gate)
        {
            if (!_started)
            {
                _before.Add(loader);
            }
            else if (frame == _frame && !_before.Contains(loader))
            {
                _loaded.TrySetResult(loader);
            }
        }
    }

    private void HearResponse(string loader, JsonElement response)
    {
        if (!Text(response, "url").StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        lock (_gate)
        {
            // A frame within the page has a loader of its own; a redirection keeps the loader and answers once.
            if (!_statuses.ContainsKey(loader))
            {
                _statuses[loader] = response.GetProperty("status").GetInt32();
            }
        }
    }

    private static string Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
