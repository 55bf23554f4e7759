using System.Net.Http.Headers;
using Amazon.Runtime;

namespace Tests.Client.Support;

/// <summary>
/// Takes the place of the network: keeps each request and gives the response that the test has for it.
/// </summary>
internal sealed class ScriptedHttp(Func<CapturedRequest, HttpResponseMessage> respond) : HttpClientFactory
{
    private readonly Func<CapturedRequest, HttpResponseMessage> _respond = respond;
    private readonly List<CapturedRequest> _requests = [];

    public IReadOnlyList<CapturedRequest> Requests => _requests;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public static HttpResponseMessage Json(
        string json, int status = 200, params (string Name, string Value)[] headers) =>
        Bytes(System.Text.Encoding.UTF8.GetBytes(json), "application/json", status, headers);

    public static HttpResponseMessage Bytes(
        byte[] body, string? contentType, int status, params (string Name, string Value)[] headers)
    {
        var response =
            new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class Handler(ScriptedHttp owner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            IEnumerable<KeyValuePair<string, IEnumerable<string>>> ofContent = request.Content?.Headers.ToList() ?? [];
            var headers = request.Headers.Concat(ofContent)
                .ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(",", h.Value));
            var captured = new CapturedRequest(request.Method.Method, request.RequestUri!, headers, body);
            lock (owner._requests)
            {
                owner._requests.Add(captured);
            }

            return owner._respond(captured);
        }
    }
}
