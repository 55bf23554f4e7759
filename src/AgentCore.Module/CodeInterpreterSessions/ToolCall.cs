using System.Diagnostics;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.EventStreams;
using WireResult = Amazon.BedrockAgentCore.Model.CodeInterpreterResult;

namespace AgentCore;

/// <summary>Runs a tool in a code interpreter session and gathers its events. Stands for InvokeCodeInterpreter.</summary>
internal static class ToolCall
{
    /// <exception cref="AgentCoreException">The service refused, or the answer was lost on the way.</exception>
    public static async Task<ResultCollector> InvokeToolAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        ToolName tool,
        ToolArguments arguments,
        CancellationToken cancellation)
    {
        var request = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = session.CodeInterpreterIdentifier,
            SessionId = session.SessionId,
            Name = tool,
            Arguments = arguments,
        };
        var clock = Stopwatch.StartNew();
        using var response = await connection.SendAsync(
            log,
            request,
            static (client, asked, token) => client.InvokeCodeInterpreterAsync(asked, token),
            cancellation);
        var results = new ResultCollector();
        try
        {
            await foreach (var part in response.Stream!.WithCancellation(cancellation))
            {
                if (part is WireResult result)
                    results.Add(result);
            }
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw error is IOException or EventStreamParseException or EventStreamChecksumFailureException
                ? connection.Lost(error)
                : ErrorRecords.Translate(error, "InvokeCodeInterpreter", connection);
        }
        log.Verbose($"{tool.Value} in session {session.SessionId}: {clock.ElapsedMilliseconds} ms");
        return results;
    }
}
