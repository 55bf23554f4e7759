using System.Security.Cryptography;
using AgentCore.Emulator.Protocol.Binding;
using AgentCore.Emulator.Protocol.Errors;

namespace AgentCore.Emulator.Protocol.Idempotency;

/// <summary>
/// Answers a repeated request with the first answer, also while the first is still under way. A failed request is
/// forgotten, so that it can be tried again with its token.
/// </summary>
internal sealed class IdempotencyCache
{
    private const int Kept = 10_000;
    private readonly object _gate = new();
    private readonly Dictionary<string, (string Print, Task<object> Answer)> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

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
        if (Claim(key, print, answer.Task) is { } earlier)
        {
            return await earlier;
        }

        try
        {
            answer.SetResult(await handle());
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _answers.Remove(key);
            }

            answer.SetException(error);
        }

        return await answer.Task;
    }

    private Task<object>? Claim(string key, string print, Task<object> answer)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(key, out var earlier))
            {
                return earlier.Print == print ? earlier.Answer : throw ServiceErrors.TokenReused();
            }

            _answers[key] = (print, answer);
            _order.Enqueue(key);
            if (_order.Count > Kept)
            {
                _answers.Remove(_order.Dequeue());
            }

            return null;
        }
    }
}
