namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A certificate authority to trust.</summary>
public class Certificate
{
    /// <summary>Where the certificate is kept. Required.</summary>
    public CertificateLocation? Location { get; set; }
}
