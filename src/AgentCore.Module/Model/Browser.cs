namespace AgentCore;

/// <summary>A browser: what browser sessions are started from.</summary>
public sealed class Browser : AgentTool
{
    internal Browser(string browserId)
        : base(browserId)
    {
    }

    /// <summary>Its id: <c>aws.browser.v1</c>, or its name and ten characters.</summary>
    public string BrowserId => Id;

    /// <summary>Where its sessions are recorded; null where they are not, and in a list.</summary>
    public S3Location? Recording { get; internal init; }

    /// <summary>
    /// Whether its requests to web sites are signed, so that sites know the bot; null where it is not reported.
    /// </summary>
    public bool? Signing { get; internal init; }

    /// <summary>Chromium enterprise policies of all its sessions.</summary>
    public EnterprisePolicy[] EnterprisePolicy { get; internal init; } = [];
}
