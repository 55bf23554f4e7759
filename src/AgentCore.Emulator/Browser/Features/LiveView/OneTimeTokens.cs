using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Secrets that are good once and for a minute: a page that was let in by its signature opens its WebSocket with one.
/// </summary>
internal sealed class OneTimeTokens(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>A new token.</summary>
    /// <param name="lifetime">How long it is good; a minute when null.</param>
    public string Issue(TimeSpan? lifetime = null)
    {
        foreach (var (old, expiry) in _expiries)
        {
            if (expiry < time.GetUtcNow())
            {
                _expiries.TryRemove(old, out _);
            }
        }

        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _expiries[token] = time.GetUtcNow() + (lifetime ?? Lifetime);
        return token;
    }

    /// <summary>Uses a token up.</summary>
    /// <returns>Whether it was good.</returns>
    public bool Redeem(string token) => _expiries.TryRemove(token, out var expiry) && expiry >= time.GetUtcNow();
}
