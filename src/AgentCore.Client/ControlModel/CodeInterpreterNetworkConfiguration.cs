namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>What a code interpreter's sessions can reach.</summary>
public class CodeInterpreterNetworkConfiguration
{
    /// <summary>What can be reached: the internet, nothing, or a VPC. Required.</summary>
    public CodeInterpreterNetworkMode? NetworkMode { get; set; }

    /// <summary>The VPC, where the network mode is VPC.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
