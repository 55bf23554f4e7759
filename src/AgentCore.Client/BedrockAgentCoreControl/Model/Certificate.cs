namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A root certificate to trust.</summary>
public class Certificate
{
    /// <summary>Where it is kept.</summary>
    public CertificateLocation? Location { get; set; }
}
