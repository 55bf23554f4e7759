using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AgentCore.Emulator.Terminal;

/// <summary>
/// The help of a command: what it does, its usage, commands and options, wrapped to the terminal, then examples and
/// what else a user has to know. Takes the place of System.CommandLine's own, which neither wraps what is redirected
/// nor has a place for examples, and calls the program by the name of its assembly.
/// </summary>
/// <param name="program">Name of the program.</param>
/// <param name="endings">What follows the options of some commands, as lines.</param>
internal sealed class CommandHelp(string program, IReadOnlyDictionary<Command, string> endings)
    : SynchronousCommandLineAction
{
    private const int WidthWithoutTerminal = 100;
    private const int MinWidth = 60;
    private const int MaxWidth = 140;

    /// <summary>Makes this the help of a command line.</summary>
    public void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Remove("-?");
        help.Aliases.Remove("/?");
        help.Aliases.Remove("/h");
        help.Description = "Show this help.";
        help.Action = this;
        root.Options.OfType<VersionOption>().Single().Description = "Show the version.";
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        var width = Console.IsOutputRedirected
            ? WidthWithoutTerminal
            : Math.Clamp(Console.WindowWidth, MinWidth, MaxWidth);
        foreach (var line in Wrap(command.Description ?? "", width))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine("  " + Usage(command));
        WriteTable(output, "Arguments:", width, [.. command.Arguments.Select(one => (Name(one), one.Description))]);
        WriteTable(output, "Commands:", width, [.. command.Subcommands.Select(one => (Name(one), one.Description))]);
        WriteTable(output, "Options:", width, [.. OptionsOf(command).Select(one => (Name(one), one.Description))]);
        if (endings.TryGetValue(command, out var ending))
        {
            output.WriteLine();
            output.WriteLine(ending);
        }

        return 0;
    }

    // Options that a command shares with its default command are in the help of that one. The help of the root holds
    // for all commands.
    private static IEnumerable<Option> OptionsOf(Command command) => command.Options
        .Where(option => !option.Hidden && !command.Subcommands.Any(one => one.Options.Contains(option)))
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(one => one.Recursive)));

    private static string Name(Argument argument) => $"<{argument.HelpName ?? argument.Name}>";

    private static string Name(Command command) =>
        string.Join(' ', [command.Name, .. command.Arguments.Select(Name)]);

    private static string Name(Option option)
    {
        var names = string.Join(", ", [.. option.Aliases.Order(StringComparer.Ordinal), option.Name]);
        return option.HelpName is { } value ? $"{names} <{value}>" : names;
    }

    private static void WriteTable(
        TextWriter output, string title, int width, IReadOnlyList<(string Name, string? Description)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        var column = rows.Max(row => row.Name.Length) + 4;
        foreach (var (name, description) in rows)
        {
            var left = "  " + name;
            foreach (var line in Wrap(description ?? "", width - column))
            {
                output.WriteLine(left.PadRight(column) + line);
                left = "";
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    private string Usage(Command command) => string.Join(' ', new[]
    {
        program,
        command is RootCommand ? "[command]" : Name(command),
        OptionsOf(command).Any() ? "[options]" : "",
    }.Where(part => part.Length > 0));
}
