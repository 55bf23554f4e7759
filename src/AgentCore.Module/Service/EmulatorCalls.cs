using System.Text.Json;
using AgentCore.Client.Signing;
using AgentCore.Errors;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Calls the emulator's own operations, which the service does not have: faults, its console.</summary>
internal static class EmulatorCalls
{
    // The emulator serves any region.
    private const string Region = "us-east-1";

    // It is on this machine: no proxy.
    private static readonly HttpClient Http = new(new HttpClientHandler { UseProxy = false });

    /// <summary>Sends a signed request and reads the JSON that comes back.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Such as <c>/emulator/faults</c>, percent-encoded.</param>
    /// <param name="body">What to send as JSON; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The JSON of the response; undefined where it has no body.</returns>
    /// <exception cref="AgentCoreException">The emulator rejected the request, or has ended.</exception>
    public static async Task<JsonElement> SendAsync(
        this LocalEndpoint emulator,
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken)
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body);
        var url = new Uri(emulator.Url);
        var keys = new ImmutableCredentials(emulator.Keys.AccessKey, emulator.Keys.SecretKey, null);
        using var request = new HttpRequestMessage(method, new Uri(url, path));
        if (bytes.Length > 0)
        {
            request.Content = new ByteArrayContent(bytes);
        }

        foreach (var header in new RequestSigner(keys, Region, url).Sign(method.Method, path, bytes, DateTime.UtcNow))
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        try
        {
            using var response = await Http.SendAsync(request, cancellationToken);
            return await ReadAsync(response);
        }
        catch (HttpRequestException lost)
        {
            throw await emulator.EndsSoonAsync()
                ? emulator.Gone(lost)
                : Failures.ConnectionFailed($"No response from the emulator at {emulator.Url}: {lost.Message}", lost);
        }
    }

    /// <summary>
    /// Makes an address of the emulator's console page, which opens it once, within five minutes: a secret till then.
    /// </summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="path">A page of the console; null for the first one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AgentCoreException">The emulator rejected the path, or has ended.</exception>
    public static async Task<string> CreateConsoleUrlAsync(
        this LocalEndpoint emulator, string? path, CancellationToken cancellationToken)
    {
        var response = await emulator.SendAsync(
            HttpMethod.Post, "/emulator/console-addresses", path is null ? null : new { path }, cancellationToken);
        return response.GetProperty("url").GetString()!;
    }

    // Its content has arrived already.
    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? Read(text) : throw ErrorOf(response, text);
    }

    private static JsonElement Read(string text)
    {
        if (text.Length == 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static AgentCoreException ErrorOf(HttpResponseMessage response, string body)
    {
        var code = response.Headers.TryGetValues("x-amzn-ErrorType", out var codes) ? codes.First() : "EmulatorFailed";
        var message = Read(body) is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("message", out var text) ? text.GetString() : null;
        return new(code, ServiceErrors.CategoryOf(code, operation: null), message ?? $"The emulator failed: {code}.")
        {
            StatusCode = (int)response.StatusCode,
        };
    }
}
