namespace AgentCore.Emulator.Http;

/// <summary>
/// Writes an event-stream answer, each event at once. The answer begins with the first event: an error before it is an
/// ordinary HTTP error, one after it travels inside the stream.
/// </summary>
internal sealed class EventStreamWriter(HttpContext http) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Whether the answer has begun.</summary>
    public bool HasStarted => http.Response.HasStarted;

    /// <summary>Sends an event and flushes it; several threads may send, one event at a time goes out.</summary>
    /// <param name="eventType">The event's member name in the stream's union, such as <c>result</c>.</param>
    /// <param name="payload">The event, written as JSON.</param>
    public Task WriteAsync<T>(string eventType, T payload) => SendAsync(
        [(":event-type", eventType), (":content-type", "application/json"), (":message-type", "event")],
        WireJson.Write(payload));

    /// <summary>Sends an error as the stream's last message.</summary>
    public Task WriteErrorAsync(ServiceException error) => SendAsync(
        [
            (":exception-type", char.ToLowerInvariant(error.Code[0]) + error.Code[1..]),
            (":content-type", "application/json"),
            (":message-type", "exception"),
        ],
        WireJson.Write(ErrorBody.Of(error)));

    /// <summary>Begins the answer with no event, for a stream that has none.</summary>
    public async Task StartAsync()
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "application/vnd.amazon.eventstream";
            await http.Response.StartAsync(http.RequestAborted);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task SendAsync((string Name, string Value)[] headers, byte[] payload)
    {
        var frame = EventStreamFrame.Encode(headers, payload);
        await _turn.WaitAsync(http.RequestAborted);
        try
        {
            await StartAsync();
            await http.Response.Body.WriteAsync(frame, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        finally
        {
            _turn.Release();
        }
    }
}
