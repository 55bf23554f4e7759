using AgentCore.Errors;
using Amazon.Runtime;
using Amazon.Util;

namespace AgentCore.Service;

/// <summary>Finds a region where neither parameter, context nor AWS.Tools names one.</summary>
internal static class RegionResolver
{
    /// <summary>Serves any region, but needs the name of one.</summary>
    private const string ForEmulator = "us-east-1";

    /// <summary>Asks the emulator's default, the profile, and then where the AWS SDK's own chain looks.</summary>
    /// <exception cref="AgentCoreException">Nobody names a region, or the chosen profile does not exist.</exception>
    public static SettingWithSource<string> Find(ConnectionSettings settings)
    {
        if (TryFind(settings) is { } found)
        {
            return found;
        }

        var profile = ProfileOf(settings);
        Profiles.Check(profile);
        throw new AgentCoreException(
            "NoRegion",
            System.Management.Automation.ErrorCategory.InvalidArgument,
            profile is null ? "No region is known." : $"No region is known: the profile '{profile.Name}' names none.")
        {
            RecommendedAction = ConnectionAdvice.Add(
                "Give -Region, or use Set-ACContext -Region, AWS_REGION or a profile with a region."),
        };
    }

    /// <summary>The same; null where nobody names one.</summary>
    public static SettingWithSource<string>? TryFind(ConnectionSettings settings)
    {
        if (settings.LocalEndpoint is not null)
        {
            return new(ForEmulator, "Emulator");
        }

        var profile = settings.Credentials?.Value as ProfileCredentials;
        if (profile is not null && InProfile(profile) is { } own)
        {
            return own;
        }

        foreach (var variable in new[] { "AWS_REGION", "AWS_DEFAULT_REGION" })
        {
            var named = settings.Credentials is null
                ? Environment.GetEnvironmentVariable(variable)
                : PassedEnvironment.Before(variable);
            if (named is { Length: > 0 } value)
            {
                return new(value, variable);
            }
        }

        // The region of another profile is not that of the chosen one.
        return profile is not null ? null : InProfile(null) ?? (settings.Credentials is null ? OfInstance() : null);
    }

    // The profile that somebody named, be it by the environment; null for the default one.
    private static ProfileCredentials? ProfileOf(ConnectionSettings settings) => settings.Credentials?.Value switch
    {
        ProfileCredentials chosen => chosen,
        RoleCredentials { Caller: ProfileCredentials caller } => caller,
        null when Environment.GetEnvironmentVariable("AWS_PROFILE") is { Length: > 0 } name => new(name, null),
        _ => null,
    };

    private static SettingWithSource<string>? InProfile(ProfileCredentials? chosen) =>
        Profiles.Find(chosen) is { Region.SystemName: { } region, Name: var name }
            ? new(region, $"Profile {name}")
            : null;

    private static SettingWithSource<string>? OfInstance()
    {
        try
        {
            return EC2InstanceMetadata.IsIMDSEnabled && EC2InstanceMetadata.Region is { SystemName: var region }
                ? new(region, "Instance metadata")
                : null;
        }
        catch (Exception absent) when (absent is not AmazonClientException)
        {
            // This machine is not an EC2 instance, so it has no region; the SDK does the same.
            return null;
        }
    }
}
