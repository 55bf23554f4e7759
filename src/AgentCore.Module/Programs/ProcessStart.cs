using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentCore.Errors;

namespace AgentCore.Programs;

/// <summary>What a program is started with, where it runs as a process of its own.</summary>
/// <param name="Arguments">Its arguments, without its name.</param>
/// <param name="Input">What it reads from standard input; null for nothing.</param>
/// <param name="Environment">Variables to set; those without a value are removed.</param>
internal sealed record ProcessStart(
    IReadOnlyList<string> Arguments, byte[]? Input, IReadOnlyList<(string Name, string? Value)> Environment)
{
    private static readonly Regex NameForm = new(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    /// <summary>The start that parameters define; null where none is given.</summary>
    /// <exception cref="AgentCoreException">A shell cannot take a name or value.</exception>
    public static ProcessStart? Of(string[]? arguments, byte[]? input, IDictionary? environment)
    {
        if (arguments is null && input is null && environment is null)
        {
            return null;
        }

        var variables = (environment ?? new Hashtable()).Cast<DictionaryEntry>()
            .Select(entry => (Name: $"{entry.Key}", Value: ValueOf(entry)))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .ToArray();
        foreach (var (name, value) in variables)
        {
            if (!NameForm.IsMatch(name))
            {
                throw Failures.InvalidArgument(
                    $"'{name}' is not a valid name of an environment variable: letters, digits and underscores, no "
                        + "digit first.");
            }

            CheckText($"The value of the environment variable {name}", value);
        }

        string[] words = [.. (arguments ?? []).Select(argument => argument ?? "")];
        foreach (var word in words)
        {
            CheckText($"The argument '{word}'", word);
        }

        return new ProcessStart(words, input, variables);
    }

    /// <summary>Shell text that sets the variables.</summary>
    public string Exports => string.Concat(Environment.Select(variable => variable.Value is { } value
        ? $"export {variable.Name}={Quote(value)}; "
        : $"unset {variable.Name}; "));

    /// <summary>The arguments, ready for the shell.</summary>
    public string Words => string.Join(" ", Arguments.Select(Quote));

    /// <summary>A text as one word of the shell.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''")}'";

    private static string? ValueOf(DictionaryEntry variable) => variable.Value switch
    {
        null => null,
        string text => text,
        IEnumerable => throw Failures.InvalidArgument(
            $"The environment variable {variable.Key} has several values. Give one, such as a text that joins them."),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static void CheckText(string what, string? text)
    {
        if (text?.Contains('\0') is true)
        {
            throw Failures.InvalidArgument($"{what} contains a null character, which a process cannot take.");
        }
    }
}
