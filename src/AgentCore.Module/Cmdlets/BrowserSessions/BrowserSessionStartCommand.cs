using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages;
using AgentCore.Service;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Base of the cmdlets that start a browser session, with every member of the API operation StartBrowserSession.
/// </summary>
public abstract class BrowserSessionStartCommand : StartSessionCommand
{
    private object? _target;

    /// <summary>
    /// The browser: an object, which also has the region, an id, ARN or name. The one of every account unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [BrowserArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public Browser BrowserIdentifier { get; set; } = new(Defaults.Browser);

    /// <summary>
    /// Size of the pages' visible part, such as 1280x720: width 320 to 3840 pixels, height 240 to 2160.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ViewPortArgument]
    [ArgumentCompleter(typeof(ViewPortCompleter))]
    public ViewPort? ViewPort { get; set; }

    /// <summary>Chromium extensions to load, as ZIP files in Amazon S3 such as s3://bucket/key; at most 10.</summary>
    [Parameter]
    [ValidateCount(
        DataLimits.StartBrowserSession.ExtensionsMinCount, DataLimits.StartBrowserSession.ExtensionsMaxCount)]
    public S3Location[]? Extension { get; set; }

    /// <summary>Browser profile to start with: itself, its id, ARN or name.</summary>
    [Parameter]
    [ValidateNotNull]
    [BrowserProfileArgument]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public BrowserProfile? BrowserProfile { get; set; }

    /// <summary>
    /// Proxies to go through, at most 5: proxy.example.com:8080, or @{ Server = '..'; Port = 8080; DomainPattern =
    /// '..'; SecretArn = '..' }.
    /// </summary>
    [Parameter]
    [ProxyArgument]
    [ValidateCount(DataLimits.ProxyConfiguration.ProxiesMinCount, DataLimits.ProxyConfiguration.ProxiesMaxCount)]
    public BrowserProxy[]? Proxy { get; set; }

    /// <summary>Domains to reach without a proxy, with a dot before for all below; at most 100.</summary>
    [Parameter]
    [ValidateCount(DataLimits.ProxyBypass.DomainPatternsMinCount, DataLimits.ProxyBypass.DomainPatternsMaxCount)]
    public string[]? ProxyBypass { get; set; }

    /// <summary>
    /// Chromium enterprise policies, at most 100: s3://bucket/policy.json, or @{ Location = 's3://..'; Type = 'MANAGED'
    /// }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, DataLimits.StartBrowserSession.EnterprisePoliciesMaxCount)]
    public EnterprisePolicy[]? EnterprisePolicy { get; set; }

    /// <summary>
    /// What this PowerShell does when a page of the session opens a dialog: Dismiss, Accept or Ask; Dismiss,
    /// with a warning, unless given.
    /// </summary>
    [Parameter]
    public DialogAction? DialogAction { get; set; }

    private protected override object? ErrorTarget => _target ?? InputObject;

    private protected sealed override async Task<SessionPlan> PlanAsync(CancellationToken cancellationToken)
    {
        _target = null;
        var piped = Piped();
        var named = Given(nameof(BrowserIdentifier), BrowserIdentifier, piped as Browser, BrowserOperations.Instance);
        var profile = Given(
            nameof(BrowserProfile), BrowserProfile, piped as BrowserProfile, BrowserProfileOperations.Instance);
        _target = named.Id;
        var connection = named is { Origin: null, Arn: null, HeldRegion: null } && profile is not null
            ? Connect(profile)
            : Connect(named);
        var browser = (
            await BrowserOperations.Instance.FindOneAsync(connection, this, named, cancellationToken)).Identifier;
        var definition = Define(browser, await FindAsync(connection, profile, cancellationToken), GivenName(piped));
        return new SessionPlan(
            BrowserSessionOperations.Instance,
            connection,
            browser,
            definition.Name,
            Remembering(ExplainingStart(definition)));
    }

