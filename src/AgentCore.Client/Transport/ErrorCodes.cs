using System.Net;
using System.Text.Json;
using Amazon.BedrockAgentCore;
using Amazon.Runtime;
using Control = Amazon.BedrockAgentCoreControl;
using ControlModel = Amazon.BedrockAgentCoreControl.Model;
using DataModel = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Client.Transport;

/// <content>The codes of both planes. A new one is a line here and a class.</content>
internal sealed partial class ErrorTable
{
    /// <summary>The data plane's errors.</summary>
    public static readonly ErrorTable Data = new(
        e => new AmazonBedrockAgentCoreException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
        new Dictionary<string, Func<ErrorData, AmazonServiceException>>(StringComparer.Ordinal)
        {
            ["AccessDeniedException"] = e => new DataModel.AccessDeniedException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ConflictException"] = e => new DataModel.ConflictException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InternalServerException"] = e => new DataModel.InternalServerException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ResourceNotFoundException"] = e => new DataModel.ResourceNotFoundException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ServiceQuotaExceededException"] = e => new DataModel.ServiceQuotaExceededException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ThrottlingException"] = e => new DataModel.ThrottlingException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ValidationException"] = e => new DataModel.ValidationException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode)
            {
                Reason = ErrorData.TextMember(e.Body ?? default, "reason")!,
                FieldList = FieldsOf<DataModel.ValidationExceptionField>(e),
            },
        });

    /// <summary>The control plane's errors.</summary>
    public static readonly ErrorTable ControlPlane = new(
        e => new Control.AmazonBedrockAgentCoreControlException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
        new Dictionary<string, Func<ErrorData, AmazonServiceException>>(StringComparer.Ordinal)
        {
            ["AccessDeniedException"] = e => new ControlModel.AccessDeniedException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ConflictException"] = e => new ControlModel.ConflictException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["InternalServerException"] = e => new ControlModel.InternalServerException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ResourceNotFoundException"] = e => new ControlModel.ResourceNotFoundException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ServiceQuotaExceededException"] = e => new ControlModel.ServiceQuotaExceededException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ThrottlingException"] = e => new ControlModel.ThrottlingException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ValidationException"] = e => new ControlModel.ValidationException(e.Message, e.Cause, e.Type, e.Code, e.RequestId, e.StatusCode)
            {
                Reason = ErrorData.TextMember(e.Body ?? default, "reason")!,
                FieldList = FieldsOf<ControlModel.ValidationExceptionField>(e),
            },
        });

    // In the event stream no HTTP status comes along; the model gives each code its own.
    private static readonly Dictionary<string, HttpStatusCode> StatusCodes = new(StringComparer.Ordinal)
    {
        ["AccessDeniedException"] = HttpStatusCode.Forbidden,
        ["ConflictException"] = HttpStatusCode.Conflict,
        ["InternalServerException"] = HttpStatusCode.InternalServerError,
        ["ResourceNotFoundException"] = HttpStatusCode.NotFound,
        ["ServiceQuotaExceededException"] = HttpStatusCode.PaymentRequired,
        ["ThrottlingException"] = (HttpStatusCode)429,
        ["ValidationException"] = HttpStatusCode.BadRequest,
    };

    private static List<T>? FieldsOf<T>(ErrorData error)
        where T : class
    {
        if (error.Body is not { } body || ErrorData.Member(body, "fieldList") is not { ValueKind: JsonValueKind.Array } fields)
            return null;
        try
        {
            return fields.EnumerateArray().Select(f => WireJson.Read<T>(f)).OfType<T>().ToList();
        }
        catch (JsonException)
        {
            // An oddly shaped list must not hide the error itself.
            return null;
        }
    }
}
