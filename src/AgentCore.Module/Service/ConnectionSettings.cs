using AgentCore.Errors;
using AgentCore.LocalEmulator;

namespace AgentCore.Service;

/// <summary>What somebody said about where to connect and as whom; every part may be left open.</summary>
/// <param name="Region">Region name, such as <c>eu-central-1</c>.</param>
/// <param name="EndpointUrl">Base address of both planes instead of AWS's own.</param>
/// <param name="Credentials">Whose signature.</param>
/// <param name="Emulator">Set where endpoint and credentials are those of our emulator.</param>
/// <param name="Endpoints">What environment or profile named, once that was looked up; a base address goes before it.</param>
internal sealed record ConnectionSettings(
    Sourced<string>? Region = null,
    Sourced<string>? EndpointUrl = null,
    Sourced<CredentialChoice>? Credentials = null,
    EmulatorProcess? Emulator = null,
    NamedEndpoints? Endpoints = null)
{
    public static readonly ConnectionSettings Nothing = new();

    /// <summary>What two settings have in common when they lead to the same place as the same caller.</summary>
    public (string?, string?, CredentialChoice?, EmulatorProcess?, NamedEndpoints?) Key =>
        (Region?.Value, EndpointUrl?.Value, Credentials?.Value, Emulator, Endpoints);

    /// <summary>The data plane's base address; null for AWS's own, or while it was not looked for.</summary>
    public Sourced<string>? DataPlaneUrl => EndpointUrl ?? Endpoints?.DataPlane;

    /// <summary>The control plane's base address; null for AWS's own, or while it was not looked for.</summary>
    public Sourced<string>? ControlPlaneUrl => EndpointUrl ?? Endpoints?.ControlPlane;

    /// <summary>What environment and profile name as endpoints; looked up unless a base address makes that idle.</summary>
    /// <exception cref="AgentCoreException">An address is not valid.</exception>
    public NamedEndpoints? FoundEndpoints() => Endpoints ?? (EndpointUrl is null ? EndpointResolver.Find(this) : null);

    /// <summary>Joins what was said on several levels; the first that says something wins.</summary>
    /// <remarks>
    /// An emulator's endpoint and credentials belong together: its keys mean nothing anywhere else, and nobody else's
    /// signature is to be sent to it. So a level above that brings either of the two leaves the emulator out altogether.
    /// </remarks>
    public static ConnectionSettings Layer(params ConnectionSettings[] fromTheTop)
    {
        var joined = Nothing;
        foreach (var layer in fromTheTop)
        {
            if (layer.Emulator is not null && (joined.Credentials is not null || joined.EndpointUrl is not null))
            {
                continue;
            }

            joined = new ConnectionSettings(
                joined.Region ?? layer.Region,
                joined.EndpointUrl ?? layer.EndpointUrl,
                joined.Credentials ?? layer.Credentials,
                joined.Emulator ?? layer.Emulator,
                joined.Endpoints ?? layer.Endpoints);
        }

        return joined;
    }
}
