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
    // A page that was there already, and is shown again without a request, knows it from when it came.
    private const string Status = "performance.getEntriesByType('navigation')[0]?.responseStatus || null";

    // Of addresses that a browser opens in a tab.
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "http", "https", "file", "data", "blob", "filesystem", "about", "chrome", "view-source",
    };

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
            PageMove.Back => await HistoryAsync(tab, -1, cancellationToken) ?? throw NoPage("back", "first"),
            PageMove.Forward => await HistoryAsync(tab, +1, cancellationToken) ?? throw NoPage("forward", "last"),
            _ => await HistoryAsync(tab, 0, cancellationToken) ?? tab.Target.Url,
        };
        // For an address, the page has been replaced by now; where it stays, it is not to be replaced.
        var isStuck = destination.Move is PageMove.Back or PageMove.Forward or PageMove.Reload
            && !await tab.IsUsableAsync(cancellationToken);
        if (isStuck)
        {
            await tab.ReplaceAsync(cancellationToken);
            tab.Warn("The open page stopped responding; it was closed and a new one was opened.");
        }

        await destination.Settings.ApplyAsync(tab, cancellationToken);
        if (destination.Move == PageMove.None)
        {
            return await DescribeAsync(tab, url, null, isOld: true, cancellationToken)
                ?? new Outcome("", PageAddress.WithoutUser(url), null);
        }

        using var failure = new NavigationFailure(tab.Page);
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
        var isOld = destination.Move is PageMove.Back or PageMove.Forward;
        return await DescribeAsync(tab, url, response, isOld, cancellationToken)
            ?? throw await FailedAsync(tab, url, failure.Text, null);
    }

    // The browser itself knows it, also where the page hangs; null where there is none.
    private static async Task<string?> HistoryAsync(Tab tab, int step, CancellationToken cancellationToken)
    {
        var history = await tab.SendAsync("Page.getNavigationHistory", new { }, cancellationToken);
        var entries = history.GetProperty("entries");
        var place = history.GetProperty("currentIndex").GetInt32() + step;
        return place >= 0 && place < entries.GetArrayLength()
            ? entries[place].GetProperty("url").GetString()!
            : null;
    }

    private static AgentCoreException NoPage(string way, string shown) => Failures.InvalidState(
        $"The tab has no page to go {way} to: it shows the {shown} one of its history.");

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
            throw await FailedAsync(tab, url, failure.Message, failure.InnerException?.Message);
        }
        catch (OperationCanceledException)
        {
            tab.Post("Page.stopLoading", new { });
            _ = going.ContinueWith(static left => left.Exception, TaskScheduler.Default);
            throw;
        }
    }

    private static async Task<AgentCoreException> FailedAsync(Tab tab, string url, string failure, string? reason)
    {
        var error = Regex.Match(failure, "net::[A-Z0-9_]+").Value;
        // That a page crashed may be reported after its loading ended.
        if (tab.Browser.HasCrashed(tab.Target.TargetId)
            || (error == "net::ERR_ABORTED" && !await tab.IsRespondingAsync()
                && tab.Browser.HasCrashed(tab.Target.TargetId)))
        {
            return PageOpening.Crashed;
        }

        return error switch
        {
            "net::ERR_ABORTED" when !Schemes.Contains(url.Split(':')[0]) => Failures.InvalidArgument(
                $"'{PageAddress.Shown(url)}' is not an address that browsers open in a tab. Use https://example.com."),
            "net::ERR_ABORTED" => new(
                "NoPage",
                ErrorCategory.InvalidResult,
                $"'{PageAddress.Shown(url)}' is not a page: it is a download, or a response without content "
                    + $"({error})."),
            "net::ERR_INVALID_URL" =>
                Failures.InvalidArgument($"The browser cannot open '{PageAddress.Shown(url)}': {error}"),
            "" when reason is not null =>
                Failures.InvalidArgument($"The browser cannot open '{PageAddress.Shown(url)}': {reason}"),
            _ when error.StartsWith("net::ERR_CERT_", StringComparison.Ordinal) => new(
                "CertificateError",
                ErrorCategory.SecurityError,
                $"The browser does not trust the certificate of '{PageAddress.Shown(url)}': {error}"),
            _ => Failures.ConnectionFailed(
                $"The browser cannot open '{PageAddress.Shown(url)}': {(error == "" ? "it does not respond" : error)}"),
        };
    }

    // Null where the browser shows its own page, since there was no response.
    private static async Task<Outcome?> DescribeAsync(
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
        return !url.StartsWith("chrome-error:", StringComparison.Ordinal) ? new Outcome(title, url, status)
            // The browser's own page about a response without a body is not what was opened.
            : response is not null ? new Outcome("", PageAddress.WithoutUser(requested), status)
            : null;
    }

    // What the browser says about the last request for the page itself.
    private sealed class NavigationFailure : IDisposable
    {
        private readonly IPage _page;

        public NavigationFailure(IPage page)
        {
            _page = page;
            _page.RequestFailed += OnFailed;
        }

        public string Text { get; private set; } = "";

        public void Dispose() => _page.RequestFailed -= OnFailed;

        private void OnFailed(object? sender, RequestEventArgs about)
        {
            if (about.Request.IsNavigationRequest && about.Request.Frame == _page.MainFrame)
            {
                Text = about.Request.FailureText ?? "";
            }
        }
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
