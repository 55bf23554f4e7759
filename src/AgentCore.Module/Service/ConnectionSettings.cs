using AgentCore.Client.Runtime;
using AgentCore.Client.Runtime.Endpoints;
using AgentCore.Errors;
using Amazon;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Where to connect and as whom, with the source of each setting; every part may be unset.</summary>
/// <param name="Region">Region name, such as <c>eu-central-1</c>.</param>
/// <param name="EndpointUrl">Base address of both planes instead of AWS's own.</param>
/// <param name="Credentials">Whose signature.</param>
/// <param name="LocalEndpoint">Set where endpoint and credentials are those of our emulator.</param>
/// <param name="Endpoints">What environment or profile named, once that was looked up; a base address goes before
/// it.</param>
/// <param name="Proxy">What calls go through, where AWS.Tools has one; the machine's own needs no setting.</param>
internal sealed record ConnectionSettings(
    SettingWithSource<string>? Region = null,
    SettingWithSource<string>? EndpointUrl = null,
    SettingWithSource<CredentialChoice>? Credentials = null,
    LocalEndpoint? LocalEndpoint = null,
    NamedEndpoints? Endpoints = null,
    ProxyChoice? Proxy = null)
{
    /// <summary>What Get-ACContext calls a parameter of the cmdlet itself.</summary>
    public const string FromParameter = "Parameter";

    public static readonly ConnectionSettings Nothing = new();

    /// <summary>What two settings have in common when they lead to the same place as the same caller.</summary>
    public (string?, string?, CredentialChoice?, LocalEndpoint?, NamedEndpoints?, ProxyChoice?) Key =>
        (Region?.Value, EndpointUrl?.Value, Credentials?.Value, LocalEndpoint, Endpoints, Proxy);

    /// <summary>The data plane's base address; null for AWS's own, or while it was not looked for.</summary>
    public SettingWithSource<string>? DataPlaneUrl => EndpointUrl ?? Endpoints?.DataPlane;

    /// <summary>The control plane's base address; null for AWS's own, or while it was not looked for.</summary>
    public SettingWithSource<string>? ControlPlaneUrl => EndpointUrl ?? Endpoints?.ControlPlane;

    /// <summary>
    /// What environment and profile name as endpoints; looked up unless a base address makes that idle.
    /// </summary>
    /// <exception cref="AgentCoreException">An address is not valid.</exception>
    public NamedEndpoints? FoundEndpoints() => Endpoints ?? (EndpointUrl is null ? EndpointResolver.Find(this) : null);

    /// <summary>Merges the settings of several levels; the first level that has a setting wins.</summary>
    /// <remarks>
    /// An emulator's endpoint and credentials belong together: its keys mean nothing anywhere else, and nobody else's
    /// signature is to be sent to it. So a level above that brings either of the two leaves the emulator out
    /// altogether. A role that is to be assumed by whom the environment names does not: no call is to leave for AWS
    /// without a word while the emulator is the connection.
    /// </remarks>
    /// <exception cref="AgentCoreException">
    /// A role is given without who assumes it, and an emulator is below.
    /// </exception>
    public static ConnectionSettings Layer(params ConnectionSettings[] fromTheTop)
    {
        var joined = Nothing;
        foreach (var layer in fromTheTop)
        {
            if (layer.LocalEndpoint is { } emulator
                && joined is { EndpointUrl: null, Credentials.Value: RoleCredentials { Caller: null } role })
            {
                throw Failures.InvalidArgument(
                    $"The role {role.RoleArn} cannot be assumed in the emulator at {emulator.Url}, which is the "
                        + "connection. For AWS, name who assumes it as well (-ProfileName, or keys), or stop the "
                        + "emulator first: Stop-ACEmulator.");
            }

            if (layer.LocalEndpoint is not null && (joined.Credentials is not null || joined.EndpointUrl is not null))
            {
                continue;
            }

            joined = new ConnectionSettings(
                joined.Region ?? layer.Region,
                joined.EndpointUrl ?? layer.EndpointUrl,
                Join(joined.Credentials, layer.Credentials),
                joined.LocalEndpoint ?? layer.LocalEndpoint,
                joined.Endpoints ?? layer.Endpoints,
                joined.Proxy ?? layer.Proxy);
        }

        return joined;
    }

    // A role that is named without its caller is assumed by whom the next level names.
    private static SettingWithSource<CredentialChoice>? Join(
        SettingWithSource<CredentialChoice>? above, SettingWithSource<CredentialChoice>? below) =>
        above?.Value is RoleCredentials { Caller: null } role && below is not null
            ? new(role with { Caller = below.Value }, above.Source)
            : above ?? below;

    /// <summary>Whether a text can be the name of a region.</summary>
    public static bool IsRegion(string text) => RegionName.IsValid(text);

    /// <summary>Whether a text can be the base address of a service.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0;
}

