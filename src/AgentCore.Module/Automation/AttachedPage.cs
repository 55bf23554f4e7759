using System.Text.Json;

namespace AgentCore;

/// <summary>The first page of a browser session, for the time of one operation.</summary>
/// <remarks>
/// Attached afresh each time: pages come and go under a person's hands, and nothing that one operation switches on
/// (events, dialogs that wait for an answer) outlives it.
/// </remarks>
internal sealed class AttachedPage
{
    private readonly CdpClient _client;
    private string _targetId;
    private string _sessionId;

    private AttachedPage(CdpClient client, string targetId, string sessionId)
    {
        _client = client;
        _targetId = targetId;
        _sessionId = sessionId;
    }

    /// <summary>Attaches to the first page; opens one where a person closed the last.</summary>
    public static async Task<AttachedPage> AttachAsync(CdpClient client, CancellationToken cancellation)
    {
        var targets = await client.SendAsync("Target.getTargets", new { }, null, cancellation);
        var id = targets.GetProperty("targetInfos").EnumerateArray()
            .Where(target => target.GetProperty("type").GetString() == "page")
            .Select(target => target.GetProperty("targetId").GetString()!)
            .FirstOrDefault()
            ?? await CreateAsync(client, cancellation);
        return new AttachedPage(client, id, await AttachAsync(client, id, cancellation));
    }

    /// <summary>Closes the page, which answers to nothing any more, and goes on with a new one.</summary>
    public async Task ReplaceAsync(CancellationToken cancellation)
    {
        var stuck = _targetId;
        // First the new one: a browser whose last page closes may end.
        _targetId = await CreateAsync(_client, cancellation);
        _sessionId = await AttachAsync(_client, _targetId, cancellation);
        await _client.SendAsync("Target.closeTarget", new { targetId = stuck }, null, cancellation);
    }

    /// <summary>Sends a command to the page.</summary>
    public Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellation)
        => _client.SendAsync(method, parameters, _sessionId, cancellation);

    /// <summary>Hears the page's events until the result is disposed.</summary>
    public IDisposable Listen(Action<CdpEvent> heard)
    {
        void Filter(CdpEvent said)
        {
            if (said.SessionId == _sessionId)
                heard(said);
        }
        _client.Received += Filter;
        return new Ending(() => _client.Received -= Filter);
    }

    /// <summary>Lets go of the page. A connection that broke meanwhile has let go already.</summary>
    public async Task DetachAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _client.SendAsync("Target.detachFromTarget", new { sessionId = _sessionId }, null, soon.Token);
        }
        catch (Exception gone) when (gone is CdpRefusal or AgentCoreException or OperationCanceledException)
        {
        }
    }

    private static async Task<string> CreateAsync(CdpClient client, CancellationToken cancellation)
    {
        var made = await client.SendAsync("Target.createTarget", new { url = "about:blank" }, null, cancellation);
        return made.GetProperty("targetId").GetString()!;
    }

    private static async Task<string> AttachAsync(CdpClient client, string targetId, CancellationToken cancellation)
    {
        var attached = await client
            .SendAsync("Target.attachToTarget", new { targetId, flatten = true }, null, cancellation);
        return attached.GetProperty("sessionId").GetString()!;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
