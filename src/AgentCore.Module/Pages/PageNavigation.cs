using System.Management.Automation;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using PuppeteerSharp;

namespace AgentCore.Pages;

/// <summary>Opens an address in a page and waits until it has loaded.</summary>
internal static class PageNavigation
{
    // A script that never ends keeps the page from responding to any command.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(2);

    // A page that was there already, and is shown again without a request, knows it from when it came.
    private const string Status = "performance.getEntriesByType('navigation')[0]?.responseStatus || null";

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

    /// <exception cref="AgentCoreException">
    /// The address cannot be reached, the response is not a page, there is nothing to go back or forward to, or a
    /// setting is not valid.
    /// </exception>
    /// <exception cref="OperationCanceledException">Time was up; the page has stopped loading.</exception>
    public static async Task<Outcome> OpenAsync(
        Tab tab, PageDestination destination, CancellationToken cancellationToken)
    {
        var url = destination.Move switch
        {
            PageMove.Address => destination.Url!,
            PageMove.Back => await HistoryAsync(tab, -1, cancellationToken),
            PageMove.Forward => await HistoryAsync(tab, +1, cancellationToken),
            _ => tab.Target.Url,
        };
        // Where it stays, the page is not to be replaced.
        var isStuck = destination.Move != PageMove.None && !await RespondsAsync(tab, cancellationToken);
        if (isStuck)
        {
            await tab.ReplaceAsync(cancellationToken);
            tab.Warn("The open page stopped responding; it was closed and a new one was opened.");
        }

        await destination.Settings.ApplyAsync(tab, cancellationToken);
        if (destination.Move == PageMove.None)
        {
            return await DescribeAsync(tab, url, null, isOld: true, cancellationToken);
        }

        var options = new NavigationOptions { Timeout = 0, WaitUntil = MomentOf(destination.Until) };
        var response = await GoAsync(
            tab,
            url,
            page => (isStuck ? PageMove.Address : destination.Move) switch
            {
                PageMove.Back => page.GoBackAsync(options),
                PageMove.Forward => page.GoForwardAsync(options),
                PageMove.Reload => page.ReloadAsync(new ReloadOptions { Timeout = 0, WaitUntil = options.WaitUntil }),
                _ => page.GoToAsync(url, options),
            },
            cancellationToken);
        return await DescribeAsync(
            tab, url, response, destination.Move is PageMove.Back or PageMove.Forward, cancellationToken);
    }

    // The browser itself knows it, also where the page hangs.
    private static async Task<string> HistoryAsync(Tab tab, int step, CancellationToken cancellationToken)
    {
        var history = await tab.SendAsync("Page.getNavigationHistory", new { }, cancellationToken);
        var entries = history.GetProperty("entries");
        var place = history.GetProperty("currentIndex").GetInt32() + step;
        return place >= 0 && place < entries.GetArrayLength()
            ? entries[place].GetProperty("url").GetString()!
            : throw Failures.InvalidState(
                $"The tab has no page to go {(step < 0 ? "back" : "forward")} to: it shows the "
                    + $"{(step < 0 ? "first" : "last")} one of its history.");
    }

    private static async Task<bool> RespondsAsync(Tab tab, CancellationToken cancellationToken)
    {
        if (tab.PendingAddress is not null)
        {
            return true;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StuckAfter);
        try
        {
            await tab.SendAsync("Runtime.evaluate", new { expression = "0" }, timeout.Token);
            return true;
        }
        catch (Exception stuck) when (stuck is OperationCanceledException or AgentCoreException
            && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static WaitUntilNavigation[] MomentOf(PageWait until) => until switch
    {
        PageWait.DomContentLoaded => [WaitUntilNavigation.DOMContentLoaded],
        PageWait.NetworkIdle => [WaitUntilNavigation.Networkidle0],
        PageWait.None => [],
        _ => [WaitUntilNavigation.Load],
    };

    private static async Task<IResponse?> GoAsync(
        Tab tab, string url, Func<IPage, Task<IResponse>> go, CancellationToken cancellationToken)
    {
        var going = go(tab.Page);
        try
        {
            return await tab.WaitAsync(going, cancellationToken);
        }
        catch (NavigationException failure)
        {
            throw Failed(url, failure);
        }
        catch (OperationCanceledException)
        {
            tab.Post("Page.stopLoading", new { });
            _ = going.ContinueWith(static left => left.Exception, TaskScheduler.Default);
            throw;
        }
    }

    private static AgentCoreException Failed(string url, NavigationException failure)
    {
        var error = Regex.Match(failure.Message, "net::[A-Z0-9_]+").Value;
        return error switch
        {
            "net::ERR_ABORTED" => new(
                "NoPage",
                ErrorCategory.InvalidResult,
                $"'{PageAddress.Shown(url)}' is not a page: it is a download, or a response without content "
                    + $"({error})."),
            "net::ERR_INVALID_URL" =>
                Failures.InvalidArgument($"The browser cannot open '{PageAddress.Shown(url)}': {error}"),
            "" => Failures.InvalidArgument(
                $"The browser cannot open '{PageAddress.Shown(url)}': {failure.InnerException?.Message}"),
            _ when error.StartsWith("net::ERR_CERT_", StringComparison.Ordinal) => new(
                "CertificateError",
                ErrorCategory.SecurityError,
                $"The browser does not trust the certificate of '{PageAddress.Shown(url)}': {error}"),
            _ => Failures.ConnectionFailed($"The browser cannot open '{PageAddress.Shown(url)}': {error}"),
        };
    }

    private static async Task<Outcome> DescribeAsync(
        Tab tab, string requested, IResponse? response, bool isOld, CancellationToken cancellationToken)
    {
        var result = await tab.SendAsync(
            "Runtime.evaluate",
            new { expression = $"[document.title, location.href, {Status}]", returnByValue = true },
            cancellationToken);
        var value = result.GetProperty("result").GetProperty("value");
        var (title, url) = (value[0].GetString() ?? "", value[1].GetString() ?? "");
        var status = response is { Url: { } from } && from.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? (int?)response.Status
            : isOld && value[2].ValueKind == JsonValueKind.Number ? value[2].GetInt32()
            : null;
        // The browser's own page about a response without a body is not what was opened.
        return url.StartsWith("chrome-error:", StringComparison.Ordinal)
            ? new Outcome("", requested, status)
            : new Outcome(title, url, status);
    }
}

/// <summary>Where to go in a tab.</summary>
/// <param name="Move">The way.</param>
/// <param name="Url">The address, where that is the way.</param>
/// <param name="Until">What to wait for.</param>
internal sealed record PageDestination(PageMove Move, string? Url, PageWait Until)
{
    /// <summary>What is set before.</summary>
    public PageSettings Settings { get; init; } = new();

    /// <summary>An address.</summary>
    public static PageDestination At(string url, PageWait until) => new(PageMove.Address, url, until);
}

/// <summary>The way to another page.</summary>
internal enum PageMove
{
    /// <summary>To an address.</summary>
    Address,

    /// <summary>To the page before this one.</summary>
    Back,

    /// <summary>To the page that was left by going back.</summary>
    Forward,

    /// <summary>To the same page again.</summary>
    Reload,

    /// <summary>Nowhere: the page stays.</summary>
    None,
}
