using System.Collections.Concurrent;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The user that a session's programs run as. Under an ordinary user, a user namespace shows that user as
/// <see cref="InNamespace"/>. Under root each session has a number of its own, since root itself has no process limit.
/// </summary>
/// <param name="Id">User and group number inside the sandbox.</param>
/// <param name="IsLeased">Whether the number is one of the machine's, to be given back.</param>
internal sealed record SandboxUser(int Id, bool IsLeased) : IDisposable
{
    /// <summary>Number of the one user that a user namespace has.</summary>
    public const int InNamespace = 1000;

    // A range that systemd's allocation of user numbers leaves free; below 65536, so that containers map it.
    private const int First = 60706;
    private const int Last = 61183;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>A user for a new session.</summary>
    /// <exception cref="ServiceException">All numbers are taken.</exception>
    public static SandboxUser Lease() =>
        Environment.IsPrivilegedProcess ? LeaseNumber() : new(InNamespace, IsLeased: false);

    /// <summary>A user with a number of the machine's.</summary>
    /// <exception cref="ServiceException">All numbers are taken.</exception>
    public static SandboxUser LeaseNumber()
    {
        const int Most = Last - First + 1;

        // Begun anywhere, so that two emulators on one machine seldom meet.
        var start = Random.Shared.Next(Most);
        for (var i = 0; i < Most; i++)
        {
            var id = First + ((start + i) % Most);
            if (Taken.TryAdd(id, true))
            {
                return new(id, IsLeased: true);
            }
        }

        throw ServiceErrors.QuotaExceeded(
            $"An emulator that runs as root runs code in at most {Most} sessions at a time. Stop one, then try again.");
    }

    /// <summary>Gives the number back.</summary>
    public void Dispose()
    {
        if (IsLeased)
        {
            Taken.TryRemove(Id, out _);
        }
    }
}
