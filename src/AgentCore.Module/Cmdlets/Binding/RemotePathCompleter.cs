using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>
/// Completes paths below a session's working folder; shows nothing where they cannot be listed in a moment.
/// </summary>
public sealed class RemotePathCompleter : IArgumentCompleter
{
    /// <summary>Called by PowerShell.</summary>
    /// <param name="commandName">The cmdlet.</param>
    /// <param name="parameterName">Its parameter.</param>
    /// <param name="wordToComplete">What was typed of it.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are constants.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (Given(fakeBoundParameters?["Session"]) is not { } given)
        {
            return [];
        }

        var typed = (wordToComplete ?? "").Trim('\'', '"').Replace('\\', '/');
        return Completing.Within(fakeBoundParameters, async (connector, cancellationToken) =>
        {
            var connection = connector.Connect(given.Origin, given.Owner, given.HeldRegion);
            var session = given.Reference == Reference.Name
                ? (CodeInterpreterSession)(await CodeInterpreterSessionOperations.Instance
                    .FindAsync(connection, NullCallLog.Instance, given, cancellationToken))[0]
                : given;
            return await new FileSearch(new SessionFiles(connection, NullCallLog.Instance, session))
                .FindAsync(WildcardPattern.Escape(typed) + "*", literal: false, cancellationToken);
        }).Select(Offer);
    }

    // As the parameter takes it, and PowerShell makes of a name.
    private static CodeInterpreterSession? Given(object? typed) => typed is null
        ? null
        : new CodeInterpreterSessionArgumentAttribute().One(typed) switch
        {
            CodeInterpreterSession session => session,
            string { Length: > 0 } name => (CodeInterpreterSession)name,
            _ => null,
        };

    private static CompletionResult Offer(CodeInterpreterFile file)
    {
        var quoted = file.RemotePath.IndexOfAny(
            [' ', '\'', '"', '`', '$', '(', ')', ';', ',', '|', '&', '{', '}', '@', '#']) >= 0
            ? "'" + CodeGeneration.EscapeSingleQuotedStringContent(file.RemotePath) + "'"
            : file.RemotePath;
        return new CompletionResult(quoted, file.RemotePath, CompletionResultType.ProviderItem, file.RemotePath);
    }
}
