using System.Text;

namespace AgentCore.LocalEmulator;

/// <summary>Joins arguments into one command line, which is all that netstandard2.0 takes.</summary>
internal static class CommandLineText
{
    /// <summary>Quotes each argument so that .NET, and Windows, take it apart into the same ones again.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '\n', '"']) < 0)
        {
            return argument;
        }

        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var letter in argument)
        {
            // Backslashes count only before a quote, where each needs one of its own.
            quoted.Append('\\', letter == '"' ? backslashes + 1 : 0).Append(letter);
            backslashes = letter == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
