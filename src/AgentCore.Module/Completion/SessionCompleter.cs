using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AgentCore;

/// <summary>Completes ids of sessions that run, by id or name; shows nothing where they cannot be listed in a moment.</summary>
public abstract class SessionCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private protected SessionCompleter()
    {
    }

    /// <summary>Lists the sessions that run.</summary>
    private protected abstract Task<IReadOnlyList<AgentSession>> ListAsync(
        Connection connection, string? identifier, CancellationToken cancellation);

    /// <summary>The parameter that names the browser or code interpreter.</summary>
    private protected abstract string IdentifierParameter { get; }

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
            .Where(session => typed.IsMatch(session.SessionId) || typed.IsMatch(session.Name ?? ""))
            .Select(session => new CompletionResult(
                session.SessionId,
                session.Name is null ? session.SessionId : $"{session.SessionId} ({session.Name})",
                CompletionResultType.ParameterValue,
                $"{session.Name ?? session.SessionId}, started {session.CreatedAt:g}"));
    }

    private IReadOnlyList<AgentSession> Live(IDictionary parameters)
    {
        var memory = RunspaceMemory.Current;
        var identifier = Text(parameters, IdentifierParameter);
        var settings = ConnectionSettings.Layer(Given(parameters), memory.Context, memory.Emulator);
        try
        {
            return memory.Completions.Get((GetType(), identifier, settings.Key), () =>
            {
                using var limit = new CancellationTokenSource(Patience);
                var listing = Task.Run(() => ListAsync(memory.Connect(settings), identifier, limit.Token));
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

    private static string? Text(IDictionary parameters, string name)
        => parameters?[name]?.ToString() is { Length: > 0 } text ? text : null;
}
