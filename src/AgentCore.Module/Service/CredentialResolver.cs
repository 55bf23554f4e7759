using System.Management.Automation;
using System.Net;
using AgentCore.Errors;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Util;

namespace AgentCore.Service;

/// <summary>Turns a choice of credentials into what the AWS SDK signs with.</summary>
/// <remarks>
/// The credentials of a profile, a role or the chain are cached while the environment is the same, for the whole
/// process: they may renew themselves, and resolving them anew takes a sign-in, a role or a program each time.
/// </remarks>
internal static class CredentialResolver
{
    /// <summary>The error's code where nobody has credentials, or nobody gives them.</summary>
    public const string NoCredentials = "NoCredentials";

    /// <summary>The error's code where a profile does not exist.</summary>
    public const string ProfileNotFound = "ProfileNotFound";

    private static readonly BoundedCache<object, (AWSCredentials, SettingWithSource<CredentialChoice>?)> Held = new(64);

    /// <summary>
    /// The credentials, and the source of the choice; without a choice the SDK's chain decides, and that is pinned.
    /// </summary>
    /// <exception cref="AgentCoreException">The profile does not exist, or the chain has no credentials.</exception>
    public static (AWSCredentials Credentials, SettingWithSource<CredentialChoice> Choice) Resolve(
        ConnectionSettings settings) => settings.Credentials is { } chosen
            ? (Resolve(chosen.Value, settings.Proxy), chosen)
            : FromChain(settings.Proxy);

    /// <summary>Whether credentials are the same for every request; others renew themselves.</summary>
    public static bool IsFixed(AWSCredentials credentials) =>
        credentials is BasicAWSCredentials or SessionAWSCredentials or EnvironmentKeys;

    /// <summary>What kind of credentials they are, in the words of Get-ACContext.</summary>
    public static string KindOf(AWSCredentials credentials) => credentials switch
    {
        ExplainedCredentials { Source.Kind: var kind } => kind,
        ForeignAwsCredentials => "object of AWS.Tools",
        _ => "keys",
    };

    private static AWSCredentials Resolve(CredentialChoice choice, ProxyChoice? proxy) => choice switch
    {
        KeyCredentials { SessionToken: null } keys => new BasicAWSCredentials(keys.AccessKey, keys.SecretKey),
        KeyCredentials keys => new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken),
        ForeignCredentials foreign => new ForeignAwsCredentials(foreign.Source),
        ProfileCredentials profile => Held.Get(
            (profile, proxy, AwsEnvironment.Fingerprint(profile.Location)),
            () => (Profiles.Resolve(profile, proxy?.ToWebProxy()), null)).Item1,
        RoleCredentials role => Held.Get(
            (role, proxy, AwsEnvironment.Fingerprint((role.Caller as ProfileCredentials)?.Location)),
            () => (OfRole(role, proxy), null)).Item1,
        ChainCredentials pinned => pinned.Credentials,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    private static (AWSCredentials Credentials, SettingWithSource<CredentialChoice> Choice) FromChain(
        ProxyChoice? proxy)
    {
        var (found, choice) = Held.Get(
            (proxy, AwsEnvironment.Fingerprint()), () => new CredentialChain(proxy?.ToWebProxy()).Find());
        return (found, choice!);
    }

