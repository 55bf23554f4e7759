using System.Net;
using System.Net.Sockets;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Runtime.Transport;

/// <summary>
/// Stands around one attempt on the wire. The SDK reads bodies with blocking calls that neither its timeout nor the
/// caller's cancellation reaches: a server that stalls in the middle of a response would block the caller for good.
/// Here the body is read under both. A failure after which the service may have executed the request is marked, so that
/// nothing sends it again.
/// </summary>
/// <param name="timeoutOf">How long an operation may wait for the response, or for the next bytes of it.</param>
internal sealed class ResponseBufferingHandler(Func<Operation, TimeSpan> timeoutOf) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = (RequestContext)executionContext.RequestContext;
        var caller = request.CancellationToken;
        var operation = ((AgentCoreRequest)request.OriginalRequest).Operation;
        var timeout = timeoutOf(operation);
        using var limit = new IdleTimeout(timeout, caller);
        request.CancellationToken = limit.Token;
        try
        {
            return await ExchangeAsync<T>(executionContext, limit).ConfigureAwait(false);
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception e) when (e is not HttpErrorResponseException
            && Explain(e, request, operation, limit.IsExceeded ? timeout : null) is { } clearer)
        {
            throw clearer;
        }
        finally
        {
            request.CancellationToken = caller;
        }
    }

    private async Task<T> ExchangeAsync<T>(IExecutionContext context, IdleTimeout limit)
        where T : AmazonWebServiceResponse, new()
    {
        var response = context.ResponseContext;
        try
        {
            var result = await base.InvokeAsync<T>(context).ConfigureAwait(false);
            // Redirects come as responses. A signature is for one host, so none is followed.
            if (!response.HttpResponse.IsSuccessStatusCode)
            {
                throw new HttpErrorResponseException(response.HttpResponse);
            }

            if (!response.HttpResponse.IsEventStream())
            {
                response.HttpResponse = await BufferAsync(response.HttpResponse, limit).ConfigureAwait(false);
            }

            return result;
        }
        catch (HttpErrorResponseException e)
        {
            throw new HttpErrorResponseException(e.Message, await BufferAsync(e.Response, limit).ConfigureAwait(false));
        }
    }

    private static async Task<IWebResponseData> BufferAsync(IWebResponseData response, IdleTimeout limit)
    {
        var body = await response.ResponseBody.OpenResponseAsync().ConfigureAwait(false);
        var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await limit.ReadAsync(body, buffer).ConfigureAwait(false)) > 0)
        {
            copy.Write(buffer, 0, count);
            limit.Restart();
        }

        limit.Token.ThrowIfCancellationRequested();
        copy.Position = 0;
        return new BufferedResponse(response, copy);
    }

    /// <summary>A clearer exception than the one that was thrown; null when that one is clear.</summary>
    private static Exception? Explain(
        Exception exception, RequestContext request, Operation operation, TimeSpan? exceeded)
    {
        var host = request.Request.Endpoint.Authority;
        if (exceeded is null && IsConnectTimeout(exception, request.ClientConfig))
        {
            return new TimeoutException($"No connection to {host} was made in time.", exception);
        }

        var cause = exceeded is { } timeout
            ? new TimeoutException(
                $"{operation.Name} got no response from {host} within {timeout.TotalSeconds:0.###} s.")
            : exception;
        if (operation.SendOnce && !ConnectFailure.IsCauseOf(exception))
        {
            return new ResponseLostException(operation.Name, cause);
        }

        return ReferenceEquals(cause, exception) ? null : cause;
    }

    // HttpClient has no other timeout than that for connecting, unless somebody set one or brought a client along.
    private static bool IsConnectTimeout(Exception exception, IClientConfig config) =>
        exception is TimeoutException
        && config is ClientConfig { HttpClientFactory: null or BundleHttpClientFactory }
        && config.Timeout == Timeout.InfiniteTimeSpan;

    /// <summary>A response with its body in memory.</summary>
    private sealed class BufferedResponse(IWebResponseData original, Stream body) : IWebResponseData, IHttpResponseBody
    {
        public long ContentLength => original.ContentLength;

        public string ContentType => original.ContentType;

        public HttpStatusCode StatusCode => original.StatusCode;

        public bool IsSuccessStatusCode => original.IsSuccessStatusCode;

        public IHttpResponseBody ResponseBody => this;

        public string[] GetHeaderNames() => original.GetHeaderNames();

        public bool IsHeaderPresent(string headerName) => original.IsHeaderPresent(headerName);

        public string GetHeaderValue(string headerName) => original.GetHeaderValue(headerName);

        public IEventStreamHeader GetEventStreamHeader(string headerName) => original.GetEventStreamHeader(headerName);

        public bool IsEventHeaderPresent(string headerName) => original.IsEventHeaderPresent(headerName);

        public Stream OpenResponse() => body;

        public Task<Stream> OpenResponseAsync() => Task.FromResult(body);

        public void Dispose()
        {
            body.Dispose();
            original.ResponseBody.Dispose();
        }
    }
}

/// <summary>Tells failures that came before the first byte of a request left this machine.</summary>
file static class ConnectFailure
{
    /// <summary>True only where it is certain; in doubt the request counts as sent.</summary>
    public static bool IsCauseOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket && IsConnectFailure(socket.SocketErrorCode))
            {
                return true;
            }

            if (e is WebException web && IsConnectFailure(web.Status))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConnectFailure(SocketError error) => error
        is SocketError.ConnectionRefused
        or SocketError.HostNotFound
        or SocketError.TryAgain
        or SocketError.NoData
        or SocketError.HostUnreachable
        or SocketError.NetworkUnreachable;

    private static bool IsConnectFailure(WebExceptionStatus status) => status
        is WebExceptionStatus.ConnectFailure
        or WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure;
}
