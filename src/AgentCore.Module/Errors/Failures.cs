using System.Management.Automation;

namespace AgentCore.Errors;

/// <summary>The errors that this module itself finds; what the service finds comes through <see cref="ErrorRecords"/>.</summary>
internal static class Failures
{
    /// <summary>Input that cannot be sent; the message names the value and the limit.</summary>
    public static AgentCoreException InvalidArgument(string message) =>
        new(nameof(InvalidArgument), ErrorCategory.InvalidArgument, message);

    public static AgentCoreException NotFound(string message, string? advice = null) =>
        new(nameof(NotFound), ErrorCategory.ObjectNotFound, message) { RecommendedAction = advice };

    /// <summary>A session or resource that the service does not have; the id is the service's own.</summary>
    public static AgentCoreException ResourceNotFound(string message, string? advice = null) =>
        new("ResourceNotFoundException", ErrorCategory.ObjectNotFound, message) { RecommendedAction = advice };

    /// <summary>A browser session that is known but has ended; for calls about one the service gives the same id.</summary>
    public static AgentCoreException SessionEnded(BrowserSession session) => ResourceNotFound(
        $"The browser session {session.SessionId} has ended.", "Start another: Start-ACBrowserSession.");

    public static AgentCoreException Timeout(string message, Exception? cause = null) =>
        new(nameof(Timeout), ErrorCategory.OperationTimeout, message, cause);

    public static AgentCoreException ConnectionFailed(string message, Exception? cause = null, string? advice = null) =>
        new(nameof(ConnectionFailed), ErrorCategory.ConnectionError, message, cause) { RecommendedAction = advice };

    public static AgentCoreException InvalidState(string message, string? advice = null) =>
        new(nameof(InvalidState), ErrorCategory.InvalidOperation, message) { RecommendedAction = advice };
}
