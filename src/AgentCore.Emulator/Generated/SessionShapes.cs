using AgentCore.Emulator.Http;

// The nested shapes that StartBrowserSession takes and GetBrowserSession gives back, in one file because each is a few
// lines and none has a life of its own. Names and limits are those of the service's model.
namespace AgentCore.Emulator.Generated;

/// <summary>ViewPort: inner size of pages in CSS pixels.</summary>
internal sealed record ViewPort
{
    /// <summary>Width.</summary>
    [Required, Between(320, 3840)]
    public int? Width { get; init; }

    /// <summary>Height.</summary>
    [Required, Between(240, 2160)]
    public int? Height { get; init; }
}

/// <summary>BrowserExtension.</summary>
internal sealed record BrowserExtension
{
    /// <summary>Where the extension's archive is.</summary>
    [Required]
    public ResourceLocation? Location { get; init; }
}

/// <summary>ResourceLocation.</summary>
[Union]
internal sealed record ResourceLocation
{
    /// <summary>An object in S3.</summary>
    public S3Location? S3 { get; init; }
}

/// <summary>S3Location.</summary>
internal sealed record S3Location
{
    /// <summary>Bucket.</summary>
    [Required, Size(3, 63), Pattern("[a-z0-9][a-z0-9.-]*[a-z0-9]")]
    public string? Bucket { get; init; }

    /// <summary>Key or key prefix.</summary>
    [Required, Size(1, 1024)]
    public string? Prefix { get; init; }

    /// <summary>Version of the object.</summary>
    [Size(1, 1024)]
    public string? VersionId { get; init; }
}

/// <summary>BrowserProfileConfiguration.</summary>
internal sealed record BrowserProfileConfiguration
{
    /// <summary>Id of the profile to load.</summary>
    [Required, Pattern("[a-zA-Z][a-zA-Z0-9_]{0,47}-[a-zA-Z0-9]{10}")]
    public string? ProfileIdentifier { get; init; }
}

/// <summary>BrowserEnterprisePolicy.</summary>
internal sealed record BrowserEnterprisePolicy
{
    /// <summary>Where the policy file is.</summary>
    [Required]
    public ResourceLocation? Location { get; init; }

    /// <summary>How binding it is.</summary>
    [OneOf("MANAGED", "RECOMMENDED")]
    public string? Type { get; init; }
}
