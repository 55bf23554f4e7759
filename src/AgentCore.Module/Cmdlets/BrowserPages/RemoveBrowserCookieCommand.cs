using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages.Cookies;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Remove-ACBrowserCookie: removes cookies of a browser session.</summary>
[Cmdlet(VerbsCommon.Remove, "ACBrowserCookie", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(void))]
public sealed class RemoveBrowserCookieCommand : BrowserCookieCommand
{
    private const string ByObject = "Object";

    private readonly List<BrowserCookie> _given = [];

    /// <summary>Cookies, as Get-ACBrowserCookie writes them.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [CookieArgument]
    public BrowserCookie[] Cookie { get; set; } = [];

    /// <summary>Removes all cookies.</summary>
    [Parameter(ParameterSetName = ByPosition)]
    [Parameter(ParameterSetName = ByPipeline)]
    public SwitchParameter All { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Session)) && Filter.IsEmpty && !All)
        {
            throw WithoutChoice();
        }
    }

    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != ByObject)
        {
            return base.ProcessAsync(cancellationToken);
        }

        _given.AddRange(Cookie);
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        if (Filter.IsEmpty && !All)
        {
            throw WithoutChoice();
        }

        var found = await OnBrowserAsync(
            session, "Reading the cookies", (browser, limit) => FindAsync(browser, session, limit), cancellationToken);
        foreach (var name in (Name ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            if (!found.Any(cookie => string.Equals(cookie.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                await FailAsync(Failures.NotFound($"The session has no such cookie '{name}'."), session.SessionId);
            }
        }

        await RemoveAsync(session, found, cancellationToken);
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var group in _given.GroupBy(cookie => (cookie.SessionId, cookie.Session!.Origin)))
        {
            var session = group.First().Session!;
            await EachAsync(
                session.SessionId, () => RemoveAsync(session, [.. group], cancellationToken), cancellationToken);
        }
    }

    private async Task RemoveAsync(
        BrowserSession session, IReadOnlyList<BrowserCookie> cookies, CancellationToken cancellationToken)
    {
        List<BrowserCookie> confirmed = [];
        foreach (var cookie in cookies)
        {
            if (await ConfirmAsync(session.SessionId, $"Remove the cookie {NewCookie.Of(cookie)}"))
            {
                confirmed.Add(cookie);
            }
        }

        if (confirmed.Count > 0)
        {
            await OnBrowserAsync(
                session,
                "Removing cookies",
                async (browser, limit) =>
                {
                    await Task.WhenAll(confirmed.Select(cookie => CookieJar.RemoveAsync(browser, cookie, limit)));
                    return true;
                },
                cancellationToken);
        }
    }

    private static AgentCoreException WithoutChoice() => Failures.InvalidArgument(
        "Say which cookies to remove: -Name, -Domain or -Url, or -All for all of them.");
}

/// <summary>
/// Lets a parameter that takes cookies also take what has their properties, such as a row of a file, with its session.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CookieArgumentAttribute : ItemsArgumentAttribute
{
    internal override object One(object input)
    {
        if (Bare(input) is not PSObject { BaseObject: PSCustomObject } bag
            || bag.Properties[nameof(BrowserCookie.HttpOnly)] is null
            || new BrowserSessionArgumentAttribute().SessionOf(bag) is not BrowserSession session)
        {
            return Bare(input)!;
        }

        var read = NewCookie.Read(bag);
        return new BrowserCookie(read.Name, read.Value, read.Host, read.Path ?? "/", read.Expires)
        {
            Secure = read.Secure,
            Session = session,
        };
    }
}
