using System.Collections.Concurrent;

namespace AgentCore.Emulator.Core.Walls;

/// <summary>
/// The user of the programs of a session. When the emulator runs as an ordinary user, a user namespace maps that user
/// to <see cref="InNamespace"/>. When it runs as root, each session has its own user id, because root has no process
/// limit.
/// </summary>
/// <param name="Id">User and group id in the sandbox.</param>
/// <param name="IsLeased">Whether the id is one of the machine, which must be released.</param>
internal sealed record SandboxUser(int Id, bool IsLeased) : IDisposable
{
    /// <summary>User id in a user namespace.</summary>
    public const int InNamespace = 1000;

    // A range of user ids that systemd does not allocate; below 65536, so that containers map it.
    private const int First = 60706;
    private const int Last = 61183;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>Creates the user of a new session.</summary>
    /// <exception cref="SandboxUserException">All user ids are in use.</exception>
    public static SandboxUser Lease() =>
        Environment.IsPrivilegedProcess ? LeaseId() : new(InNamespace, IsLeased: false);

    /// <summary>Creates a user with an id of the machine.</summary>
    /// <exception cref="SandboxUserException">All user ids are in use.</exception>
    public static SandboxUser LeaseId()
    {
        const int Count = Last - First + 1;

        // A random start, so that two emulators on one machine rarely choose the same id.
        var start = Random.Shared.Next(Count);
        for (var i = 0; i < Count; i++)
        {
            var id = First + ((start + i) % Count);
            if (Taken.TryAdd(id, true))
            {
                return new(id, IsLeased: true);
            }
        }

        throw new SandboxUserException(
            $"An emulator that runs as root can run code in at most {Count} sessions at a time. "
            + "Stop one, then try again.");
    }

    /// <summary>Releases the user id.</summary>
    public void Dispose()
    {
        if (IsLeased)
        {
            Taken.TryRemove(Id, out _);
        }
    }
}

/// <summary>All user ids for sandboxes are in use; the message says what to do.</summary>
internal sealed class SandboxUserException(string message) : Exception(message);
