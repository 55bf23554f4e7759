namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A code interpreter's network.</summary>
public class CodeInterpreterNetworkConfiguration
{
    /// <summary>The kind of network.</summary>
    public CodeInterpreterNetworkMode? NetworkMode { get; set; }

    /// <summary>The VPC to attach to; set with network mode VPC only.</summary>
    public VpcConfig? VpcConfig { get; set; }
}
