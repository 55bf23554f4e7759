using System.Management.Automation;
using System.Net;
using AgentCore.Errors;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace AgentCore.Service;

/// <summary>Makes credentials of the profiles of the AWS configuration files.</summary>
internal static class Profiles
{
    /// <summary>
    /// The profile whose settings count: the chosen one, else the one that the SDK's chain reads; null for none.
    /// </summary>
    public static CredentialProfile? Find(ProfileCredentials? choice)
    {
        _ = AwsEnvironment.Fingerprint(choice?.Location);
        var name = choice?.Name ?? DefaultAWSCredentialsIdentityResolver.GetProfileName();
        return choice?.Location is { } location && !File.Exists(location) && !Directory.Exists(location)
            ? null
            : new CredentialProfileStoreChain(choice?.Location).TryGetProfile(name, out var found) ? found : null;
    }

    /// <summary>Whether a profile that was chosen is there; nothing else is looked at.</summary>
    /// <exception cref="AgentCoreException">It does not exist.</exception>
    public static void Check(CredentialChoice? choice)
    {
        if (choice is ProfileCredentials profile && Find(profile) is null)
        {
            throw Missing(profile, $"There is no profile '{profile.Name}'");
        }
    }

    /// <summary>What signs with the profile. Nothing is called yet.</summary>
    /// <param name="choice">The profile.</param>
    /// <param name="proxy">What the calls that give temporary keys go through; null for the machine's own.</param>
    /// <exception cref="AgentCoreException">It does not exist, or it has no credentials.</exception>
    public static AWSCredentials Resolve(ProfileCredentials choice, IWebProxy? proxy)
    {
        Check(choice);
        var profile = Find(choice)!;
        CheckSources(choice, profile);
        var source = Describe(profile);
        try
        {
            var credentials = AWSCredentialsFactory.GetAWSCredentials(
                profile, new CredentialProfileStoreChain(choice.Location), nonCallbackOnly: false);
            Prepare(credentials, choice.Name, proxy);
            return credentials is BasicAWSCredentials or SessionAWSCredentials
                ? credentials
                : new ExplainedCredentials(credentials, source);
        }
        catch (Exception incomplete) when (incomplete is InvalidDataException or InvalidOperationException)
        {
            throw new AgentCoreException(
                "ProfileIncomplete", ErrorCategory.AuthenticationError,
                $"The profile '{choice.Name}' holds no complete credentials.", incomplete)
            {
                RecommendedAction = $"Complete it with: aws configure --profile {choice.Name}",
            };
        }
    }

    // What the SDK would say of these names another profile, or an assembly.
    private static void CheckSources(ProfileCredentials choice, CredentialProfile first)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var profile = first; seen.Add(profile.Name);)
        {
            if (profile.Options.LoginSession is { Length: > 0 })
            {
                throw new AgentCoreException(
                    "ProfileNotSupported", ErrorCategory.AuthenticationError,
                    $"The profile '{profile.Name}' signs in by 'aws login', whose keys this module cannot read itself.")
                {
                    RecommendedAction = "Use a profile with this line: credential_process = "
                        + $"aws configure export-credentials --profile {profile.Name} --format process",
                };
            }

            if (profile.Options.SourceProfile is not { Length: > 0 } source)
            {
                return;
            }

            var next = new ProfileCredentials(source, choice.Location);
            profile = Find(next)
                ?? throw Missing(
                    next, $"The profile '{profile.Name}' has the source_profile '{source}', which is not");
        }
    }

    private static void Prepare(AWSCredentials credentials, string profile, IWebProxy? proxy)
    {
        for (var next = credentials; next is not null; next = (next as AssumeRoleAWSCredentials)?.SourceCredentials)
        {
            if (next is AssumeRoleAWSCredentials { Options: var options })
            {
                var serial = options.MfaSerialNumber;
                options.ProxySettings = proxy;
                options.MfaTokenCodeCallback = () => AskForCode(profile, serial);
            }
            else if (next is SSOAWSCredentials sso)
            {
                sso.Options.ProxySettings = proxy;
            }
        }
    }

    private static string AskForCode(string profile, string serial) =>
        CredentialPrompt.Current?.Invoke($"MFA code of {serial} for the profile '{profile}'") is { Length: > 0 } code
            ? code.Trim()
            : throw new AgentCoreException(
                "MfaCodeNeeded", ErrorCategory.AuthenticationError,
                $"The profile '{profile}' needs a code of the MFA device {serial}, "
                    + "and nobody can be asked for it here.")
            {
                RecommendedAction = "Use it at a prompt first, in this process, or give keys that "
                    + $"'aws configure export-credentials --profile {profile}' prints.",
            };

    private static CredentialSource Describe(CredentialProfile profile)
    {
        var options = profile.Options;
        var kind = options switch
        {
            { CredentialProcess.Length: > 0 } => CredentialSource.Process,
            { SsoAccountId.Length: > 0 } or { SsoSession.Length: > 0 } => CredentialSource.Sso,
            { WebIdentityTokenFile.Length: > 0 } => "web identity",
            { RoleArn.Length: > 0 } => "role",
            _ => "keys",
        };
        var role = kind == "role" ? $"the role {options.RoleArn} of " : "";
        return new(kind, $"{role}the profile '{profile.Name}'", profile.Name);
    }

    private static AgentCoreException Missing(ProfileCredentials profile, string what) => new(
        CredentialResolver.ProfileNotFound, ErrorCategory.AuthenticationError,
        $"{what} in {string.Join(" or ", AwsEnvironment.ProfileFiles(profile.Location))}.")
    {
        RecommendedAction = $"Make it with: aws configure --profile {profile.Name}",
    };
}
