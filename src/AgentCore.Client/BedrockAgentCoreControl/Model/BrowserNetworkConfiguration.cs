namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A browser's network.</summary>
public class BrowserNetworkConfiguration
{
    /// <summary>The kind of network.</summary>
    public BrowserNetworkMode? NetworkMode { get; set; }

    /// <summary>The VPC to attach to; set with network mode VPC only.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
