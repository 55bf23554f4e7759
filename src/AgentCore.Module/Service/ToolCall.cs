using System.Diagnostics;
using AgentCore.Errors;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using WireResult = Amazon.BedrockAgentCore.Model.CodeInterpreterResult;

namespace AgentCore.Service;

/// <summary>Runs a tool in a code interpreter session and gathers its events. Stands for InvokeCodeInterpreter.</summary>
internal static class ToolCall
{
    /// <summary>Raised before each call of this process, on any thread: the tool may change files of its session.</summary>
    public static event Action? Invoking;

    /// <exception cref="AgentCoreException">The service refused, or the answer was lost on the way.</exception>
    public static Task<ResultCollector> InvokeToolAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        ToolName tool,
        ToolArguments arguments,
        CancellationToken cancellationToken) =>
        connection.InvokeToolAsync(log, session, tool, arguments, static _ => Task.CompletedTask, cancellationToken);

    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Told how long it took.</param>
    /// <param name="session">Where the tool runs.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">What it works on; null for none.</param>
    /// <param name="follow">Given each event as it comes; the next is read when it is done with it.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    /// <exception cref="AgentCoreException">The service refused, or the answer was lost on the way.</exception>
    public static async Task<ResultCollector> InvokeToolAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        ToolName tool,
        ToolArguments? arguments,
        Func<CodeInterpreterEvent, Task> follow,
        CancellationToken cancellationToken)
    {
        var request = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = session.CodeInterpreterIdentifier,
            SessionId = session.SessionId,
            Name = tool,
            Arguments = arguments,
        };
        var clock = Stopwatch.StartNew();
        Invoking?.Invoke();
        using var response = await connection.SendAsync(
            log,
            request,
            static (client, asked, token) => client.InvokeCodeInterpreterAsync(asked, token),
            cancellationToken);
        var results = new ResultCollector();
        try
        {
            await foreach (var part in response.Stream!.WithCancellation(cancellationToken))
            {
                if (part is WireResult result)
                {
                    await follow(results.Add(result));
                }
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (error is not AmazonServiceException { ErrorCode.Length: > 0 })
            {
                await connection.SettleAsync();
            }

            var address = ServiceAddress.DataPlaneOf(connection);
            throw error is IOException or EventStreamParseException or EventStreamChecksumFailureException
                ? address.Lost(error)
                : ErrorRecords.Translate(error, "InvokeCodeInterpreter", address);
        }

        log.Verbose($"{tool.Value} in session {session.SessionId}: {clock.ElapsedMilliseconds} ms");
        return results;
    }
}
