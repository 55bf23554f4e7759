using System.Collections;
using System.Text.RegularExpressions;
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

    public string? RoleArn { get; init; }

    public string? RoleSessionName { get; init; }

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
            RoleArn = Text(nameof(RoleArn)),
            RoleSessionName = Text(nameof(RoleSessionName)),
            EndpointUrl = Text(nameof(EndpointUrl)),
        };

        // Of several regions one is enough to list from.
        string? Text(string name)
        {
            var value = typed?[name] is object[] { Length: > 0 } several ? several[0] : typed?[name];
            return value?.ToString() is { Length: > 0 } text ? text : null;
        }
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

    /// <summary>
    /// Parts what was typed from what $PSDefaultParameterValues gave: a default must not decide against what somebody
    /// typed, or set.
    /// </summary>
    /// <param name="defaults">The names of the parameters that have their values from there.</param>
    public (ConnectionParameters Typed, ConnectionParameters Defaulted) Split(ISet<string> defaults)
    {
        if (defaults.Count == 0)
        {
            return (this, new());
        }

        // What goes with something that was typed is no choice of its own.
        var kept = new HashSet<string>(defaults, StringComparer.OrdinalIgnoreCase);
        Complete(nameof(AccessKey), nameof(SecretKey));
        Complete(nameof(SecretKey), nameof(AccessKey));
        Complete(nameof(ProfileName), nameof(ProfileLocation));
        Complete(nameof(RoleArn), nameof(RoleSessionName));
        var defaulted = Only(kept.Contains);
        return (
            Only(name => !kept.Contains(name)),
            defaulted.ProfileName is null ? defaulted with { ProfileLocation = null } : defaulted);

        void Complete(string name, string companion)
        {
            if (!defaults.Contains(name) && Of(name) is not null)
            {
                kept.Remove(companion);
            }
        }
    }

    private object? Of(string name) => GetType().GetProperty(name)!.GetValue(this);

    private ConnectionParameters Only(Func<string, bool> keeps)
    {
        return new()
        {
            Region = Kept(nameof(Region), Region),
            ProfileName = Kept(nameof(ProfileName), ProfileName),
            ProfileLocation = Kept(nameof(ProfileLocation), ProfileLocation),
            AccessKey = Kept(nameof(AccessKey), AccessKey),
            SecretKey = Kept(nameof(SecretKey), SecretKey),
            SessionToken = Kept(nameof(SessionToken), SessionToken),
            Credential = Kept(nameof(Credential), Credential),
            RoleArn = Kept(nameof(RoleArn), RoleArn),
            RoleSessionName = Kept(nameof(RoleSessionName), RoleSessionName),
            EndpointUrl = Kept(nameof(EndpointUrl), EndpointUrl),
        };

        T? Kept<T>(string name, T? value)
            where T : class => keeps(name) ? value : null;
    }

    private CredentialChoice? ChosenCredentials()
    {
        if (RoleArn is not { Length: > 0 } role)
        {
            return RoleSessionName is null
                ? Caller()
                : throw Failures.InvalidArgument("-RoleSessionName needs -RoleArn.");
        }

        if (!Regex.IsMatch(role, @"\Aarn:[^:\s]+:iam::[0-9]{12}:role/\S+\z"))
        {
            throw Failures.InvalidArgument(
                $"-RoleArn '{role}' is not the ARN of a role. Use one such as arn:aws:iam::123456789012:role/name.");
        }

        return new RoleCredentials(Caller(), role, RoleSessionName ?? "AgentCore");
    }

    private CredentialChoice? Caller()
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
