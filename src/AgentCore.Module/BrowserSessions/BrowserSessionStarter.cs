using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>Base of the cmdlets that start a browser session, with every member of the API operation StartBrowserSession.</summary>
public abstract class BrowserSessionStarter : StartSessionCommand
{
    /// <summary>The browser: itself, which also says where to start, or its id or ARN. The one of every account unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    [BrowserArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public Browser BrowserIdentifier { get; set; } = new(Defaults.Browser);

    /// <summary>Size of the pages' visible part, 1280x720 say: width 320 to 3840 pixels, height 240 to 2160.</summary>
    [Parameter]
    public ViewPort? ViewPort { get; set; }

    /// <summary>Chromium extensions to load, as ZIP files in Amazon S3 such as s3://bucket/key; at most 10.</summary>
    [Parameter]
    [ValidateCount(1, 10)]
    public S3Location[]? Extension { get; set; }

    /// <summary>Browser profile to start with: its id or an object that has it.</summary>
    [Parameter]
    [IdentifierArgument("ProfileId", "ProfileIdentifier", "BrowserProfile")]
    [ValidatePattern("^[a-zA-Z][a-zA-Z0-9_]{0,47}-[a-zA-Z0-9]{10}$")]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public string? BrowserProfile { get; set; }

    /// <summary>
    /// Proxies to go through, at most 5: proxy.example.com:8080, or @{ Server = '..'; Port = 8080; DomainPattern = '..';
    /// SecretArn = '..' }.
    /// </summary>
    [Parameter]
    [ProxyArgument]
    [ValidateCount(1, 5)]
    public BrowserProxy[]? Proxy { get; set; }

    /// <summary>Domains to reach without a proxy, with a dot before for all below; at most 100.</summary>
    [Parameter]
    [ValidateCount(1, 100)]
    public string[]? ProxyBypass { get; set; }

    /// <summary>
    /// Chromium enterprise policies, at most 100: s3://bucket/policy.json, or @{ Location = 's3://..'; Type = 'MANAGED' }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, 100)]
    public EnterprisePolicy[]? EnterprisePolicy { get; set; }

    private protected override object? ErrorTarget => BrowserIdentifier.Identifier;

    private protected sealed override SessionPlan Plan()
    {
        var request = Request();
        var browser = request.BrowserIdentifier!;
        var connection = Connect(BrowserIdentifier);
        return new SessionPlan(
            "browser session",
            $"{request.Name} of {browser}",
            async token => await connection.StartBrowserSessionAsync(this, request, token),
            async (session, token) => await connection.GetBrowserSessionAsync(this, browser, session.SessionId, token),
            async session =>
            {
                await connection.StopBrowserSessionAsync(this, browser, session.SessionId, CancellationToken.None);
                Memory.Automation.Close(session.SessionId, "the session was stopped");
            });
    }

    private StartBrowserSessionRequest Request() => new()
    {
        BrowserIdentifier = BrowserIdentifier.Identifier,
        Name = Name ?? Defaults.SessionName("browser-session-"),
        SessionTimeoutSeconds = SessionTimeoutSeconds,
        ViewPort = ViewPort.ToWire(),
        Extensions = Extension.ToExtensions(),
        ProfileConfiguration = BrowserProfile is { } id ? new BrowserProfileConfiguration { ProfileIdentifier = id } : null,
        ProxyConfiguration = Proxy.ToWire(ProxyBypass),
        EnterprisePolicies = EnterprisePolicy.ToWire(),
        Certificates = Certificate.ToWire(),
        FilesystemConfigurations = FileSystem.ToWire(),
        TraceId = TraceId,
        TraceParent = TraceParent,
    };
}
