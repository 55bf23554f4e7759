namespace AgentCore.Emulator.Http;

/// <summary>The JSON body of an error, over HTTP and inside an event stream alike.</summary>
/// <param name="Message">What went wrong.</param>
/// <param name="Reason">Why validation failed.</param>
/// <param name="FieldList">The members at fault.</param>
internal sealed record ErrorBody(string Message, string? Reason, IReadOnlyList<FieldError>? FieldList)
{
    /// <summary>The body of <paramref name="error"/>.</summary>
    public static ErrorBody Of(ServiceException error) => new(error.Message, error.Reason, error.Fields);
}
