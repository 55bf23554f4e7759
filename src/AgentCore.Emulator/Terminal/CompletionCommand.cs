using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Terminal;

/// <summary>
/// The command <c>completion</c>: prints a script that lets a shell complete the command line. The scripts ask the
/// program itself by the directive <c>[suggest:position]</c>, so what they know is what the options know.
/// </summary>
internal static class CompletionCommand
{
    // A shell, and the end of its script's name.
    private static readonly Dictionary<string, string> Shells = new(StringComparer.Ordinal)
    {
        ["bash"] = "bash",
        ["fish"] = "fish",
        ["pwsh"] = "ps1",
        ["zsh"] = "zsh",
    };

    /// <summary>Creates the command, and lets a command line suggest.</summary>
    public static Command AddTo(RootCommand root)
    {
        var directive = root.Directives.OfType<SuggestDirective>().Single();
        directive.Action = new Suggestion(root, directive);
        var shell = new Argument<string>("shell") { HelpName = "bash|fish|pwsh|zsh", Description = "The shell." };
        shell.AcceptOnlyFromAmong([.. Shells.Keys]);
        var command = new Command("completion", "Prints a script that lets a shell complete this command line.")
        {
            shell,
        };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(
            EmbeddedFile.ReadText($"completion.{Shells[parsed.GetRequiredValue(shell)]}")));
        root.Add(command);
        return command;
    }

    /// <summary>
    /// Completes the values of an option. A suggestion that ends in <c>=</c> or a colon, such as <c>browsers=</c>,
    /// leaves the cursor behind it, for what follows.
    /// </summary>
    /// <param name="option">The option.</param>
    /// <param name="suggest">Gives the values for the text before the cursor; what does not fit is left out.</param>
    public static void Suggest(this Option option, Func<string, IEnumerable<string>> suggest) =>
        option.CompletionSources.Add(context =>
        {
            // A value that is joined to its option is completed together with it.
            var joined = option.Name + "=";
            var word = context.WordToComplete;
            var start = word.StartsWith(joined, StringComparison.Ordinal) ? joined : "";
            var value = word[start.Length..];
            return suggest(value)
                .Where(one => one.StartsWith(value, StringComparison.OrdinalIgnoreCase))
                .Select(one => new CompletionItem(start + one));
        });

    // Writes the words that may stand at a position of a line. System.CommandLine's own action offers nothing but
    // further values after a repeatable option, though each value of ours has the option's name before it.
    private sealed class Suggestion(RootCommand root, SuggestDirective directive) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
            var given = parseResult.GetResult(directive)?.Values is [var first, ..] ? first : null;
            var position = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Math.Min(number, line.Length)
                : line.Length;
            var parsed = root.Parse(line[..position]);
            var context = parsed.GetCompletionContext();
            foreach (var item in Symbol(parsed, context.WordToComplete).GetCompletions(context)
                .Where(item => item.Label.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase)))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(item.Label);
            }

            return 0;
        }

        // The option whose value is being typed, else the command.
        private static Symbol Symbol(ParseResult parsed, string word)
        {
            var command = parsed.CommandResult.Command;
            var last = parsed.Tokens.SkipLast(word.Length > 0 ? 1 : 0).LastOrDefault();
            return command.Options.FirstOrDefault(option => option.Arity.MinimumNumberOfValues > 0
                && (word.StartsWith(option.Name + "=", StringComparison.Ordinal)
                    || (last is { Type: TokenType.Option } && last.Value == option.Name)))
                ?? (Symbol)command;
        }
    }
}
