namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A secret in AWS Secrets Manager.</summary>
public class SecretsManagerLocation
{
    /// <summary>ARN of the secret in AWS Secrets Manager. Required.</summary>
    public string? SecretArn { get; set; }
}
