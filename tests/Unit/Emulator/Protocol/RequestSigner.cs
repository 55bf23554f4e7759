using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentCore.Tests.Emulator.Protocol;

/// <summary>
/// Signs requests with SigV4, written for the tests from the public description. The recorded vectors, made by another
/// client, prove the emulator's verifier; this signer only makes requests for it.
/// </summary>
internal sealed class RequestSigner(string accessKey, string secretKey)
{
    public string Region { get; init; } = "us-west-2";

    public string Service { get; init; } = "bedrock-agentcore";

    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The headers to add, the Authorization header among them.</summary>
    public Dictionary<string, string> Headers(
        string method,
        Uri url,
        byte[] body,
        IReadOnlyDictionary<string, string>? extra = null)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = url.Authority, ["x-amz-date"] = Stamp };
        foreach (var (name, value) in extra ?? new Dictionary<string, string>())
        {
            signed[name.ToLowerInvariant()] = value;
        }

        var signature = Sign(method, url, signed, body);
        signed["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={accessKey}/{Scope}, SignedHeaders={Names(signed)}, Signature={signature}";
        return signed.Where(pair => pair.Key != "host").ToDictionary();
    }

    /// <summary>The address with its signature in the query.</summary>
    public Uri Presign(Uri url, int expires)
    {
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{accessKey}/{Scope}")}"
            + $"&X-Amz-Date={Stamp}&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host";
        var unsigned = new UriBuilder(url) { Query = query }.Uri;
        var signature = Sign("GET", unsigned, new() { ["host"] = url.Authority }, []);
        return new UriBuilder(url) { Query = $"{query}&X-Amz-Signature={signature}" }.Uri;
    }

    private string Stamp => Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private string Scope => $"{Stamp[..8]}/{Region}/{Service}/aws4_request";

    private static string Names(SortedDictionary<string, string> headers) => string.Join(';', headers.Keys);

    private string Sign(string method, Uri url, SortedDictionary<string, string> headers, byte[] body)
    {
        var path = string.Join('/', url.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var query = string.Join('&', url.Query.TrimStart('?').Split('&').Order(StringComparer.Ordinal));
        var lines = string.Concat(headers.Select(pair => $"{pair.Key}:{pair.Value}\n"));
        var canonical = $"{method}\n{path}\n{query}\n{lines}\n{Names(headers)}\n{Hex(SHA256.HashData(body))}";
        var text = $"AWS4-HMAC-SHA256\n{Stamp}\n{Scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in Scope.Split('/').Append(text))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(key);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
