using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Computes the SigV4 signature of a request over its canonical form.
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// </summary>
internal static partial class CanonicalRequest
{
    /// <summary>The signature in hexadecimal, as a client sends it and the emulator compares it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signedHeaders">Names of the headers that are signed, in lower case and in order.</param>
    /// <param name="timestamp">Signing time, such as 20260102T030405Z.</param>
    /// <param name="scope">Credential scope: day, region, service and aws4_request.</param>
    /// <param name="signingKey">The key of the scope.</param>
    /// <param name="rules">The rules of the service in the scope.</param>
    public static string Sign(
        RequestToVerify request,
        string[] signedHeaders,
        string timestamp,
        string scope,
        byte[] signingKey,
        SigningRules rules)
    {
        var text = $"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{Hash(request, signedHeaders, rules)}";
        return Hex(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The key of all signatures of a scope.</summary>
    /// <param name="scope">Credential scope: day, region, service and aws4_request.</param>
    /// <param name="secretKey">Secret key to sign with.</param>
    public static byte[] SigningKey(string scope, string secretKey) => scope.Split('/').Aggregate(
        Encoding.UTF8.GetBytes("AWS4" + secretKey),
        (key, step) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step)));

    /// <summary>Lower-case hexadecimal.</summary>
    public static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private static string Hash(RequestToVerify request, string[] signedHeaders, SigningRules rules)
    {
        var path = rules.IsPathEncodedOnce ? PathAsSent(request.RawPath) : Path(request.RawPath);
        var lines = new List<string> { request.Method, path, Query(request.Query) };
        lines.AddRange(signedHeaders.Select(name => $"{name}:{Value(request.Headers, name)}"));
        lines.Add("");
        lines.Add(string.Join(';', signedHeaders));
        lines.Add(Payload(request, rules));
        return Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    // Every service but S3 encodes the path once more: %2F on the wire is signed as %252F.
    private static string Path(string rawPath) => string.Join('/', rawPath.Split('/').Select(Uri.EscapeDataString));

    private static string PathAsSent(string rawPath) => string.Join(
        '/', rawPath.Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))));

    // A declared hash is compared with the body's by the verifier.
    private static string Payload(RequestToVerify request, SigningRules rules)
    {
        var declared = request.Headers["x-amz-content-sha256"].ToString();
        var isPresigned = request.Query.Single("X-Amz-Signature") is not null;
        return rules.CanLeavePayloadUnsigned && (isPresigned || declared == SigningRules.UnsignedPayload)
            ? SigningRules.UnsignedPayload
            : Hex(SHA256.HashData(request.Body.Span));
    }

    private static string Query(RawQuery query) => string.Join('&', query.Pairs
        .Where(pair => pair.Key != "X-Amz-Signature")
        .Select(pair => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Value(IHeaderDictionary headers, string name) =>
        string.Join(',', headers[name].Select(value => Spaces().Replace((value ?? "").Trim(), " ")));

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}

/// <summary>A request as it was received, for its signature.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="RawPath">Path, not decoded.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The whole body; empty when there is none.</param>
internal sealed record RequestToVerify(
    string Method,
    string RawPath,
    RawQuery Query,
    IHeaderDictionary Headers,
    ReadOnlyMemory<byte> Body);
