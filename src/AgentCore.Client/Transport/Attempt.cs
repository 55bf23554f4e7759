using Amazon.Runtime.Internal;

namespace AgentCore.Client.Transport;

/// <summary>One attempt to get an answer, and what a failure of it means.</summary>
internal sealed class Attempt
{
    private readonly AgentCoreConfig _config;
    private readonly bool _sendOnce;
    private readonly string _operation;
    private readonly string _host;

    public Attempt(RequestContext request)
    {
        _config = (AgentCoreConfig)request.ClientConfig;
        _sendOnce = RequestShape.Of(request.OriginalRequest.GetType()).SendOnce;
        _operation = request.RequestName.Replace("Request", "");
        _host = request.Request.Endpoint.Authority;
    }

    /// <summary>How long nothing may come.</summary>
    public TimeSpan LongestSilence => _sendOnce ? _config.InvokeTimeout : _config.AnswerTimeout;

    /// <summary>A clearer exception than the one that was thrown; null when that one is clear.</summary>
    public Exception? Explain(Exception exception, SilenceLimit limit)
    {
        if (IsConnectTimeout(exception, limit))
            return new TimeoutException($"No connection to {_host} came about in time.", exception);

        var cause = limit.IsExceeded
            ? new TimeoutException(
                $"{_operation} got no answer from {_host} within {LongestSilence.TotalSeconds:0.###} s.")
            : exception;
        if (_sendOnce && !NeverSent.Is(exception))
            return new AnswerLostException(_operation, cause);
        return ReferenceEquals(cause, exception) ? null : cause;
    }

    // HttpClient has no other time limit than that for connecting, unless somebody set one or brought a client along.
    private bool IsConnectTimeout(Exception exception, SilenceLimit limit)
        => exception is TimeoutException
            && !limit.IsExceeded
            && _config.HttpClientFactory is null
            && _config.Timeout == Timeout.InfiniteTimeSpan;
}
