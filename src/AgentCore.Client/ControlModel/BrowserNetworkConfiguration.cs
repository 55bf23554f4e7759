namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>What a browser's sessions can reach.</summary>
public class BrowserNetworkConfiguration
{
    /// <summary>What can be reached: the internet, nothing, or a VPC. Required.</summary>
    public BrowserNetworkMode? NetworkMode { get; set; }

    /// <summary>The VPC, where the network mode is VPC.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
