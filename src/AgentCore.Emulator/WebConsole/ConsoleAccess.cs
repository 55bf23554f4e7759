using System.Security.Cryptography;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// Who may use the console: a browser that was opened at an address which is good once. It gets a cookie, since it
/// cannot sign.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ConsoleAccess(TimeProvider time)
{
    /// <summary>How long an address can be opened.</summary>
    public static readonly TimeSpan AddressLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long a browser may stay away.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(12);

    private const int MostAddresses = 1000;
    private const int MostVisits = 100;
    private readonly object _gate = new();
    private readonly Dictionary<string, Address> _addresses = new(StringComparer.Ordinal); // by code
    private readonly Dictionary<string, DateTimeOffset> _visits = new(StringComparer.Ordinal); // last use, by cookie

    /// <summary>Makes the code of a new address.</summary>
    /// <param name="path">Where the address leads to.</param>
    public string Issue(string path)
    {
        var code = NewSecret();
        lock (_gate)
        {
            var now = time.GetUtcNow();
            RemoveOldest(_addresses, MostAddresses, address => address.Expiry);
            _addresses[code] = new(path, now + AddressLifetime);
        }

        return code;
    }

    /// <summary>Uses a code, which nobody can do again.</summary>
    /// <returns>Where it leads to; null for a code that is unknown, used or too old.</returns>
    /// <param name="code">The code.</param>
    /// <param name="isOver">Whether the code was good once.</param>
    public string? Redeem(string code, out bool isOver)
    {
        lock (_gate)
        {
            isOver = _addresses.TryGetValue(code, out var address);
            if (address is null || address.IsUsed || address.Expiry < time.GetUtcNow())
            {
                return null;
            }

            _addresses[code] = address with { IsUsed = true };
            return address.Path;
        }
    }

    /// <summary>Lets a browser in, and returns the value of its cookie.</summary>
    public string Admit()
    {
        var cookie = NewSecret();
        lock (_gate)
        {
            RemoveOldest(_visits, MostVisits, lastUse => lastUse);
            _visits[cookie] = time.GetUtcNow();
        }

        return cookie;
    }

    /// <summary>Whether a cookie lets its browser in; that counts as its use.</summary>
    public bool IsAdmitted(string? cookie)
    {
        lock (_gate)
        {
            if (cookie is null || !_visits.TryGetValue(cookie, out var lastUse))
            {
                return false;
            }

            var now = time.GetUtcNow();
            if (now - lastUse > IdleLimit)
            {
                _visits.Remove(cookie);
                return false;
            }

            _visits[cookie] = now;
            return true;
        }
    }

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    // Makes room for one more.
    private static void RemoveOldest<T>(Dictionary<string, T> all, int most, Func<T, DateTimeOffset> ageOf)
    {
        if (all.Count >= most)
        {
            all.Remove(all.MinBy(one => ageOf(one.Value)).Key);
        }
    }

    private sealed record Address(string Path, DateTimeOffset Expiry)
    {
        public bool IsUsed { get; init; }
    }
}
