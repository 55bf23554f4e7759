using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes names of what the cmdlet is about, which its noun tells.</summary>
public sealed class NameCompleter : IArgumentCompleter
{
    private static readonly Dictionary<string, LiveCompleter> Nouns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ACBrowser"] = new BrowserCompleter { OffersNames = true },
        ["ACBrowserProfile"] = new BrowserProfileCompleter { OffersNames = true },
        ["ACBrowserSession"] = new BrowserSessionCompleter { OffersNames = true },
        ["ACCodeInterpreter"] = new CodeInterpreterCompleter { OffersNames = true },
        ["ACCodeInterpreterSession"] = new CodeInterpreterSessionCompleter { OffersNames = true },
    };

    /// <summary>Called by PowerShell.</summary>
    /// <param name="commandName">The cmdlet; its noun has a prefix where the module was imported with one.</param>
    /// <param name="parameterName">Its parameter.</param>
    /// <param name="wordToComplete">What was typed of it.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are constants.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters) => Nouns
        .Where(noun => commandName.EndsWith(noun.Key, StringComparison.OrdinalIgnoreCase))
        .SelectMany(noun => noun.Value.CompleteArgument(
            commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters));
}
