using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AgentCore;

/// <summary>Completes paths below a session's working folder; shows nothing where they cannot be listed in a moment.</summary>
public sealed class RemotePathCompleter : IArgumentCompleter, ICallLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Called by PowerShell.</summary>
    /// <param name="commandName">The cmdlet.</param>
    /// <param name="parameterName">Its parameter.</param>
    /// <param name="wordToComplete">What was typed of it.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are constants.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (fakeBoundParameters?["Session"] is not { } given
            || new CodeInterpreterSessionArgumentAttribute().One(given) is not CodeInterpreterSession session)
            return [];
        var typed = (wordToComplete ?? "").Trim('\'', '"').Replace('\\', '/');
        try
        {
            var memory = RunspaceMemory.Current;
            var connection = session.Origin ?? memory.Connect(ConnectionSettings.Layer(memory.Context, memory.Emulator));
            using var limit = new CancellationTokenSource(Patience);
            var search = new FileSearch(new SessionFiles(connection, this, session));
            var listing = Task.Run(() => search.FindAsync(WildcardPattern.Escape(typed) + "*", literal: false, limit.Token));
            return listing.Wait(Patience) ? [.. listing.Result.Select(Offer)] : [];
        }
        catch (Exception failed) when (failed is AggregateException or AgentCoreException)
        {
            // A completion that fails says nothing: the command itself will.
            return [];
        }
    }

    void ICallLog.Verbose(string text)
    {
        // Nobody reads the log of a completion.
    }

    private static CompletionResult Offer(CodeInterpreterFile file)
    {
        var quoted = file.RemotePath.IndexOfAny([' ', '\'', '"', '`', '$', '(', ')', ';', ',', '|', '&', '{', '}', '@', '#']) >= 0
            ? "'" + CodeGeneration.EscapeSingleQuotedStringContent(file.RemotePath) + "'"
            : file.RemotePath;
        return new CompletionResult(quoted, file.RemotePath, CompletionResultType.ProviderItem, file.RemotePath);
    }
}
