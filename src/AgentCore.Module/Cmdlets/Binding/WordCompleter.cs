using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes words of a list that is known on this machine.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private protected WordCompleter()
    {
    }

    /// <summary>Every word, in the order to show them.</summary>
    private protected abstract IEnumerable<(string Word, string Hint)> Words { get; }

    /// <summary>The words where they depend on the other parameters.</summary>
    private protected virtual IEnumerable<(string Word, string Hint)> WordsFor(IDictionary? typed) => Words;

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
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        return WordsFor(fakeBoundParameters)
            .Where(entry => entry.Word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new CompletionResult(
                CompletedWord.Quote(entry.Word), entry.Word, CompletionResultType.ParameterValue, entry.Hint));
    }
}

/// <summary>What a completion puts on the command line.</summary>
internal static class CompletedWord
{
    /// <summary>The word, in quotes where PowerShell needs them.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? word
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}

/// <summary>Completes names of the tools of a code interpreter session.</summary>
public sealed class ToolCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => SessionTools.Known;
}
