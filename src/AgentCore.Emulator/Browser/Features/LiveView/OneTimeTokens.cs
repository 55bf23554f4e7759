using System.Collections.Concurrent;
using System.Security.Cryptography;
using AgentCore.Emulator.Browser.Session;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Secrets that open the live view of a session once, within a minute: a page that was admitted by its signature opens
/// its WebSocket with one.
/// </summary>
internal sealed class OneTimeTokens(TimeProvider time) : IBrowserFeature
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>Issues a new token.</summary>
    /// <param name="lifetime">How long the token is valid; a minute when null.</param>
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
        _expiries[token] = time.GetUtcNow() + (lifetime ?? DefaultLifetime);
        return token;
    }

    /// <summary>Redeems a token; it is not valid afterwards.</summary>
    /// <returns>Whether the token was valid.</returns>
    public bool Redeem(string token) => _expiries.TryRemove(token, out var expiry) && expiry >= time.GetUtcNow();
}
