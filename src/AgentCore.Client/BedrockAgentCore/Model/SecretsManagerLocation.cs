namespace Amazon.BedrockAgentCore.Model;

/// <summary>A secret in AWS Secrets Manager.</summary>
public class SecretsManagerLocation
{
    /// <summary>The ARN of the secret in AWS Secrets Manager.</summary>
    public string? SecretArn { get; set; }
}
