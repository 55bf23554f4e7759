namespace AgentCore;

/// <summary>A browser session: one remote Chromium.</summary>
public sealed class BrowserSession : AgentSession
{
    internal BrowserSession(string sessionId, string browserIdentifier)
        : base(sessionId) => BrowserIdentifier = browserIdentifier;

    /// <summary>The browser it belongs to, such as <c>aws.browser.v1</c>.</summary>
    public string BrowserIdentifier { get; private set; }

    /// <summary>Size of the visible part of its pages; null in a list.</summary>
    public ViewPort? ViewPort { get; internal init; }

    /// <summary>Whether programs may drive it: <c>ENABLED</c> or <c>DISABLED</c>; null in a list.</summary>
    public string? AutomationStreamStatus { get; internal set; }

    /// <summary>Address of its automation WebSocket, unsigned; null in a list.</summary>
    public string? AutomationEndpoint { get; internal init; }

    /// <summary>Address of its live view, unsigned; null in a list. See Get-ACLiveViewUrl.</summary>
    public string? LiveViewEndpoint { get; internal init; }

    /// <summary>Id of the browser profile it was started with; null where none was.</summary>
    public string? BrowserProfile { get; internal init; }

    /// <summary>Extensions it was started with.</summary>
    public S3Location[] Extension { get; internal init; } = [];

    /// <summary>Proxies it was started with.</summary>
    public BrowserProxy[] Proxy { get; internal init; } = [];

    /// <summary>Domains that it reaches without a proxy.</summary>
    public string[] ProxyBypass { get; internal init; } = [];

    /// <summary>Enterprise policies it was started with.</summary>
    public EnterprisePolicy[] EnterprisePolicy { get; internal init; } = [];

    /// <summary>Secrets that hold the certificates it trusts.</summary>
    public SecretArn[] Certificate { get; internal init; } = [];

    /// <summary>File systems that are mounted in it.</summary>
    public FileSystemMount[] FileSystem { get; internal init; } = [];

    /// <summary>Where its recording is kept; null where it is not recorded.</summary>
    public string? SessionReplayArtifact { get; internal init; }

    /// <summary>The tab that is meant, where one of its tabs was given for the session; null for that in use.</summary>
    internal string? TabId { get; private set; }

    /// <summary>The same session, where one of its tabs is meant.</summary>
    internal BrowserSession In(string tabId) => With<BrowserSession>(now => now.TabId = tabId);

    internal override string Owner
    {
        get => BrowserIdentifier;
        private protected set => BrowserIdentifier = value;
    }

    /// <summary>
    /// A session of which a text is all that is known: its id where it has an id's form, else its name.
    /// </summary>
    /// <param name="text">26 letters and digits, or a name, which may have wildcards.</param>
    /// <remarks>PowerShell calls it where no other parameter takes the text.</remarks>
    public static explicit operator BrowserSession(string text) =>
        new(text, Defaults.Browser) { Reference = SessionReference.Of(text) };
}
