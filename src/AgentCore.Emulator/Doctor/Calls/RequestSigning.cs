using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Protocol.Routing;
using AgentCore.Emulator.Protocol.Signature;

namespace AgentCore.Emulator.Doctor.Calls;

/// <summary>Signs the doctor's own requests, as any client of the emulator must.</summary>
/// <param name="accessKey">The emulator's access key.</param>
/// <param name="secretKey">Its secret key.</param>
/// <param name="region">Region to sign for.</param>
internal sealed class RequestSigning(string accessKey, string secretKey, string region)
{
    /// <summary>The headers of a signed request: those given, its signing time, and the authorization over them.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="uri">Address with its query.</param>
    /// <param name="headers">Further headers to sign, names in lower case.</param>
    /// <param name="body">The body.</param>
    public IReadOnlyDictionary<string, string> Sign(
        string method, Uri uri, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var timestamp = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{timestamp[..8]}/{region}/bedrock-agentcore/aws4_request";
        var signed = new HeaderDictionary { ["host"] = uri.Authority, ["x-amz-date"] = timestamp };
        foreach (var (name, value) in headers)
        {
            signed[name] = value;
        }

        string[] names = [.. signed.Keys.Order(StringComparer.Ordinal)];
        var query = new RawQuery(uri.Query.TrimStart('?'));
        var hash = CanonicalRequest.Hash(new(method, uri.AbsolutePath, query, signed, body), names);
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var step in scope.Split('/').Append($"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{hash}"))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return new Dictionary<string, string>(headers)
        {
            ["x-amz-date"] = timestamp,
            ["authorization"] =
                $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders={string.Join(';', names)}, "
                + $"Signature={CanonicalRequest.Hex(key)}",
        };
    }
}
