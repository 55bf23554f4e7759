using System.Management.Automation;
using AgentCore.Pages.Cookies;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Base of the cmdlets about cookies that are there. They ask the browser alone, so that a page that hangs does not
/// matter.
/// </summary>
public abstract class BrowserCookieCommand : BrowserPageCommand
{
    /// <summary>Cookies with such a name alone, with wildcards.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [SupportsWildcards]
    [AllowEmptyString]
    public string[]? Name { get; set; }

    /// <summary>Cookies of such a domain alone, with wildcards; with and without the dot before it.</summary>
    [Parameter(ParameterSetName = ByPosition)]
    [Parameter(ParameterSetName = ByPipeline)]
    [SupportsWildcards]
    public string[]? Domain { get; set; }

    /// <summary>Cookies alone that a request for this address has.</summary>
    [Parameter(ParameterSetName = ByPosition)]
    [Parameter(ParameterSetName = ByPipeline)]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>Which cookies are meant.</summary>
    private protected CookieFilter Filter { get; private set; } = null!;

    private protected override void Prepare()
    {
        base.Prepare();
        Filter = new CookieFilter(Name, Domain, Url);
    }

    /// <summary>The cookies that are meant.</summary>
    private protected async Task<IReadOnlyList<BrowserCookie>> FindAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken) =>
        [.. (await CookieJar.ReadAsync(browser, session, cancellationToken)).Where(Filter.IsMatch)];
}
