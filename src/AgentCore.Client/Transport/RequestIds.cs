using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>Where the id that the service gave a request can be found.</summary>
internal static class RequestIds
{
    private static readonly string[] Headers = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"];

    /// <summary>The id, or an empty string where the answer (of a proxy, say) has none.</summary>
    public static string Of(IWebResponseData response)
        => Headers.Where(response.IsHeaderPresent).Select(response.GetHeaderValue).FirstOrDefault() ?? "";
}
