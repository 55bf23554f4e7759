using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>The address that a call goes to, and who named it: what an error tells when it is not the service that is there.</summary>
internal sealed class ServiceAddress
{
    private readonly Func<Uri> _own;
    private readonly Sourced<string>? _named;

    private ServiceAddress(Connection connection, Func<Uri> own, Sourced<string>? named)
    {
        Connection = connection;
        _own = own;
        _named = named;
    }

    /// <summary>The connection that it belongs to.</summary>
    public Connection Connection { get; }

    /// <summary>Where sessions are called.</summary>
    public static ServiceAddress DataPlaneOf(Connection connection) =>
        new(connection, () => connection.Endpoint, connection.Settings.DataPlaneUrl);

    /// <summary>Where browsers, profiles, code interpreters and tags are called.</summary>
    public static ServiceAddress ControlPlaneOf(Connection connection) =>
        new(connection, () => connection.ControlEndpoint, connection.Settings.ControlPlaneUrl);

    /// <summary>The error for a call that got no answer; says so when the emulator it went to has died.</summary>
    public AgentCoreException Lost(Exception network) =>
        Connection.Settings.Emulator is { HasEnded: true } emulator
            ? emulator.Gone(network)
            : Failures.ConnectionFailed(
                $"No answer from {(_named is null ? $"the service in {Connection.Region}" : this)}: {network.Message}", network);

    /// <summary>The address, with the parameter, variable, profile or cmdlet that named it.</summary>
    public override string ToString() => _named switch
    {
        null => _own().GetLeftPart(UriPartial.Authority),
        { Source: ConnectionParameters.Source } => $"{UrlSecrets.Hide(_named.Value)} (-EndpointUrl)",
        _ => $"{UrlSecrets.Hide(_named.Value)} ({_named.Source})",
    };
}
