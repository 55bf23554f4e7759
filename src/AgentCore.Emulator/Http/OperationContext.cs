namespace AgentCore.Emulator.Http;

/// <summary>What a handler knows about a call beyond its request record.</summary>
/// <param name="Operation">The operation's API name.</param>
/// <param name="Region">Region the call was signed for.</param>
/// <param name="Address">
/// Address of the emulator as the caller reaches it, without a path, for the addresses in a response.
/// </param>
/// <param name="Http">The HTTP exchange.</param>
/// <param name="ToServiceError">
/// Turns an exception into the error that the caller sees, for a response that has already started. Details that the
/// caller must not see are logged.
/// </param>
internal sealed record OperationContext(
    string Operation, string Region, Uri Address, HttpContext Http, Func<Exception, ServiceException> ToServiceError)
{
    /// <summary>Cancelled when the caller goes away.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Sets the headers that a response has as members; before the first event of a stream.</summary>
    /// <param name="response">A response record.</param>
    public void SetHeaders(object response)
    {
        foreach (var member in RecordType.Of(response.GetType()).Members)
        {
            if (member.Location is HeaderAttribute header && member.Get(response) is string value)
            {
                Http.Response.Headers[header.Name] = value;
            }
        }
    }
}

/// <summary>The parts of a verified request that a request record is bound from.</summary>
/// <param name="Labels">Decoded path labels.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The whole body; empty when there is none.</param>
internal sealed record OperationInput(
    IReadOnlyDictionary<string, string> Labels,
    RawQuery Query,
    IHeaderDictionary Headers,
    ReadOnlyMemory<byte> Body)
{
    private static readonly string[] SessionHeaders =
        ["x-amzn-browser-session-id", "x-amzn-code-interpreter-session-id"];

    /// <summary>The session that a request names in a header; null for none.</summary>
    public static string? SessionOf(IHeaderDictionary headers) =>
        SessionHeaders.SelectMany(name => headers[name]).FirstOrDefault();

    /// <summary>Reads the body of an operation of the emulator's own; an empty one has no members.</summary>
    /// <exception cref="ServiceException">It is not a JSON object of the members.</exception>
    public T ReadBody<T>()
        where T : class, new() =>
        Body.IsEmpty ? new() : RequestBinder.ReadBody<T>(Body.Span);
}
