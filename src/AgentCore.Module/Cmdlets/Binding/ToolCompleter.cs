using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes names of the tools of a code interpreter session.</summary>
public sealed class ToolCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => SessionTools.Known;
}
