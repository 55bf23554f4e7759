namespace Amazon.BedrockAgentCore.Model;

/// <summary>A Chromium enterprise policy file.</summary>
public class BrowserEnterprisePolicy
{
    /// <summary>Where it is kept.</summary>
    public ResourceLocation? Location { get; set; }

    /// <summary>The kind.</summary>
    public BrowserEnterprisePolicyType? Type { get; set; }
}
