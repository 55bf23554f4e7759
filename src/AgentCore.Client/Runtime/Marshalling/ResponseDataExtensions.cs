using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>The values in the headers of any response.</summary>
internal static class ResponseDataExtensions
{
    private const string EventStream = "application/vnd.amazon.eventstream";

    private static readonly string[] RequestIdHeaders = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"];

    public static bool IsEventStream(this IWebResponseData response) =>
        response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The id that the service gave the request; empty where there is none, as from a proxy.</summary>
    public static string RequestId(this IWebResponseData response) =>
        RequestIdHeaders.Select(response.FindHeader).FirstOrDefault(id => id is not null) ?? "";

    /// <summary>The value of a header, or null.</summary>
    public static string? FindHeader(this IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;
}
