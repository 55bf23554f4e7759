namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Whether and where sessions are recorded.</summary>
public class RecordingConfig
{
    /// <summary>Whether it is switched on.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Where the recordings go.</summary>
    public S3Location? S3Location { get; set; }
}
