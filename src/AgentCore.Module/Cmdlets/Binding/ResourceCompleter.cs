using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of resources of one kind; the first page of them, which is a hundred.</summary>
public abstract class ResourceCompleter : LiveCompleter
{
    private protected ResourceCompleter()
    {
    }

    private protected abstract ResourceOperations Operations { get; }

    private protected sealed override async Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken)
    {
        var page = await Operations.ListAsync(
            connection, NullCallLog.Instance, type: null, token: null, cancellationToken);
        return [.. page.Items.Select(resource => new LiveItem(
            resource.Id, resource.Name, resource.Description ?? $"{resource.Name ?? resource.Id}, {resource.Status}"))];
    }
}

/// <summary>Completes ids of browsers, by id or name.</summary>
public sealed class BrowserCompleter : ResourceCompleter
{
    private protected override ResourceOperations Operations => BrowserOperations.Instance;
}

/// <summary>Completes ids of browser profiles, by id or name.</summary>
public sealed class BrowserProfileCompleter : ResourceCompleter
{
    private protected override ResourceOperations Operations => BrowserProfileOperations.Instance;
}

/// <summary>Completes ids of code interpreters, by id or name.</summary>
public sealed class CodeInterpreterCompleter : ResourceCompleter
{
    private protected override ResourceOperations Operations => CodeInterpreterOperations.Instance;
}
