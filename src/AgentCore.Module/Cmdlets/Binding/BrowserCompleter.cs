using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of browsers, by id or name.</summary>
public sealed class BrowserCompleter : ResourceCompleter
{
    private protected override ResourceKind Kind => BrowserKind.Instance;
}
