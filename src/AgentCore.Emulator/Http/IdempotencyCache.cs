using System.Security.Cryptography;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Answers a repeated request with the first answer, also while the first is still under way. A failed request is
/// forgotten, so that it can be tried again with its token.
/// </summary>
internal sealed class IdempotencyCache
{
    private const int Kept = 10_000;
    private readonly object _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _answers = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = new();

    /// <summary>Runs <paramref name="handle"/>, or hands back what it answered to the same token and parameters.</summary>
    /// <param name="scope">Operation and region: tokens of others are none of ours.</param>
    /// <param name="request">The request; its parameters are all members but the headers.</param>
    /// <param name="handle">Does the work.</param>
    /// <exception cref="ServiceException">The token was used with other parameters.</exception>
    public async Task<object> RunAsync(string scope, IIdempotentRequest request, Func<Task<object>> handle)
    {
        if (request.ClientToken is null)
        {
            return await handle();
        }

        var key = $"{scope}|{request.ClientToken}";
        var print = Convert.ToHexString(SHA256.HashData(WireJson.WriteParameters(request)));
        var answer = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = new Entry(key, print, answer.Task);
        while (Claim(entry) is { } earlier)
        {
            try
            {
                return await earlier;
            }
            catch (OperationCanceledException)
            {
                // Whoever sent it first has gone, which is no answer to this one: it is done now.
            }
        }

        try
        {
            answer.SetResult(await handle());
        }
        catch (Exception error)
        {
            Forget(entry);
            answer.SetException(error);
        }

        return await answer.Task;
    }

    // The answer of an earlier request with the same token; null when this one is the first.
    private Task<object>? Claim(Entry entry)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(entry.Key, out var earlier))
            {
                return earlier.Value.Print == entry.Print ? earlier.Value.Answer : throw ServiceErrors.TokenReused();
            }

            _answers[entry.Key] = _order.AddLast(entry);
            if (_order.Count > Kept)
            {
                _answers.Remove(_order.First!.Value.Key);
                _order.RemoveFirst();
            }

            return null;
        }
    }

    private void Forget(Entry entry)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(entry.Key, out var kept) && kept.Value == entry)
            {
                _answers.Remove(entry.Key);
                _order.Remove(kept);
            }
        }
    }

    private sealed record Entry(string Key, string Print, Task<object> Answer);
}
