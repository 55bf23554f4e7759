using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>The calls about browser sessions that more than one cmdlet makes.</summary>
internal static class BrowserSessionCalls
{
    /// <summary>The session in full. Stands for GetBrowserSession.</summary>
    public static async Task<BrowserSession> GetBrowserSessionAsync(
        this Connection connection, ICallLog log, string browserIdentifier, string sessionId, CancellationToken cancellation)
    {
        var full = await connection.SendAsync(
            log,
            new GetBrowserSessionRequest { BrowserIdentifier = browserIdentifier, SessionId = sessionId },
            static (client, request, token) => client.GetBrowserSessionAsync(request, token),
            cancellation);
        return full.Read(connection);
    }
}
