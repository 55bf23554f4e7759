using System.Collections;
using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>What completions that ask the service have in common: the cmdlet's connection, and little time.</summary>
internal static class Completing
{
    /// <summary>How long a prompt may hang at most.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Whether PowerShell completes a command line just now. Called on the pipeline thread.</summary>
    public static bool IsRunning()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Microsoft.PowerShell.Utility\\Get-PSCallStack")
            .Invoke<CallStackFrame>()
            .Any(frame => frame.InvocationInfo?.MyCommand?.Name == "TabExpansion2");
    }

    // A runspace that runs a completion refuses to be asked from outside, so that a command has to.
    private static object? Variable(string name)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Microsoft.PowerShell.Utility\\Get-Variable")
            .AddParameter("Name", name)
            .AddParameter("ValueOnly")
            .AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke()
            .FirstOrDefault();
    }

    /// <summary>What the work gives, or nothing where it fails or takes too long: the command itself will tell why.</summary>
    /// <param name="typed">The parameters of the command line, as far as they are typed.</param>
    /// <param name="work">
    /// Gets where the command line leads to. Is cancelled when the time is over; also what blocks in it is left alone then.
    /// </param>
    public static IReadOnlyList<T> Within<T>(
        IDictionary? typed, Func<Connector, CancellationToken, Task<IReadOnlyList<T>>> work)
    {
        try
        {
            var connector = new Connector(
                RunspaceSettings.Current, ConnectionParameters.Typed(typed).ToSettings(), AwsToolsVariables.Read(Variable));
            using var limit = new CancellationTokenSource(Limit);
            var token = limit.Token;
            var task = Task.Run(() => work(connector, token), CancellationToken.None);
            return task.Wait(Limit) ? task.Result : [];
        }
        catch (Exception failed) when (failed is AggregateException or AgentCoreException)
        {
            return [];
        }
    }
}
