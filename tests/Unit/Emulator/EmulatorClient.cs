using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Xunit;

namespace Tests.Emulator;

/// <summary>Speaks to an emulator over its wire: signed requests, JSON answers.</summary>
internal sealed class EmulatorClient(string url, string accessKey, string secretKey)
{
    public EmulatorClient(EmulatorHost host)
        : this(host.Url, host.AccessKey, host.SecretKey)
    {
    }

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    public RequestSigner Signer { get; init; } = new(accessKey, secretKey);

    public Uri At(string path) => new(url + path);

    public async Task<Answer> SendAsync(
        string method, string path, JsonNode? body = null, Dictionary<string, string>? headers = null)
    {
        var bytes = body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString());
        using var request = Sign(method, path, bytes, headers);
        return await SendAsync(request);
    }

    public HttpRequestMessage Sign(string method, string path, byte[] body, Dictionary<string, string>? headers = null)
    {
        var request = new HttpRequestMessage(new(method), At(path));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in Signer.Headers(method, request.RequestUri!, body, headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(
            (int)response.StatusCode,
            response.Headers.TryGetValues("x-amzn-ErrorType", out var codes) ? codes.Single() : null,
            response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text)! : text,
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key,
                header => string.Join(',', header.Value),
                StringComparer.OrdinalIgnoreCase));
    }

    public async Task<ClientWebSocket> ConnectAsync(string address)
    {
        var url = new Uri(address);
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in Signer.Headers("GET", url, []))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(url, TestContext.Current.CancellationToken);
            return socket;
        }
        catch (WebSocketException error)
        {
            throw new RefusedException((int)socket.HttpStatusCode, error);
        }
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string? ErrorType, JsonNode Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Text(string member) => (string?)Body[member];
}

/// <summary>The upgrade was refused.</summary>
internal sealed class RefusedException(int status, Exception inner) : Exception($"Refused with {status}.", inner)
{
    public int Status { get; } = status;
}
