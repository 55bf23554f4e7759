using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that start a session: what both kinds of session are started with.</summary>
public abstract class StartSessionCommand : ConnectedCommand
{
    /// <summary>A name to find the session by, 1 to 100 characters; need not be unique. Made up unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateLength(1, 100)]
    public string? Name { get; set; }

    /// <summary>Time to live in seconds from the start, 1 to 28800; using the session does not prolong it.</summary>
    [Parameter]
    [AllowedRange(1, 28800)]
    public int? SessionTimeoutSeconds { get; set; }

    /// <summary>Secrets of AWS Secrets Manager that hold root certificates to trust, by their ARNs; at most 200.</summary>
    [Parameter]
    [ValidateCount(1, 200)]
    public SecretArn[]? Certificate { get; set; }

    /// <summary>
    /// File systems to mount, at most 10: @{ AccessPointArn = '..'; FileSystemArn = '..'; MountPath = '/mnt/data' }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, 10)]
    public FileSystemMount[]? FileSystem { get; set; }

    /// <summary>Id for AWS X-Ray tracing, at most 1024 characters.</summary>
    [Parameter]
    [ValidateLength(1, 1024)]
    public string? TraceId { get; set; }

    /// <summary>Parent of the trace in the form of the W3C trace context, at most 1024 characters.</summary>
    [Parameter]
    [ValidateLength(1, 1024)]
    public string? TraceParent { get; set; }

    /// <summary>Asks for the session in full; what the start told has to do where that is refused.</summary>
    private protected async Task WriteStartedAsync<T>(T started, Func<Task<T>> get)
        where T : AgentSession
    {
        Verbose($"Started session {started.SessionId}.");
        try
        {
            started = await get();
        }
        catch (AgentCoreException refused)
        {
            Verbose($"The session runs, but its details cannot be read: {refused.Message}");
        }
        await WriteAsync(started);
    }
}
