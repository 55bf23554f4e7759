using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of browser profiles, by id or name.</summary>
public sealed class BrowserProfileCompleter : ResourceCompleter
{
    private protected override ResourceKind Kind => BrowserProfileKind.Instance;
}
