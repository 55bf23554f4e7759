namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>An attachment to a VPC.</summary>
public class VpcConfig
{
    /// <summary>The ids of the security groups. 1 to 16 entries.</summary>
    public List<string>? SecurityGroups { get; set; }

    /// <summary>The ids of the subnets. 1 to 16 entries.</summary>
    public List<string>? Subnets { get; set; }

    /// <summary>Whether the VPC must have an endpoint for the S3 access of the service.</summary>
    public bool? RequireServiceS3Endpoint { get; set; }
}
