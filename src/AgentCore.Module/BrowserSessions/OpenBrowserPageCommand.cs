using System.Management.Automation;

namespace AgentCore;

/// <summary>Open-ACBrowserPage: opens an address in a browser session and waits until the page has loaded.</summary>
[Cmdlet(VerbsCommon.Open, "ACBrowserPage", DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserPage))]
public sealed class OpenBrowserPageCommand : BrowserPageCommand
{
    /// <summary>The address to open, such as https://example.com.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Url { get; set; } = "";

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out _))
            throw Refusal.InvalidArgument($"'{Url}' is no address. It looks like https://example.com.");
        var page = await OnPageAsync(
            session,
            $"Loading '{Url}'",
            (attached, limit) => PageNavigation.OpenAsync(attached, Url, Warn, limit),
            cancellation);
        await WriteAsync(new BrowserPage(page.Title, page.Url, page.HttpStatus, session.SessionId));
    }
}
