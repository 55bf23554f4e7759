using System.Collections.Concurrent;
using System.Globalization;

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

    // User ids that systemd does not allocate. Every container maps the first ones; the others, which are needed for
    // the quotas of both tools, only where more than 65,536 ids are mapped.
    private static readonly IEnumerable<int> Few = Enumerable.Range(60_706, 478);
    private static readonly IEnumerable<int> Many = Enumerable.Range(65_536, 4_096);

    private static readonly int[] Ids = IdsOf("/proc/self/uid_map", "/proc/self/gid_map");
    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>Creates the user of a new session.</summary>
    /// <exception cref="SandboxUserException">All user ids are in use.</exception>
    public static SandboxUser Lease() =>
        Environment.IsPrivilegedProcess ? LeaseId() : new(InNamespace, IsLeased: false);

    /// <summary>Creates a user with an id of the machine.</summary>
    /// <exception cref="SandboxUserException">All user ids are in use.</exception>
    public static SandboxUser LeaseId()
    {
        // A random start, so that two emulators on one machine rarely choose the same id.
        var start = Random.Shared.Next(Ids.Length);
        for (var i = 0; i < Ids.Length; i++)
        {
            var id = Ids[(start + i) % Ids.Length];
            if (Taken.TryAdd(id, true))
            {
                return new(id, IsLeased: true);
            }
        }

        throw new SandboxUserException(
            $"An emulator that runs as root can have at most {Ids.Length} sessions with a sandbox at a time, because "
            + "each needs a user id. Stop one, then try again.");
    }

    /// <summary>The user ids that can be used.</summary>
    /// <param name="maps">Files with the ids of users and of groups that are mapped here, as in <c>/proc</c>.</param>
    public static int[] IdsOf(params string[] maps) =>
        maps.All(map => IsMapped(map, Many.First(), Many.Last())) ? [.. Few, .. Many] : [.. Few];

    // Each line has the first id here, the first one outside, and the number of ids.
    private static bool IsMapped(string map, long first, long last) =>
        File.Exists(map) && File.ReadLines(map)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(part => (First: long.Parse(part[0], CultureInfo.InvariantCulture), Part: part[2]))
            .Any(row => row.First <= first && last < row.First + long.Parse(row.Part, CultureInfo.InvariantCulture));

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
