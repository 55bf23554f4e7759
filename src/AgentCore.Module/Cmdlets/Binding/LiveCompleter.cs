using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of what the service has, by id or name; shows nothing where it cannot be listed in a moment.</summary>
public abstract class LiveCompleter : IArgumentCompleter
{
    private protected LiveCompleter()
    {
    }

    /// <summary>Lists what there is.</summary>
    /// <param name="connection">Whom to ask.</param>
    /// <param name="scope">The part of the list that is wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the call when nobody waits any more.</param>
    private protected abstract Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken);

    /// <summary>The parameter whose resource the list belongs to; null where it belongs to none.</summary>
    private protected virtual string? ScopeParameter => null;

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

    private IReadOnlyList<LiveItem> Live(IDictionary? typed)
    {
        var value = ScopeParameter is { } name ? typed?[name] : null;
        var owner = (value is PSObject wrapped ? wrapped.BaseObject : value) as AgentResource;
        var scope = owner?.Identifier ?? (value?.ToString() is { Length: > 0 } text ? text : null);
        var cache = CompletionCache.Current;
        return Completing.Within(typed, async (connector, cancellationToken) =>
        {
            var connection = connector.Connect(owner?.Origin, owner?.Arn ?? scope, owner?.HeldRegion);
            var key = (GetType(), scope, connection);
            if (cache.Find(key, DateTime.UtcNow) is { } kept)
            {
                return kept;
            }

            var items = await ListAsync(connection, scope, cancellationToken);
            cache.Keep(key, items, DateTime.UtcNow);
            return items;
        });
    }
}

/// <summary>Something that a completion offers.</summary>
/// <param name="Id">What is completed.</param>
/// <param name="Name">What it may be found by as well; null where it has no name.</param>
/// <param name="Hint">What is shown about it.</param>
internal sealed record LiveItem(string Id, string? Name, string Hint);
