using AgentCore.Service;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of code interpreter sessions that run.</summary>
public sealed class CodeInterpreterSessionCompleter : SessionCompleter
{
    private protected override string ScopeParameter => "CodeInterpreterIdentifier";

    private protected override async Task<IReadOnlyList<AgentSession>> SessionsAsync(
        Connection connection, string? identifier, CancellationToken cancellationToken)
    {
        var page = await connection.DataPlane.ListCodeInterpreterSessionsAsync(
            new ListCodeInterpreterSessionsRequest
            {
                CodeInterpreterIdentifier = identifier ?? Defaults.CodeInterpreter,
                Status = "READY",
                MaxResults = 100,
            },
            cancellationToken);
        return [.. (page.Items ?? []).Select(item => item.Read(connection))];
    }
}
