using AgentCore.Client.Runtime;
using AgentCore.Errors;
using Amazon;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;

namespace AgentCore.Service;

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
        return new(
            Find<AmazonBedrockAgentCoreConfig>(profile, CommonVariable + "_BEDROCK_AGENTCORE"),
            Find<AmazonBedrockAgentCoreControlConfig>(profile, CommonVariable + "_BEDROCK_AGENTCORE_CONTROL"));
    }

    private static SettingWithSource<string>? Find<TConfig>(ProfileCredentials? profile, string variable)
        where TConfig : AgentCoreConfig, new()
    {
        var config = new TConfig { Profile = profile is null ? null : new Profile(profile.Name, profile.Location) };
        var source = IsSet(variable) ? variable
            : IsSet(CommonVariable) ? CommonVariable
            : $"Profile {CredentialResolver.ProfileOf(profile)?.Name}";
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
