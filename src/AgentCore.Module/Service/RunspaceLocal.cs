using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AgentCore.Service;

/// <summary>Keeps one value for each runspace, as long as the runspace lives.</summary>
/// <param name="create">Makes the value when a runspace first asks for it.</param>
/// <param name="closed">Told when the runspace is closed; null where nothing is to be put away.</param>
/// <remarks>Runspaces share nothing, so <c>ForEach-Object -Parallel</c> needs no care; objects carry their connection.</remarks>
internal sealed class RunspaceLocal<T>(Func<T> create, Action<T>? closed = null)
    where T : class
{
    private readonly ConditionalWeakTable<Runspace, T> _values = new();

    /// <summary>The value of the runspace that runs on this thread.</summary>
    public T Current => _values.GetValue(Runspace.DefaultRunspace, owner =>
    {
        var value = create();
        if (closed is not null)
        {
            owner.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                {
                    closed(value);
                }
            };
        }

        return value;
    });
}
