using System.Diagnostics;
using System.Globalization;
using AgentCore.Errors;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Where a call's request id and time are told.</summary>
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

/// <summary>The one way from a cmdlet to the service: tells request ids and times, and what an error means.</summary>
internal static class ServiceCall
{
    /// <summary>Sends a request of the data plane.</summary>
    /// <exception cref="AgentCoreException">The service refused, or could not be reached.</exception>
    public static Task<TResponse> SendAsync<TRequest, TResponse>(
        this Connection connection,
        ICallLog log,
        TRequest request,
        Func<AmazonBedrockAgentCoreClient, TRequest, CancellationToken, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TRequest : AmazonBedrockAgentCoreRequest
        where TResponse : AmazonWebServiceResponse =>
        ServiceAddress.DataPlaneOf(connection)
            .CallAsync<TRequest, TResponse>(log, token => send(connection.DataPlane, request, token), cancellationToken);

    /// <summary>Sends a request of the control plane.</summary>
    /// <exception cref="AgentCoreException">The service refused, or could not be reached.</exception>
    public static Task<TResponse> SendAsync<TRequest, TResponse>(
        this Connection connection,
        ICallLog log,
        TRequest request,
        Func<AmazonBedrockAgentCoreControlClient, TRequest, CancellationToken, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TRequest : AmazonBedrockAgentCoreControlRequest
        where TResponse : AmazonWebServiceResponse =>
        ServiceAddress.ControlPlaneOf(connection)
            .CallAsync<TRequest, TResponse>(log, token => send(connection.ControlPlane, request, token), cancellationToken);

    private static async Task<TResponse> CallAsync<TRequest, TResponse>(
        this ServiceAddress address, ICallLog log, Func<CancellationToken, Task<TResponse>> send, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse
    {
        var operation = OperationOf(typeof(TRequest));
        var clock = Stopwatch.StartNew();
        try
        {
            var response = await send(cancellationToken);
            log.Verbose(string.Format(
                CultureInfo.InvariantCulture, "{0} in {1}: {2} ms, request id {3}",
                operation, address.Connection.Region, clock.ElapsedMilliseconds, response.ResponseMetadata?.RequestId ?? "unknown"));
            return response;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (error is not AmazonServiceException { ErrorCode.Length: > 0 })
            {
                await address.Connection.SettleAsync();
            }

            var told = ErrorRecords.Translate(error, operation, address);
            log.Verbose(string.Format(
                CultureInfo.InvariantCulture, "{0} in {1}: {2} after {3} ms, request id {4}",
                operation, address.Connection.Region, told.ErrorCode, clock.ElapsedMilliseconds, told.RequestId ?? "unknown"));
            throw told;
        }
    }

    /// <summary>The API name of a request type.</summary>
    private static string OperationOf(Type request) =>
        request.Name.EndsWith("Request", StringComparison.Ordinal) ? request.Name[..^"Request".Length] : request.Name;
}
