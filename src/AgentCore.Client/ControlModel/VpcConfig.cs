namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A place in a VPC.</summary>
public class VpcConfig
{
    /// <summary>Ids of the security groups. 1 to 16 entries. Required.</summary>
    public List<string>? SecurityGroups { get; set; }

    /// <summary>Ids of the subnets. 1 to 16 entries. Required.</summary>
    public List<string>? Subnets { get; set; }

    /// <summary>Whether the service adds its own way to S3 into the VPC.</summary>
    public bool? RequireServiceS3Endpoint { get; set; }
}
