namespace Amazon.BedrockAgentCore.Model;

/// <summary>A user name and password for a proxy, kept in a secret.</summary>
public class BasicAuth
{
    /// <summary>The ARN of the secret in AWS Secrets Manager.</summary>
    public string? SecretArn { get; set; }
}
