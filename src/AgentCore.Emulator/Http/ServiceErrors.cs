using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http.Faults;

namespace AgentCore.Emulator.Http;

/// <summary>Every error that the emulator returns, with its code and HTTP status.</summary>
internal static class ServiceErrors
{
    /// <summary>
    /// A rule of the emulator forbids this. The code is the service's, so that clients know it; the reason, which AWS
    /// does not send, keeps it apart from missing permissions, which an emulator does not know.
    /// </summary>
    public static ServiceException AccessDenied(string message) =>
        new(403, "AccessDeniedException", message) { Reason = "EmulatorRule" };

    /// <summary>The state of the resource does not allow this.</summary>
    public static ServiceException Conflict(string message) => new(409, "ConflictException", message);

    /// <summary>The emulator, or a program that it needs on this machine, failed.</summary>
    public static ServiceException Internal(string message) => new(500, "InternalServerException", message);

    /// <summary>The resource was not found.</summary>
    public static ServiceException NotFound(string message) => new(404, "ResourceNotFoundException", message);

    /// <summary>A quota is used up, or one thing is larger than its quota.</summary>
    public static ServiceException QuotaExceeded(string message) => new(402, "ServiceQuotaExceededException", message);

    /// <summary>A quota that is a setting is exceeded.</summary>
    public static ServiceException QuotaExceeded(Quotas quotas, Quota quota) => QuotaExceeded(
        $"The quota {quota.Name}, {quotas[quota]}, does not allow this: it limits {quota.About}. {quota.Remedy} "
        + $"The emulator's option --quota {quota.Name}=number changes it.");

    /// <summary>Too many requests at a time.</summary>
    public static ServiceException Throttled(string message) => new(429, "ThrottlingException", message);

    /// <summary>Members violate their constraints.</summary>
    public static ServiceException Invalid(params FieldError[] fields) =>
        Invalid("FieldValidationFailed", Summary(fields), fields);

    /// <summary>The input cannot be parsed.</summary>
    public static ServiceException CannotParse(string message, params FieldError[] fields) =>
        Invalid("CannotParse", message, fields);

    /// <summary>A client token was used before, with other parameters.</summary>
    public static ServiceException TokenReused() => Invalid(
        "IdempotentParameterMismatchException",
        "The clientToken was used before with other parameters. Use a new one for a new request.",
        []);

    /// <summary>
    /// A call that a replay does not have. Not the code of what does not exist, which clients take for an end that they
    /// wanted.
    /// </summary>
    public static ServiceException NotRecorded(string message) => Invalid("NotRecorded", message, []);

    /// <summary>There is no operation with this method and path.</summary>
    public static ServiceException UnknownOperation(string method, string path) =>
        new(404, "UnknownOperationException", $"Amazon Bedrock AgentCore has no operation {method} {path}.");

    /// <summary>The body is too long.</summary>
    public static ServiceException TooLarge(long limit) => new(
        413,
        "RequestEntityTooLargeException",
        $"The request body is longer than {limit} bytes. Send less in one request.");

    /// <summary>The request is not signed.</summary>
    public static ServiceException NotSigned() => new(
        403,
        "MissingAuthenticationTokenException",
        "The request is not signed. Sign it with AWS Signature Version 4 and the emulator's access key.");

    /// <summary>A part of the signature is missing or malformed.</summary>
    public static ServiceException IncompleteSignature(string message) =>
        new(403, "IncompleteSignatureException", message);

    /// <summary>The access key is not this emulator's.</summary>
    public static ServiceException UnknownAccessKey() => new(
        403,
        "UnrecognizedClientException",
        "The access key is not the one that this emulator was started with. Use the access key that it printed.");

    /// <summary>The signature is wrong, expired, or made for another service.</summary>
    public static ServiceException InvalidSignature(string message) =>
        new(403, "InvalidSignatureException", message);

    /// <summary>An error of another service, with its code.</summary>
    public static ServiceException OfAnother(int status, string code, string message) => new(status, code, message);

    /// <summary>An error that a user asked for, as the service sends it.</summary>
    public static ServiceException OnDemand(FaultException fault) => fault.Status == StatusCodes.Status400BadRequest
        ? Invalid("FieldValidationFailed", fault.Message, [])
        : new(fault.Status, fault.Code, fault.Message);

    private static ServiceException Invalid(string reason, string message, FieldError[] fields) =>
        new(400, "ValidationException", message) { Reason = reason, Fields = fields is [] ? null : fields };

    private static string Summary(FieldError[] fields) =>
        (fields.Length == 1 ? "1 value is not valid: " : $"{fields.Length} values are not valid: ")
        + string.Join("; ", fields.Select(field => $"{field.Name} {field.Message}"))
        + ".";
}

/// <summary>
/// An error that the caller sees, in the shape of the service. Created by <see cref="ServiceErrors"/> only.
/// </summary>
internal sealed class ServiceException(int status, string code, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Error code, such as <c>ResourceNotFoundException</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Why validation failed, or whose rule forbids the request; null on other errors.</summary>
    public string? Reason { get; init; }

    /// <summary>The members that are not valid; null when the error is not about members.</summary>
    public IReadOnlyList<FieldError>? Fields { get; init; }
}

/// <summary>One member that is not valid.</summary>
/// <param name="Name">Path of the member, such as <c>viewPort.width</c>.</param>
/// <param name="Message">What is wrong, with the limit, as the end of a sentence that begins with the name.</param>
internal sealed record FieldError(string Name, string Message);

/// <summary>The JSON body of an error, in an HTTP response and in an event stream alike.</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="Reason">Why validation failed, or whose rule forbids the request.</param>
/// <param name="FieldList">The members that are not valid.</param>
internal sealed record ErrorBody(string Message, string? Reason, IReadOnlyList<FieldError>? FieldList)
{
    /// <summary>The body of <paramref name="error"/>.</summary>
    public static ErrorBody Of(ServiceException error) => new(error.Message, error.Reason, error.Fields);
}
