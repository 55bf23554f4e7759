using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AgentCore.Service;

/// <summary>Keeps one value for each runspace, as long as the runspace lives.</summary>
/// <param name="create">Creates the value on the first use in a runspace.</param>
internal sealed class RunspaceLocal<T>(Func<T> create)
    where T : class
{
    private readonly ConditionalWeakTable<Runspace, T> _values = new();

    /// <summary>The value of the runspace that runs on this thread.</summary>
    public T Current => _values.GetValue(Runspace.DefaultRunspace, _ => create());

    /// <summary>Gives a new runspace its value.</summary>
    public void Set(Runspace runspace, T value) => _values.Add(runspace, value);
}

/// <summary>The runspace that first imported the module: what it sets is the process's.</summary>
internal static class FirstRunspace
{
    private static readonly object Gate = new();
    private static WeakReference<Runspace>? _first;

    /// <summary>Whether it is the one that runs on this thread.</summary>
    public static bool IsCurrent => Find() is { } first && first == Runspace.DefaultRunspace;

    /// <summary>Whether what the process shares may end with the module of this runspace.</summary>
    public static bool MayEndAll => IsCurrent || !IsOpen;

    /// <summary>Called at each import. Once the first runspace is closed, the next import takes its place.</summary>
    public static void Claim()
    {
        lock (Gate)
        {
            if (!IsOpen)
            {
                _first = new(Runspace.DefaultRunspace);
            }
        }
    }

    private static bool IsOpen =>
        Find() is { RunspaceStateInfo.State: RunspaceState.Opened or RunspaceState.Opening };

    private static Runspace? Find() => _first is { } held && held.TryGetTarget(out var first) ? first : null;
}
