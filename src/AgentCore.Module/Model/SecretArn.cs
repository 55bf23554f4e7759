using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>The name of a secret in AWS Secrets Manager; the secret itself is never here.</summary>
public sealed class SecretArn
{
    private SecretArn(string arn) => Arn = arn;

    /// <summary>The ARN.</summary>
    public string Arn { get; }

    /// <summary>Reads an ARN such as <c>arn:aws:secretsmanager:us-east-1:123456789012:secret:name</c>.</summary>
    /// <param name="text">The ARN.</param>
    /// <exception cref="ArgumentException">The text is not a valid ARN of a secret.</exception>
    public static SecretArn Parse(string text) => new(Limits.Form(
        "Secret ARN",
        text ?? "",
        DataLimits.SecretsManagerLocation.SecretArnPattern,
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:name"));

    /// <summary>Takes the values of a response without validation: the limits may have changed since.</summary>
    internal static SecretArn FromService(string arn) => new(arn);

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;
}
