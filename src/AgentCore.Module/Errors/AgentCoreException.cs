using System.Management.Automation;

namespace AgentCore.Errors;

/// <summary>What a cmdlet of this module failed with; the exception in every error record it writes.</summary>
public sealed class AgentCoreException : Exception
{
    internal AgentCoreException(string errorCode, ErrorCategory category, string message, Exception? cause = null)
        : base(message, cause)
    {
        ErrorCode = errorCode;
        Category = category;
    }

    /// <summary>The service's error code, such as <c>ResourceNotFoundException</c>, or this module's own id.</summary>
    public string ErrorCode { get; }

    /// <summary>The API operation that failed, such as <c>StopBrowserSession</c>; null where none was called.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The service's id of the failed request, for support cases; null without a response.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The HTTP status of the response; null without a response.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The <c>CodeInterpreterResult</c> of a program that failed; null for other errors.</summary>
    public object? Result { get; internal init; }

    /// <summary>What a script threw in a browser's page, with its JavaScript stack; null for other errors.</summary>
    public string? ScriptStack { get; internal init; }

    /// <summary>What the user can do about it, one sentence; null where there is nothing to advise.</summary>
    public string? RecommendedAction { get; internal init; }

    /// <summary>What -Verbose shows besides, such as where credentials were looked for, in order.</summary>
    internal IReadOnlyList<string> Details { get; init; } = [];

    internal ErrorCategory Category { get; }

    /// <summary>The same error with one more sentence in its message.</summary>
    internal AgentCoreException With(string sentence) =>
        new(ErrorCode, Category, $"{Message.TrimEnd('.', ' ')}. {sentence}", InnerException)
        {
            Operation = Operation,
            RequestId = RequestId,
            StatusCode = StatusCode,
            Result = Result,
            ScriptStack = ScriptStack,
            RecommendedAction = RecommendedAction,
            Details = Details,
        };
}
