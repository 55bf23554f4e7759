using System.Collections.Concurrent;
using System.Security.Cryptography;
using AgentCore.Emulator.Browser.Features.Streams;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Admits live views to a session: by secrets that are good once, since a page that was admitted by its signature opens
/// a WebSocket, and a limited number at a time.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="quotas">How many live views of the session can be open.</param>
internal sealed class LiveViewAdmission(TimeProvider time, Quotas quotas) : IBrowserFeature
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, LiveViewToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>The places for live views.</summary>
    public StreamSlots Slots { get; } = new(quotas[Quota.LiveViews]);

    /// <summary>Issues a new token.</summary>
    /// <param name="lifetime">How long the token is valid; a minute when null.</param>
    /// <param name="replace">Ends the connection that the token's use replaces; null when there is none.</param>
    public string Issue(TimeSpan? lifetime = null, Action? replace = null)
    {
        foreach (var (old, kept) in _tokens)
        {
            if (kept.Expiry < time.GetUtcNow())
            {
                _tokens.TryRemove(old, out _);
            }
        }

        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tokens[token] = new(time.GetUtcNow() + (lifetime ?? DefaultLifetime), replace);
        return token;
    }

    /// <summary>
    /// Redeems a token; it is not valid afterwards. A connection that issued it ends now: its page connects again,
    /// however long the loss of the former connection stays unnoticed here.
    /// </summary>
    /// <returns>Whether the token was valid.</returns>
    public bool Redeem(string token)
    {
        if (!_tokens.TryRemove(token, out var kept) || kept.Expiry < time.GetUtcNow())
        {
            return false;
        }

        kept.Replace?.Invoke();
        return true;
    }

    private sealed record LiveViewToken(DateTimeOffset Expiry, Action? Replace);
}
