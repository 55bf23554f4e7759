using System.Collections;
using AgentCore.Cmdlets.Binding;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Completes from what the emulator that runs says can be set; shows nothing where none runs.</summary>
public abstract class FaultChoiceCompleter : WordCompleter
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private protected FaultChoiceCompleter()
    {
    }

    private protected sealed override IEnumerable<(string Word, string Hint)> Words => [];

    private protected sealed override IEnumerable<(string Word, string Hint)> WordsFor(IDictionary? typed)
    {
        if (EmulatorHost.Current is not { } emulator)
        {
            return [];
        }

        using var limit = new CancellationTokenSource(Limit);
        var token = limit.Token;
        try
        {
            var asking = Task.Run(() => emulator.GetFaultChoicesAsync(token), CancellationToken.None);
            return asking.Wait(Limit) ? Pick(asking.Result, typed) : [];
        }
        catch (AggregateException)
        {
            return []; // the cmdlet itself reports what is wrong
        }
    }

    private protected abstract IEnumerable<(string Word, string Hint)> Pick(FaultChoices choices, IDictionary? typed);

    // Those that the typed operation means; all where none is typed.
    private protected static IEnumerable<FaultTarget> Meant(FaultChoices choices, IDictionary? typed) =>
        typed?["Operation"]?.ToString() is { Length: > 0 } name && name != "*"
            ? choices.Operations.Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            : choices.Operations;
}

/// <summary>Completes operations that faults can hit.</summary>
public sealed class FaultOperationCompleter : FaultChoiceCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Pick(FaultChoices choices, IDictionary? typed) =>
    [
        .. choices.Operations
            .Where(one => typed?["Fault"]?.ToString() is not { Length: > 0 } fault
                || one.Faults.Contains(fault, StringComparer.OrdinalIgnoreCase))
            .Select(one => (one.Name, string.Join(", ", one.Faults))),
        ("*", "all operations that can have the fault"),
    ];
}
