using AgentCore.Emulator.Http;

// The nested shapes that CreateBrowser takes and GetBrowser gives back. Names and limits are those of the service's model.
namespace AgentCore.Emulator.Generated;

/// <summary>BrowserNetworkConfiguration.</summary>
internal sealed record BrowserNetworkConfiguration
{
    /// <summary>networkMode.</summary>
    [Required, OneOf(NetworkModes.Public, NetworkModes.Vpc)]
    public string? NetworkMode { get; init; }

    /// <summary>vpcConfig.</summary>
    public VpcConfig? VpcConfig { get; init; }
}

/// <summary>RecordingConfig.</summary>
internal sealed record RecordingConfig
{
    /// <summary>enabled.</summary>
    public bool? Enabled { get; init; }

    /// <summary>s3Location: where recordings go.</summary>
    public S3Location? S3Location { get; init; }
}

/// <summary>BrowserSigningConfigInput and BrowserSigningConfigOutput.</summary>
internal sealed record BrowserSigningConfig
{
    /// <summary>enabled.</summary>
    [Required]
    public bool? Enabled { get; init; }
}
