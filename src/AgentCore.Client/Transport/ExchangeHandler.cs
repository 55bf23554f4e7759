using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>
/// Stands around one attempt on the wire. The SDK reads bodies with blocking calls that neither its timeout nor the
/// caller's cancellation reaches: a server that stalls in the middle of an answer would hang the caller for good.
/// Here the body is read under both. What may have been executed already is marked, so that nothing sends it again.
/// </summary>
internal sealed class ExchangeHandler : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = (RequestContext)executionContext.RequestContext;
        var caller = request.CancellationToken;
        var attempt = new Attempt(request);
        using var limit = new SilenceLimit(attempt.LongestSilence, caller);
        request.CancellationToken = limit.Token;
        try
        {
            return await ExchangeAsync<T>(executionContext, limit).ConfigureAwait(false);
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception e) when (e is not HttpErrorResponseException && attempt.Explain(e, limit) is { } clearer)
        {
            throw clearer;
        }
        finally
        {
            request.CancellationToken = caller;
        }
    }

    private async Task<T> ExchangeAsync<T>(IExecutionContext context, SilenceLimit limit)
        where T : AmazonWebServiceResponse, new()
    {
        var response = context.ResponseContext;
        try
        {
            var result = await base.InvokeAsync<T>(context).ConfigureAwait(false);
            // Redirects come as answers. A signature is for one host, so none is followed.
            if (!response.HttpResponse.IsSuccessStatusCode)
                throw new HttpErrorResponseException(response.HttpResponse);
            if (!EventStreamContent.Is(response.HttpResponse))
                response.HttpResponse = await BufferedAsync(response.HttpResponse, limit).ConfigureAwait(false);
            return result;
        }
        catch (HttpErrorResponseException e)
        {
            throw new HttpErrorResponseException(
                e.Message, await BufferedAsync(e.Response, limit).ConfigureAwait(false));
        }
    }

    private static async Task<IWebResponseData> BufferedAsync(IWebResponseData response, SilenceLimit limit)
    {
        var body = await response.ResponseBody.OpenResponseAsync().ConfigureAwait(false);
        return new SubstitutedAnswer(response, await BodyBuffer.ReadAsync(body, limit).ConfigureAwait(false));
    }
}
