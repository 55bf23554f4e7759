using System.Text.RegularExpressions;
using AgentCore.Errors;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>A place in Amazon S3, such as <c>s3://bucket/key</c>.</summary>
public sealed class S3Location
{
    private static readonly Regex AddressForm = new(
        @"\As3://([^/]+)/(.+?)(?:\?versionId=(.+))?\z",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private string _bucket = "";
    private string _prefix = "";
    private string? _versionId;

    /// <summary>The bucket: 3 to 63 lower-case letters, digits, dots and hyphens.</summary>
    /// <exception cref="ArgumentException">The value has another form.</exception>
    public string Bucket
    {
        get => _bucket;
        set => _bucket = Limits.Form(
            "S3 bucket",
            Limits.Length(
                "S3 bucket", value, DataLimits.S3Location.BucketMinLength, DataLimits.S3Location.BucketMaxLength),
            DataLimits.S3Location.BucketPattern,
            "my-bucket");
    }

    /// <summary>The key, or the beginning of keys, within the bucket: 1 to 1,024 characters.</summary>
    /// <exception cref="ArgumentException">The value is empty or too long.</exception>
    public string Prefix
    {
        get => _prefix;
        set => _prefix = Limits.Length(
            "S3 key", value, DataLimits.S3Location.PrefixMinLength, DataLimits.S3Location.PrefixMaxLength);
    }

    /// <summary>A version of the object, 1 to 1,024 characters; null for the newest.</summary>
    /// <exception cref="ArgumentException">The value is empty or too long.</exception>
    public string? VersionId
    {
        get => _versionId;
        set => _versionId = value is null ? null : Limits.Length(
            "S3 version id", value, DataLimits.S3Location.VersionIdMinLength, DataLimits.S3Location.VersionIdMaxLength);
    }

    /// <summary>Reads text such as <c>s3://bucket/key</c> or <c>s3://bucket/key?versionId=abc</c>.</summary>
    /// <param name="text">The address.</param>
    /// <exception cref="ArgumentException">It has another form.</exception>
    public static S3Location Parse(string text)
    {
        var parts = AddressForm.Match(text ?? "");
        return parts.Success
            ? new S3Location
            {
                Bucket = parts.Groups[1].Value,
                Prefix = parts.Groups[2].Value,
                VersionId = parts.Groups[3].Success ? parts.Groups[3].Value : null,
            }
            : throw new ArgumentException($"'{text}' is not a valid S3 location. Use s3://bucket/key.");
    }

    /// <summary>The place, if it can be sent.</summary>
    /// <exception cref="AgentCoreException">Something is missing.</exception>
    internal S3Location Complete() => this is { Bucket.Length: > 0, Prefix.Length: > 0 }
        ? this
        : throw Failures.InvalidArgument("An S3 location needs both Bucket and Prefix.");

    /// <summary>Takes the values of a response without validation: the limits may have changed since.</summary>
    internal static S3Location FromService(string bucket, string prefix, string? versionId) =>
        new() { _bucket = bucket, _prefix = prefix, _versionId = versionId };

    /// <summary>The address, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        $"s3://{Bucket}/{Prefix}{(VersionId is null ? "" : "?versionId=" + VersionId)}";
}

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
    /// <exception cref="ArgumentException">The text is not a valid S3 location.</exception>
    public static EnterprisePolicy Parse(string text) => new() { Location = S3Location.Parse(text) };

    /// <summary>Where the file is.</summary>
    /// <exception cref="AgentCoreException">No location is set.</exception>
    internal S3Location CompleteLocation() =>
        Location ?? throw Failures.InvalidArgument("An enterprise policy needs a Location such as s3://bucket/key.");

    /// <summary>Takes the values of a response without validation: the limits may have changed since.</summary>
    internal static EnterprisePolicy FromService(S3Location? location, string? type) =>
        new() { Location = location, _type = type };

    /// <summary>The address of the file.</summary>
    public override string ToString() => Location?.ToString() ?? "";
}
