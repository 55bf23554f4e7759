using System.Management.Automation;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace AgentCore.Errors;

/// <summary>Makes every error record of the module; whoever called an engine has made its errors ours before.</summary>
internal static class ErrorRecords
{
    /// <summary>
    /// The record for whatever a cmdlet failed with; <paramref name="target"/> is the id it was about.
    /// </summary>
    public static ErrorRecord From(Exception cause, object? target)
    {
        var error = Translate(cause);
        var record = new ErrorRecord(error, error.ErrorCode, error.Category, target);
        if (error.RecommendedAction is { } advice)
        {
            record.ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = advice };
        }

        return record;
    }

    /// <summary>The error that an exception of .NET means to the user.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="operation">What was done; null where that has no name.</param>
    public static AgentCoreException Translate(Exception cause, string? operation = null) => cause switch
    {
        AgentCoreException known => known,
        _ when NetworkCause(cause) is { } network => Failures.ConnectionFailed(network.Message, cause),
        OperationCanceledException or TimeoutException => Failures.Timeout(
            $"{operation ?? "The work"} did not end in time.", cause),
        UnauthorizedAccessException => new("AccessDenied", ErrorCategory.PermissionDenied, cause.Message, cause),
        IOException => new("IOError", ErrorCategory.WriteError, cause.Message, cause),
        WildcardPatternException => new("InvalidArgument", ErrorCategory.InvalidArgument, cause.Message, cause)
        {
            RecommendedAction = "Write `[ where a bracket itself is meant.",
        },
        ArgumentException => new("InvalidArgument", ErrorCategory.InvalidArgument, cause.Message, cause),
        _ => new(cause.GetType().Name, ErrorCategory.NotSpecified, cause.Message, cause) { Operation = operation },
    };

    /// <summary>The exception of the network that lies behind another; null where none does.</summary>
    public static Exception? NetworkCause(Exception cause)
    {
        // An HttpRequestException of TLS says no more than that there is an inner one.
        return Find<SocketException>() ?? Find<AuthenticationException>() ?? Find<WebSocketException>()
            ?? Find<HttpRequestException>();

        Exception? Find<T>()
            where T : Exception
        {
            var error = cause;
            while (error is not (null or T))
            {
                error = error.InnerException;
            }

            return error;
        }
    }
}
