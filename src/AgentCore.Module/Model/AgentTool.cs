namespace AgentCore;

/// <summary>What browsers and code interpreters have in common: the resources that sessions run in.</summary>
public abstract class AgentTool : AgentResource
{
    private protected AgentTool(string id)
        : base(id)
    {
    }

    /// <summary><c>SYSTEM</c> for the one that every account has, <c>CUSTOM</c> for one's own.</summary>
    public string Type => Id.StartsWith("aws.", StringComparison.Ordinal) ? "SYSTEM" : "CUSTOM";

    /// <summary>Why its creation or deletion failed; null where neither did, and in a list.</summary>
    public string? FailureReason { get; internal init; }

    /// <summary>ARN of the IAM role that its sessions work under; null where there is none, and in a list.</summary>
    public string? ExecutionRoleArn { get; internal init; }

    /// <summary>What its sessions reach: <c>PUBLIC</c>, <c>VPC</c>, and for code interpreters <c>SANDBOX</c>; null in a list.</summary>
    public string? NetworkMode { get; internal init; }

    /// <summary>Security groups of its network interfaces in a VPC.</summary>
    public string[] SecurityGroup { get; internal init; } = [];

    /// <summary>Subnets of its network interfaces in a VPC.</summary>
    public string[] Subnet { get; internal init; } = [];

    /// <summary>Whether its VPC must have the service's Amazon S3 endpoint; null where the service does not tell.</summary>
    public bool? RequireServiceS3Endpoint { get; internal init; }

    /// <summary>Secrets that hold the certificates its sessions trust.</summary>
    public SecretArn[] Certificate { get; internal init; } = [];

    /// <summary>File systems that are mounted in its sessions.</summary>
    public FileSystemMount[] FileSystem { get; internal init; } = [];
}