    private AgentResource? Piped()
    {
        if (InputObject is null or { BaseObject: string })
        {
            return null;
        }

        if (new BrowserArgumentAttribute().One(InputObject) is Browser browser)
        {
            return browser;
        }

        if (new BrowserProfileArgumentAttribute().One(InputObject) is BrowserProfile profile)
        {
            return profile;
        }

        PipelineRow.Check(
            this, InputObject, BrowserSessionOperations.Instance.Name,
            nameof(Name), nameof(BrowserIdentifier), nameof(BrowserProfile), nameof(ViewPort),
            nameof(SessionTimeoutSeconds));
        return null;
    }

    private async Task<string?> FindAsync(
        Connection connection, BrowserProfile? named, CancellationToken cancellationToken)
    {
        if (named is null)
        {
            return null;
        }

        var browser = _target;
        _target = named.Id;
        var found = await BrowserProfileOperations.Instance.FindOneAsync(connection, this, named, cancellationToken);
        _target = browser;
        return found.Id;
    }

    private SessionStart Remembering(SessionStart start) => DialogAction is not { } action
        ? start
        : async (connection, log, clientToken, cancellationToken) =>
        {
            var session = await start(connection, log, clientToken, cancellationToken);
            AutomationPool.Shared.MemoryOf(session.SessionId).DialogAction = action;
            return session;
        };

    // Browser or profile: the error of the service does not distinguish them.
    private SessionStart ExplainingStart(BrowserSessionDefinition definition)
    {
        var start = BrowserSessionOperations.PrepareStart(definition);
        return definition.BrowserProfile is not { } profile
            ? start
            : async (connection, log, clientToken, cancellationToken) =>
        {
            try
            {
                return await start(connection, log, clientToken, cancellationToken);
            }
            catch (AgentCoreException unknown) when (unknown.Category == ErrorCategory.ObjectNotFound)
            {
                if (!await BrowserProfileOperations.Instance.ExistsAsync(connection, log, profile, cancellationToken))
                {
                    _target = profile;
                }

                throw;
            }
        };
    }

    private BrowserSessionDefinition Define(string browser, string? profile, string? name) => new()
    {
        Owner = browser,
        Name = name ?? Defaults.SessionName("browser-session-", ClientToken),
        SessionTimeoutSeconds = SessionTimeoutSeconds,
        ViewPort = ViewPort,
        Extensions = Extension,
        BrowserProfile = profile,
        Proxies = Proxy,
        ProxyBypass = ProxyBypass,
        EnterprisePolicies = EnterprisePolicy,
        Certificates = Certificate,
        FileSystems = FileSystem,
        TraceId = TraceId,
        TraceParent = TraceParent,
    };
}

/// <summary>
/// Lets a parameter of type <see cref="ViewPort"/> also take width and height as two numbers: 800, 600.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ViewPortArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var bare = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return bare switch
        {
            string text when string.IsNullOrWhiteSpace(text) => null!,
            IList many => string.Join(
                "x", many.Cast<object>().Select(side => Convert.ToString(side, CultureInfo.InvariantCulture))),
            _ => inputData!,
        };
    }
}

/// <summary>Refuses a proxy's address that holds user name and password.</summary>
/// <remarks>
/// PowerShell's own error for text that cannot be converted repeats the text, and would show the password.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        foreach (var item in bare is IList many ? many : new[] { bare })
        {
            var address = item is IDictionary table ? table[nameof(BrowserProxy.Server)] : item;
            if (address?.ToString() is { } text && text.Contains('@'))
            {
                throw new ArgumentTransformationMetadataException(BrowserProxy.NoPassword);
            }
        }

        return inputData!;
    }
}

/// <summary>Completes sizes of view ports that are in use.</summary>
public sealed class ViewPortCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
    [
        ("1280x720", "A small window, HD"),
        ("1366x768", "A small laptop"),
        ("1920x1080", "A large screen, Full HD"),
        ("2560x1440", "A very large screen"),
        ("820x1180", "A tablet, upright"),
        ("390x844", "A phone, upright"),
    ];
}
