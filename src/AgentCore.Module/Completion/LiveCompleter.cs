using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AgentCore;

/// <summary>Completes ids of what the service has, by id or name; shows nothing where it cannot be listed in a moment.</summary>
public abstract class LiveCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private protected LiveCompleter()
    {
    }

    /// <summary>Lists what there is.</summary>
    /// <param name="connection">Whom to ask.</param>
    /// <param name="scope">What <see cref="Scope"/> said.</param>
    /// <param name="cancellation">Ends the call when nobody waits any more.</param>
    private protected abstract Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellation);

    /// <summary>The part of the list that the other parameters ask for; null for all.</summary>
    private protected virtual string? Scope(IDictionary parameters) => null;

    /// <summary>Called by PowerShell.</summary>
    /// <param name="commandName">The cmdlet.</param>
    /// <param name="parameterName">Its parameter.</param>
    /// <param name="wordToComplete">What was typed of it.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are constants.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = new WildcardPattern((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Live(fakeBoundParameters)
            .Where(item => typed.IsMatch(item.Id) || typed.IsMatch(item.Name ?? ""))
            .Select(item => new CompletionResult(
                item.Id, item.Name is null ? item.Id : $"{item.Id} ({item.Name})", CompletionResultType.ParameterValue, item.Hint));
    }

    private IReadOnlyList<LiveItem> Live(IDictionary parameters)
    {
        var memory = RunspaceMemory.Current;
        var scope = Scope(parameters);
        var settings = ConnectionSettings.Layer(Given(parameters), memory.Context, memory.Emulator);
        try
        {
            return memory.Completions.Get((GetType(), scope, settings.Key), () =>
            {
                using var limit = new CancellationTokenSource(Patience);
                var listing = Task.Run(() => ListAsync(memory.Connect(settings), scope, limit.Token));
                return listing.Wait(Patience) ? listing.Result : [];
            });
        }
        catch (Exception failed) when (failed is AggregateException or AgentCoreException)
        {
            // A completion that fails says nothing: the command itself will.
            return [];
        }
    }

    private static ConnectionSettings Given(IDictionary parameters) => new(
        Text(parameters, nameof(ConnectedCommand.Region)) is { } region ? new(region, "") : null,
        Text(parameters, nameof(ConnectedCommand.EndpointUrl)) is { } url ? new(url, "") : null,
        Text(parameters, nameof(ConnectedCommand.ProfileName)) is { } profile ? new(new ProfileCredentials(profile, null), "") : null);

    private protected static string? Text(IDictionary parameters, string name)
        => parameters?[name]?.ToString() is { Length: > 0 } text ? text : null;
}
