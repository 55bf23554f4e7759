namespace AgentCore.Emulator.Http;

/// <summary>An error that the caller sees, in the service's own shape. Made by <see cref="ServiceErrors"/> only.</summary>
internal sealed class ServiceException(int status, string code, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Error code, such as <c>ResourceNotFoundException</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Why validation failed; null on other errors.</summary>
    public string? Reason { get; init; }

    /// <summary>The members at fault; null when the error is of no one member.</summary>
    public IReadOnlyList<FieldError>? Fields { get; init; }
}

/// <summary>One member that is not valid.</summary>
/// <param name="Name">Path of the member, such as <c>viewPort.width</c>.</param>
/// <param name="Message">What is wrong, with the limit.</param>
internal sealed record FieldError(string Name, string Message);