    private static AWSCredentials OfRole(RoleCredentials role, ProxyChoice? proxy)
    {
        var caller = role.Caller is { } chosen ? Resolve(chosen, proxy) : FromChain(proxy).Credentials;
        var options = new AssumeRoleAWSCredentialsOptions { ProxySettings = proxy?.ToWebProxy() };
        return new ExplainedCredentials(
            new AssumeRoleAWSCredentials(caller, role.RoleArn, role.SessionName, options),
            new CredentialSource("role", $"the role {role.RoleArn}"));
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

/// <summary>
/// Looks for credentials where the AWS SDK does, in its order, and notes what it sees: the SDK's own chain fails with
/// the texts of all its links.
/// </summary>
internal sealed class CredentialChain(IWebProxy? proxy)
{
    private readonly List<string> _seen = [];

    /// <summary>The first credentials that there are, and what gave them.</summary>
    /// <exception cref="AgentCoreException">There are none, or those that somebody chose do not work.</exception>
    public (AWSCredentials Credentials, SettingWithSource<CredentialChoice> Choice) Find() =>
        Variables() ?? WebIdentity() ?? Profile() ?? Container() ?? Instance()
            ?? throw new AgentCoreException(
                CredentialResolver.NoCredentials, ErrorCategory.AuthenticationError, "No AWS credentials were found.")
            {
                Details = _seen,
                RecommendedAction = ConnectionAdvice.Add(
                    "Sign in with 'aws sso login', give -ProfileName, or -AccessKey and -SecretKey, "
                        + "or try the emulator: Start-ACEmulator. -Verbose shows where was looked."),
            };

    private (AWSCredentials, SettingWithSource<CredentialChoice>)? Variables()
    {
        var (id, secret) = (Value("AWS_ACCESS_KEY_ID"), Value("AWS_SECRET_ACCESS_KEY"));
        if (id is null || secret is null)
        {
            _seen.Add((id, secret) is (null, null)
                ? "Environment variables: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set."
                : $"Environment variables: {(id is null ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY")} is missing.");
            return null;
        }

        return Pin(
            new EnvironmentKeys(new ImmutableCredentials(id, secret, Value("AWS_SESSION_TOKEN"))),
            "Environment variables");
    }

    private (AWSCredentials, SettingWithSource<CredentialChoice>)? WebIdentity()
    {
        if (Value("AWS_WEB_IDENTITY_TOKEN_FILE") is not { } file || Value("AWS_ROLE_ARN") is not { } role)
        {
            _seen.Add("Web identity: AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are not both set.");
            return null;
        }

        var source = new CredentialSource("web identity", $"the role {role} by the token in {file}");
        return Pin(
            Explained(AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables, source), "Web identity token");
    }

    private (AWSCredentials, SettingWithSource<CredentialChoice>)? Profile()
    {
        var name = DefaultAWSCredentialsIdentityResolver.GetProfileName();
        var chosen = new ProfileCredentials(name, null);
        try
        {
            return Pin(Profiles.Resolve(chosen, proxy), $"Profile {name}", name);
        }
        catch (AgentCoreException absent) when (Value("AWS_PROFILE") is null && IsAbsent(absent))
        {
            _seen.Add($"Profile: {absent.Message}");
            return null;
        }
    }

    private static bool IsAbsent(AgentCoreException error) =>
        error.ErrorCode is CredentialResolver.ProfileNotFound or "ProfileIncomplete";

    private (AWSCredentials, SettingWithSource<CredentialChoice>)? Container()
    {
        foreach (var name in new[] { "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI" })
        {
            if (Value(name) is not null)
            {
                var source = new CredentialSource("container", $"the container's endpoint ({name})");
                return Pin(Explained(() => new GenericContainerCredentials(), source), "Container");
            }
        }

        _seen.Add("Container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and ..._FULL_URI are not set.");
        return null;
    }

    private (AWSCredentials, SettingWithSource<CredentialChoice>)? Instance()
    {
        if (!EC2InstanceMetadata.IsIMDSEnabled)
        {
            _seen.Add("Instance: its metadata are turned off (AWS_EC2_METADATA_DISABLED).");
            return null;
        }

        var source = new CredentialSource("instance", "the instance's metadata");
        try
        {
            var found = new InstanceProfileAWSCredentials();
            found.GetCredentials();
            return Pin(new ExplainedCredentials(found, source), "Instance profile");
        }
        catch (Exception absent)
        {
            _seen.Add($"Instance: its metadata do not respond, or have no role: {absent.Message}");
            return null;
        }
    }

    private static AWSCredentials Explained(Func<AWSCredentials> make, CredentialSource source)
    {
        try
        {
            return new ExplainedCredentials(make(), source);
        }
        catch (Exception failure)
        {
            throw source.Explain(failure);
        }
    }

    private static (AWSCredentials, SettingWithSource<CredentialChoice>) Pin(
        AWSCredentials found, string source, string? profile = null) =>
        (found, new(new ChainCredentials(found, profile), source));

    private static string? Value(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>
/// The keys of the environment as they were: those of the SDK read the variables again for each request, which would
/// send an object's calls to another account.
/// </summary>
internal sealed class EnvironmentKeys(ImmutableCredentials keys) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => keys;
}
