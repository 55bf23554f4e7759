using System.Collections;
using System.Text.RegularExpressions;
using AgentCore.Cmdlets.Base;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>The connection parameters of a command line, as far as they are given.</summary>
internal sealed class ConnectionParameters
{
    /// <summary>What Get-ACContext calls them.</summary>
    public const string Source = "Parameter";

    // A region becomes part of a host name.
    private static readonly Regex RegionForm = new(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant);

    private readonly string? _region;
    private readonly string? _profileName;
    private readonly string? _profileLocation;
    private readonly string? _accessKey;
    private readonly string? _secretKey;
    private readonly string? _sessionToken;
    private readonly object? _credential;
    private readonly string? _endpointUrl;

    /// <summary>Those that a cmdlet was called with.</summary>
    public ConnectionParameters(ConnectedCommand command)
    {
        _region = command.Region;
        _profileName = command.ProfileName;
        _profileLocation = command.ProfileLocation;
        _accessKey = command.AccessKey;
        _secretKey = command.SecretKey;
        _sessionToken = command.SessionToken;
        _credential = command.Credential;
        _endpointUrl = command.EndpointUrl;
    }

    /// <summary>Those that were typed so far, as far as PowerShell knows their values.</summary>
    public ConnectionParameters(IDictionary? typed)
    {
        _region = Text(nameof(ConnectedCommand.Region));
        _profileName = Text(nameof(ConnectedCommand.ProfileName));
        _profileLocation = Text(nameof(ConnectedCommand.ProfileLocation));
        _accessKey = Text(nameof(ConnectedCommand.AccessKey));
        _secretKey = Text(nameof(ConnectedCommand.SecretKey));
        _sessionToken = Text(nameof(ConnectedCommand.SessionToken));
        _credential = typed?[nameof(ConnectedCommand.Credential)];
        _endpointUrl = Text(nameof(ConnectedCommand.EndpointUrl));

        string? Text(string name) => typed?[name]?.ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>What they say.</summary>
    /// <param name="source">Who says it, in the words of Get-ACContext.</param>
    /// <exception cref="AgentCoreException">They contradict each other, or a part is missing.</exception>
    public ConnectionSettings Read(string source = Source)
    {
        if (_endpointUrl is { } url && !IsWebAddress(url))
        {
            throw Failures.InvalidArgument($"-EndpointUrl '{UrlSecrets.Hide(url)}' is not valid. Use https://host or http://127.0.0.1:9580.");
        }

        if (_region is { Length: > 0 } name && !RegionForm.IsMatch(name))
        {
            throw Failures.InvalidArgument($"-Region '{name}' is not valid. It looks like eu-central-1.");
        }

        return new ConnectionSettings(
            _region is { Length: > 0 } region ? new(region, source) : null,
            _endpointUrl is { } endpoint ? new(endpoint, source) : null,
            Credentials() is { } choice ? new(choice, source) : null);
    }

    /// <summary>Whether a text can be the base address of a service.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0;

    private CredentialChoice? Credentials()
    {
        var keys = _accessKey is not null || _secretKey is not null || _sessionToken is not null;
        var ways = (keys ? 1 : 0) + (_profileName is not null ? 1 : 0) + (_credential is not null ? 1 : 0);
        if (ways > 1)
        {
            throw Failures.InvalidArgument("Give one of: -AccessKey with -SecretKey, -ProfileName, -Credential.");
        }

        if (keys && (_accessKey is null || _secretKey is null))
        {
            throw Failures.InvalidArgument("-AccessKey, -SecretKey and -SessionToken go together: at least the first two are needed.");
        }

        if (_profileLocation is not null && _profileName is null)
        {
            throw Failures.InvalidArgument("-ProfileLocation needs -ProfileName.");
        }

        if (_accessKey is { } id && _secretKey is { } secret)
        {
            return new KeyCredentials(id, secret, _sessionToken);
        }

        if (_profileName is { } profile)
        {
            return new ProfileCredentials(profile, _profileLocation);
        }

        return _credential is { } other ? new ForeignCredentials(other) : null;
    }
}
