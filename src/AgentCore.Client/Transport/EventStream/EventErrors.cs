using System.Net;

namespace AgentCore.Client.Transport;

/// <summary>Error messages of the event stream: they carry everything in headers, and no payload.</summary>
internal static class EventErrors
{
    public static ErrorData Describe(EventFrame frame, string requestId)
    {
        var code = frame.Header(":error-code") ?? "UnknownError";
        var message = frame.Header(":error-message");
        return new ErrorData(
            code, string.IsNullOrWhiteSpace(message) ? code : message!, requestId, HttpStatusCode.OK, null, null);
    }
}
