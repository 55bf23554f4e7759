namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>The recording of sessions.</summary>
public class RecordingConfig
{
    /// <summary>Whether it is on.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Where recordings are kept.</summary>
    public S3Location? S3Location { get; set; }
}
