using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>Reads the connection parameters of a cmdlet.</summary>
internal static class ConnectionParameters
{
    private const string Source = "Parameter";

    // A region becomes part of a host name.
    private static readonly Regex RegionForm = new("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant);

    /// <summary>What they say.</summary>
    /// <exception cref="AgentCoreException">They contradict each other, or a part is missing.</exception>
    public static ConnectionSettings Read(ConnectedCommand command, string source = Source)
    {
        if (command.EndpointUrl is { } url && !IsWebAddress(url))
            throw Refusal.InvalidArgument($"-EndpointUrl '{UrlSecrets.Hide(url)}' is not valid. Use https://host or http://127.0.0.1:9580.");
        if (command.Region is { Length: > 0 } name && !RegionForm.IsMatch(name))
            throw Refusal.InvalidArgument($"-Region '{name}' is not valid. It looks like eu-central-1.");
        return new ConnectionSettings(
            command.Region is { Length: > 0 } region ? new(region, source) : null,
            command.EndpointUrl is { } endpoint ? new(endpoint, source) : null,
            Credentials(command) is { } choice ? new(choice, source) : null);
    }

    private static CredentialChoice? Credentials(ConnectedCommand command)
    {
        var keys = command.AccessKey is not null || command.SecretKey is not null || command.SessionToken is not null;
        var ways = (keys ? 1 : 0) + (command.ProfileName is not null ? 1 : 0) + (command.Credential is not null ? 1 : 0);
        if (ways > 1)
            throw Refusal.InvalidArgument("Give one of: -AccessKey with -SecretKey, -ProfileName, -Credential.");
        if (keys && (command.AccessKey is null || command.SecretKey is null))
            throw Refusal.InvalidArgument("-AccessKey, -SecretKey and -SessionToken go together: at least the first two are needed.");
        if (command.ProfileLocation is not null && command.ProfileName is null)
            throw Refusal.InvalidArgument("-ProfileLocation needs -ProfileName.");
        return command switch
        {
            { AccessKey: { } id, SecretKey: { } secret } => new KeyCredentials(id, secret, command.SessionToken),
            { ProfileName: { } name } => new ProfileCredentials(name, command.ProfileLocation),
            { Credential: { } other } => new ForeignCredentials(other),
            _ => null,
        };
    }

    private static bool IsWebAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0;
}
