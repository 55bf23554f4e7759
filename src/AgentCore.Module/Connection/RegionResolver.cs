using Amazon.Runtime;

namespace AgentCore;

/// <summary>Finds a region where neither parameter, context nor AWS.Tools names one.</summary>
internal static class RegionResolver
{
    /// <summary>Serves any region, but needs the name of one.</summary>
    private const string ForEmulator = "us-east-1";

    /// <summary>Asks the emulator's default, the profile, and then the AWS SDK's own chain.</summary>
    /// <exception cref="AgentCoreException">Nobody names a region.</exception>
    public static Sourced<string> Find(ConnectionSettings settings) => TryFind(settings)
        ?? throw new AgentCoreException("NoRegion", System.Management.Automation.ErrorCategory.InvalidArgument, "No region is known.")
        {
            RecommendedAction = "Give -Region, or use Set-ACContext -Region, AWS_REGION or a profile with a region.",
        };

    /// <summary>The same; null where nobody names one.</summary>
    public static Sourced<string>? TryFind(ConnectionSettings settings)
    {
        if (settings.Emulator is not null)
            return new(ForEmulator, "Emulator");
        if (settings.Credentials?.Value is ProfileCredentials profile && CredentialResolver.RegionOf(profile) is { } named)
            return new(named, $"Profile {profile.Name}");
        foreach (var variable in new[] { "AWS_REGION", "AWS_DEFAULT_REGION" })
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
                return new(value, variable);
        }
        return FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: settings.Credentials is null) is { } found
            ? new(found.SystemName, "AWS SDK")
            : null;
    }
}
