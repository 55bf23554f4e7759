using System.Net;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>An answer with another body stream in place of the one from the network.</summary>
internal sealed class SubstitutedAnswer(IWebResponseData original, Stream body) : IWebResponseData, IHttpResponseBody
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
