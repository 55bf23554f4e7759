using AgentCore.Errors;

namespace AgentCore;

/// <summary>A file of Chromium enterprise policies in Amazon S3, such as <c>s3://bucket/policy.json</c>.</summary>
public sealed class EnterprisePolicy
{
    private string? _type;

    /// <summary>Where the file is.</summary>
    public S3Location? Location { get; set; }

    /// <summary>
    /// <c>MANAGED</c> (the page cannot change it) or <c>RECOMMENDED</c>; null for the service's default.
    /// </summary>
    /// <exception cref="ArgumentException">The value is neither.</exception>
    public string? Type
    {
        get => _type;
        set => _type = value?.ToUpperInvariant() is null or "MANAGED" or "RECOMMENDED"
            ? value?.ToUpperInvariant()
            : throw new ArgumentException($"Policy type '{value}' is not valid: MANAGED or RECOMMENDED.");
    }

    /// <summary>Reads text such as <c>s3://bucket/policy.json</c>.</summary>
    /// <param name="text">The address of the file.</param>
    /// <exception cref="ArgumentException">It is no S3 location.</exception>
    public static EnterprisePolicy Parse(string text) => new() { Location = S3Location.Parse(text) };

    /// <summary>Where the file is, if that was said.</summary>
    /// <exception cref="AgentCoreException">It was not.</exception>
    internal S3Location CompleteLocation() =>
        Location ?? throw Failures.InvalidArgument("An enterprise policy needs a Location such as s3://bucket/key.");

    /// <summary>What the service tells is taken as it is: its limits may have changed since.</summary>
    internal static EnterprisePolicy FromService(S3Location? location, string? type) =>
        new() { Location = location, _type = type };

    /// <summary>The address of the file.</summary>
    public override string ToString() => Location?.ToString() ?? "";
}
