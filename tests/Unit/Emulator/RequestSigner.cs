using System.Globalization;

namespace Tests.Emulator;

/// <summary>
/// Makes signed requests for the emulator. The recorded vectors, made by another client, prove the emulator's verifier.
/// </summary>
internal sealed class RequestSigner(string accessKey, string secretKey)
{
    public string Region { get; init; } = "us-west-2";

    public string Service { get; init; } = "bedrock-agentcore";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The headers to add, the Authorization header among them.</summary>
    public Dictionary<string, string> Headers(
        string method,
        Uri url,
        byte[] body,
        IReadOnlyDictionary<string, string>? extra = null)
    {
        var (stamp, scope) = Now();
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = url.Authority,
            ["x-amz-date"] = stamp,
        };
        foreach (var (name, value) in extra ?? new Dictionary<string, string>())
        {
            signed[name.ToLowerInvariant()] = value;
        }

        var signature = SignatureV4.Compute(secretKey, stamp, scope, method, url.AbsolutePath, url.Query, signed, body);
        var names = string.Join(';', signed.Keys);
        signed["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={signature}";
        return signed.Where(pair => pair.Key != "host").ToDictionary();
    }

    /// <summary>The address with its signature in the query.</summary>
    public Uri Presign(Uri url, int expires)
    {
        var (stamp, scope) = Now();
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{accessKey}/{scope}")}"
            + $"&X-Amz-Date={stamp}&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host";
        var host = new Dictionary<string, string> { ["host"] = url.Authority };
        var signature = SignatureV4.Compute(secretKey, stamp, scope, "GET", url.AbsolutePath, query, host, []);
        return new UriBuilder(url) { Query = $"{query}&X-Amz-Signature={signature}" }.Uri;
    }

    private (string Stamp, string Scope) Now()
    {
        var stamp = Clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return (stamp, $"{stamp[..8]}/{Region}/{Service}/aws4_request");
    }
}
