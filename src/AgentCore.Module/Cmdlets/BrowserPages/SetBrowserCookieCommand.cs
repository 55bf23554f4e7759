using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Pages.Cookies;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Set-ACBrowserCookie: sets cookies of a browser session: one, those that come down the pipeline, or those of a file
/// that Playwright or Get-ACBrowserCookie wrote.
/// </summary>
[Cmdlet(
    VerbsCommon.Set, "ACBrowserCookie", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserCookie))]
public sealed class SetBrowserCookieCommand : BrowserPageCommand
{
    private const string ByObject = "Object";
    private const string ByName = "Name";
    private const string ByFile = "File";

    private readonly List<NewCookie> _given = [];
    private IReadOnlyList<(Uri Origin, IReadOnlyList<StoredItem> Items)> _sites = [];

    /// <summary>The session: itself, what has its id, its id or its name, with wildcards.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByFile, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument]
    public override BrowserSession[]? Session { get; set; }

    /// <summary>
    /// Cookies: as Get-ACBrowserCookie writes them, also of another session, hashtables, or rows of a file with Name,
    /// Value, Domain or Url, Path, Expires, Secure, HttpOnly and SameSite.
    /// </summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public object[] Cookie { get; set; } = [];

    /// <summary>The cookie's name.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true)]
    [AllowEmptyString]
    public string Name { get; set; } = "";

    /// <summary>What it holds.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true)]
    [AllowEmptyString]
    public string Value { get; set; } = "";

    /// <summary>An address whose host gets the cookie.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>The host that gets it, instead of -Url; with a dot before it, also the hosts below it.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <summary>The path of addresses that get it; / for all unless given.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public string? CookiePath { get; set; }

    /// <summary>When the browser forgets it; at its end unless given.</summary>
    [Parameter(ParameterSetName = ByName)]
    public DateTime? Expires { get; set; }

    /// <summary>Sends it over encrypted connections alone.</summary>
    [Parameter(ParameterSetName = ByName)]
    public SwitchParameter Secure { get; set; }

    /// <summary>Hides it from scripts.</summary>
    [Parameter(ParameterSetName = ByName)]
    public SwitchParameter HttpOnly { get; set; }

    /// <summary>Which requests from other sites have it: Lax, Strict or None.</summary>
    [Parameter(ParameterSetName = ByName)]
    public CookieSameSite? SameSite { get; set; }

    /// <summary>
    /// A storage state, as Playwright and Get-ACBrowserCookie write it: its cookies are set, and what it has of
    /// localStorage.
    /// </summary>
    [Parameter(ParameterSetName = ByFile, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Writes the cookies as the browser has them.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Name)))
        {
            _given.Add(new NewCookie(Name, Value)
            {
                Url = Url,
                Domain = Domain,
                Path = CookiePath,
                Expires = Expires is { } end ? new DateTimeOffset(end) : null,
                Secure = Secure,
                HttpOnly = HttpOnly,
                SameSite = SameSite,
            }.Checked());
        }
        else if (Path.Length > 0)
        {
            var file = LocalPaths.Existing(SessionState, Path);
            var state = StorageState.Parse(file.FullName, File.ReadAllText(file.FullName));
            _given.AddRange(state.Cookies);
            _sites = [.. state.Origins.Select(site => (OriginOf(site.Origin), site.Items))];
        }
    }

    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != ByObject)
        {
            return base.ProcessAsync(cancellationToken);
        }

        _given.AddRange(Cookie.Select(NewCookie.Read));
        return Task.CompletedTask;
    }

    // Those of the pipeline are set together.
    private protected override Task EndAsync(CancellationToken cancellationToken) =>
        ParameterSetName == ByObject ? base.ProcessAsync(cancellationToken) : Task.CompletedTask;

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        List<NewCookie> confirmed = [];
        foreach (var cookie in _given)
        {
            if (cookie.Expires <= DateTimeOffset.UtcNow)
            {
                Warn($"The cookie {cookie} has expired and is not set.");
            }
            else if (await ConfirmAsync(session.SessionId, $"Set the cookie {cookie}"))
            {
                confirmed.Add(cookie);
            }
        }

        if (confirmed.Count > 0)
        {
            await OnBrowserAsync(
                session, "Setting cookies", (browser, limit) => SetAsync(browser, session, confirmed, limit),
                cancellationToken);
        }

        foreach (var (origin, items) in _sites)
        {
            var site = origin.GetLeftPart(UriPartial.Authority);
            if (await ConfirmAsync(session.SessionId, $"Set {items.Count} entries of the local storage of {site}"))
            {
                await EachAsync(
                    session.SessionId,
                    () => OnBrowserAsync(
                        session,
                        $"Setting the local storage of {site}",
                        async (browser, limit) =>
                        {
                            await SiteStorage.WriteAsync(browser, origin, items, limit);
                            return true;
                        },
                        cancellationToken),
                    cancellationToken);
            }
        }
    }

    private async Task<bool> SetAsync(
        SessionBrowser browser, BrowserSession session, List<NewCookie> cookies, CancellationToken cancellationToken)
    {
        // One that the browser does not take keeps no other from being set.
        var settings = cookies.Select(cookie => CookieJar.SetAsync(browser, cookie, cancellationToken)).ToArray();
        await Task.WhenAny(Task.WhenAll(settings));
        cancellationToken.ThrowIfCancellationRequested();
        var kept = await CookieJar.ReadAsync(browser, session, cancellationToken);
        foreach (var (cookie, setting) in cookies.Zip(settings, (cookie, setting) => (cookie, setting)))
        {
            var found = kept.FirstOrDefault(one => CookieJar.IsSame(one, cookie));
            var failure = setting.IsFaulted ? setting.Exception!.InnerException
                : found is null ? CookieJar.Failed(cookie, "its rules for such a domain do not allow it.")
                : null;
            if (failure is not null)
            {
                await FailAsync(failure, session.SessionId);
            }
            else if (PassThru)
            {
                await WriteAsync(found!);
            }
        }

        return true;
    }

    private static Uri OriginOf(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw Failures.InvalidArgument(
                $"The origin '{origin}' of the file is not valid. It has to be one such as https://example.com.");
}
