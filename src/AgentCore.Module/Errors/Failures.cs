using System.Management.Automation;

namespace AgentCore.Errors;

/// <summary>The errors that this module itself finds; those of the service are translated in Service.</summary>
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

    public static AgentCoreException Timeout(string message, Exception? cause = null) =>
        new(nameof(Timeout), ErrorCategory.OperationTimeout, message, cause);

    public static AgentCoreException ConnectionFailed(string message, Exception? cause = null, string? advice = null) =>
        new(nameof(ConnectionFailed), ErrorCategory.ConnectionError, message, cause) { RecommendedAction = advice };

    public static AgentCoreException InvalidState(string message, string? advice = null) =>
        new(nameof(InvalidState), ErrorCategory.InvalidOperation, message) { RecommendedAction = advice };
}
