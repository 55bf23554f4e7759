using System.Security.Cryptography;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Gives a repeated request the response of the first one, also while that is still running. A failed request is
/// forgotten, so that it can be tried again with its token.
/// </summary>
internal sealed class IdempotencyCache
{
    private const int Capacity = 10_000;
    private readonly object _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = new();

    /// <summary>
    /// Runs <paramref name="handle"/>, or returns its response to an earlier request with the same token and
    /// parameters.
    /// </summary>
    /// <param name="scope">Operation and region; a token counts only within them.</param>
    /// <param name="request">The request; all members except the headers are its parameters.</param>
    /// <param name="handle">Handles the request.</param>
    /// <exception cref="ServiceException">The token was used with other parameters.</exception>
    public async Task<object> RunAsync(string scope, IIdempotentRequest request, Func<Task<object>> handle)
    {
        if (request.ClientToken is null)
        {
            return await handle();
        }

        var key = $"{scope}|{request.ClientToken}";
        var fingerprint = Convert.ToHexString(SHA256.HashData(WireJson.WriteParameters(request)));
        var response = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = new Entry(key, fingerprint, response.Task);
        while (Claim(entry) is { } earlier)
        {
            try
            {
                return await earlier;
            }
            catch (OperationCanceledException)
            {
                // The first caller disconnected, and its request was cancelled: this one runs now.
            }
        }

        try
        {
            response.SetResult(await handle());
        }
        catch (Exception error)
        {
            Forget(entry);
            response.SetException(error);
        }

        return await response.Task;
    }

    // The response of an earlier request with the same token; null when this one is the first.
    private Task<object>? Claim(Entry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out var earlier))
            {
                return earlier.Value.Fingerprint == entry.Fingerprint
                    ? earlier.Value.Response
                    : throw ServiceErrors.TokenReused();
            }

            _entries[entry.Key] = _order.AddLast(entry);
            if (_order.Count > Capacity)
            {
                _entries.Remove(_order.First!.Value.Key);
                _order.RemoveFirst();
            }

            return null;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out var kept) && kept.Value == entry)
            {
                _entries.Remove(entry.Key);
                _order.Remove(kept);
            }
        }
    }

    private sealed record Entry(string Key, string Fingerprint, Task<object> Response);
}

/// <summary>A request with a client token: sent twice with the same parameters, it is handled once.</summary>
internal interface IIdempotentRequest
{
    /// <summary>The token; a request without one is always handled.</summary>
    string? ClientToken { get; }
}
