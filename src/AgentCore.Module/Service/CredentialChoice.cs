using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Whose credentials sign; null instead of one stands for the AWS SDK's own chain.</summary>
internal abstract record CredentialChoice
{
    // Records print their members by themselves; none of these may.
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Keys given as text.</summary>
internal sealed record KeyCredentials(string AccessKey, string SecretKey, string? SessionToken) : CredentialChoice;

/// <summary>A profile of the AWS configuration files.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Location">Another file or folder than the user's default; null for that.</param>
internal sealed record ProfileCredentials(string Name, string? Location) : CredentialChoice;

/// <summary>A credential object of AWS.Tools, which comes from another copy of the AWS SDK.</summary>
internal sealed record ForeignCredentials(object Source) : CredentialChoice;

/// <summary>What the AWS SDK's own chain came to: it stays so, whatever the environment says later.</summary>
/// <param name="Credentials">What signs; renews itself where it is of that kind.</param>
/// <param name="ProfileName">The profile that it comes from; null where it comes from none.</param>
internal sealed record ChainCredentials(AWSCredentials Credentials, string? ProfileName) : CredentialChoice;
