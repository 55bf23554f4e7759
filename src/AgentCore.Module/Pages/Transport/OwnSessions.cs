using System.Text.Json;

namespace AgentCore.Pages.Transport;

/// <summary>
/// Our own attachments to the browser, and what came by them: PuppeteerSharp would follow them, and attach to all their
/// targets once more.
/// </summary>
/// <remarks>For the thread that reads from the connection.</remarks>
internal sealed class OwnSessions
{
    private readonly HashSet<string> _sessions = new(StringComparer.Ordinal);

    /// <summary>Whether an event is of one of them; takes note of a new one.</summary>
    public bool Take(string? sessionId, string method, ReadOnlySpan<byte> message)
    {
        var isOwn = sessionId is not null && _sessions.Contains(sessionId);
        if (method == "Target.attachedToTarget" && (isOwn || sessionId is null))
        {
            using var attached = JsonDocument.Parse(message.ToArray());
            var parameters = attached.RootElement.GetProperty("params");
            isOwn = isOwn || parameters.GetProperty("targetInfo").GetProperty("type").ValueEquals("browser");
            if (isOwn)
            {
                _sessions.Add(parameters.GetProperty("sessionId").GetString()!);
            }
        }

        return isOwn;
    }
}
