namespace Amazon.BedrockAgentCore.Model;

/// <summary>A user name and password, kept in a secret.</summary>
public class BasicAuth
{
    /// <summary>ARN of the secret in AWS Secrets Manager. Required.</summary>
    public string? SecretArn { get; set; }
}
