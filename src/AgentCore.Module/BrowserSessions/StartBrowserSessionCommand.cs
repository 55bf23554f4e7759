using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>Start-ACBrowserSession: starts a browser session. Stands for the API operation StartBrowserSession.</summary>
[Cmdlet(VerbsLifecycle.Start, "ACBrowserSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(BrowserSession))]
public sealed class StartBrowserSessionCommand : StartSessionCommand
{
    /// <summary>Id or ARN of the browser.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string BrowserIdentifier { get; set; } = Defaults.Browser;

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
    public string? BrowserProfile { get; set; }

    /// <summary>
    /// Proxies to go through, at most 5: proxy.example.com:8080, or @{ Server = '..'; Port = 8080; DomainPattern = '..';
    /// SecretArn = '..' }.
    /// </summary>
    [Parameter]
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

    private protected override object? ErrorTarget => BrowserIdentifier;

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        var request = new StartBrowserSessionRequest
        {
            BrowserIdentifier = BrowserIdentifier,
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
        if (!await ConfirmAsync($"{request.Name} of {BrowserIdentifier}", "Start browser session"))
            return;
        var connection = Connect();
        var started = await connection.StartBrowserSessionAsync(this, request, cancellation);
        await WriteStartedAsync(
            started,
            () => connection.GetBrowserSessionAsync(this, BrowserIdentifier, started.SessionId, cancellation));
    }
}
