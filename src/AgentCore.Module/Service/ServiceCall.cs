using System.Diagnostics;
using System.Globalization;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Where a call's request id and time are failure.</summary>
internal interface ICallLog
{
    /// <summary>Takes one line without secrets.</summary>
    void Verbose(string text);
}

/// <summary>The log of calls that no command makes, such as those of a completion.</summary>
internal sealed class NullCallLog : ICallLog
{
    public static readonly NullCallLog Instance = new();

    private NullCallLog()
    {
    }

    public void Verbose(string text)
    {
    }
}

/// <summary>The one way from a cmdlet to the service: logs request ids and times, and translates errors.</summary>
internal static class ServiceCall
{
    private static int _changes;

    /// <summary>How many calls of this process, so far, may have changed what there is.</summary>
    public static int Changes => Volatile.Read(ref _changes);

    /// <summary>Sends a request of the data plane.</summary>
    /// <exception cref="AgentCoreException">The service rejected the request, or could not be reached.</exception>
    public static Task<TResponse> SendAsync<TRequest, TResponse>(
        this Connection connection,
        ICallLog log,
        TRequest request,
        Func<AmazonBedrockAgentCoreClient, TRequest, CancellationToken, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TRequest : AmazonBedrockAgentCoreRequest
        where TResponse : AmazonWebServiceResponse =>
        ServiceAddress.DataPlaneOf(connection)
            .CallAsync<TRequest,
            TResponse>(log, token => send(connection.DataPlane, request, token), cancellationToken);

    /// <summary>Sends a request of the control plane.</summary>
    /// <exception cref="AgentCoreException">The service rejected the request, or could not be reached.</exception>
    public static Task<TResponse> SendAsync<TRequest, TResponse>(
        this Connection connection,
        ICallLog log,
        TRequest request,
        Func<AmazonBedrockAgentCoreControlClient, TRequest, CancellationToken, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TRequest : AmazonBedrockAgentCoreControlRequest
        where TResponse : AmazonWebServiceResponse =>
        ServiceAddress.ControlPlaneOf(connection)
            .CallAsync<TRequest,
            TResponse>(log, token => send(connection.ControlPlane, request, token), cancellationToken);

    /// <summary>Sends a request by any client to an address.</summary>
    /// <exception cref="AgentCoreException">The service rejected the request, or could not be reached.</exception>
    public static async Task<TResponse> CallAsync<TRequest, TResponse>(
        this ServiceAddress address, ICallLog log, Func<CancellationToken, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse
    {
        var operation = OperationOf(typeof(TRequest));
        var clock = Stopwatch.StartNew();
        try
        {
            var response = await send(cancellationToken);
            if (ChangesSomething(operation))
            {
                Interlocked.Increment(ref _changes);
            }

            log.Verbose(string.Format(
                CultureInfo.InvariantCulture, "{0} in {1}: {2} ms, request id {3}",
                operation, address.Connection.Region, clock.ElapsedMilliseconds, response.ResponseMetadata?.RequestId
                    ?? "unknown"));
            return response;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (error is not AmazonServiceException { ErrorCode.Length: > 0 })
            {
                await address.Connection.SettleAsync();
            }

            var failure = ServiceErrors.Translate(error, operation, address);
            log.Verbose(string.Format(
                CultureInfo.InvariantCulture, "{0} in {1}: {2} after {3} ms, request id {4}",
                operation, address.Connection.Region, failure.ErrorCode, clock.ElapsedMilliseconds, failure.RequestId
                    ?? "unknown"));
            throw failure;
        }
    }

    private static bool ChangesSomething(string operation) => Array.Exists(
        ["Start", "Stop", "Create", "Delete", "Tag", "Untag"],
        verb => operation.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>The API name of a request type.</summary>
    private static string OperationOf(Type request) =>
        request.Name.EndsWith("Request", StringComparison.Ordinal) ? request.Name[..^"Request".Length] : request.Name;
}

/// <summary>
/// The address that a call goes to, and its source; errors show both, since it may not be the service that responds.
/// </summary>
internal sealed class ServiceAddress
{
    private readonly Func<Uri> _own;
    private readonly SettingWithSource<string>? _named;

    private ServiceAddress(Connection connection, Func<Uri> own, SettingWithSource<string>? named)
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

    /// <summary>Where another service is called.</summary>
    /// <param name="connection">The connection that it belongs to.</param>
    /// <param name="own">The address that AWS has for it.</param>
    /// <param name="named">Another address; null for that.</param>
    public static ServiceAddress Of(Connection connection, Func<Uri> own, SettingWithSource<string>? named) =>
        new(connection, own, named);

    /// <summary>The error for a call without a response; it names the emulator where that has ended.</summary>
    public AgentCoreException Lost(Exception network) =>
        Connection.Settings.LocalEndpoint is { HasEnded: true } emulator
            ? emulator.Gone(network)
            : Failures.ConnectionFailed(
                $"No response from {(_named is null ? $"the service in {Connection.Region}" : this)}"
                    + $"{Connection.WayTo(_own())}: {network.Message}",
                network,
                network is AuthenticationException
                    ? "If the network has a certificate authority of its own, name its certificates in AWS_CA_BUNDLE."
                    : null);

    /// <summary>The address, with the parameter, variable, profile or cmdlet that named it.</summary>
    public override string ToString() => _named switch
    {
        null => _own().GetLeftPart(UriPartial.Authority),
        { Source: ConnectionSettings.FromParameter } => $"{UrlSecrets.Hide(_named.Value)} (-EndpointUrl)",
        _ => $"{UrlSecrets.Hide(_named.Value)} ({_named.Source})",
    };
}

/// <summary>
/// Keeps what a URL may hold of secrets out of messages: user and password, and the query (a presigned one signs
/// there).
/// </summary>
internal static class UrlSecrets
{
    /// <summary>The text with three asterisks instead of each.</summary>
    public static string Hide(string text) =>
        Regex.Replace(text, @"(?<=[A-Za-z0-9]://)[^\s/@'""]+(?=@)|(?<=[A-Za-z0-9]://[^\s?'""]*\?)[^\s'""]+", "***");
}
