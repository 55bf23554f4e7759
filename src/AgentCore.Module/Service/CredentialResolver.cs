using System.Management.Automation;
using AgentCore.Errors;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace AgentCore.Service;

/// <summary>Turns a choice of credentials into what the AWS SDK signs with.</summary>
/// <remarks>
/// The credentials of a profile or the SDK's chain are cached while the environment is the same, for the whole process:
/// they may renew themselves, and resolving them anew takes a sign-in, a role or a program each time.
/// </remarks>
internal static class CredentialResolver
{
    /// <summary>The error's code where a profile does not exist.</summary>
    public const string ProfileNotFound = "ProfileNotFound";

    private const string FromEnvironment = "Environment variables";

    private static readonly BoundedCache<(CredentialChoice?, string), AWSCredentials> Held = new(64);

    /// <summary>
    /// The credentials, and the source of the choice; without a choice the SDK's chain decides, and that is pinned.
    /// </summary>
    /// <exception cref="AgentCoreException">The profile does not exist, or the chain has no credentials.</exception>
    public static (AWSCredentials Credentials, SettingWithSource<CredentialChoice> Choice) Resolve(
        ConnectionSettings settings)
    {
        if (settings.Credentials is { } chosen)
        {
            return (Resolve(chosen.Value), chosen);
        }

        var found = Held.Get((null, AwsEnvironment.Fingerprint()), FromChain);
        return (found, Describe(found));
    }

    /// <summary>What signs where somebody chose.</summary>
    /// <exception cref="AgentCoreException">The profile does not exist, or it has no credentials.</exception>
    public static AWSCredentials Resolve(CredentialChoice choice) => choice switch
    {
        KeyCredentials { SessionToken: null } keys => new BasicAWSCredentials(keys.AccessKey, keys.SecretKey),
        KeyCredentials keys => new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken),
        ForeignCredentials foreign => new ForeignAwsCredentials(foreign.Source),
        ProfileCredentials profile => Held.Get(
            (profile, AwsEnvironment.Fingerprint(profile.Location)), () => FromProfile(profile)),
        ChainCredentials pinned => pinned.Credentials,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    /// <summary>
    /// The profile whose settings count: the chosen one, else the one that the SDK's chain reads; null for none.
    /// </summary>
    public static CredentialProfile? ProfileOf(CredentialChoice? choice)
    {
        var location = (choice as ProfileCredentials)?.Location;
        _ = AwsEnvironment.Fingerprint(location);
        var name = (choice as ProfileCredentials)?.Name ?? DefaultAWSCredentialsIdentityResolver.GetProfileName();
        return new CredentialProfileStoreChain(location).TryGetProfile(name, out var found) ? found : null;
    }

    /// <summary>Whether credentials are the same for every request; others renew themselves.</summary>
    public static bool IsFixed(AWSCredentials credentials) =>
        credentials is BasicAWSCredentials or SessionAWSCredentials or EnvironmentKeys;

    /// <summary>Whether a profile that was chosen is there; nothing else is looked at.</summary>
    /// <exception cref="AgentCoreException">It does not exist.</exception>
    public static void CheckProfile(CredentialChoice? choice)
    {
        if (choice is ProfileCredentials profile && ProfileOf(profile) is null)
        {
            throw Missing(profile);
        }
    }

    private static AgentCoreException Missing(ProfileCredentials profile) => new(
        ProfileNotFound, ErrorCategory.AuthenticationError,
        $"There is no profile '{profile.Name}' in "
            + $"{string.Join(" or ", AwsEnvironment.ProfileFiles(profile.Location))}.")
    {
        RecommendedAction = $"Make it with: aws configure --profile {profile.Name}",
    };

    private static AWSCredentials FromProfile(ProfileCredentials profile)
    {
        CheckProfile(profile);
        var chain = new CredentialProfileStoreChain(profile.Location);
        return chain.TryGetAWSCredentials(profile.Name, out var credentials)
            ? credentials
            : throw new AgentCoreException(
                "ProfileIncomplete", ErrorCategory.AuthenticationError,
                $"The profile '{profile.Name}' holds no complete credentials.");
    }

    private static AWSCredentials FromChain()
    {
        try
        {
            // One of its own each time: the SDK's common one notices some changes of the environment, not all of them.
            using var chain = new DefaultAWSCredentialsIdentityResolver();
            var found = chain.ResolveIdentity(null);
            return found is EnvironmentVariablesAWSCredentials variables
                ? new EnvironmentKeys(variables.FetchCredentials())
                : found;
        }
        catch (Exception none) when (none is AmazonClientException or ProcessAWSCredentialException)
        {
            throw new AgentCoreException(
                "NoCredentials", ErrorCategory.AuthenticationError, $"No AWS credentials were found. {none.Message}",
                none)
            {
                RecommendedAction = ConnectionAdvice.Add(
                    "Sign in with 'aws sso login', give -ProfileName, or -AccessKey and -SecretKey, "
                        + "or try the emulator: Start-ACEmulator."),
            };
        }
    }

    private static SettingWithSource<CredentialChoice> Describe(AWSCredentials found)
    {
        var (source, profile) = found.GetType().Name switch
        {
            nameof(EnvironmentKeys) => (FromEnvironment, null),
            "AssumeRoleWithWebIdentityCredentials" => ("Web identity token", null),
            "GenericContainerCredentials" or "ECSTaskCredentials" => ("Container", null),
            "InstanceProfileAWSCredentials" or "DefaultInstanceProfileAWSCredentials" => ("Instance profile", null),
            _ => (
                $"Profile {DefaultAWSCredentialsIdentityResolver.GetProfileName()}",
                DefaultAWSCredentialsIdentityResolver.GetProfileName()),
        };
        return new(new ChainCredentials(found, profile), source);
    }

    // Those of the SDK read the variables again for each request, which would send an object's calls to another
    // account.
    private sealed class EnvironmentKeys(ImmutableCredentials keys) : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => keys;
    }
}

/// <summary>Lets our copy of the AWS SDK sign with a credential object of another copy.</summary>
/// <remarks>Keys are read afresh for every request, since temporary ones are renewed by their owner.</remarks>
internal sealed class ForeignAwsCredentials(object source) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials()
    {
        var keys = AwsToolsCredentials.Read(source);
        return new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken);
    }
}
