using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of resources of one kind; the first page of them, which is a hundred.</summary>
public abstract class ResourceCompleter : LiveCompleter
{
    private protected ResourceCompleter()
    {
    }

    private protected abstract ResourceKind Kind { get; }

    private protected sealed override async Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken)
    {
        var page = await Kind.ListAsync(connection, NullCallLog.Instance, type: null, token: null, cancellationToken);
        return [.. page.Items.Select(resource => new LiveItem(
            resource.Id, resource.Name, resource.Description ?? $"{resource.Name ?? resource.Id}, {resource.Status}"))];
    }
}
