namespace Amazon.BedrockAgentCore.Model;

/// <summary>A Chrome enterprise policy file.</summary>
public class BrowserEnterprisePolicy
{
    /// <summary>Where the policy file lies. Required.</summary>
    public ResourceLocation? Location { get; set; }

    /// <summary>Whether people in the session can override the policy.</summary>
    public BrowserEnterprisePolicyType? Type { get; set; }
}
