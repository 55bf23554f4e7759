using System.Management.Automation;
using System.Runtime.CompilerServices;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that list sessions or show some in full.</summary>
public abstract class GetSessionCommand : RegionsCommand
{
    private protected const string ByList = "List";
    private protected const string ById = "Id";

    private NameFilter _names = new([]);
    private string[] _ids = [];
    private bool _listed;
    private bool _failed;

    /// <summary>Names to list, with wildcards. An id of a session shows that one in full.</summary>
    [Parameter(ParameterSetName = ByList, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>State of the sessions to list.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("READY", "TERMINATED")]
    public string? Status { get; set; }

    /// <summary>
    /// Lists only sessions that were started at least this long ago: 45s, 90m, 1h, 2d, or a time span such as 1:30:00.
    /// </summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNull]
    [DurationArgument]
    public TimeSpan? OlderThan { get; set; }

    private protected abstract SessionOperations Operations { get; }

    /// <summary>
    /// What the current record pipes in: sessions, and what sessions belong to; null where it does not.
    /// </summary>
    private protected abstract object[]? Piped { get; }

    /// <summary>The value of -SessionId.</summary>
    private protected abstract string[]? Ids { get; }

    /// <summary>What the sessions belong to that are listed, or given by their ids.</summary>
    private protected abstract AgentResource Owner { get; }

    /// <summary>Whether the sessions may belong to any.</summary>
    private protected abstract bool Everywhere { get; }

    private protected override object? ErrorTarget => Owner.Id;

    private protected override void Prepare()
    {
        base.Prepare();
        var texts = Name ?? [];
        _ids = Array.FindAll(texts, text => SessionReference.Of(text) == Reference.Id);
        _names = new NameFilter(Array.FindAll(texts, text => SessionReference.Of(text) == Reference.Name));
    }

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Piped is { } piped)
        {
            foreach (var one in piped)
            {
                await WritePipedAsync(one, cancellationToken);
            }
        }
        else if (Ids is { } ids)
        {
            foreach (var id in ids)
            {
                await WriteFullAsync(id, () => OwnersAsync(cancellationToken), cancellationToken);
            }
        }
        else
        {
            await WriteNamedAsync(() => OwnersAsync(cancellationToken), cancellationToken);
        }
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        // Whether a list that could not be read has the name is not known.
        if (!_listed || _failed)
        {
            return;
        }

        foreach (var name in _names.Missing)
        {
            await FailAsync(Operations.NotNamed(name, Status?.ToUpperInvariant()), name);
        }
    }

    private async Task WritePipedAsync(object one, CancellationToken cancellationToken)
    {
        switch (one)
        {
            case AgentSession alien when !Operations.Is(alien):
            case AgentTool other when other.GetType() != Owner.GetType():
                goto default;
            case AgentTool owner:
                await WriteNamedAsync(() => Only(owner), cancellationToken);
                break;
            case AgentSession { Reference: Reference.Id, SessionId: var id }:
                await WriteFullAsync(id, () => OwnersAsync(cancellationToken), cancellationToken);
                break;
            case string name:
                await TryAsync(name, () => WriteNamedAsync(name, cancellationToken));
                break;
            case AgentSession session:
                await TryAsync(
                    session.SessionId,
                    () => InEachRegionAsync(
                        session.SessionId,
                        () => WriteAsync(Connect(session), session.Owner, session.SessionId, cancellationToken),
                        cancellationToken));
                break;
            default:
                await FailAsync(
                    Failures.InvalidArgument(
                        $"'{one}' is not a {Operations.Name}, its id or name, or a "
                            + $"{Operations.OwnerOperations.Name}."), one);
                break;
        }
    }

    private async Task WriteNamedAsync(
        Func<IAsyncEnumerable<AgentResource>> owners, CancellationToken cancellationToken)
    {
        foreach (var id in _ids)
        {
            await WriteFullAsync(id, owners, cancellationToken);
        }

        if (_ids.Length > 0 && _ids.Length == Name!.Length)
        {
            return;
        }

        await InEachRegionAsync(null, WriteListsAsync, cancellationToken);
        _listed = true;

        async Task WriteListsAsync()
        {
            await foreach (var owner in owners())
            {
                _failed |= !await TryAsync(owner.Id, () => WriteListAsync(owner, _names, cancellationToken));
            }
        }
    }

    private async Task WriteNamedAsync(string name, CancellationToken cancellationToken)
    {
        var names = new NameFilter([name]);
        await InEachRegionAsync(name, WriteListsAsync, cancellationToken);
        if (names.Missing.Count > 0)
        {
            throw Operations.NotNamed(name, Status?.ToUpperInvariant());
        }

        async Task WriteListsAsync()
        {
            await foreach (var owner in OwnersAsync(cancellationToken))
            {
                await WriteListAsync(owner, names, cancellationToken);
            }
        }
    }

    private async Task WriteListAsync(AgentResource owner, NameFilter names, CancellationToken cancellationToken)
    {
        var connection = Connect(owner);
        var status = Status?.ToUpperInvariant();
        await foreach (var page in Pagination.PagesAsync(
            token => Operations.ListAsync(connection, this, owner.Identifier, status, token, cancellationToken)))
        {
            await WriteAllAsync([.. page.Where(session => names.Takes(session.Name) && IsOldEnough(session))]);
        }
    }

    /// <summary>Writes the session with that id, which may belong to any of the owners.</summary>
    private Task<bool> WriteFullAsync(
        string id, Func<IAsyncEnumerable<AgentResource>> owners, CancellationToken cancellationToken)
    {
        return TryAsync(id, () => InEachRegionAsync(id, FindAsync, cancellationToken));

        async Task FindAsync()
        {
            AgentCoreException? unknown = null;
            await foreach (var owner in owners())
            {
                try
                {
                    await WriteAsync(Connect(owner), owner.Identifier, id, cancellationToken);
                    return;
                }
                catch (AgentCoreException error) when (error.Category == ErrorCategory.ObjectNotFound)
                {
                    unknown = Everywhere ? error : Operations.Explain(error);
                }
            }

            throw unknown!;
        }
    }

    private async Task WriteAsync(Connection connection, string owner, string id, CancellationToken cancellationToken)
    {
        var session = await Operations.GetAsync(connection, this, owner, id, cancellationToken);
        if ((Status is null || string.Equals(Status, session.Status, StringComparison.OrdinalIgnoreCase))
            && IsOldEnough(session))
        {
            await WriteAsync(session);
        }
    }

    private bool IsOldEnough(AgentSession session) => OlderThan is not { } age || session.Age >= age;

    private async IAsyncEnumerable<AgentResource> OwnersAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Everywhere)
        {
            yield return await Operations.OwnerOperations.FindOneAsync(Connect(Owner), this, Owner, cancellationToken);
            yield break;
        }

        var connection = Connect();
        await foreach (var owner in Pagination.AllAsync(
            token => Operations.OwnerOperations.ListAsync(connection, this, type: null, token, cancellationToken)))
        {
            yield return owner;
        }
    }

    private static async IAsyncEnumerable<AgentResource> Only(AgentResource owner)
    {
        await Task.CompletedTask;
        yield return owner;
    }

    /// <summary>Does the work for one; what goes wrong is the error of that one.</summary>
    /// <returns>Whether nothing did.</returns>
    private async Task<bool> TryAsync(string target, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, target);
            return false;
        }
    }
}
