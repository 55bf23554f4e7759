using System.Security;

namespace AgentCore;

/// <summary>For whom a connection is set.</summary>
public enum ContextScope
{
    /// <summary>
    /// The runspace that sets it. That of the runspace which first imported the module is the process's as well.
    /// </summary>
    Runspace,

    /// <summary>Every runspace of the process that has not set one of its own.</summary>
    Process,
}

/// <summary>
/// Where the cmdlets would connect, as whom, and the source of each setting. Shows no secrets; Set-ACContext
/// -InputObject takes it over in another runspace, and in another process as far as its properties lead.
/// </summary>
public sealed class Context
{
    internal Context()
    {
    }

    /// <summary>The region; null where nobody names one.</summary>
    public string? Region { get; internal init; }

    /// <summary>Who named the region.</summary>
    public string? RegionSource { get; internal init; }

    /// <summary>
    /// Whose credentials sign: a parameter's, Set-ACContext's, the emulator's, those of AWS.Tools or of a link of the
    /// AWS SDK's chain; null where nobody has any.
    /// </summary>
    public string? CredentialSource { get; internal init; }

    /// <summary>
    /// What gives the keys: keys themselves, a role, SSO, a process, a web identity, a container, an instance; null
    /// where that is not known.
    /// </summary>
    public string? CredentialType { get; internal init; }

    /// <summary>The AWS profile that is used; null where none is.</summary>
    public string? ProfileName { get; internal init; }

    /// <summary>File or folder of the profiles; null for the user's default.</summary>
    public string? ProfileLocation { get; internal init; }

    /// <summary>
    /// The access key id that signs; null where it changes, as that of a role or a sign-in does. It is not a secret.
    /// </summary>
    public string? AccessKey { get; internal init; }

    /// <summary>The secret key that goes with it; null unless Get-ACContext -IncludeSecret was asked for it.</summary>
    public SecureString? SecretKey { get; internal init; }

    /// <summary>The session token of temporary keys; null as the secret key is.</summary>
    public SecureString? SessionToken { get; internal init; }

    /// <summary>Base address that sessions are called at; null for AWS's own.</summary>
    public string? EndpointUrl { get; internal init; }

    /// <summary>Who named the endpoint.</summary>
    public string? EndpointSource { get; internal init; }

    /// <summary>
    /// Base address that browsers, profiles, code interpreters and tags are called at; null for AWS's own.
    /// </summary>
    public string? ControlPlaneEndpointUrl { get; internal init; }

    /// <summary>Who named that endpoint.</summary>
    public string? ControlPlaneEndpointSource { get; internal init; }

    /// <summary>The settings themselves, for this process.</summary>
    internal object? Settings { get; init; }
}
