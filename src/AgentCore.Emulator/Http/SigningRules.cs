namespace AgentCore.Emulator.Http;

/// <summary>What a service's signatures have of their own. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.</summary>
/// <param name="Service">Name of the service in the credential scope.</param>
/// <param name="LongestLifetime">How long a presigned address may be valid.</param>
internal sealed record SigningRules(string Service, TimeSpan LongestLifetime)
{
    /// <summary>Stands for the hash of a body that is not signed.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>Those of AgentCore; it presigns live views only, and for no longer than this.</summary>
    public static SigningRules AgentCore { get; } = new("bedrock-agentcore", TimeSpan.FromSeconds(300));

    /// <summary>Those of S3.</summary>
    public static SigningRules S3 { get; } = new("s3", TimeSpan.FromDays(7))
    {
        IsPathEncodedOnce = true,
        CanLeavePayloadUnsigned = true,
    };

    /// <summary>Whether the path is signed as it is sent: every service but S3 encodes it once more.</summary>
    public bool IsPathEncodedOnce { get; private init; }

    /// <summary>Whether the body may be left out of the signature, as it is in presigned addresses.</summary>
    public bool CanLeavePayloadUnsigned { get; private init; }
}
