using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of sessions that run.</summary>
public abstract class SessionCompleter : LiveCompleter
{
    private protected SessionCompleter()
    {
    }

    private protected abstract SessionOperations Operations { get; }

    /// <summary>What stands for the browser or code interpreter where none is typed.</summary>
    private protected abstract string DefaultOwner { get; }

    private protected sealed override async Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken)
    {
        var page = await Operations.ListAsync(
            connection, NullCallLog.Instance, scope ?? DefaultOwner, "READY", token: null, cancellationToken);
        return [.. page.Items.Select(session => new LiveItem(
            session.SessionId, session.Name, $"{session.Name ?? session.SessionId}, started {session.CreatedAt:g}"))];
    }
}

/// <summary>Completes ids of browser sessions that run.</summary>
public sealed class BrowserSessionCompleter : SessionCompleter
{
    private protected override string ScopeParameter => "BrowserIdentifier";

    private protected override SessionOperations Operations => BrowserSessionOperations.Instance;

    private protected override string DefaultOwner => Defaults.Browser;
}

/// <summary>Completes ids of code interpreter sessions that run.</summary>
public sealed class CodeInterpreterSessionCompleter : SessionCompleter
{
    private protected override string ScopeParameter => "CodeInterpreterIdentifier";

    private protected override SessionOperations Operations => CodeInterpreterSessionOperations.Instance;

    private protected override string DefaultOwner => Defaults.CodeInterpreter;
}
