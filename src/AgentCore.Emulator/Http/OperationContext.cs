using System.Reflection;

namespace AgentCore.Emulator.Http;

/// <summary>What a handler knows of the call besides its request record.</summary>
/// <param name="Operation">The operation's API name.</param>
/// <param name="Region">Region the call was signed for.</param>
/// <param name="Http">The HTTP exchange.</param>
/// <param name="ToServiceError">
/// The catalogue's entry for whatever was thrown, for an error that travels inside a response that has begun. It writes
/// to the log what it keeps from the caller.
/// </param>
internal sealed record OperationContext(
    string Operation, string Region, HttpContext Http, Func<Exception, ServiceException> ToServiceError)
{
    /// <summary>Cancelled when the caller goes away.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Host and port as the caller spelled them, for the addresses in an answer.</summary>
    public string Authority => Http.Request.Host.Value ?? "";

    /// <summary>Sets the headers that a response has as members; before the first event of a stream.</summary>
    /// <param name="response">A response record.</param>
    public void SetHeaders(object response)
    {
        foreach (var property in response.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<HeaderAttribute>() is { } header
                && property.GetValue(response) is string value)
            {
                Http.Response.Headers[header.Name] = value;
            }
        }
    }
}
