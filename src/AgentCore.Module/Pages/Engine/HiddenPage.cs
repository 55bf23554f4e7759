using System.Text.Json;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Engine;

/// <summary>
/// A page of our own, to work in: it is no tab, nobody sees it, and no script but ours runs in it. It closes in the
/// end.
/// </summary>
internal sealed class HiddenPage : IDisposable
{
    private readonly CdpTransport _transport;
    private readonly string _targetId;

    private HiddenPage(CdpTransport transport, string targetId, string sessionId) =>
        (_transport, _targetId, SessionId) = (transport, targetId, sessionId);

    /// <summary>The attachment to it.</summary>
    public string SessionId { get; }

    /// <summary>Opens an empty one.</summary>
    public static async Task<HiddenPage> OpenAsync(CdpTransport transport, CancellationToken cancellationToken)
    {
        var made = await transport.SendAsync(
            "Target.createTarget", new { url = "about:blank", hidden = true }, null, cancellationToken);
        var targetId = made.GetProperty("targetId").GetString()!;
        try
        {
            var attached = await transport.SendAsync(
                "Target.attachToTarget", new { targetId, flatten = true }, null, cancellationToken);
            return new HiddenPage(transport, targetId, attached.GetProperty("sessionId").GetString()!);
        }
        catch
        {
            Close(transport, targetId);
            throw;
        }
    }

    /// <summary>Sends it a command.</summary>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    public Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken) =>
        _transport.SendAsync(method, parameters, SessionId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Close(_transport, _targetId);

    private static void Close(CdpTransport transport, string targetId) =>
        transport.Post("Target.closeTarget", new { targetId }, null);
}
