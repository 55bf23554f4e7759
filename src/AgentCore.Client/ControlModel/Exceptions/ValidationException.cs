using System.Net;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>The request breaks a rule of the API (HTTP 400).</summary>
public class ValidationException : AmazonBedrockAgentCoreControlException
{
    /// <summary>What kind of rule was broken.</summary>
    public ValidationExceptionReason? Reason { get; set; }

    /// <summary>The members that were wrong, each with its own message.</summary>
    public List<ValidationExceptionField>? FieldList { get; set; }

    /// <summary>Makes the exception from what the service answered.</summary>
    /// <param name="message">The service's message.</param>
    /// <param name="innerException">The transport's exception, or null.</param>
    /// <param name="errorType">Whose fault it is.</param>
    /// <param name="errorCode">The service's error code.</param>
    /// <param name="requestId">The id the service gave the request.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public ValidationException(
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
