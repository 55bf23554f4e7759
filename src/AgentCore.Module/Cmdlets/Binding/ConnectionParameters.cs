using System.Collections;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>The connection parameters of a command line, as far as they are given.</summary>
internal sealed record ConnectionParameters
{
    public string? Region { get; init; }

    public string? ProfileName { get; init; }

    public string? ProfileLocation { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string? SessionToken { get; init; }

    public object? Credential { get; init; }

    public string? EndpointUrl { get; init; }

    /// <summary>Those that were typed so far, as far as PowerShell knows their values.</summary>
    public static ConnectionParameters Typed(IDictionary? typed)
    {
        return new ConnectionParameters
        {
            Region = Text(nameof(Region)),
            ProfileName = Text(nameof(ProfileName)),
            ProfileLocation = Text(nameof(ProfileLocation)),
            AccessKey = Text(nameof(AccessKey)),
            SecretKey = Text(nameof(SecretKey)),
            SessionToken = Text(nameof(SessionToken)),
            Credential = typed?[nameof(Credential)],
            EndpointUrl = Text(nameof(EndpointUrl)),
        };

        // Of several regions one is enough to list from.
        string? Text(string name) =>
            (typed?[name] is object[] { Length: > 0 } several ? several[0] : typed?[name])?.ToString() is
                { Length: > 0 } text
                ? text
                : null;
    }

    /// <summary>The settings that they stand for.</summary>
    /// <param name="source">Where they come from, in the words of Get-ACContext.</param>
    /// <exception cref="AgentCoreException">They contradict each other, or a part is missing.</exception>
    public ConnectionSettings ToSettings(string source = ConnectionSettings.FromParameter)
    {
        if (EndpointUrl is { } url && !ConnectionSettings.IsWebAddress(url))
        {
            throw Failures.InvalidArgument(
                $"-EndpointUrl '{UrlSecrets.Hide(url)}' is not a valid address. Use https://host or "
                    + "http://127.0.0.1:9580.");
        }

        if (Region is { Length: > 0 } name && !ConnectionSettings.IsRegion(name))
        {
            throw Failures.InvalidArgument(
                $"-Region '{name}' is not a valid region name. Use one such as eu-central-1.");
        }

        return new ConnectionSettings(
            Region is { Length: > 0 } region ? new(region, source) : null,
            EndpointUrl is { } endpoint ? new(endpoint, source) : null,
            ChosenCredentials() is { } choice ? new(choice, source) : null);
    }

    private CredentialChoice? ChosenCredentials()
    {
        var keys = AccessKey is not null || SecretKey is not null || SessionToken is not null;
        var ways = (keys ? 1 : 0) + (ProfileName is not null ? 1 : 0) + (Credential is not null ? 1 : 0);
        if (ways > 1)
        {
            throw Failures.InvalidArgument("Give one of: -AccessKey with -SecretKey, -ProfileName, -Credential.");
        }

        if (keys && (AccessKey is null || SecretKey is null))
        {
            throw Failures.InvalidArgument("-AccessKey and -SecretKey go together. Give both.");
        }

        if (ProfileLocation is not null && ProfileName is null)
        {
            throw Failures.InvalidArgument("-ProfileLocation needs -ProfileName.");
        }

        if (AccessKey is { } id && SecretKey is { } secret)
        {
            return new KeyCredentials(id, secret, SessionToken);
        }

        if (ProfileName is { } profile)
        {
            return new ProfileCredentials(profile, ProfileLocation);
        }

        return Credential is { } other ? new ForeignCredentials(other) : null;
    }
}
