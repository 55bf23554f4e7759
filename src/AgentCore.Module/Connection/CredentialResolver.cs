using System.Management.Automation;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace AgentCore;

/// <summary>Turns a choice of credentials into what the AWS SDK signs with.</summary>
internal static class CredentialResolver
{
    /// <summary>What <see cref="DescribeChain"/> says where the keys are in environment variables.</summary>
    public const string FromEnvironment = "Environment variables";

    /// <exception cref="AgentCoreException">No such profile, or nobody in the chain has credentials.</exception>
    public static AWSCredentials Resolve(CredentialChoice? choice) => choice switch
    {
        KeyCredentials { SessionToken: null } keys => new BasicAWSCredentials(keys.AccessKey, keys.SecretKey),
        KeyCredentials keys => new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken),
        ForeignCredentials foreign => new ForeignAwsCredentials(foreign.Source),
        ProfileCredentials profile => FromProfile(profile),
        _ => FromChain(),
    };

    /// <summary>The region that a profile names; null where it names none or does not exist.</summary>
    public static string? RegionOf(ProfileCredentials profile)
        => new CredentialProfileStoreChain(profile.Location).TryGetProfile(profile.Name, out var found)
            ? found.Region?.SystemName
            : null;

    /// <summary>Which link of the SDK's chain would sign, in a few words; null where none has credentials.</summary>
    public static string? DescribeChain()
    {
        try
        {
            return FromChain().GetType().Name switch
            {
                "EnvironmentVariablesAWSCredentials" => FromEnvironment,
                "AssumeRoleWithWebIdentityCredentials" => "Web identity token",
                "GenericContainerCredentials" or "ECSTaskCredentials" => "Container",
                "InstanceProfileAWSCredentials" or "DefaultInstanceProfileAWSCredentials" => "Instance profile",
                _ => $"Profile {Environment.GetEnvironmentVariable("AWS_PROFILE") ?? "default"}",
            };
        }
        catch (AgentCoreException)
        {
            return null;
        }
    }

    private static AWSCredentials FromProfile(ProfileCredentials profile)
    {
        var chain = new CredentialProfileStoreChain(profile.Location);
        if (!chain.TryGetProfile(profile.Name, out _))
        {
            var where = profile.Location is null ? "the AWS configuration files" : profile.Location;
            throw new AgentCoreException(
                "ProfileNotFound", ErrorCategory.AuthenticationError, $"There is no profile '{profile.Name}' in {where}.")
            {
                RecommendedAction = $"Make it with: aws configure --profile {profile.Name}",
            };
        }
        return chain.TryGetAWSCredentials(profile.Name, out var credentials)
            ? credentials
            : throw new AgentCoreException(
                "ProfileIncomplete", ErrorCategory.AuthenticationError, $"The profile '{profile.Name}' holds no complete credentials.");
    }

    private static AWSCredentials FromChain()
    {
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException none)
        {
            throw new AgentCoreException(
                "NoCredentials", ErrorCategory.AuthenticationError, $"No AWS credentials were found. {none.Message}", none)
            {
                RecommendedAction = "Sign in with 'aws sso login', give -ProfileName, or -AccessKey and -SecretKey, "
                    + "or try the emulator: Start-ACEmulator.",
            };
        }
    }
}
