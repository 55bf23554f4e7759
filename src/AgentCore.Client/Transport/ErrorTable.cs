using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>From error code to exception: the one place where either plane's errors become exceptions.</summary>
/// <param name="fallback">Makes the exception of a code that the table does not know.</param>
/// <param name="known">The plane's own exceptions by code.</param>
internal sealed partial class ErrorTable(
    Func<ErrorData, AmazonServiceException> fallback,
    IReadOnlyDictionary<string, Func<ErrorData, AmazonServiceException>> known)
{
    private const string ErrorTypeHeader = "x-amzn-errortype";

    // A proxy's page is kept as text, but nobody needs more of it than this.
    private const int LongestText = 4096;

    public AmazonServiceException Make(ErrorData error)
        => known.TryGetValue(error.Code, out var make) ? make(error) : fallback(error);

    public AmazonServiceException Read(
        IWebResponseData response, byte[] content, Exception? cause, HttpStatusCode status)
    {
        var body = ParseOrNull(content);
        var header = response.IsHeaderPresent(ErrorTypeHeader) ? response.GetHeaderValue(ErrorTypeHeader) : null;
        return Make(Describe(header, body, content, RequestIds.Of(response), status, cause));
    }

    /// <summary>The error of a message of the event stream, which names its code in a header of its own.</summary>
    public AmazonServiceException ReadEvent(string code, byte[] payload, string requestId)
    {
        // Event streams spell the code as the member of a union: throttlingException.
        var name = code.Length == 0 ? code : char.ToUpperInvariant(code[0]) + code.Substring(1);
        var status = StatusCodes.TryGetValue(name, out var known) ? known : HttpStatusCode.OK;
        return Make(Describe(name, ParseOrNull(payload), payload, requestId, status, null));
    }

    private static ErrorData Describe(
        string? code, JsonElement? body, byte[] content, string requestId, HttpStatusCode status, Exception? cause)
    {
        code = Bare(code)
            ?? Bare(body is { } b ? ErrorData.TextOf(b, "__type") ?? ErrorData.TextOf(b, "code") : null)
            ?? $"Http{(int)status}";
        if (requestId.Length == 0 && body is { } withId)
            requestId = ErrorData.TextOf(withId, "requestId") ?? "";

        var message = body is { } json ? ErrorData.TextOf(json, "message") : TextOf(content);
        return new ErrorData(
            code, Meaningful(message) ?? $"{code} (HTTP {(int)status})", requestId, status, cause, body);
    }

    /// <summary>A code without the address behind a colon and without the name space before a hash.</summary>
    private static string? Bare(string? code)
    {
        if (code is null)
            return null;
        var colon = code.IndexOf(':');
        var bare = colon >= 0 ? code.Substring(0, colon) : code;
        return Meaningful(bare.Substring(bare.LastIndexOf('#') + 1).Trim());
    }

    /// <summary>The beginning of a body as text.</summary>
    public static string TextOf(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, LongestText));
        return content.Length > LongestText ? text + "…" : text;
    }

    private static string? Meaningful(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static JsonElement? ParseOrNull(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
