using System.Management.Automation;
using AgentCore.Files;
using AgentCore.Pages.Cookies;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Get-ACBrowserCookie: reads the cookies of a browser session, or saves who is signed in where for Playwright.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserCookie", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserCookie), typeof(FileInfo))]
public sealed class GetBrowserCookieCommand : BrowserCookieCommand
{
    private OutputFiles? _files;

    /// <summary>
    /// A file to write the cookies to instead, and what the sites that the tabs have been to keep in localStorage: a
    /// storage state as Playwright has it. In a folder the file is named after the session.
    /// </summary>
    [Parameter]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Leaves a file that exists as it is and gives an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _files = OutFile is null ? null : new OutputFiles(LocalPaths.Full(SessionState, OutFile), NoClobber);
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        if (_files is null)
        {
            await WriteAllAsync(await OnBrowserAsync(
                session, "Reading the cookies", (browser, limit) => FindAsync(browser, session, limit),
                cancellationToken));
            return;
        }

        var file = _files.For(session.SessionId, session.SessionId + ".json");
        if (await ConfirmAsync(file.Path, $"Save cookies and local storage of {session.SessionId}"))
        {
            var state = await OnBrowserAsync(
                session, "Reading cookies and local storage", (browser, limit) => StateAsync(browser, session, limit),
                cancellationToken);
            await file.WriteAsync(state.ToBytes(), cancellationToken);
            await WriteFileAsync(file.Path);
        }
    }

    private async Task<StorageState> StateAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var cookies = await FindAsync(browser, session, cancellationToken);
        List<(string, IReadOnlyList<StoredItem>)> origins = [];
        foreach (var origin in (await SiteStorage.FindAsync(browser, cancellationToken)).Where(Filter.IsMatch))
        {
            var items = await SiteStorage.ReadAsync(browser, origin, cancellationToken);
            if (items.Count > 0)
            {
                origins.Add((origin.GetLeftPart(UriPartial.Authority), items));
            }
        }

        return new StorageState([.. cookies.Select(NewCookie.Of)], origins);
    }
}
