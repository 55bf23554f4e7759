using System.Management.Automation;
using System.Net;
using System.Security;
using AgentCore.Errors;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>
/// Describes settings to the user as a connection would be opened with them now, without their secrets, and takes them
/// over from such a description.
/// </summary>
internal static class ContextMapper
{
    /// <summary>What Get-ACContext calls what was set by Set-ACContext.</summary>
    public const string FromContext = "Set-ACContext";

    /// <summary>The description.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="withSecret">Whether it gets the secret key that signs now, for another process.</param>
    /// <exception cref="AgentCoreException">An address is not valid, or a profile does not exist.</exception>
    public static Context Read(ConnectionSettings settings, bool withSecret = false)
    {
        var region = settings.Region ?? RegionResolver.TryFind(settings);
        var found = settings with { Endpoints = settings.FoundEndpoints() };
        var (chosen, kind, keys) = Credentials(settings, withSecret);
        return new Context
        {
            Region = region?.Value,
            RegionSource = region?.Source,
            EndpointUrl = found.DataPlaneUrl?.Value,
            EndpointSource = found.DataPlaneUrl?.Source,
            ControlPlaneEndpointUrl = found.ControlPlaneUrl?.Value,
            ControlPlaneEndpointSource = found.ControlPlaneUrl?.Source,
            CredentialSource = chosen?.Source,
            CredentialType = kind,
            ProfileName = chosen?.Value switch
            {
                ProfileCredentials profile => profile.Name,
                ChainCredentials chain => chain.ProfileName,
                _ => null,
            },
            ProfileLocation = (chosen?.Value as ProfileCredentials)?.Location,
            AccessKey = keys?.AccessKey,
            SecretKey = withSecret ? Hide(keys?.SecretKey) : null,
            SessionToken = withSecret ? Hide(keys?.SessionToken) : null,
            Settings = settings,
        };
    }

    /// <summary>The settings that a description stands for: of this process, of a job, a file or a row.</summary>
    /// <exception cref="AgentCoreException">It has no more than the id of a key.</exception>
    public static ConnectionSettings Restore(object input)
    {
        var plain = input is PSObject { BaseObject: var inner } ? inner : input;
        if (plain is Context { Settings: ConnectionSettings own })
        {
            return own.LocalEndpoint is null ? Rename(own) : own;
        }

        var row = PSObject.AsPSObject(input);
        var (region, url, controlUrl) = (
            Text(row, nameof(Context.Region)), Text(row, nameof(Context.EndpointUrl)),
            Text(row, nameof(Context.ControlPlaneEndpointUrl)));
        var credentials = Credentials(row);
        if ((region, url, controlUrl, credentials) is (null, null, null, null))
        {
            throw Failures.InvalidArgument(
                $"An object of type {row.TypeNames.First()} is not a context. Give what Get-ACContext returns.");
        }

        return Rename(new ConnectionSettings(
            Named(region), url == controlUrl ? Named(url) : null,
            credentials is null ? null : new(credentials, FromContext),
            Endpoints: url == controlUrl ? null : new(Named(url), Named(controlUrl))));
    }

    private static ConnectionSettings Rename(ConnectionSettings settings) => settings with
    {
        Region = Named(settings.Region?.Value),
        EndpointUrl = Named(settings.EndpointUrl?.Value),
        Credentials = settings.Credentials is null ? null : new(settings.Credentials.Value, FromContext),
    };

    private static SettingWithSource<string>? Named(string? value) => value is null ? null : new(value, FromContext);

    private static CredentialChoice? Credentials(PSObject row)
    {
        if (Text(row, nameof(Context.ProfileName)) is { } profile)
        {
            return new ProfileCredentials(profile, Text(row, nameof(Context.ProfileLocation)));
        }

        if (Text(row, nameof(Context.AccessKey)) is not { } accessKey)
        {
            return null; // nobody's, or a machine's: the chain finds them again
        }

        if (Secret(row, nameof(Context.SecretKey)) is { } secret)
        {
            return new KeyCredentials(accessKey, secret, Secret(row, nameof(Context.SessionToken)));
        }

        return FromVariables(accessKey) ?? throw new AgentCoreException(
            "NoCredentials", ErrorCategory.AuthenticationError,
            $"The context has the access key id {accessKey} alone, and AWS_ACCESS_KEY_ID is another.")
        {
            RecommendedAction = "Pass Get-ACContext -IncludeSecret, or a profile; for the emulator, "
                + "Start-ACEmulator -PassEnvironment gives its keys to every job.",
        };
    }

    private static KeyCredentials? FromVariables(string accessKey) =>
        Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") == accessKey
            && Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
            ? new(
                accessKey, secret,
                Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null)
            : null;

    private static string? Text(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    private static string? Secret(PSObject row, string name)
    {
        var value = row.Properties[name]?.Value;
        return (value is PSObject { BaseObject: var inner } ? inner : value) is SecureString secret
            ? new NetworkCredential("", secret).Password
            : null;
    }

    private static KeyCredentials KeysOf(ImmutableCredentials keys) =>
        new(keys.AccessKey, keys.SecretKey, keys.UseToken ? keys.Token : null);

    private static SecureString? Hide(string? text) =>
        string.IsNullOrEmpty(text) ? null : new NetworkCredential("", text).SecurePassword;

    private static (SettingWithSource<CredentialChoice>? Chosen, string? Kind, KeyCredentials? Keys) Credentials(
        ConnectionSettings settings, bool withSecret)
    {
        try
        {
            var (credentials, choice) = CredentialResolver.Resolve(settings);
            var keys = choice.Value is ForeignCredentials foreign ? AwsToolsCredentials.Read(foreign.Source)
                : withSecret || CredentialResolver.IsFixed(credentials) ? KeysOf(credentials.GetCredentials())
                : null;
            return (choice, CredentialResolver.KindOf(credentials), keys);
        }
        catch (AgentCoreException error) when (!withSecret
            && (settings.Credentials is null || error.ErrorCode != CredentialResolver.ProfileNotFound))
        {
            // Credentials that cannot sign are shown nevertheless: a call reports the error.
            return (settings.Credentials, null, null);
        }
    }
}
