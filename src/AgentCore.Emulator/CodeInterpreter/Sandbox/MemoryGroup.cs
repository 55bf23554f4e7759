using System.Globalization;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// A control group that bounds the memory of a session by the kernel's own count, of version 2 or 1. It is a second
/// wall behind the count of the guest program, which knows which program to end; so it lies a little further out.
/// </summary>
internal sealed class MemoryGroup : IDisposable
{
    /// <summary>The descriptor at which the guest program reads how many processes the kernel has ended.</summary>
    public const int EventsDescriptor = 9;

    private const string Prefix = "agentcore-";
    private const long Margin = 256 * 1024 * 1024; // what the kernel counts besides, such as cached programs
    private static int _last;

    private readonly string _folder;
    private readonly string _events;

    private MemoryGroup(string folder, string events)
    {
        _folder = folder;
        _events = events;
    }

    /// <summary>Creates a group; null where this process may not.</summary>
    /// <param name="memory">Memory of the session in bytes.</param>
    public static MemoryGroup? TryCreate(long memory) =>
        OperatingSystem.IsLinux()
            ? TryCreate("/sys/fs/cgroup", File.ReadAllLines("/proc/self/cgroup"), memory)
            : null;

    /// <summary>Creates a group; null where this process may not.</summary>
    /// <param name="root">Where the control groups of the machine are.</param>
    /// <param name="memberships">The groups of this process, as <c>/proc/self/cgroup</c> has them.</param>
    /// <param name="memory">Memory of the session in bytes.</param>
    public static MemoryGroup? TryCreate(string root, IReadOnlyCollection<string> memberships, long memory)
    {
        var limit = (memory + Margin).ToString(CultureInfo.InvariantCulture);
        foreach (var (parent, isUnified) in Parents(root, memberships))
        {
            var number = Interlocked.Increment(ref _last);
            var folder = Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{number}");
            try
            {
                RemoveAbandoned(parent);
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, isUnified ? "memory.max" : "memory.limit_in_bytes"), limit);
                if (isUnified)
                {
                    File.WriteAllText(Path.Combine(folder, "memory.swap.max"), "0");
                }

                return new(folder, Path.Combine(folder, isUnified ? "memory.events" : "memory.oom_control"));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Remove(folder); // what this machine does not let us make is not there
            }
        }

        return null;
    }

    /// <summary>The process that enters the group and becomes that of <paramref name="spec"/>.</summary>
    public ChildProcessSpec Enter(ChildProcessSpec spec)
    {
        var script = $"""echo $$ > "$0" && exec {EventsDescriptor}< "$1" && shift && exec "$@" """;
        return spec with
        {
            FileName = "/bin/sh",
            Arguments =
                ["-c", script, Path.Combine(_folder, "cgroup.procs"), _events, spec.FileName, .. spec.Arguments],
        };
    }

    /// <summary>Removes the group, whose processes have ended.</summary>
    public void Dispose() => Remove(_folder);

    // A group of version 2 that has processes gives no limits to groups below it: ours stands beside the emulator's.
    private static IEnumerable<(string Parent, bool IsUnified)> Parents(
        string root, IReadOnlyCollection<string> memberships)
    {
        foreach (var fields in memberships.Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3))
        {
            var path = fields[2].Trim('/');
            if (fields[0] == "0" && File.Exists(Path.Combine(root, "cgroup.controllers")))
            {
                yield return (Path.GetDirectoryName(Path.Combine(root, path == "" ? "." : path))!, true);
            }
            else if (fields[1].Split(',').Contains("memory"))
            {
                yield return (Path.Combine(root, "memory", path), false);
                yield return (Path.Combine(root, "memory"), false); // where a container sees its own group as the root
            }
        }
    }

    // Of emulators that were killed.
    private static void RemoveAbandoned(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            if (!Directory.Exists($"/proc/{Path.GetFileName(folder).Split('-')[1]}"))
            {
                Remove(folder);
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is not there, or the kernel still ends its last process: the next emulator removes it.
        }
    }
}
