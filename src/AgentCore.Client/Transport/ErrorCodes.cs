using System.Net;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Control = Amazon.BedrockAgentCoreControl.Model;
using Model = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Client.Transport;

/// <content>The codes of both planes. A new one is a line here and a class.</content>
internal sealed partial class ErrorTable
{
    /// <summary>The data plane's errors.</summary>
    public static readonly ErrorTable Data = new(
        error => new AmazonBedrockAgentCoreException(error),
        new Dictionary<string, Func<ErrorData, AmazonServiceException>>(StringComparer.Ordinal)
        {
            [nameof(Model.AccessDeniedException)] = error => new Model.AccessDeniedException(error),
            [nameof(Model.ConflictException)] = error => new Model.ConflictException(error),
            [nameof(Model.InternalServerException)] = error => new Model.InternalServerException(error),
            [nameof(Model.ResourceNotFoundException)] = error => new Model.ResourceNotFoundException(error),
            [nameof(Model.ServiceQuotaExceededException)] = error => new Model.ServiceQuotaExceededException(error),
            [nameof(Model.ThrottlingException)] = error => new Model.ThrottlingException(error),
            [nameof(Model.ValidationException)] = error => new Model.ValidationException(error),
        });

    /// <summary>The control plane's errors.</summary>
    public static readonly ErrorTable ControlPlane = new(
        error => new AmazonBedrockAgentCoreControlException(error),
        new Dictionary<string, Func<ErrorData, AmazonServiceException>>(StringComparer.Ordinal)
        {
            [nameof(Control.AccessDeniedException)] = error => new Control.AccessDeniedException(error),
            [nameof(Control.ConflictException)] = error => new Control.ConflictException(error),
            [nameof(Control.InternalServerException)] = error => new Control.InternalServerException(error),
            [nameof(Control.ResourceNotFoundException)] = error => new Control.ResourceNotFoundException(error),
            [nameof(Control.ServiceQuotaExceededException)] = error => new Control.ServiceQuotaExceededException(error),
            [nameof(Control.ThrottlingException)] = error => new Control.ThrottlingException(error),
            [nameof(Control.ValidationException)] = error => new Control.ValidationException(error),
        });

    // No HTTP status comes along in the event stream; the model gives each code its own.
    private static readonly Dictionary<string, HttpStatusCode> StatusCodes = new(StringComparer.Ordinal)
    {
        [nameof(Model.AccessDeniedException)] = HttpStatusCode.Forbidden,
        [nameof(Model.ConflictException)] = HttpStatusCode.Conflict,
        [nameof(Model.InternalServerException)] = HttpStatusCode.InternalServerError,
        [nameof(Model.ResourceNotFoundException)] = HttpStatusCode.NotFound,
        [nameof(Model.ServiceQuotaExceededException)] = HttpStatusCode.PaymentRequired,
        [nameof(Model.ThrottlingException)] = (HttpStatusCode)429,
        [nameof(Model.ValidationException)] = HttpStatusCode.BadRequest,
    };
}
