namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Where a certificate is kept. Exactly one member is set.</summary>
public class CertificateLocation
{
    /// <summary>A secret in AWS Secrets Manager.</summary>
    public SecretsManagerLocation? SecretsManager { get; set; }
}
