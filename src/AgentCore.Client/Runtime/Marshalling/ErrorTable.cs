using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>From error code to exception: the one place where the errors of a plane become exceptions.</summary>
/// <param name="fallback">Makes the exception of a code that the table does not know.</param>
/// <param name="known">The errors of the plane by code.</param>
internal sealed class ErrorTable(
    Func<ErrorData, AmazonServiceException> fallback, IReadOnlyDictionary<string, KnownError> known)
{
    private const string ErrorTypeHeader = "x-amzn-errortype";

    // The page of a proxy is kept as text, but nobody needs more of it than this.
    private const int LongestText = 4096;

    public AmazonServiceException Make(ErrorData error)
    {
        var exception = known.TryGetValue(error.Code, out var entry) ? entry.Make(error) : fallback(error);
        if (error.ReadText("reason") is { } reason)
        {
            exception.Data["reason"] = reason; // the exceptions of most errors have no member for it
        }

        return exception;
    }

    public AmazonServiceException Read(
        IWebResponseData response, byte[] content, Exception? cause, HttpStatusCode status)
    {
        var code = response.FindHeader(ErrorTypeHeader);
        return Make(Describe(code, ParseOrNull(content), content, response.RequestId(), status, cause));
    }

    /// <summary>The error of an exception message of the event stream, which names its code in a header.</summary>
    public AmazonServiceException ReadEvent(string code, byte[] payload, string requestId)
    {
        // The event stream spells the code as the member of a union: throttlingException. No HTTP status comes with it.
        var name = code.Length == 0 ? code : char.ToUpperInvariant(code[0]) + code.Substring(1);
        var status = known.TryGetValue(name, out var entry) ? (HttpStatusCode)entry.Status : HttpStatusCode.OK;
        return Make(Describe(name, ParseOrNull(payload), payload, requestId, status, null));
    }

    /// <summary>The beginning of a body as text.</summary>
    public static string TextOf(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, LongestText));
        return content.Length > LongestText ? text + "…" : text;
    }

    private static ErrorData Describe(
        string? code, JsonElement? body, byte[] content, string requestId, HttpStatusCode status, Exception? cause)
    {
        code = Bare(code)
            ?? Bare(body is { } b ? ErrorData.TextOf(b, "__type") ?? ErrorData.TextOf(b, "code") : null)
            ?? $"Http{(int)status}";
        if (requestId.Length == 0 && body is { } withId)
        {
            requestId = ErrorData.TextOf(withId, "requestId") ?? "";
        }

        var message = body is { } json ? ErrorData.TextOf(json, "message") : TextOf(content);
        return new ErrorData(
            code, Meaningful(message) ?? $"{code} (HTTP {(int)status})", requestId, status, cause, body);
    }

    /// <summary>A code without the address behind a colon and without the namespace before a hash.</summary>
    private static string? Bare(string? code)
    {
        if (code is null)
        {
            return null;
        }

        var colon = code.IndexOf(':');
        var bare = colon >= 0 ? code.Substring(0, colon) : code;
        return Meaningful(bare.Substring(bare.LastIndexOf('#') + 1).Trim());
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

/// <summary>An error that the API declares.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Make">Makes its exception.</param>
internal sealed record KnownError(int Status, Func<ErrorData, AmazonServiceException> Make);
