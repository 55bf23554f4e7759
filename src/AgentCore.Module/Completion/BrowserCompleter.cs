namespace AgentCore;

/// <summary>Completes ids of browsers, by id or name.</summary>
public sealed class BrowserCompleter : ResourceCompleter
{
    private protected override ResourceKind Kind => BrowserKind.Instance;
}
