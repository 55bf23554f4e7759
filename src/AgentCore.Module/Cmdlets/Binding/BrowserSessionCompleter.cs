using AgentCore.Service;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of browser sessions that run.</summary>
public sealed class BrowserSessionCompleter : SessionCompleter
{
    private protected override string ScopeParameter => "BrowserIdentifier";

    private protected override async Task<IReadOnlyList<AgentSession>> SessionsAsync(
        Connection connection, string? identifier, CancellationToken cancellationToken)
    {
        var page = await connection.DataPlane.ListBrowserSessionsAsync(
            new ListBrowserSessionsRequest
            {
                BrowserIdentifier = identifier ?? Defaults.Browser,
                Status = "READY",
                MaxResults = 100,
            },
            cancellationToken);
        return [.. (page.Items ?? []).Select(item => item.Read(connection))];
    }
}
