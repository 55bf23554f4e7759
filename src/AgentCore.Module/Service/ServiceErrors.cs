using System.Management.Automation;
using AgentCore.Client.Runtime.Transport;
using AgentCore.Errors;
using Amazon.Runtime;
using Control = Amazon.BedrockAgentCoreControl.Model;
using Data = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>Translates what a call of the service failed with.</summary>
internal static class ServiceErrors
{
    private const int LongestQuote = 100;

    private static readonly Dictionary<string, ErrorCategory> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AccessDenied"] = ErrorCategory.PermissionDenied,
        ["ResourceNotFound"] = ErrorCategory.ObjectNotFound,
        ["NoSuchBucket"] = ErrorCategory.ObjectNotFound,
        ["NoSuchKey"] = ErrorCategory.ObjectNotFound,
        ["Conflict"] = ErrorCategory.InvalidOperation,
        ["Validation"] = ErrorCategory.InvalidArgument,
        ["Throttling"] = ErrorCategory.LimitsExceeded,
        ["TooManyRequests"] = ErrorCategory.LimitsExceeded,
        ["SlowDown"] = ErrorCategory.LimitsExceeded,
        ["ServiceQuotaExceeded"] = ErrorCategory.QuotaExceeded,
        ["InternalServer"] = ErrorCategory.ResourceUnavailable,
        ["InternalFailure"] = ErrorCategory.ResourceUnavailable,
        ["ServiceUnavailable"] = ErrorCategory.ResourceUnavailable,
        ["ExpiredToken"] = ErrorCategory.AuthenticationError,
        ["RequestExpired"] = ErrorCategory.AuthenticationError,
        ["UnrecognizedClient"] = ErrorCategory.AuthenticationError,
        ["InvalidClientTokenId"] = ErrorCategory.AuthenticationError,
        ["InvalidAccessKeyId"] = ErrorCategory.AuthenticationError,
        ["InvalidSignature"] = ErrorCategory.AuthenticationError,
        ["SignatureDoesNotMatch"] = ErrorCategory.AuthenticationError,
        ["MissingAuthenticationToken"] = ErrorCategory.AuthenticationError,
        ["IncompleteSignature"] = ErrorCategory.AuthenticationError,
    };

    /// <summary>The error that a failed call means to the user.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="operation">The API operation, such as <c>StopBrowserSession</c>; null for other work.</param>
    /// <param name="address">What was called; null where nothing was.</param>
    public static AgentCoreException Translate(
        Exception cause, string? operation, ServiceAddress? address) => cause switch
        {
            AgentCoreException known => known,
            AmazonUnmarshallingException error => Unexpected(error, error.ResponseBody, operation, address),
            AmazonServiceException error when error.ErrorCode == CodeOf(error) =>
                Unexpected(error, error.Message, operation, address),
            AmazonServiceException { ErrorCode.Length: > 0 } error => FromService(error, operation, address),
            _ when Find<AmazonServiceException>(cause) is { ErrorCode.Length: > 0 } inner => FromService(
                inner, operation, address),
            ResponseLostException { TimedOut: true } => Failures.Timeout(cause.Message, cause),
            ResponseLostException when address is not null => address.Lost(cause),
            _ when CredentialsAreMissing(cause) => new(
                "NoCredentials", ErrorCategory.AuthenticationError, cause.Message, cause)
            {
                Operation = operation,
                RecommendedAction = SignInAdvice(address),
            },
            _ when address is not null && ErrorRecords.NetworkCause(cause) is { } network => address.Lost(network),
            _ => ErrorRecords.Translate(cause, operation),
        };

    private static AgentCoreException FromService(
        AmazonServiceException error, string? operation, ServiceAddress? address)
    {
        var category = CategoryOf(error.ErrorCode, operation);
        return new(error.ErrorCode, category, Describe(error), error)
        {
            Operation = operation,
            RequestId = error.RequestId,
            StatusCode = error.StatusCode == 0 ? null : (int)error.StatusCode,
            RecommendedAction = category switch
            {
                // What only an emulator sends: it knows no IAM.
                ErrorCategory.PermissionDenied when error.Data["reason"] is "EmulatorRule" =>
                    "This is a rule of the emulator, not a missing permission: do what the message says.",
                ErrorCategory.PermissionDenied when operation is not null =>
                    $"Allow the IAM action {ActionOf(operation)} to the caller.",
                ErrorCategory.AuthenticationError => SignInAdvice(address),
                ErrorCategory.QuotaExceeded => Creates(operation)
                    ? "Remove what is not needed, or ask AWS for a higher quota."
                    : "Stop sessions that are not needed, or wait: the quota often clears soon.",
                _ => null,
            },
        };
    }

    // A page of a proxy, of the network's sign-in or of another emulator: only the address that sent it, and the source
    // of that address, help the user.
    private static AgentCoreException Unexpected(
        AmazonServiceException error, string? body, string? operation, ServiceAddress? address)
    {
        var text = (body ?? "").TrimStart('\uFEFF').Trim();
        var content = text switch
        {
            _ when text.Length == 0 || text.StartsWith(CodeOf(error), StringComparison.Ordinal) => "no error code",
            _ when text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) => "an XML document",
            _ when text[0] == '<' => "a web page",
            _ => $"'{(text.Length <= LongestQuote ? text : text[..LongestQuote] + "…")}'",
        };
        return new(
            "UnexpectedResponse",
            ErrorCategory.ConnectionError,
            $"{address?.ToString() ?? "The service"} answered {operation ?? "the call"} with status "
                + $"{(int)error.StatusCode} and {content}, "
                + "which is not a response of Amazon Bedrock AgentCore.",
            error)
        {
            Operation = operation,
            RequestId = error.RequestId is { Length: > 0 } id ? id : null,
            StatusCode = (int)error.StatusCode,
            RecommendedAction =
                "Correct the endpoint that is named, or look for a proxy on the way. Get-ACContext shows the settings.",
        };
    }

    // What the client calls an error that came without a code.
    private static string CodeOf(AmazonServiceException error) => $"Http{(int)error.StatusCode}";

    private static string Describe(AmazonServiceException error)
    {
        IEnumerable<(string? Name, string? Message)> fields = error switch
        {
            Data.ValidationException { FieldList: { } list } => list.Select(field => (field.Name, field.Message)),
            Control.ValidationException { FieldList: { } list } => list.Select(field => (field.Name, field.Message)),
            _ => [],
        };
        var missing = fields.Where(
            field => field.Message is { } message && !error.Message.Contains(message, StringComparison.Ordinal));
        return string.Join(" ", [error.Message, .. missing.Select(field => $"{field.Name}: {field.Message}")]);
    }

    /// <summary>The category of a service error code, with or without its <c>Exception</c> ending.</summary>
    internal static ErrorCategory CategoryOf(string code, string? operation)
    {
        var name = code.EndsWith("Exception", StringComparison.Ordinal) ? code[..^"Exception".Length] : code;
        if (!Categories.TryGetValue(name, out var category))
        {
            return ErrorCategory.NotSpecified;
        }

        return category == ErrorCategory.InvalidOperation && Creates(operation)
            ? ErrorCategory.ResourceExists
            : category;
    }

    private static string ActionOf(string operation) => operation switch
    {
        "ListObjectsV2" => "s3:ListBucket",
        "GetObject" => "s3:GetObject",
        _ => $"bedrock-agentcore:{operation}",
    };

    private static bool Creates(string? operation) => operation?.StartsWith("Create", StringComparison.Ordinal) is true;

    private static string SignInAdvice(ServiceAddress? address)
    {
        var settings = address?.Connection.Settings;
        if (settings?.LocalEndpoint is not null)
        {
            return "Start the emulator again: Start-ACEmulator.";
        }

        var profile = settings?.Credentials?.Value switch
        {
            ProfileCredentials { Name: var name } => name,
            ChainCredentials { ProfileName: var name } => name,
            _ => null,
        };
        return profile is null
            ? "Sign in with 'aws sso login', or give -ProfileName, or -AccessKey and -SecretKey."
            : $"Sign in again: aws sso login --profile {profile}";
    }

    // The SDK has no exception type of its own for "nobody gave me credentials"; its words are all there is.
    private static bool CredentialsAreMissing(Exception cause) =>
        cause is AmazonClientException or InvalidOperationException
            && ErrorRecords.NetworkCause(cause) is null
            && (Mentions(cause, "credentials") || Mentions(cause, "token") || Mentions(cause, "SSO"));

    private static bool Mentions(Exception cause, string word) =>
        cause.Message.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static T? Find<T>(Exception? cause)
        where T : Exception
    {
        for (; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
