using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>
/// Completes ids of what the service has, by id or name; shows nothing where it cannot be listed in a moment.
/// </summary>
public abstract class LiveCompleter : IArgumentCompleter
{
    private protected LiveCompleter()
    {
    }

    /// <summary>Lists what there is.</summary>
    /// <param name="connection">The connection to call the service on.</param>
    /// <param name="scope">The part of the list that is wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the call when nobody waits any more.</param>
    private protected abstract Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken);

    /// <summary>Whether names are offered, of what has one, instead of ids.</summary>
    internal bool OffersNames { get; init; }

    /// <summary>The parameter whose resource the list belongs to; null where it belongs to none.</summary>
    private protected virtual string? ScopeParameter => null;

    /// <summary>Called by PowerShell.</summary>
    /// <param name="commandName">The cmdlet.</param>
    /// <param name="parameterName">Its parameter.</param>
    /// <param name="wordToComplete">What was typed of it.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are constants.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var typed = new WildcardPattern((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        if (OffersNames)
        {
            return Live(fakeBoundParameters)
                .Where(item => item.Name is not null && typed.IsMatch(item.Name))
                .GroupBy(item => item.Name!, StringComparer.OrdinalIgnoreCase)
                .Select(same => new CompletionResult(
                    CompletedWord.Quote(same.Key), same.Key, CompletionResultType.ParameterValue, same.First().Hint));
        }

        return Live(fakeBoundParameters)
            .Where(item => typed.IsMatch(item.Id) || typed.IsMatch(item.Name ?? ""))
            .Select(item => new CompletionResult(
                item.Id,
                item.Name is null ? item.Id : $"{item.Id} ({item.Name})",
                CompletionResultType.ParameterValue,
                item.Hint));
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
            var changes = ServiceCall.Changes;
            if (cache.Find(key, changes, DateTime.UtcNow) is { } kept)
            {
                return kept;
            }

            var items = await ListAsync(connection, scope, cancellationToken);
            cache.Keep(key, items, changes, DateTime.UtcNow);
            return items;
        });
    }
}

/// <summary>Something that a completion offers.</summary>
/// <param name="Id">What is completed.</param>
/// <param name="Name">What it may be found by as well; null where it has no name.</param>
/// <param name="Hint">What is shown about it.</param>
internal sealed record LiveItem(string Id, string? Name, string Hint);

/// <summary>Keeps what was listed for a completion for a few seconds: Tab is pressed more than once.</summary>
internal sealed class CompletionCache
{
    private static readonly RunspaceLocal<CompletionCache> Runspaces = new(static () => new CompletionCache());
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Dictionary<object, (DateTime Until, int Changes, IReadOnlyList<LiveItem> Items)> _entries = [];

    /// <summary>That of the runspace that runs on this thread.</summary>
    public static CompletionCache Current => Runspaces.Current;

    /// <summary>How many lists are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>
    /// What was listed under the key a moment ago; null where nothing was, or this process has changed something since.
    /// </summary>
    /// <param name="key">Where it was listed, and what.</param>
    /// <param name="changes">How many changes this process has made so far.</param>
    /// <param name="now">The time, UTC.</param>
    public IReadOnlyList<LiveItem>? Find(object key, int changes, DateTime now)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(key, out var entry) && entry.Until > now
                && entry.Changes == changes
                ? entry.Items
                : null;
        }
    }

    /// <summary>Keeps a list, and forgets those whose time is over.</summary>
    /// <param name="key">Where it was listed, and what.</param>
    /// <param name="items">What there was.</param>
    /// <param name="changes">How many changes this process had made before it was listed.</param>
    /// <param name="now">The time, UTC.</param>
    public void Keep(object key, IReadOnlyList<LiveItem> items, int changes, DateTime now)
    {
        lock (_gate)
        {
            foreach (var old in _entries.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList())
            {
                _entries.Remove(old);
            }

            _entries[key] = (now + Kept, changes, items);
        }
    }
}

/// <summary>What completions that call the service share: the cmdlet's connection, and a short timeout.</summary>
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

    // A runspace that runs a completion cannot be called from outside, so that a command reads it.
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

    /// <summary>
    /// The result of the work, or nothing where it fails or times out: the command itself reports the error.
    /// </summary>
    /// <param name="typed">The parameters of the command line, as far as they are typed.</param>
    /// <param name="work">
    /// Gets where the command line leads to. Is cancelled when the time is over; also what blocks in it is left alone
    /// then.
    /// </param>
    public static IReadOnlyList<T> Within<T>(
        IDictionary? typed, Func<Connector, CancellationToken, Task<IReadOnlyList<T>>> work)
    {
        try
        {
            var connector = new Connector(
                RunspaceSettings.Current, ConnectionParameters.Typed(typed).ToSettings(),
                AwsToolsVariables.Read(Variable));
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
