using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of code interpreters, by id or name.</summary>
public sealed class CodeInterpreterCompleter : ResourceCompleter
{
    private protected override ResourceKind Kind => CodeInterpreterKind.Instance;
}