/// <summary>A setting with its source, in the words that Get-ACContext shows.</summary>
internal sealed record SettingWithSource<T>(T Value, string Source)
    where T : notnull;

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

/// <summary>A role that is assumed.</summary>
/// <param name="Caller">Who assumes it; null for whom the AWS SDK's own chain finds.</param>
/// <param name="RoleArn">The role.</param>
/// <param name="SessionName">What CloudTrail calls the caller.</param>
internal sealed record RoleCredentials(CredentialChoice? Caller, string RoleArn, string SessionName) : CredentialChoice;

/// <summary>A credential object of AWS.Tools, which comes from another copy of the AWS SDK.</summary>
internal sealed record ForeignCredentials(object Source) : CredentialChoice;

/// <summary>The result of the AWS SDK's own chain; later changes of the environment do not affect it.</summary>
/// <param name="Credentials">What signs; renews itself where it is of that kind.</param>
/// <param name="ProfileName">The profile that it comes from; null where it comes from none.</param>
internal sealed record ChainCredentials(AWSCredentials Credentials, string? ProfileName) : CredentialChoice;

/// <summary>Base addresses that environment variables or a profile name instead of AWS's own.</summary>
/// <param name="DataPlane">Of the data plane; null for AWS's own.</param>
/// <param name="ControlPlane">Of the control plane; null for AWS's own.</param>
internal sealed record NamedEndpoints(SettingWithSource<string>? DataPlane, SettingWithSource<string>? ControlPlane);

/// <summary>Finds the endpoints where neither parameter, context nor emulator names one.</summary>
internal static class EndpointResolver
{
    private const string CommonVariable = "AWS_ENDPOINT_URL";

    /// <summary>As the AWS SDK finds them: variable of the plane, common variable, profile.</summary>
    /// <exception cref="AgentCoreException">An address is not valid.</exception>
    public static NamedEndpoints Find(ConnectionSettings settings)
    {
        var profile = settings.Credentials?.Value as ProfileCredentials;
        _ = AwsEnvironment.Fingerprint(profile?.Location);
        if (settings.Credentials is not null && PassedEnvironment.Sets(CommonVariable + "_BEDROCK_AGENTCORE"))
        {
            return WithoutPassed(profile);
        }

        return new(
            Find<AmazonBedrockAgentCoreConfig>(profile, CommonVariable + "_BEDROCK_AGENTCORE"),
            Find<AmazonBedrockAgentCoreControlConfig>(profile, CommonVariable + "_BEDROCK_AGENTCORE_CONTROL"));
    }

    // Nobody else's signature is to be sent to the emulator that the variables of this process lead others to.
    private static NamedEndpoints WithoutPassed(ProfileCredentials? profile)
    {
        var common = PassedEnvironment.Before(CommonVariable);
        return new(
            Before(CommonVariable + "_BEDROCK_AGENTCORE"), Before(CommonVariable + "_BEDROCK_AGENTCORE_CONTROL"));

        SettingWithSource<string>? Before(string variable) =>
            PassedEnvironment.Before(variable) is { Length: > 0 } own ? new(own.TrimEnd('/'), variable)
            : common is { Length: > 0 } ? new(common.TrimEnd('/'), CommonVariable)
            : Profiles.Find(profile) is { EndpointUrl: { Length: > 0 } url, Name: var name }
                ? new(url.TrimEnd('/'), $"Profile {name}")
            : null;
    }

    private static SettingWithSource<string>? Find<TConfig>(ProfileCredentials? profile, string variable)
        where TConfig : AgentCoreConfig, new()
    {
        var config = new TConfig { Profile = profile is null ? null : new Profile(profile.Name, profile.Location) };
        var source = IsSet(variable) ? variable
            : IsSet(CommonVariable) ? CommonVariable
            : $"Profile {Profiles.Find(profile)?.Name}";
        try
        {
            return config.ServiceURL?.TrimEnd('/') switch
            {
                null or "" => null,
                var url when ConnectionSettings.IsWebAddress(url) => new(url, source),
                var url => throw NotValid($"'{UrlSecrets.Hide(url)}', from {source},"),
            };
        }
        catch (AmazonClientException)
        {
            throw NotValid($"The endpoint from {source}");
        }
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    private static AgentCoreException NotValid(string what) =>
        Failures.InvalidArgument($"{what} is not a valid address. Use https://host or http://127.0.0.1:9580.");
}
