using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// The service failed by itself (HTTP 500). Calls with an idempotency token are repeated before this is thrown.
/// </summary>
public class InternalServerException : AmazonBedrockAgentCoreException
{
    /// <summary>Makes the exception from what the service answered.</summary>
    /// <param name="message">The service's message.</param>
    /// <param name="innerException">The transport's exception, or null.</param>
    /// <param name="errorType">Whose fault it is.</param>
    /// <param name="errorCode">The service's error code.</param>
    /// <param name="requestId">The id the service gave the request.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public InternalServerException(
        string message,
        Exception? innerException,
        ErrorType errorType,
        string errorCode,
        string? requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
