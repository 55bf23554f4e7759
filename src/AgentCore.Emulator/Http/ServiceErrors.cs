namespace AgentCore.Emulator.Http;

/// <summary>The catalogue: every error that the emulator answers, with its code and HTTP status.</summary>
internal static class ServiceErrors
{
    /// <summary>The caller may not do this.</summary>
    public static ServiceException AccessDenied(string message) => new(403, "AccessDeniedException", message);

    /// <summary>The resource's state forbids this.</summary>
    public static ServiceException Conflict(string message) => new(409, "ConflictException", message);

    /// <summary>The emulator, or something it needs on this machine, failed.</summary>
    public static ServiceException Internal(string message) => new(500, "InternalServerException", message);

    /// <summary>There is no such resource.</summary>
    public static ServiceException NotFound(string message) => new(404, "ResourceNotFoundException", message);

    /// <summary>No more of these can be had.</summary>
    public static ServiceException QuotaExceeded(string message) => new(402, "ServiceQuotaExceededException", message);

    /// <summary>Too many calls in a short time.</summary>
    public static ServiceException Throttled(string message) => new(429, "ThrottlingException", message);

    /// <summary>Members break their constraints.</summary>
    public static ServiceException Invalid(params FieldError[] fields) =>
        Invalid("FieldValidationFailed", Summary(fields), fields);

    /// <summary>The input is not what the operation reads.</summary>
    public static ServiceException CannotParse(string message, params FieldError[] fields) =>
        Invalid("CannotParse", message, fields);

    /// <summary>A client token was used before, with other parameters.</summary>
    public static ServiceException TokenReused() => Invalid(
        "IdempotentParameterMismatchException",
        "The clientToken was used before with other parameters. Use a new one for a new request.",
        []);

    /// <summary>No operation has this method and path.</summary>
    public static ServiceException UnknownOperation(string method, string path) =>
        new(404, "UnknownOperationException", $"No operation of Amazon Bedrock AgentCore is {method} {path}.");

    /// <summary>The body is longer than the emulator reads.</summary>
    public static ServiceException TooLarge(long limit) =>
        new(413, "RequestEntityTooLargeException", $"The request body is longer than {limit} bytes.");

    /// <summary>The request carries no signature.</summary>
    public static ServiceException NotSigned() => new(
        403,
        "MissingAuthenticationTokenException",
        "The request is not signed. Sign it with AWS Signature Version 4 and the emulator's access key.");

    /// <summary>The signature lacks a part or has one that cannot be read.</summary>
    public static ServiceException IncompleteSignature(string message) =>
        new(403, "IncompleteSignatureException", message);

    /// <summary>The access key is not this emulator's.</summary>
    public static ServiceException UnknownAccessKey() => new(
        403,
        "UnrecognizedClientException",
        "The access key is not the one that this emulator was started with.");

    /// <summary>The signature is wrong, expired, or of another service.</summary>
    public static ServiceException InvalidSignature(string message) =>
        new(403, "InvalidSignatureException", message);

    private static ServiceException Invalid(string reason, string message, FieldError[] fields) =>
        new(400, "ValidationException", message) { Reason = reason, Fields = fields is [] ? null : fields };

    private static string Summary(FieldError[] fields) =>
        (fields.Length == 1 ? "1 value is not valid: " : $"{fields.Length} values are not valid: ")
        + string.Join("; ", fields.Select(field => $"{field.Name} {field.Message}"))
        + ".";
}
